package ratio

// kept is an observation.
type kept struct {
	T int64   `json:"t"`
	X float64 `json:"x"`
}

// A ladder holds the observations that are lower than all later ones: ascending
// in both fields. The last of them below a new value is the last strictly lower
// one of all, and the first inside a window is the lowest of the window.
type ladder struct{ fifo[kept] }

// push adds an observation, and drops those that are not lower.
func (l *ladder) push(t int64, x float64) {
	n := len(l.v)
	for n > 0 && l.v[n-1].X >= x {
		n--
	}
	l.v = l.v[:n]
	l.add(kept{t, x})
}

// forget drops the observations that are at least age old at t.
func (l *ladder) forget(t int64, age uint64) {
	for len(l.v) > 0 && apart(l.v[0].T, t) >= age {
		l.v = l.v[1:]
	}
}

// valid reports whether pushes could have left the ladder.
func (l *ladder) valid() bool {
	for i, k := range l.v {
		if missing(k.X) || i > 0 && (k.T <= l.v[i-1].T || k.X <= l.v[i-1].X) {
			return false
		}
	}
	return true
}

// A fifo is a queue from whose ends its user cuts by slicing v.
type fifo[T any] struct {
	v   []T
	buf []T // where v lies, unless it was restored
}

// add appends x to v. At the end of buf it moves all of v to the front, or to a
// larger buf if that is more than half full.
func (q *fifo[T]) add(x T) {
	if n := len(q.v); n == cap(q.v) {
		if 2*n >= len(q.buf) {
			q.buf = make([]T, max(16, 2*len(q.buf), 2*n))
		}
		copy(q.buf, q.v)
		q.v = q.buf[:n]
	}
	q.v = append(q.v, x)
}
