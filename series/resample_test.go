package series_test

import (
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

const hour = time.Hour

var later = on("2200-01-01")

// sameBar reports whether two bars have the same bits, all NaN being equal.
func sameBar(a, b series.Bar) bool {
	x := [...]float64{a.Open, a.High, a.Low, a.Close, a.Volume}
	for i, y := range [...]float64{b.Open, b.High, b.Low, b.Close, b.Volume} {
		if math.Float64bits(x[i]) != math.Float64bits(y) && (x[i] == x[i] || y == y) {
			return false
		}
	}
	return a.Start == b.Start && a.End == b.End // UTC too
}

func listed(b series.Bars) []series.Bar {
	var out []series.Bar
	for i := range b.Len() {
		out = append(out, b.Bar(i))
	}
	return out
}

func checkBars(t testing.TB, what string, got, want []series.Bar) {
	t.Helper()
	for i := range min(len(got), len(want)) {
		if !sameBar(got[i], want[i]) {
			t.Fatalf("%s: bar %d is %+v, want %+v", what, i, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d bars, want %d", what, len(got), len(want))
	}
}

// naive groups bars by the end of the bucket in which they start, knowing
// nothing of kernels. It takes ticks as bars of length 0.
func naive(bars []series.Bar, g series.Grid, now time.Time) (out []series.Bar, bad int, err error) {
	group := map[time.Time][]series.Bar{}
	for i, b := range bars {
		start, end, ok := g.Bucket(b.Start)
		next, _, more := g.Next(b.Start)
		switch {
		case b.End.After(now):
		case !ok && (!more || !b.End.After(next)):
		case !ok || b.End.After(end):
			return nil, i, series.ErrStraddle
		case !end.After(now):
			if len(group[end]) == 0 {
				out = append(out, series.Bar{Start: start, End: end})
			}
			group[end] = append(group[end], b)
		}
	}
	for i := range out {
		x := &out[i]
		parts := slices.DeleteFunc(group[x.End], func(b series.Bar) bool { return b.Close != b.Close })
		if len(parts) == 0 {
			x.Open, x.High, x.Low, x.Close, x.Volume = nan, nan, nan, nan, nan
			continue
		}
		x.Open, x.Close = parts[0].Open, parts[len(parts)-1].Close
		byHigh := func(a, b series.Bar) int { return cmp.Compare(a.High, b.High) }
		byLow := func(a, b series.Bar) int { return cmp.Compare(a.Low, b.Low) }
		x.High, x.Low = slices.MaxFunc(parts, byHigh).High, slices.MinFunc(parts, byLow).Low
		for _, p := range parts {
			x.Volume += p.Volume
		}
	}
	return out, -1, nil
}

// coarse are the grids of the tests, with a change of the clocks in the data.
func coarse(t testing.TB) []series.Grid {
	return []series.Grid{
		series.Every(7 * hour),
		series.Daily(location(t, "America/New_York")),
		series.Weekly(location(t, "Asia/Beirut"), time.Sunday), // clocks change at that midnight
		series.Monthly(time.UTC),
		series.Session(series.NYSE()),
	}
}

// randomBars makes bars that lie in one bucket or none, and often end with it,
// with gaps, missing bars and unknown volumes.
func randomBars(rnd *rand.Rand, g series.Grid, n int) []series.Bar {
	at := on("2026-02-20").Add(time.Duration(rnd.IntN(100)) * hour)
	bars := make([]series.Bar, n)
	for i := range bars {
		if rnd.IntN(3) == 0 {
			at = at.Add(time.Duration(rnd.IntN(300)) * hour / 2)
		}
		end := at.Add(time.Duration(1+rnd.IntN(40)) * hour)
		from, to, _ := g.Next(at)
		if at.Before(from) && end.After(from) {
			end = from // in no bucket
		} else if end.After(to) {
			end = to
		}
		o, c := math.Round(100*rnd.NormFloat64())/4, rnd.NormFloat64()
		b := series.Bar{Start: at, End: end, Open: o, Close: c, High: max(o, c) + float64(rnd.IntN(3)), Low: min(o, c) - float64(rnd.IntN(3)), Volume: rnd.ExpFloat64()}
		switch rnd.IntN(12) {
		case 0, 1:
			b.Open, b.High, b.Low, b.Close = nan, nan, nan, nan
		case 2:
			b.Volume = nan
		}
		bars[i], at = b, end
	}
	return bars
}

func mustBars(t testing.TB, bars []series.Bar) series.Bars {
	t.Helper()
	b, err := series.NewBars(bars)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// instants returns each time and the nanosecond before and after it.
func instants(times ...series.Series) []time.Time {
	var all []time.Time
	for _, s := range times {
		for i := range s.Len() {
			all = append(all, s.Time(i).Add(-1), s.Time(i), s.Time(i).Add(1))
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}

func TestResampleOracle(t *testing.T) {
	for _, g := range coarse(t) {
		for seed := range uint64(10) {
			bars := randomBars(rand.New(rand.NewPCG(seed, 1)), g, 80)
			b := mustBars(t, bars)
			for _, now := range instants(b.Close()) {
				got, err := b.Resample(g, now)
				if err != nil {
					t.Fatal(err)
				}
				want, _, _ := naive(bars, g, now)
				checkBars(t, g.String(), listed(got), want)
			}
		}
	}
}

// A bar and its close fall into the same bucket.
func TestResampleCloseIsLast(t *testing.T) {
	for _, g := range coarse(t) {
		for seed := range uint64(8) {
			b := mustBars(t, randomBars(rand.New(rand.NewPCG(seed, 2)), g, 80))
			for _, now := range instants(b.Close()) {
				r, err := b.Resample(g, now)
				if err != nil || !equal(r.Close(), b.Close().Last(g, now)) {
					t.Fatalf("%v: at %v closes are %v, the last levels %v (%v)", g, now, r.Close(), b.Close().Last(g, now), err)
				}
			}
		}
	}
}

func TestResampleLaws(t *testing.T) {
	columns := map[string]func(series.Bars) series.Series{
		"open": series.Bars.Open, "high": series.Bars.High, "low": series.Bars.Low, "close": series.Bars.Close, "volume": series.Bars.Volume,
	}
	for _, g := range coarse(t) {
		b := mustBars(t, randomBars(rand.New(rand.NewPCG(3, 3)), g, 120))
		for name, column := range columns {
			f := func(now time.Time, b series.Bars) series.Series {
				r, err := b.Resample(g, now)
				if err != nil {
					t.Fatal(name, err)
				}
				return column(r)
			}
			seriestest.CausalNowBars(t, f, later, b)
			seriestest.CausalNowBars(t, f, later, series.Bars{})
			seriestest.MissingBars(t, func(b series.Bars) series.Series { return f(later, b) }, b)
			seriestest.CausalBars(t, func(b series.Bars) series.Series { return f(later, b) }, b)
		}
	}
}

// Bars of bars are the same bars, and bars of their own grid the same still.
func TestResampleBarsOfBars(t *testing.T) {
	resample := func(b series.Bars, g series.Grid) series.Bars {
		r, err := b.Resample(g, later)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	newYork := location(t, "America/New_York")
	fine, hours := minuteBars(t, 70*24*60), series.Every(hour)
	for _, g := range []series.Grid{series.Daily(time.UTC), series.Daily(newYork), series.Weekly(newYork, time.Sunday), series.Monthly(time.UTC)} {
		direct := resample(fine, g)
		checkBars(t, g.String(), listed(resample(resample(fine, hours), g)), listed(direct))
		checkBars(t, g.String()+" again", listed(resample(direct, g)), listed(direct))
	}
	checkBars(t, "minutes", listed(resample(fine, series.Every(time.Minute))), listed(fine))
	months := listed(resample(fine, series.Monthly(time.UTC)))
	checkBars(t, "days to months", listed(resample(resample(fine, series.Daily(time.UTC)), series.Monthly(time.UTC))), months)
}

// minuteBars makes minute bars from a Monday in UTC with whole volumes and some holes.
func minuteBars(t testing.TB, n int) series.Bars {
	t.Helper()
	rnd := rand.New(rand.NewPCG(4, 4))
	at, price := on("2024-01-01"), 100.0
	bars := make([]series.Bar, n)
	for i := range bars {
		o := price
		price += rnd.NormFloat64() / 16
		bars[i] = series.Bar{Start: at, End: at.Add(time.Minute), Open: o, Close: price,
			High: max(o, price) + rnd.Float64()/16, Low: min(o, price) - rnd.Float64()/16, Volume: float64(rnd.IntN(1e6))}
		if rnd.IntN(500) == 0 {
			bars[i].Open, bars[i].High, bars[i].Low, bars[i].Close, bars[i].Volume = nan, nan, nan, nan, nan
		}
		at = at.Add(time.Minute)
	}
	return mustBars(t, bars)
}

func TestResampleErrors(t *testing.T) {
	weeks := series.Weekly(time.UTC, time.Monday)
	good := series.Bar{Start: on("2026-01-05"), End: on("2026-01-06"), Open: 1, High: 1, Low: 1, Close: 1, Volume: 1}
	over, inside := good, good
	over.Start, over.End = on("2026-01-11"), on("2026-01-12").Add(1)
	inside.Start, inside.End = on("2026-01-10"), on("2026-01-13")
	far := good
	far.Start, far.End = on("2262-04-10"), on("2262-04-11")
	for name, x := range map[string]struct {
		g     series.Grid
		bars  []series.Bar
		index int
		want  error
	}{
		"fits":                 {weeks, []series.Bar{good}, -1, nil},
		"over by a nanosecond": {weeks, []series.Bar{over}, 0, series.ErrStraddle},
		"over, after another":  {weeks, []series.Bar{good, inside}, 1, series.ErrStraddle},
		"no grid":              {series.Grid{}, []series.Bar{good}, -1, nil},
		"no grid and no bars":  {series.Grid{}, nil, -1, nil},
		"beyond the last week": {weeks, []series.Bar{good, far}, -1, nil},
	} {
		got, err := mustBars(t, x.bars).Resample(x.g, on("2270-01-01"))
		var e *series.PointError
		switch {
		case x.want == nil && err == nil:
		case !errors.As(err, &e) || e.Err != x.want || e.Index != x.index || !e.Time.Equal(x.bars[x.index].End) || got.Len() != 0:
			t.Errorf("%s: %d bars, %v, want point %d, %v", name, got.Len(), err, x.index, x.want)
		}
	}
	// What is not known at now cannot be wrong.
	if got, err := mustBars(t, []series.Bar{good, inside}).Resample(weeks, on("2026-01-12")); got.Len() != 1 || err != nil {
		t.Error(got.Len(), err)
	}
}

func TestResampleVolume(t *testing.T) {
	weeks, at := series.Weekly(time.UTC, time.Monday), on("2026-01-05")
	for _, x := range []struct {
		volumes []float64
		want    float64
	}{
		{[]float64{1, 2, 4}, 7},
		{[]float64{1e16, 1, 1}, 1e16}, // in order
		{[]float64{1, 1, 1e16}, 1e16 + 2},
		{[]float64{1, nan, 4}, nan},
		{[]float64{nan, 1}, nan},
		{[]float64{1, nan}, nan},
		{[]float64{6e74, 6e74}, nan},
		{[]float64{6e74, 6e74, -6e74}, nan},
		{[]float64{math.Copysign(0, -1)}, math.Copysign(0, -1)},
	} {
		var bars []series.Bar
		for i, v := range x.volumes {
			s := at.Add(time.Duration(i) * hour)
			bars = append(bars, series.Bar{Start: s, End: s.Add(hour), Open: 1, High: 1, Low: 1, Close: 1, Volume: v})
		}
		b, err := mustBars(t, bars).Resample(weeks, later)
		if got := b.Volume().Value(0); err != nil || math.Float64bits(got) != math.Float64bits(x.want) {
			t.Errorf("%v: volume %v, want %v", x.volumes, got, x.want)
		}
	}
}

// The day of a clock change has an hour less or more.
func TestResampleDST(t *testing.T) {
	var bars []series.Bar
	for at := on("2026-01-01"); at.Before(on("2027-01-01")); at = at.Add(hour) {
		bars = append(bars, series.Bar{Start: at, End: at.Add(hour), Open: 1, High: 1, Low: 1, Close: 1, Volume: 1})
	}
	b, err := mustBars(t, bars).Resample(series.Daily(location(t, "America/New_York")), later)
	if err != nil || b.Len() != 366 {
		t.Fatal(b.Len(), err)
	}
	want := map[string]float64{"2026-03-08": 23, "2026-11-01": 25, "2025-12-31": 5, "2026-12-31": 19}
	for i := range b.Len() {
		day := b.Bar(i).Start.Add(-4 * hour).Format(time.DateOnly)
		hours, special := want[day]
		if !special {
			hours = 24
		}
		if got := b.Volume().Value(i); got != hours {
			t.Errorf("%s has %v hours, want %v", day, got, hours)
		}
	}
}

// What is in no session does not count, and what is partly in one is an error.
func TestResampleSession(t *testing.T) {
	sessions := series.Session(series.NYSE())
	half := func(n int, from string) (bars []series.Bar) {
		for i := range n {
			at := on(from).Add(time.Duration(i) * hour / 2)
			bars = append(bars, series.Bar{Start: at, End: at.Add(hour / 2), Open: 1, High: 1, Low: 1, Close: 1, Volume: 1})
		}
		return bars
	}
	bars := half(7*48, "2026-11-22") // Thanksgiving is on the 26th
	b, err := mustBars(t, bars).Resample(sessions, later)
	if err != nil || !slices.Equal(b.Volume().Values(), []float64{13, 13, 13, 7}) {
		t.Error(b.Volume().Values(), err)
	}
	if open, close := b.Bar(3).Start, b.Bar(3).End; !open.Equal(on("2026-11-27").Add(29*hour/2)) || !close.Equal(on("2026-11-27").Add(18*hour)) {
		t.Error(open, close)
	}
	r := series.NewResampler(sessions)
	var live []series.Bar
	for _, x := range bars {
		if live, err = r.Push(live, x); err != nil {
			t.Fatal(err)
		}
	}
	checkBars(t, "live", live, listed(b))

	for _, x := range []struct{ from, to time.Duration }{{14, 15}, {20, 22}, {14, 22}, {0, 24}} {
		bar := bars[0]
		bar.Start, bar.End = on("2026-11-23").Add(x.from*hour), on("2026-11-23").Add(x.to*hour)
		if _, err := mustBars(t, []series.Bar{bar}).Resample(sessions, later); !errors.Is(err, series.ErrStraddle) {
			t.Errorf("from %d to %d o'clock: %v", x.from, x.to, err)
		}
	}
}

// The result is not larger than it needs to be, and neither is the work.
func TestResampleAllocs(t *testing.T) {
	b, weeks := minuteBars(t, 30*7*24*60), series.Weekly(location(t, "America/New_York"), time.Monday)
	if n := testing.AllocsPerRun(20, func() { b.Resample(weeks, later) }); n > 2 {
		t.Errorf("Resample allocates %v times", n)
	}
	if n := testing.AllocsPerRun(20, func() { b.Close().Resample(weeks, later) }); n > 2 {
		t.Errorf("Resample of ticks allocates %v times", n)
	}
	if n := testing.AllocsPerRun(20, func() { b.Close().Last(weeks, later) }); n > 2 {
		t.Errorf("Last allocates %v times", n)
	}
	// Weeks that are far apart do not take room for those between.
	var t2 []int64
	for i := range int64(10000) {
		t2 = append(t2, i)
	}
	t2 = append(t2, math.MaxInt64/2)
	s := ns(t2, make([]float64, len(t2)))
	r := s.Resample(weeks, later)
	if r.Len() != 2 || cap(r.Close().Values()) > 64 || cap(s.Last(weeks, later).Values()) > 64 {
		t.Error(r.Len(), cap(r.Close().Values()), cap(s.Last(weeks, later).Values()))
	}
}
