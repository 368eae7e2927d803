package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// An event is one recorded observation.
type event struct {
	T  int64  `json:"t"`
	ID string `json:"id"`
	X  number `json:"x"` // NaN if missing
}

// An inbox holds what was observed and not yet closed, ordered by instant and
// then by name: the order of arrival leaves no trace.
type inbox struct {
	Started bool    `json:"started"` // an instant was closed
	Closed  int64   `json:"closed"`  // the newest one
	Pending []event `json:"pending"`
	late    []event // pending too, see put
	head    int     // events before it are taken; 0 between calls
}

// record keeps x under name id at t until the instant is closed.
func (q *inbox) record(t time.Time, id string, x float64) error {
	ns, err := q.check(t)
	if err != nil {
		return err
	}
	return q.put(event{T: ns, ID: id, X: number(x)})
}

// check returns t in nanoseconds, or why nothing can be recorded at t.
func (q *inbox) check(t time.Time) (int64, error) {
	ns, exact := unixNano(t)
	switch {
	case !exact:
		return 0, series.ErrRange
	case q.Started && ns <= q.Closed:
		return 0, ErrClosed
	}
	return ns, nil
}

// take returns the events of the earliest instant that is not after to, or none.
func (q *inbox) take(to int64) []event {
	q.settle()
	i := q.head
	if i == len(q.Pending) || q.Pending[i].T > to {
		return nil
	}
	for q.head < len(q.Pending) && q.Pending[q.head].T == q.Pending[i].T {
		q.head++
	}
	return q.Pending[i:q.head]
}

// close forgets what was taken and refuses observations up to to from now on.
func (q *inbox) close(to int64) {
	n := copy(q.Pending, q.Pending[q.head:])
	clear(q.Pending[n:])
	q.Pending, q.head = q.Pending[:n], 0
	if !q.Started || to > q.Closed {
		q.Started, q.Closed = true, to
	}
}

// valid reports whether the inbox could have been filled by record.
func (q *inbox) valid() bool {
	for i, p := range q.Pending {
		late := q.Started && p.T <= q.Closed
		if late || i > 0 && (p.T < q.Pending[i-1].T || p.T == q.Pending[i-1].T && p.ID <= q.Pending[i-1].ID) {
			return false
		}
	}
	return q.Started || q.Closed == 0
}

// noCopy lets vet find copies of live types.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

var (
	minTime = time.Unix(0, math.MinInt64).UTC()
	maxTime = time.Unix(0, math.MaxInt64).UTC()
)

// unixNano returns t in nanoseconds, saturated to the range of an int64
// (1678..2262), and whether t was inside it.
func unixNano(t time.Time) (ns int64, exact bool) {
	switch {
	case t.Before(minTime):
		return math.MinInt64, false
	case t.After(maxTime):
		return math.MaxInt64, false
	}
	return t.UnixNano(), true
}

// older reports whether at lies more than maxAge before t; series.Forever
// is any age. It needs at <= t, and is right even where the difference does not
// fit an int64.
func older(at, t int64, maxAge time.Duration) bool {
	return maxAge < series.Forever && uint64(t)-uint64(at) > uint64(maxAge)
}
