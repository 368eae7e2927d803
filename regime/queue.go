package regime

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/riskon/riskon/series"
)

// A queue holds the records that wait to become known, by stream, and a heap of the
// streams by what they will give next.
type queue struct {
	streams map[streamKey]*stream
	named   [kindCloses + 1]map[string]*stream // those without a firm or an asset, found faster
	busy    []*stream                          // those with something that waits: the heap
	sweep   int                                // with so many streams, idle ones are forgotten
}

// A streamKey says what a record is one of: the bars of a fund, the holdings of a company.
type streamKey struct {
	kind              uint8
	name, firm, asset string
}

// A stream is what a classifier is told of one thing.
type stream struct {
	streamKey
	sequence string   // its name in memory.Last, if its reference dates must increase
	last     int64    // then the newest one taken, in Unix seconds
	place    int      // where it is, or was, in memory.Last
	lo, hi   float64  // of its numbers
	waiting  []queued // in order
	at       int      // its place in busy, -1 if nothing waits
}

type queued struct {
	known int64 // Unix nanoseconds
	ref   int64 // Unix seconds of the reference date
	Record
}

// An arrival is a record of our own and the stream that it belongs to.
type arrival struct {
	key streamKey
	queued
}

// newStream returns a stream in which nothing waits.
func newStream(key streamKey) *stream {
	return &stream{streamKey: key, sequence: key.sequence(), lo: -series.Limit, hi: series.Limit, at: -1}
}

func newQueue() queue { return queue{streams: map[streamKey]*stream{}, sweep: 1024} }

// find returns a stream, nil if there is none.
func (q *queue) find(k streamKey) *stream {
	if k.firm == "" && k.asset == "" {
		return q.named[k.kind][k.name]
	}
	return q.streams[k]
}

// compare orders what one stream gives.
func (a queued) compare(b queued) int {
	if c := cmp.Compare(a.known, b.known); c != 0 {
		return c
	}
	if c := cmp.Compare(a.ref, b.ref); c != 0 {
		return c
	}
	f, ok := a.Record.(Flow) // one filing may report two purchases of a date
	if !ok {
		return 0
	}
	g := b.Record.(Flow)
	if c := strings.Compare(string(f.Kind), string(g.Kind)); c != 0 {
		return c
	}
	if c := f.Quantity.Cmp(g.Quantity); c != 0 {
		return c
	}
	return f.USD.Cmp(g.USD)
}

// before reports whether stream a gives its next record before b does: by known
// instant, and at one instant in an order that does not depend on how they came. Values
// of one instant come date by date: a feature of two series keeps few that wait for the other.
func (a *stream) before(b *stream) bool {
	x, y := &a.waiting[0], &b.waiting[0]
	if x.known != y.known {
		return x.known < y.known
	}
	if a.kind == kindValue && b.kind == kindValue && x.ref != y.ref {
		return x.ref < y.ref
	}
	return a.compare(b.streamKey) < 0
}

func (a streamKey) compare(b streamKey) int {
	if c := cmp.Compare(a.kind, b.kind); c != 0 {
		return c
	}
	if c := strings.Compare(a.name, b.name); c != 0 {
		return c
	}
	if c := strings.Compare(a.firm, b.firm); c != 0 {
		return c
	}
	return strings.Compare(a.asset, b.asset)
}

// add queues x of stream s. Of a sequence, reference dates must become known in
// their order: otherwise ErrOrder. What waits already is ErrDuplicate.
func (q *queue) add(s *stream, x queued) error {
	i, found := len(s.waiting), false
	if i > 0 && s.waiting[i-1].compare(x) >= 0 { // as almost never
		i, found = slices.BinarySearchFunc(s.waiting, x, queued.compare)
	}
	if found {
		return ErrDuplicate
	}
	if err := s.refuse(x, i); err != nil {
		return err
	}
	s.waiting = slices.Insert(s.waiting, i, x)
	switch {
	case s.at < 0:
		s.at = len(q.busy)
		q.busy = append(q.busy, s)
		q.up(s.at)
	case i == 0:
		q.up(s.at)
	}
	return nil
}

// addAny queues a record of whatever stream.
func (q *queue) addAny(x arrival) error {
	s := q.find(x.key)
	if s == nil {
		s = newStream(x.key)
		q.put(s)
	}
	return q.add(s, x.queued)
}

// refuse says why x cannot wait at place i.
func (s *stream) refuse(x queued, i int) error {
	waits := func(same func(queued) bool) bool {
		return i > 0 && same(s.waiting[i-1]) || i < len(s.waiting) && same(s.waiting[i])
	}
	switch s.kind {
	case kindCoverage, kindFact: // one of them at an instant
		if waits(func(y queued) bool { return y.known == x.known }) {
			return ErrDuplicate
		}
	case kindBar, kindCloses: // one of them on a date
		if slices.ContainsFunc(s.waiting[max(0, i-1):], func(y queued) bool { return y.ref == x.ref }) {
			return ErrDuplicate
		}
	}
	if s.sequence != "" && (i > 0 && s.waiting[i-1].ref > x.ref || i < len(s.waiting) && s.waiting[i].ref < x.ref) {
		return ErrOrder
	}
	return nil
}

// next removes and returns the next record known at t, and its stream.
func (q *queue) next(t int64) (*stream, queued) {
	if len(q.busy) == 0 || q.busy[0].waiting[0].known > t {
		return nil, queued{}
	}
	s := q.busy[0]
	x := s.waiting[0]
	s.waiting[0] = queued{}
	if len(s.waiting) > 1 {
		s.waiting = s.waiting[1:]
	} else {
		last := len(q.busy) - 1
		q.swap(0, last)
		q.busy[last] = nil
		q.busy, s.at, s.waiting = q.busy[:last], -1, s.waiting[:0]
	}
	q.down()
	return s, x
}

// knownBy reports whether a record becomes known at or before t.
func (q *queue) knownBy(t time.Time) bool {
	return len(q.busy) > 0 && !q.busy[0].waiting[0].KnownAt().After(t)
}

// records are those that wait, in order.
func (q *queue) records() []waiting {
	all := []waiting{}
	for _, x := range q.inOrder() {
		all = append(all, waiting{x.Record})
	}
	return all
}

// inOrder is what waits, in order.
func (q *queue) inOrder() (all []arrival) {
	rest := queue{}
	for _, s := range q.busy {
		rest.busy = append(rest.busy, &stream{streamKey: s.streamKey, waiting: slices.Clone(s.waiting), at: s.at})
	}
	for len(rest.busy) > 0 {
		s, x := rest.next(rest.busy[0].waiting[0].known)
		all = append(all, arrival{s.streamKey, x})
	}
	return all
}

// put adds a stream, and forgets the idle ones when there are many.
func (q *queue) put(s *stream) {
	if len(q.streams) >= q.sweep {
		for k, old := range q.streams {
			if old.at < 0 {
				delete(q.streams, k)
				if k.firm == "" && k.asset == "" { // else the name is another stream's too
					delete(q.named[k.kind], k.name)
				}
			}
		}
		q.sweep = max(1024, 2*len(q.streams))
	}
	q.streams[s.streamKey] = s
	if s.firm == "" && s.asset == "" {
		if q.named[s.kind] == nil {
			q.named[s.kind] = map[string]*stream{}
		}
		q.named[s.kind][s.name] = s
	}
}

func (q *queue) swap(i, j int) {
	q.busy[i], q.busy[j] = q.busy[j], q.busy[i]
	q.busy[i].at, q.busy[j].at = i, j
}

func (q *queue) up(i int) {
	for i > 0 && q.busy[i].before(q.busy[(i-1)/2]) {
		q.swap(i, (i-1)/2)
		i = (i - 1) / 2
	}
}

func (q *queue) down() {
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(q.busy); child++ {
			if q.busy[child].before(q.busy[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		q.swap(i, least)
		i = least
	}
}
