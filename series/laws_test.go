package series_test

import (
	"math/rand/v2"
	"testing"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// The laws, for every transform.
func TestLaws(t *testing.T) {
	type transform struct {
		name   string
		inputs int
		f      func(in ...series.Series) series.Series
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	clock := random(rnd, 60)
	transforms := []transform{
		{"AsOf exact", 2, func(in ...series.Series) series.Series { return in[0].AsOf(in[1], 0) }},
		{"AsOf 9ns", 2, func(in ...series.Series) series.Series { return in[0].AsOf(in[1], 9) }},
		{"AsOf Forever", 2, func(in ...series.Series) series.Series { return in[0].AsOf(in[1], series.Forever) }},
		{"Age", 2, func(in ...series.Series) series.Series { return in[0].Age(in[1]) }},
		{"Lag 0", 1, func(in ...series.Series) series.Series { return in[0].Lag(0) }},
		{"Lag 3", 1, func(in ...series.Series) series.Series { return in[0].Lag(3) }},
		{"Delay 0", 1, func(in ...series.Series) series.Series { return in[0].Delay(0) }},
		{"Delay 5ns", 1, func(in ...series.Series) series.Series { return in[0].Delay(5) }},
	}
	for j := range 3 {
		transforms = append(transforms,
			transform{"Align Inner", 3, func(in ...series.Series) series.Series { return series.Align(series.Inner, in...).Column(j) }},
			transform{"Align Outer", 3, func(in ...series.Series) series.Series { return series.Align(series.Outer, in...).Column(j) }})
	}
	for _, x := range transforms {
		t.Run(x.name, func(t *testing.T) {
			in := make([]series.Series, x.inputs)
			for k := range in {
				in[k] = random(rnd, 40+7*k)
			}
			seriestest.Causal(t, x.f, in...)
			seriestest.Causal(t, x.f, make([]series.Series, x.inputs)...)
			if x.name[:2] == "As" || x.name == "Age" { // the clock is no input
				f := x.f
				x.f = func(in ...series.Series) series.Series { return f(in[0], clock) }
				in = in[:1]
			}
			seriestest.Missing(t, x.f, in...)
		})
	}
	t.Run("bars", func(t *testing.T) {
		b := weeklyBars(t, 60)
		for _, f := range []func(series.Bars) series.Series{series.Bars.Open, series.Bars.High, series.Bars.Low, series.Bars.Close, series.Bars.Volume} {
			seriestest.CausalBars(t, f, b)
			seriestest.MissingBars(t, f, b)
		}
	})
}

func weeklyBars(t testing.TB, n int) series.Bars {
	t.Helper()
	rnd := rand.New(rand.NewPCG(2, 2))
	at := on("2012-01-07")
	bars := make([]series.Bar, n)
	for i := range bars {
		o, c := 90+20*rnd.Float64(), 90+20*rnd.Float64()
		bars[i] = series.Bar{Start: at, End: at.AddDate(0, 0, 7), Open: o, Close: c,
			High: max(o, c) + rnd.Float64(), Low: min(o, c) - rnd.Float64(), Volume: 1e6 * rnd.Float64()}
		at = at.AddDate(0, 0, 7)
	}
	b, err := series.NewBars(bars)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
