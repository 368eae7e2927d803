package seriestest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

const day = int64(24 * time.Hour)

// A resampling is one way to sum the days of a series.
type resampling struct {
	label      int64 // from the start of the day to the stamp
	unfinished bool  // gives a day before its end
	waits      bool  // gives a day when the next has begun
	allInput   bool  // reads what comes after now
}

func (r resampling) of(now time.Time, in series.Series) series.Series {
	if !r.allInput {
		in = in.Until(now)
	}
	var t []int64
	var v []float64
	for i, ns := range in.UnixNanos() {
		start := ns / day * day
		if !r.unfinished && start+day > now.UnixNano() {
			break
		}
		if n := len(t); n == 0 || t[n-1] != start+r.label {
			t, v = append(t, start+r.label), append(v, 0)
		}
		v[len(v)-1] += in.Value(i)
	}
	if n := len(t); r.waits && n > 0 && in.Time(in.Len()-1).UnixNano() < t[n-1]-r.label+day {
		t, v = t[:n-1], v[:n-1]
	}
	return build(t, v)
}

func TestCausalNow(t *testing.T) {
	s := walk(10, 100, false)
	now := s.Time(99).Add(72 * time.Hour)
	for name, x := range map[string]struct {
		r            resampling
		timed, plain bool // what CausalNow and Causal find
	}{
		"at its end, finished": {resampling{label: day}, false, false},
		"label left":           {resampling{}, true, true},
		"label in the middle":  {resampling{label: day / 2}, true, true},
		"one ns early":         {resampling{label: day - 1}, true, false},               // no input falls into that nanosecond
		"unfinished":           {resampling{label: day, unfinished: true}, true, false}, // its stamp is not reached: Causal cuts it off
		"label left, at once":  {resampling{unfinished: true}, true, true},
		"known by the next":    {resampling{label: day, waits: true}, true, true},
		"reads on after now":   {resampling{label: day, unfinished: true, allInput: true}, true, false},
	} {
		timed := func(now time.Time, in ...series.Series) series.Series { return x.r.of(now, in[0]) }
		caught(t, name, found(x.timed), func(t testing.TB) { seriestest.CausalNow(t, timed, now, s) })
		caught(t, name, found(x.plain), func(t testing.TB) {
			seriestest.Causal(t, func(in ...series.Series) series.Series { return timed(now, in...) }, s)
		})
	}
	late := func(now time.Time, in ...series.Series) series.Series { return in[0] }
	caught(t, "input after now", "with later input", func(t testing.TB) { seriestest.CausalNow(t, late, now, s) })
	caught(t, "no input", "", func(t testing.TB) { seriestest.CausalNow(t, late, now, series.Series{}) })
}

func TestCausalNowBars(t *testing.T) {
	b := bars(t, 60)
	now := b.Bar(59).End.Add(72 * time.Hour)
	for _, planted := range []struct {
		r     resampling
		wrong bool
	}{{resampling{label: day}, false}, {resampling{}, true}, {resampling{label: day, unfinished: true}, true}} {
		caught(t, fmt.Sprint(planted), found(planted.wrong), func(t testing.TB) {
			seriestest.CausalNowBars(t, func(now time.Time, b series.Bars) series.Series { return planted.r.of(now, b.Volume()) }, now, b)
		})
	}
}

func found(wrong bool) string {
	if wrong {
		return "looks ahead"
	}
	return ""
}

// Each week's sum stamped at the beginning of the week, as many tools do it.
func ExampleCausalNow() {
	t := printer{}
	weeks := series.Weekly(time.UTC, time.Monday)
	labelLeft := func(now time.Time, in ...series.Series) series.Series {
		b := in[0].Resample(weeks, now)
		starts := make([]time.Time, b.Len())
		for i := range starts {
			starts[i] = b.Bar(i).Start
		}
		s, _ := series.New(starts, b.Close().Values())
		return s
	}
	right := func(now time.Time, in ...series.Series) series.Series { return in[0].Last(weeks, now) }
	now := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	seriestest.CausalNow(t, right, now, prices())
	seriestest.CausalNow(t, labelLeft, now, prices())
	// Output:
	// looks ahead: at 2025-12-29T00:00:00Z there are 0 points, want 1
}

func ExampleCausalNowBars() {
	t := printer{}
	weeks := series.Weekly(time.UTC, time.Monday)
	bars := prices().Resample(weeks, time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC))
	seriestest.CausalNowBars(t, func(now time.Time, b series.Bars) series.Series { return b.Close() },
		bars.Bar(1).End, bars)
	// Output:
	// looks ahead: at 2026-01-04T23:59:59.999999999Z, with later input, there are 2 points, want 0
}
