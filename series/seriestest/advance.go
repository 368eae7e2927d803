package seriestest

import (
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// CausalNow is Causal for a function that takes the time, because it gives some
// values only when their time has come, such as the close of a week:
//
//	f(t, a.Until(t), b.Until(t), …) == f(now, a, b, …).Until(t)
//
// for every instant t up to now. The left side is not cut: what f gives at t must
// be stamped t or before. Nor may f(t, a, b, …) read what comes after t. Choose
// now so late that everything is given. With an error f can call t.Fatal.
//
//	seriestest.CausalNow(t, func(now time.Time, in ...series.Series) series.Series {
//		return in[0].Last(weeks, now)
//	}, now, price)
func CausalNow(t testing.TB, f func(now time.Time, in ...series.Series) series.Series, now time.Time, inputs ...series.Series) {
	t.Helper()
	whole := f(now, inputs...)
	for _, at := range cutsTo(now, append([]series.Series{whole}, inputs...)...) {
		known := make([]series.Series, len(inputs))
		for i, s := range inputs {
			known[i] = s.Until(at)
		}
		if !sameAt(t, at, f(at, known...), f(at, inputs...), whole) {
			return
		}
	}
}

// CausalNowBars is CausalNow for a function of bars.
func CausalNowBars(t testing.TB, f func(now time.Time, bars series.Bars) series.Series, now time.Time, bars series.Bars) {
	t.Helper()
	whole := f(now, bars)
	for _, at := range cutsTo(now, whole, bars.Close()) {
		if !sameAt(t, at, f(at, bars.Until(at)), f(at, bars), whole) {
			return
		}
	}
}

// sameAt checks one instant: the output from what is known then, from all, and
// the output at the end.
func sameAt(t testing.TB, at time.Time, known, early, whole series.Series) bool {
	t.Helper()
	if diff := compare(known, whole.Until(at)); diff != "" {
		t.Errorf("looks ahead: at %s %s", stamp(at), diff)
		return false
	}
	if diff := compare(early, known); diff != "" {
		t.Errorf("looks ahead: at %s, with later input, %s", stamp(at), diff)
		return false
	}
	return true
}

// cutsTo returns now and the cuts before it.
func cutsTo(now time.Time, s ...series.Series) []time.Time {
	at := cuts(s...)
	for len(at) > 0 && !at[len(at)-1].Before(now) {
		at = at[:len(at)-1]
	}
	return append(at, now)
}
