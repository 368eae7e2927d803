package ratio

import (
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

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

func TestLawsBasketEqualWeight(t *testing.T) {
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
				now = append(now, Constituent{ID: c.ID, Price: in[i+1]})
			}
			return line(basketIndex(t, in[0], now, small))
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
}
