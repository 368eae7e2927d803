package regime

import (
	"encoding/json"
	"errors"
	"sort"
	"time"
)

// waiting is a record told and not yet known, or one being saved. In JSON it is
// an object with one field, named for its type.
type waiting struct{ Record }

type waitingJSON struct {
	Value    *Value    `json:"value,omitempty"`
	Bar      *Bar      `json:"bar,omitempty"`
	Closes   *Closes   `json:"closes,omitempty"`
	Flow     *Flow     `json:"flow,omitempty"`
	Holding  *Holding  `json:"holding,omitempty"`
	Fact     *Fact     `json:"fact,omitempty"`
	Coverage *Coverage `json:"coverage,omitempty"`
}

func (w waiting) MarshalJSON() ([]byte, error) {
	var j waitingJSON
	switch r := w.Record.(type) {
	case Value:
		j.Value = &r
	case Bar:
		j.Bar = &r
	case Closes:
		j.Closes = &r
	case Flow:
		j.Flow = &r
	case Holding:
		j.Holding = &r
	case Fact:
		j.Fact = &r
	case Coverage:
		j.Coverage = &r
	}
	return json.Marshal(j)
}

func (w *waiting) UnmarshalJSON(b []byte) error {
	var j waitingJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	switch {
	case j.Value != nil:
		w.Record = *j.Value
	case j.Bar != nil:
		w.Record = *j.Bar
	case j.Closes != nil:
		w.Record = *j.Closes
	case j.Flow != nil:
		w.Record = *j.Flow
	case j.Holding != nil:
		w.Record = *j.Holding
	case j.Fact != nil:
		w.Record = *j.Fact
	case j.Coverage != nil:
		w.Record = *j.Coverage
	default:
		return errors.New("no record")
	}
	return nil
}

// queue holds the records that wait to become known.
type queue struct {
	Records []waiting
	keys    map[recordKey]bool
	series  map[string][]refKnown // by reference date
}

type refKnown struct{ ref, known time.Time }

func newQueue() queue {
	return queue{keys: map[recordKey]bool{}, series: map[string][]refKnown{}}
}

// add queues r. Of one series, reference dates must become known in their
// order: otherwise ErrOrder. What waits already is ErrDuplicate.
func (q *queue) add(r Record) error {
	if q.keys[r.key()] {
		return ErrDuplicate
	}
	if name, ref := sequence(r); name != "" {
		row, known := q.series[name], r.KnownAt()
		i := sort.Search(len(row), func(i int) bool {
			return row[i].ref.After(ref) || row[i].ref.Equal(ref) && row[i].known.After(known)
		})
		if i > 0 && row[i-1].known.After(known) || i < len(row) && row[i].known.Before(known) {
			return ErrOrder
		}
		_, again := r.(Coverage)
		if !again && (i > 0 && row[i-1].ref.Equal(ref) || i < len(row) && row[i].ref.Equal(ref)) {
			return ErrDuplicate // a bar and a value of one date
		}
		row = append(row, refKnown{})
		copy(row[i+1:], row[i:])
		row[i] = refKnown{ref, known}
		q.series[name] = row
	}
	q.Records = append(q.Records, waiting{r})
	q.keys[r.key()] = true
	return nil
}

// knownBy reports whether a record becomes known at or before t.
func (q *queue) knownBy(t time.Time) bool {
	for _, w := range q.Records {
		if !w.KnownAt().After(t) {
			return true
		}
	}
	return false
}

// until removes and returns the records known at t: by known instant, and at one
// instant in an order that does not depend on how they came.
func (q *queue) until(t time.Time) []Record {
	var now []Record
	later := q.Records[:0]
	for _, w := range q.Records {
		if w.KnownAt().After(t) {
			later = append(later, w)
			continue
		}
		now = append(now, w.Record)
		delete(q.keys, w.key())
		if name, _ := sequence(w.Record); name != "" {
			q.series[name] = q.series[name][1:] // known in order of reference date
		}
	}
	clear(q.Records[len(later):])
	q.Records = later
	return inOrderOfKnown(now)
}
