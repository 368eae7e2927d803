package ratio

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A Constituent is a coin of a basket: its name and its prices in the currency
// of the base.
type Constituent struct {
	ID    string
	Price series.Series
}

// BasketLines are the fields of BasketValue as series, one point a row.
type BasketLines struct {
	Value, N, Chain, Season, SeasonN series.Series
	Members                          [][]string // of row i; shared: do not change them
}

// EqualWeight is Basket for a table of prices: a row for every price of the
// base. The error is an *ObserveError, as from Observe: a name that is empty or
// comes twice, or a price out of range. It panics where NewBasket does.
func EqualWeight(base series.Series, coins []Constituent, cfg BasketConfig) (BasketLines, error) {
	b := NewBasket(cfg)
	seen := make(map[string]bool, len(coins))
	for _, c := range coins {
		if seen[c.ID] {
			return BasketLines{}, &ObserveError{Input: c.ID, Value: math.NaN(), Err: ErrDuplicate}
		}
		seen[c.ID] = true
	}
	at := make([]int, len(coins)) // next price of each coin
	var rows []BasketValue
	for i, now := range base.UnixNanos() {
		for k, c := range coins {
			for stamps := c.Price.UnixNanos(); at[k] < len(stamps) && stamps[at[k]] <= now; at[k]++ {
				if err := b.Observe(c.ID, c.Price.Time(at[k]), c.Price.Value(at[k])); err != nil {
					return BasketLines{}, err
				}
			}
		}
		t := base.Time(i)
		if err := b.ObserveBase(t, base.Value(i)); err != nil {
			return BasketLines{}, err
		}
		rows = b.Advance(rows, t)
	}
	return basketLines(rows), nil
}

func basketLines(rows []BasketValue) BasketLines {
	n := len(rows)
	t, v, members := make([]int64, n), make([]float64, 5*n), make([][]string, n)
	for i, r := range rows {
		t[i], members[i] = r.Time.UnixNano(), r.Members
		v[i], v[n+i], v[2*n+i], v[3*n+i], v[4*n+i] = r.Value, float64(r.N), float64(r.Chain), r.Season, float64(r.SeasonN)
	}
	line := func(k int) series.Series { return build(t, v[k*n:(k+1)*n:(k+1)*n]) }
	return BasketLines{Value: line(0), N: line(1), Chain: line(2), Season: line(3), SeasonN: line(4), Members: members}
}

// Row returns row i.
func (l BasketLines) Row(i int) BasketValue {
	v := l.Value.Value(i)
	return BasketValue{Time: l.Value.Time(i), Value: v, N: int(l.N.Value(i)), Members: l.Members[i],
		Chain: int(l.Chain.Value(i)), Thin: math.IsNaN(v), Season: l.Season.Value(i), SeasonN: int(l.SeasonN.Value(i))}
}
