package ratio

import (
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// lines are the functions of one series, by name, with their live forms.
var lines = map[string]struct {
	batch func(series.Series) series.Series
	live  func() func(float64) float64
}{
	"since": {func(s series.Series) series.Series { return Lows(s, 5, 20).Since }, func() func(float64) float64 {
		l := NewLow(5, 20)
		return func(x float64) float64 { return orNaN(float64(l.Update(x).Since), !missing(x)) }
	}},
	"above": {func(s series.Series) series.Series { return Lows(s, 5, 20).Above }, func() func(float64) float64 {
		l := NewLow(5, 20)
		return func(x float64) float64 { return l.Update(x).Above }
	}},
	"run": {func(s series.Series) series.Series { return Flips(less(s, 95)).Run }, func() func(float64) float64 {
		f := new(Flip)
		return func(x float64) float64 { return orNaN(float64(f.Update(x-95).Run), !missing(x)) }
	}},
	"before": {func(s series.Series) series.Series { return Flips(less(s, 95)).RunBefore }, func() func(float64) float64 {
		f := new(Flip)
		return func(x float64) float64 { return orNaN(float64(f.Update(x-95).RunBefore), !missing(x)) }
	}},
}

func orNaN(x float64, ok bool) float64 {
	if ok {
		return x
	}
	return math.NaN()
}

func TestLawsOfOne(t *testing.T) {
	s := walk(t, newRand(5), 150, 0.1)
	for name, f := range lines {
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, func(in ...series.Series) series.Series { return f.batch(in[0]) }, s)
			seriestest.Missing(t, func(in ...series.Series) series.Series { return f.batch(in[0]) }, s)
			seriestest.BatchIsLive(t, f.batch, f.live, s)
		})
	}
}

func TestLawsOf(t *testing.T) {
	r := newRand(6)
	a, b := walk(t, r, 100, 0.1), walk(t, r, 100, 0.1)
	for _, age := range []time.Duration{0, day, series.Forever} {
		of := func(in ...series.Series) series.Series { return Of(in[0], in[1], age) }
		seriestest.Causal(t, of, a, b)
		seriestest.Missing(t, of, a, b)
		seriestest.MissingPair(t, func(a, b series.Series) series.Series { return of(a, b) }, a, less(a, 300))
	}
}

func TestLawsEqualWeight(t *testing.T) {
	base, coins := market(t, 7)
	inputs := []series.Series{base}
	for _, c := range coins {
		inputs = append(inputs, c.Price)
	}
	for name, line := range map[string]func(BasketLines) series.Series{
		"value":  func(l BasketLines) series.Series { return l.Value },
		"n":      func(l BasketLines) series.Series { return l.N },
		"chain":  func(l BasketLines) series.Series { return l.Chain },
		"season": func(l BasketLines) series.Series { return l.Season },
	} {
		f := func(in ...series.Series) series.Series {
			var now []Constituent
			for i, c := range coins {
				now = append(now, Constituent{c.ID, in[i+1]})
			}
			return line(equalWeight(t, in[0], now, small))
		}
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, f, inputs...)
			seriestest.Missing(t, f, inputs...)
		})
	}
}

func TestRestart(t *testing.T) {
	base, coins := market(t, 8)
	instants := ticks(base, coins, newRand(9))
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		b := NewBasket(small)
		return seriestest.ViaJSON(b), func(i int) any {
			for _, k := range instants[i] {
				k.observe(t, b)
			}
			b.Advance(nil, instants[i][0].at)
			return b.Value()
		}
	}, len(instants))
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		p := NewPair(day)
		return seriestest.ViaJSON(p), func(i int) any {
			at := base.Time(i)
			feed(t, p, at, base, coins[0].Price, i%2 == 0)
			return p.Advance(nil, at)
		}
	}, base.Len())
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		l := NewLow(5, 9)
		return seriestest.ViaJSON(l), func(i int) any { return l.Update(base.Value(i)) }
	}, base.Len())
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		f := new(Flip)
		return seriestest.ViaJSON(f), func(i int) any { return f.Update(base.Value(i) - 100) }
	}, base.Len())
}
