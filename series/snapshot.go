package series

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"time"
)

// A Snapshot is a published figure as one saw it at one instant: for each
// reference date the latest print known by then.
//
// It is by reference date, and so it is what a chart of that day showed. It is
// no Series, because a stamp would then be a date on which the value was not
// known yet, and every transform of it would look ahead. A history of what was
// known is Latest. The zero Snapshot is empty.
type Snapshot struct {
	ref   []int32 // days since 1970-01-01, increasing
	known []int64
	value []float64
}

// AsKnown returns what was known at the instant at, prints known at that very
// instant included. It equals v.Until(at).AsKnown of any later instant.
func (v *Vintages) AsKnown(at time.Time) Snapshot {
	n := countUntil(v.known, at)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(v.ref[i], v.ref[j]) })
	var s Snapshot
	for k, i := range order {
		if k+1 < n && v.ref[order[k+1]] == v.ref[i] {
			continue // revised since
		}
		s.ref = append(s.ref, v.ref[i])
		s.known = append(s.known, v.known[i])
		s.value = append(s.value, v.value[i])
	}
	return s
}

// Len returns the number of reference dates.
func (s Snapshot) Len() int { return len(s.ref) }

// Ref returns reference date i, as its 00:00 UTC. The dates are increasing.
func (s Snapshot) Ref(i int) time.Time { return day(s.ref[i]).utc() }

// Value returns the value for reference date i.
func (s Snapshot) Value(i int) float64 { return s.value[i] }

// Known returns when the value for reference date i became known.
func (s Snapshot) Known(i int) time.Time { return time.Unix(0, s.known[i]).UTC() }

// For returns the value for the reference date that ref shows in its own
// location, or NaN and false where there is none. It does not look for a
// neighbouring date.
func (s Snapshot) For(ref time.Time) (value float64, ok bool) {
	date := dayOf(ref)
	i, ok := slices.BinarySearchFunc(s.ref, date, func(r int32, d day) int { return cmp.Compare(day(r), d) })
	if !ok {
		return math.NaN(), false
	}
	return s.value[i], true
}

// All ranges over reference dates and values.
func (s Snapshot) All() iter.Seq2[time.Time, float64] {
	return func(yield func(time.Time, float64) bool) { s.Each(yield) }
}

// Each calls f with each reference date and value until f returns false.
func (s Snapshot) Each(f func(ref time.Time, value float64) bool) {
	for i := range s.ref {
		if !f(s.Ref(i), s.value[i]) {
			return
		}
	}
}

// XY returns point i as gonum/plot wants it: x in Unix seconds of the reference
// date, y the value.
func (s Snapshot) XY(i int) (x, y float64) { return float64(s.ref[i]) * secondsPerDay, s.value[i] }
