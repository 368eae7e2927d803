package seriestest

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/riskon/riskon/series"
)

// Missing checks that f skips missing values. It takes some instants, drops the
// inputs' points at them, and compares with the same points being NaN: each
// output of the first must be there in the second with the same bits, and any
// further output must be NaN. It does this for many choices of instants.
//
// All inputs are missing at the same time. A clock, of which only the stamps are
// read, is no input: let f close over it. For two numbers that make one
// observation together, where either can be missing alone, use MissingPair.
func Missing(t testing.TB, f func(in ...series.Series) series.Series, inputs ...series.Series) {
	t.Helper()
	for _, at := range holes(inputs...) {
		dropped, blanked := make([]series.Series, len(inputs)), make([]series.Series, len(inputs))
		for i, s := range inputs {
			dropped[i], blanked[i] = drop(s, at), blank(s, at)
		}
		if !skipped(t, f(dropped...), f(blanked...)) {
			return
		}
	}
}

// MissingPair is Missing for two inputs on one clock that make one observation:
// it also tries only a missing, and only b.
func MissingPair(t testing.TB, f func(a, b series.Series) series.Series, a, b series.Series) {
	t.Helper()
	if !oneClock(t, a, b) {
		return
	}
	for _, at := range holes(a) {
		clean := f(drop(a, at), drop(b, at))
		if !skipped(t, clean, f(blank(a, at), blank(b, at))) ||
			!skipped(t, clean, f(blank(a, at), b)) || !skipped(t, clean, f(a, blank(b, at))) {
			return
		}
	}
}

// MissingBars is Missing for bars: rows wholly NaN.
func MissingBars(t testing.TB, f func(series.Bars) series.Series, bars series.Bars) {
	t.Helper()
	nan := math.NaN()
	for _, at := range holes(bars.Close()) {
		var dropped, blanked []series.Bar
		for i := range bars.Len() {
			b := bars.Bar(i)
			if at[b.End.UnixNano()] {
				b.Open, b.High, b.Low, b.Close, b.Volume = nan, nan, nan, nan, nan
			} else {
				dropped = append(dropped, b)
			}
			blanked = append(blanked, b)
		}
		d, err := series.NewBars(dropped)
		if err == nil {
			var b series.Bars
			if b, err = series.NewBars(blanked); err == nil && !skipped(t, f(d), f(b)) {
				return
			}
		}
		if err != nil {
			t.Errorf("%v", err)
			return
		}
	}
}

// skipped checks that dirty is clean with nothing but NaN added.
func skipped(t testing.TB, clean, dirty series.Series) bool {
	t.Helper()
	i := 0
	for j := range dirty.Len() {
		at, v := dirty.Time(j), dirty.Value(j)
		switch {
		case i < clean.Len() && clean.Time(i).Equal(at):
			if !same(v, clean.Value(i)) {
				t.Errorf("a missing value changes the output at %s: %v, want %v", stamp(at), v, clean.Value(i))
				return false
			}
			i++
		case v == v:
			t.Errorf("the output at %s, where the input is missing, is %v, want NaN", stamp(at), v)
			return false
		}
	}
	if i < clean.Len() {
		t.Errorf("a missing value removes the output at %s", stamp(clean.Time(i)))
		return false
	}
	return true
}

// holes returns sets of stamps to make missing: the first, the last, all, a run
// in the middle, every third, and random ones, which are the same in every run.
func holes(inputs ...series.Series) []map[int64]bool {
	var all []int64
	for _, s := range inputs {
		all = append(all, s.UnixNanos()...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	n := len(all)
	rnd := rand.New(rand.NewPCG(1, 2))
	choices := []func(i int) bool{
		func(i int) bool { return i == 0 },
		func(i int) bool { return i == n-1 },
		func(i int) bool { return true },
		func(i int) bool { return n/3 <= i && i < n/3+7 },
		func(i int) bool { return i%3 == 1 },
	}
	for _, p := range []float64{0.02, 0.1, 0.1, 0.3, 0.5, 0.9} {
		choices = append(choices, func(int) bool { return rnd.Float64() < p })
	}
	sets := make([]map[int64]bool, len(choices))
	for k, choose := range choices {
		sets[k] = map[int64]bool{}
		for i, ns := range all {
			if choose(i) {
				sets[k][ns] = true
			}
		}
	}
	return sets
}

// drop returns s without the points at the given stamps.
func drop(s series.Series, at map[int64]bool) series.Series {
	return rebuild(s, func(ns int64, v float64) (float64, bool) { return v, !at[ns] })
}

// blank returns s with NaN at the given stamps.
func blank(s series.Series, at map[int64]bool) series.Series {
	return rebuild(s, func(ns int64, v float64) (float64, bool) {
		if at[ns] {
			v = math.NaN()
		}
		return v, true
	})
}

func rebuild(s series.Series, f func(ns int64, v float64) (float64, bool)) series.Series {
	var t []int64
	var v []float64
	for i, ns := range s.UnixNanos() {
		if x, keep := f(ns, s.Value(i)); keep {
			t, v = append(t, ns), append(v, x)
		}
	}
	r, err := series.FromUnixNano(t, v)
	if err != nil {
		panic(err) // s was a series: so is a part of it
	}
	return r
}
