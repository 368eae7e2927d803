package series_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

func state(t testing.TB, r *series.Resampler) string {
	t.Helper()
	blob, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(blob)
}

// Live at t, after the bars known then and Advance(t), has given what the batch
// gives at t. Advance at other times changes nothing but when a bar comes.
func TestResamplerIsBatch(t *testing.T) {
	for _, g := range coarse(t) {
		for seed := range uint64(20) {
			rnd := rand.New(rand.NewPCG(seed, 5))
			bars := randomBars(rnd, g, 80)
			b := mustBars(t, bars)
			for _, often := range []int{1, 2, 10} {
				r, next := series.NewResampler(g), 0
				var live []series.Bar
				var err error
				for _, now := range instants(b.Close()) {
					for ; next < len(bars) && !bars[next].End.After(now); next++ {
						if live, err = r.Push(live, bars[next]); err != nil {
							t.Fatal(err)
						}
					}
					if rnd.IntN(often) > 0 {
						continue
					}
					live = r.Advance(live, now)
					batch, err := b.Resample(g, now)
					if err != nil {
						t.Fatal(err)
					}
					checkBars(t, "live", live, listed(batch))
					checkForming(t, r, g, bars[:next], now)
				}
			}
		}
	}
}

// checkForming compares the forming bar with a naive one of the bars since the
// start of the bucket.
func checkForming(t testing.TB, r *series.Resampler, g series.Grid, known []series.Bar, now time.Time) {
	t.Helper()
	got, ok := r.Forming()
	var want []series.Bar
	if n := len(known); n > 0 {
		if _, end, _ := g.Bucket(known[n-1].Start); end.After(now) {
			all, _, _ := naive(known, g, later)
			want = all[len(all)-1:]
		}
	}
	if ok {
		checkBars(t, "forming", []series.Bar{got}, want)
	} else {
		checkBars(t, "forming", nil, want)
	}
}

func TestResamplerRestart(t *testing.T) {
	type out struct {
		Bars    []series.Bar
		Forming series.Bar
		Has     bool
		Err     error
	}
	restart := func(g series.Grid, n int, step func(r *series.Resampler, i int) ([]series.Bar, time.Time, error)) {
		seriestest.Restart(t, func() (seriestest.State, func(i int) any) {
			r := series.NewResampler(g)
			return seriestest.ViaJSON(r), func(i int) any {
				var x out
				var at time.Time
				x.Bars, at, x.Err = step(r, i)
				if i%3 == 0 {
					x.Bars = r.Advance(x.Bars, at.Add(30*hour))
				}
				x.Forming, x.Has = r.Forming()
				return x
			}
		}, n)
	}
	for _, g := range coarse(t) {
		bars := randomBars(rand.New(rand.NewPCG(6, 6)), g, 40)
		restart(g, len(bars), func(r *series.Resampler, i int) ([]series.Bar, time.Time, error) {
			got, err := r.Push(nil, bars[i])
			return got, bars[i].End, err
		})
		prices, sizes := randomTicks(rand.New(rand.NewPCG(7, 7)), 40)
		restart(g, prices.Len(), func(r *series.Resampler, i int) ([]series.Bar, time.Time, error) {
			got, err := r.PushTick(nil, prices.Time(i), prices.Value(i), sizes.Value(i))
			return got, prices.Time(i), err
		})
	}
}

// One bar can end two buckets: the one before, and its own.
func TestResamplerPush(t *testing.T) {
	weeks := series.Weekly(time.UTC, time.Monday)
	bar := func(from, to string, v float64) series.Bar {
		return series.Bar{Start: on(from), End: on(to), Open: v, High: v, Low: v, Close: v, Volume: v}
	}
	r := series.NewResampler(weeks)
	for i, step := range []struct {
		bar  series.Bar
		want []series.Bar
	}{
		{bar("2026-01-05", "2026-01-06", 1), nil},
		{bar("2026-01-06", "2026-01-08", 2), nil},
		{bar("2026-01-12", "2026-01-19", 4), []series.Bar{
			{Start: on("2026-01-05"), End: on("2026-01-12"), Open: 1, High: 2, Low: 1, Close: 2, Volume: 3}, bar("2026-01-12", "2026-01-19", 4)}},
		{bar("2026-01-19", "2026-01-20", 5), nil},
		{bar("2026-02-04", "2026-02-05", 6), []series.Bar{bar("2026-01-19", "2026-01-26", 5)}},
		{bar("2026-02-05", "2026-02-09", 6), []series.Bar{{Start: on("2026-02-02"), End: on("2026-02-09"), Open: 6, High: 6, Low: 6, Close: 6, Volume: 12}}},
	} {
		got, err := r.Push(nil, step.bar)
		if err != nil {
			t.Fatal(i, err)
		}
		checkBars(t, step.bar.End.String(), got, step.want)
	}
	if b, ok := r.Forming(); ok || b != (series.Bar{}) {
		t.Error("forming after the end of a bucket:", b)
	}
}

func TestResamplerErrors(t *testing.T) {
	weeks := series.Weekly(time.UTC, time.Monday)
	bar := func(from, to time.Time) series.Bar {
		return series.Bar{Start: from, End: to, Open: 1, High: 1, Low: 1, Close: 1, Volume: 1}
	}
	wed, sun := on("2026-01-07"), on("2026-01-11")
	open := func(now time.Time) *series.Resampler {
		r := series.NewResampler(weeks)
		if _, err := r.Push(nil, bar(wed, wed.Add(hour))); err != nil {
			t.Fatal(err)
		}
		r.Advance(nil, now)
		return r
	}
	odd := bar(wed.Add(hour), sun)
	odd.Low = 2
	huge := bar(wed.Add(hour), sun)
	huge.Volume = 1e76
	for name, x := range map[string]struct {
		now  time.Time
		bar  series.Bar
		want error
	}{
		"next":                       {wed, bar(wed.Add(hour), sun), nil},
		"not a bar":                  {wed, odd, series.ErrBar},
		"huge":                       {wed, huge, series.ErrInfinite},
		"too late in time":           {wed, bar(sun, on("2300-01-01")), series.ErrRange},
		"too early in time":          {wed, bar(on("1600-01-01"), sun), series.ErrRange},
		"the same again":             {wed, bar(wed, wed.Add(hour)), series.ErrOverlap},
		"overlap by a nanosecond":    {wed, bar(wed.Add(hour-1), sun), series.ErrOverlap},
		"last year":                  {wed, bar(on("2025-01-06"), on("2025-01-07")), series.ErrOverlap},
		"over the end":               {wed, bar(sun, sun.Add(25*hour)), series.ErrStraddle},
		"over the end of a new week": {wed, bar(on("2026-01-18"), on("2026-01-20")), series.ErrStraddle},
		"beyond the last week":       {wed, bar(on("2262-04-10"), on("2262-04-11")), nil},
		"a little late":              {sun, bar(wed.Add(hour), wed.Add(2*hour)), nil},
		"its week has ended":         {on("2026-01-12"), bar(wed.Add(hour), sun), series.ErrLate},
		"a week without bars ended":  {on("2026-01-19"), bar(on("2026-01-13"), on("2026-01-14")), series.ErrLate},
		"the week after is open":     {on("2026-01-19"), bar(on("2026-01-19"), on("2026-01-20")), nil},
	} {
		r := open(x.now)
		before := state(t, r)
		dst := make([]series.Bar, 1, 4)
		got, err := r.Push(dst, x.bar)
		var e *series.PointError
		switch {
		case x.want == nil && err != nil:
			t.Errorf("%s: %v", name, err)
		case x.want == nil:
		case !errors.As(err, &e) || e.Err != x.want || e.Index != -1 || !e.Time.Equal(x.bar.End):
			t.Errorf("%s: %v, want %v", name, err, x.want)
		case len(got) != 1 || state(t, r) != before:
			t.Errorf("%s: is refused but changes the state to %s", name, state(t, r))
		}
	}
}

func TestResamplerAdvance(t *testing.T) {
	weeks := series.Weekly(time.UTC, time.Monday)
	r := series.NewResampler(weeks)
	if got := r.Advance(nil, on("1500-01-01")); len(got) > 0 || state(t, r) != state(t, series.NewResampler(weeks)) {
		t.Error("the year 1500:", got, state(t, r))
	}
	b := series.Bar{Start: on("2026-01-07"), End: on("2026-01-08"), Open: 1, High: 1, Low: 1, Close: 1, Volume: 1}
	if _, err := r.Push(nil, b); err != nil {
		t.Fatal(err)
	}
	end := on("2026-01-12")
	before := state(t, r)
	if got := r.Advance(nil, on("2025-01-01")); len(got) > 0 || state(t, r) != before {
		t.Error("back in time:", got, state(t, r))
	}
	if got := r.Advance(nil, end.Add(-1)); len(got) > 0 {
		t.Error("before its end:", got)
	}
	b.Start, b.End = on("2026-01-05"), end
	checkBars(t, "at its end", r.Advance(nil, end), []series.Bar{b})
	checkBars(t, "at its end again", r.Advance(nil, end), nil)
	if r.Advance(nil, on("2500-01-01")); state(t, r) == "" {
		t.Error("after the year 2262")
	}
}

func TestResamplerAllocs(t *testing.T) {
	g := series.Weekly(location(t, "America/New_York"), time.Monday)
	bars := listed(minuteBars(t, 20000))
	r, dst := series.NewResampler(g), make([]series.Bar, 0, 2)
	i := 0
	if n := testing.AllocsPerRun(10000, func() { dst, _ = r.Push(dst[:0], bars[i]); i++ }); n > 0 {
		t.Errorf("Push allocates %v times", n)
	}
	r = series.NewResampler(g)
	i = 0
	if n := testing.AllocsPerRun(10000, func() { dst, _ = r.PushTick(dst[:0], bars[i].End, 1, 1); i++ }); n > 0 {
		t.Errorf("PushTick allocates %v times", n)
	}
}
