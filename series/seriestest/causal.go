package seriestest

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// Causal checks that f does not look ahead. With every input cut at t, what f
// gives up to t must be what it gives up to t from the whole input:
//
//	f(a.Until(t), b.Until(t), …).Until(t) == f(a, b, …).Until(t)
//
// It tries every stamp of the inputs and of the output as t, and instants
// before, between and after them. Fit nothing on the whole input outside f.
func Causal(t testing.TB, f func(in ...series.Series) series.Series, inputs ...series.Series) {
	t.Helper()
	whole := f(inputs...)
	for _, at := range cuts(append([]series.Series{whole}, inputs...)...) {
		known := make([]series.Series, len(inputs))
		for i, s := range inputs {
			known[i] = s.Until(at)
		}
		if !sameUntil(t, at, f(known...), whole) {
			return
		}
	}
}

// CausalBars is Causal for a function of bars.
func CausalBars(t testing.TB, f func(series.Bars) series.Series, bars series.Bars) {
	t.Helper()
	whole := f(bars)
	for _, at := range cuts(whole, bars.Close()) {
		if !sameUntil(t, at, f(bars.Until(at)), whole) {
			return
		}
	}
}

// sameUntil checks one instant of the law.
func sameUntil(t testing.TB, at time.Time, known, whole series.Series) bool {
	t.Helper()
	if diff := compare(known.Until(at), whole.Until(at)); diff != "" {
		t.Errorf("looks ahead: cut at %s, up to then %s", stamp(at), diff)
		return false
	}
	return true
}

// cuts returns each stamp of s, the instants one nanosecond before and after it,
// and the middle of the way to the next, in order.
func cuts(s ...series.Series) []time.Time {
	var ns []int64
	for _, x := range s {
		ns = append(ns, x.UnixNanos()...)
	}
	slices.Sort(ns)
	ns = slices.Compact(ns)
	var at []time.Time
	for i, a := range ns {
		b := a
		if i+1 < len(ns) {
			b = ns[i+1]
		}
		middle := a + int64((uint64(b)-uint64(a))/2)
		for _, x := range []int64{max(a, math.MinInt64+1) - 1, a, min(a, math.MaxInt64-1) + 1, middle} {
			at = append(at, time.Unix(0, x).UTC())
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	return slices.CompactFunc(at, time.Time.Equal)
}
