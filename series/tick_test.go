package series_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// randomTicks makes ticks half an hour and more apart, often at midnight.
func randomTicks(rnd *rand.Rand, n int) (prices, sizes series.Series) {
	at := on("2026-02-20")
	var t []int64
	var p, q []float64
	for range n {
		at = at.Add(time.Duration(1+rnd.IntN(100)) * hour / 2)
		if rnd.IntN(4) == 0 {
			at = at.Truncate(24 * hour).Add(24 * hour)
		}
		x, size := math.Round(100*rnd.NormFloat64())/4, rnd.ExpFloat64()
		switch rnd.IntN(10) {
		case 0:
			x = nan
		case 1:
			size = nan
		}
		t, p, q = append(t, at.UnixNano()), append(p, x), append(q, size)
	}
	return ns(t, p), ns(t, q)
}

func TestTicks(t *testing.T) {
	for _, g := range coarse(t) {
		for seed := range uint64(8) {
			prices, sizes := randomTicks(rand.New(rand.NewPCG(seed, 7)), 80)
			r, next := series.NewResampler(g), 0
			var live, bars, plain []series.Bar
			for i := range prices.Len() {
				at, x := prices.Time(i), prices.Value(i)
				b := series.Bar{Start: at, End: at, Open: x, High: x, Low: x, Close: x, Volume: sizes.Value(i)}
				bars = append(bars, b)
				b.Volume = nan
				plain = append(plain, b)
			}
			for _, now := range instants(prices) {
				want, _, _ := naive(bars, g, now)
				got, err := prices.ResampleTrades(sizes, g, now)
				if err != nil {
					t.Fatal(err)
				}
				checkBars(t, "trades", listed(got), want)
				noVolume, _, _ := naive(plain, g, now)
				checkBars(t, "ticks", listed(prices.Resample(g, now)), noVolume)
				for ; next < prices.Len() && !prices.Time(next).After(now); next++ {
					if live, err = r.PushTick(live, prices.Time(next), prices.Value(next), sizes.Value(next)); err != nil {
						t.Fatal(err)
					}
				}
				live = r.Advance(live, now)
				checkBars(t, "live", live, want)
			}
		}
	}
}

func TestTickLaws(t *testing.T) {
	for _, g := range coarse(t) {
		prices, sizes := randomTicks(rand.New(rand.NewPCG(8, 8)), 100)
		for _, column := range []func(series.Bars) series.Series{series.Bars.Open, series.Bars.High, series.Bars.Low, series.Bars.Close, series.Bars.Volume} {
			ticks := func(now time.Time, in ...series.Series) series.Series { return column(in[0].Resample(g, now)) }
			trades := func(now time.Time, in ...series.Series) series.Series {
				b, err := in[0].ResampleTrades(in[1], g, now)
				if err != nil {
					t.Fatal(err)
				}
				return column(b)
			}
			seriestest.CausalNow(t, ticks, later, prices)
			seriestest.CausalNow(t, trades, later, prices, sizes)
			seriestest.CausalNow(t, trades, later, series.Series{}, series.Series{})
			seriestest.Missing(t, func(in ...series.Series) series.Series { return ticks(later, in...) }, prices)
			seriestest.Missing(t, func(in ...series.Series) series.Series { return trades(later, in...) }, prices, sizes)
		}
	}
}

// A tick at the end of a bucket is in the next, a bar that ends there is not.
func TestTickAtTheEnd(t *testing.T) {
	weeks := series.Weekly(time.UTC, time.Monday)
	s := ns([]int64{on("2026-01-05").UnixNano(), on("2026-01-12").UnixNano() - 1, on("2026-01-12").UnixNano()}, []float64{1, 2, 3})
	b := s.Resample(weeks, later)
	if b.Len() != 2 || b.Close().Value(0) != 2 || b.Open().Value(1) != 3 {
		t.Error(listed(b))
	}
	if got := s.Last(weeks, later); got.Len() != 2 || got.Value(0) != 1 || got.Value(1) != 3 || !got.Time(1).Equal(on("2026-01-12")) {
		t.Error(got)
	}
}

func TestTickErrors(t *testing.T) {
	weeks, at := series.Weekly(time.UTC, time.Monday), on("2026-01-07")
	for name, x := range map[string]struct {
		t           time.Time
		price, size float64
		want        error
	}{
		"next":             {at.Add(1), 1, 1, nil},
		"the same time":    {at, 1, 1, nil},
		"nothing known":    {at.Add(1), nan, nan, nil},
		"before":           {at.Add(-1), 1, 1, series.ErrLate},
		"infinite":         {at.Add(1), math.Inf(-1), 1, series.ErrInfinite},
		"huge size":        {at.Add(1), 1, 1e76, series.ErrInfinite},
		"out of range":     {on("2300-01-01"), 1, 1, series.ErrRange},
		"beyond all weeks": {on("2262-04-10"), 1, 1, nil},
	} {
		r := series.NewResampler(weeks)
		if _, err := r.PushTick(nil, at, 2, 2); err != nil {
			t.Fatal(err)
		}
		before := state(t, r)
		_, err := r.PushTick(nil, x.t, x.price, x.size)
		var e *series.PointError
		switch {
		case x.want == nil && err != nil:
			t.Errorf("%s: %v", name, err)
		case x.want == nil:
		case !errors.As(err, &e) || e.Err != x.want || e.Index != -1 || !e.Time.Equal(x.t) || state(t, r) != before:
			t.Errorf("%s: %v, want %v; state %s", name, err, x.want, state(t, r))
		}
	}
	r := series.NewResampler(weeks)
	r.Advance(nil, on("2026-01-12"))
	if _, err := r.PushTick(nil, at, 1, 1); !errors.Is(err, series.ErrLate) {
		t.Error("a week that has ended:", err)
	}

	s, far := ns([]int64{1, 2}, []float64{1, 2}), ns([]int64{1, on("2262-04-10").UnixNano()}, []float64{1, 2})
	var e *series.PointError
	if _, err := s.ResampleTrades(s.Slice(0, 1), weeks, later); !errors.As(err, &e) || e.Err != series.ErrClock || e.Index != 1 || e.Time.UnixNano() != 2 {
		t.Error("fewer sizes:", err)
	}
	if _, err := s.ResampleTrades(s.Delay(1), weeks, later); !errors.As(err, &e) || e.Err != series.ErrClock || e.Index != 0 || e.Time.UnixNano() != 1 {
		t.Error("another clock:", err)
	}
	if b := far.Resample(weeks, on("2270-01-01")); b.Len() != 1 {
		t.Error("beyond all weeks:", listed(b))
	}
}
