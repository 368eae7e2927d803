package seriestest

import (
	"testing"

	"github.com/riskon/riskon/series"
)

// BatchIsLive checks that values fed one by one give the same bits as all at
// once. live returns a fresh feed: a function that takes the next value, which
// may be NaN, and returns the output for it. The batch output must have one
// point for each point of the input, on the same stamps.
//
//	seriestest.BatchIsLive(t,
//		func(s series.Series) series.Series { return indicator.SMA(s, 20) },
//		func() func(float64) float64 { return indicator.NewSMA(20).Update },
//		price)
func BatchIsLive(t testing.TB, batch func(series.Series) series.Series, live func() func(float64) float64, input series.Series) {
	t.Helper()
	next := live()
	sameSteps(t, batch(input), input, func(i int) float64 { return next(input.Value(i)) })
}

// BatchIsLivePair is BatchIsLive for two inputs on one clock.
func BatchIsLivePair(t testing.TB, batch func(a, b series.Series) series.Series, live func() func(a, b float64) float64, a, b series.Series) {
	t.Helper()
	if !oneClock(t, a, b) {
		return
	}
	next := live()
	sameSteps(t, batch(a, b), a, func(i int) float64 { return next(a.Value(i), b.Value(i)) })
}

// BatchIsLiveBars is BatchIsLive for bars.
func BatchIsLiveBars(t testing.TB, batch func(series.Bars) series.Series, live func() func(series.Bar) float64, bars series.Bars) {
	t.Helper()
	next := live()
	sameSteps(t, batch(bars), bars.Close(), func(i int) float64 { return next(bars.Bar(i)) })
}

// sameSteps compares a batch output with the steps of a live one.
func sameSteps(t testing.TB, batch, clock series.Series, step func(i int) float64) {
	t.Helper()
	if batch.Len() != clock.Len() {
		t.Errorf("batch gives %d points for %d inputs", batch.Len(), clock.Len())
		return
	}
	for i := range clock.Len() {
		if !batch.Time(i).Equal(clock.Time(i)) {
			t.Errorf("batch stamps point %d %s, the input is at %s", i, stamp(batch.Time(i)), stamp(clock.Time(i)))
			return
		}
		if v := step(i); !same(v, batch.Value(i)) {
			t.Errorf("live is not batch: point %d at %s is %v live, %v in the batch", i, stamp(clock.Time(i)), v, batch.Value(i))
			return
		}
	}
}

// oneClock checks that a and b have the same stamps.
func oneClock(t testing.TB, a, b series.Series) bool {
	t.Helper()
	ok := a.Len() == b.Len()
	for i := 0; ok && i < a.Len(); i++ {
		ok = a.Time(i).Equal(b.Time(i))
	}
	if !ok {
		t.Errorf("the two inputs are not on one clock")
	}
	return ok
}
