package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// SeasonLines are the fields of SeasonValue as series, one point a row. State
// is NaN where there is none, else the number of a SeasonState.
type SeasonLines struct {
	Index, N, Ahead, State series.Series
}

// SeasonOf is Season for a table of prices and, if cfg has a Universe, sizes: a
// row for every price of the base. The error is an *ObserveError, as from
// Observe: a name that is empty or comes twice, a price or a size out of range.
// It panics where NewSeason does.
func SeasonOf(base series.Series, coins []Constituent, cfg SeasonConfig) (SeasonLines, error) {
	s := NewSeason(cfg)
	if err := distinct(coins); err != nil {
		return SeasonLines{}, err
	}
	sources := make([]source, 0, 2*len(coins))
	for _, c := range coins {
		sources = append(sources, source{points: c.Price, to: func(t time.Time, x float64) error { return s.Observe(c.ID, t, x) }})
		if cfg.Universe > 0 {
			sources = append(sources, source{points: c.Size, to: func(t time.Time, x float64) error { return s.ObserveSize(c.ID, t, x) }})
		}
	}
	rows := make([]SeasonValue, 0, base.Len())
	err := replay(base, sources, func(i int) error {
		t := base.Time(i)
		if err := s.ObserveBase(t, base.Value(i)); err != nil {
			return err
		}
		rows = s.Advance(rows, t)
		return nil
	})
	if err != nil {
		return SeasonLines{}, err
	}
	return seasonLines(rows), nil
}

func seasonLines(rows []SeasonValue) SeasonLines {
	t := make([]int64, len(rows))
	for i, r := range rows {
		t[i] = r.Time.UnixNano()
	}
	c := table(t, 4, func(i int) []float64 {
		r := rows[i]
		state := float64(r.State)
		if r.State == 0 {
			state = math.NaN()
		}
		return []float64{r.Index, float64(r.N), float64(r.Ahead), state}
	})
	return SeasonLines{Index: c[0], N: c[1], Ahead: c[2], State: c[3]}
}
