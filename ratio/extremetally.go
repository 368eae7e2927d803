package ratio

import (
	"math"
	"sort"
)

// A tally holds increasing stamps, and counts those after an instant. They lie in
// runs of equal steps, so that regular stamps take no more room the more there
// are, and irregular ones no more than the stamps themselves would.
type tally struct {
	Count int64 // stamps so far, those forgotten included
	runs  fifo[stampRun]
}

// A stampRun is T, T + Step, T + 2*Step and so on up to the next run.
type stampRun struct {
	At   int64 `json:"at"`   // T was the At-th stamp, from 1
	T    int64 `json:"t"`    // its first stamp
	Step int64 `json:"step"` // 0 for a single one
}

// push adds a stamp after the last. It lies less than 292 years after the oldest.
func (a *tally) push(t int64) {
	a.Count++
	if n := len(a.runs.v); n > 0 {
		r := &a.runs.v[n-1]
		switch size := a.Count - r.At; { // without t
		case size == 1:
			r.Step = t - r.T
			return
		case t == r.stamp(size):
			return
		}
	}
	a.runs.add(stampRun{At: a.Count, T: t})
}

// forget drops the stamps that are at least age old at t.
func (a *tally) forget(t int64, age uint64) {
	for len(a.runs.v) > 0 && apart(a.runs.v[0].T, t) >= age {
		r, size := &a.runs.v[0], a.size(0)
		old := r.old(t, age, size)
		if old == size {
			a.runs.v = a.runs.v[1:]
			continue
		}
		r.At, r.T = r.At+old, r.stamp(old)
		if size-old == 1 {
			r.Step = 0
		}
		return
	}
}

// younger counts the stamps that are less than age old at t, which is not before
// the last.
func (a *tally) younger(t int64, age uint64) int {
	runs := a.runs.v
	i := sort.Search(len(runs), func(i int) bool { return apart(runs[i].T, t) < age })
	if i == 0 {
		return int(a.Count - runs[0].At + 1)
	}
	return int(a.Count + 1 - runs[i-1].At - runs[i-1].old(t, age, a.size(i-1)))
}

// size is the number of stamps in a run.
func (a *tally) size(i int) int64 {
	if i+1 < len(a.runs.v) {
		return a.runs.v[i+1].At - a.runs.v[i].At
	}
	return a.Count + 1 - a.runs.v[i].At
}

func (a *tally) oldest() int64 { return a.runs.v[0].T }

// last is the newest stamp, 0 before the first.
func (a *tally) last() int64 {
	n := len(a.runs.v)
	if n == 0 {
		return 0
	}
	r := a.runs.v[n-1]
	return r.stamp(a.Count - r.At)
}

// stamp is the i-th of the run, from 0.
func (r stampRun) stamp(i int64) int64 { return r.T + r.Step*i }

// old counts the stamps of a run of size that are at least age old at t, if the
// first one is.
func (r stampRun) old(t int64, age uint64, size int64) int64 {
	if r.Step == 0 {
		return 1
	}
	return min(size, 1+int64((apart(r.T, t)-age)/uint64(r.Step)))
}

// has reports whether t is one of the stamps.
func (a *tally) has(t int64) bool {
	i := sort.Search(len(a.runs.v), func(i int) bool { return a.runs.v[i].T > t }) - 1
	if i < 0 {
		return false
	}
	r, from := a.runs.v[i], apart(a.runs.v[i].T, t)
	if r.Step == 0 {
		return from == 0
	}
	return from%uint64(r.Step) == 0 && from/uint64(r.Step) < uint64(a.size(i))
}

// valid reports whether a run with that memory could have left the tally. Only the
// first run, once cut, and the last can be of a single stamp, and what continues
// a run is part of it.
func (a *tally) valid(memory uint64) bool {
	n := len(a.runs.v)
	if a.Count > 1<<53 {
		return false
	}
	for i, r := range a.runs.v {
		size := a.size(i)
		switch {
		case r.At < 1 || size < 1 || (size == 1) != (r.Step == 0):
			return false
		case size > 1 && uint64(size-1) > (memory-1)/uint64(r.Step): // a step below 0 is huge
			return false
		case r.T > math.MaxInt64-r.Step*(size-1):
			return false
		}
		if i+1 < n {
			next := a.runs.v[i+1].T
			end := r.stamp(size - 1)
			if next <= end || size > 1 && next-end == r.Step || size == 1 && (i > 0 || r.At == 1) {
				return false
			}
		}
	}
	return n == 0 || apart(a.oldest(), a.last()) < memory
}
