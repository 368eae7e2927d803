package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// BasketLines are the fields of BasketValue as series, one point a row.
type BasketLines struct {
	Value, N, Rebalanced, Gain, Chain, Season, SeasonN series.Series
	Members                                            [][]string  // of row i; shared: do not change them
	Weights                                            [][]float64 // of row i; shared too
}

// BasketIndex is Basket for a table of prices: a row for every price of the
// base. The error is an *ObserveError, as from Observe and ObserveSize: a name
// that is empty or comes twice, or a price or a size out of range. It panics
// where NewBasket does.
func BasketIndex(base series.Series, coins []Constituent, cfg BasketConfig) (BasketLines, error) {
	if err := distinct(coins); err != nil {
		return BasketLines{}, err
	}
	b := NewBasket(cfg)
	var sources []source
	for _, c := range coins {
		sources = append(sources,
			source{points: c.Price, to: func(t time.Time, x float64) error { return b.Observe(c.ID, t, x) }},
			source{points: c.Size, to: func(t time.Time, x float64) error { return b.ObserveSize(c.ID, t, x) }})
	}
	rows := make([]BasketValue, 0, base.Len())
	err := replay(base, sources, func(i int) error {
		t := base.Time(i)
		if err := b.ObserveBase(t, base.Value(i)); err != nil {
			return err
		}
		rows = b.Advance(rows, t)
		return nil
	})
	if err != nil {
		return BasketLines{}, err
	}
	return basketLines(rows), nil
}

func basketLines(rows []BasketValue) BasketLines {
	n := len(rows)
	t, v := make([]int64, n), make([]float64, 7*n)
	l := BasketLines{Members: make([][]string, n), Weights: make([][]float64, n)}
	for i, r := range rows {
		t[i], l.Members[i], l.Weights[i] = r.Time.UnixNano(), r.Members, r.Weights
		rebalanced := 0.0
		if r.Rebalanced {
			rebalanced = 1
		}
		for k, x := range [...]float64{r.Value, float64(r.N), rebalanced, r.Gain, float64(r.Chain), r.Season, float64(r.SeasonN)} {
			v[k*n+i] = x
		}
	}
	for k, line := range []*series.Series{&l.Value, &l.N, &l.Rebalanced, &l.Gain, &l.Chain, &l.Season, &l.SeasonN} {
		*line = build(t, v[k*n:(k+1)*n:(k+1)*n])
	}
	return l
}

// Row returns row i.
func (l BasketLines) Row(i int) BasketValue {
	v := l.Value.Value(i)
	return BasketValue{Time: l.Value.Time(i), Value: v, N: int(l.N.Value(i)), Members: l.Members[i], Weights: l.Weights[i],
		Rebalanced: l.Rebalanced.Value(i) == 1, Gain: l.Gain.Value(i), Chain: int(l.Chain.Value(i)), Thin: math.IsNaN(v),
		Season: l.Season.Value(i), SeasonN: int(l.SeasonN.Value(i))}
}
