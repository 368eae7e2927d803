package ratio

import (
	"time"

	"github.com/riskon/riskon/series"
)

// BreadthLines are the fields of BreadthValue as series, one point a row.
type BreadthLines struct {
	N, Advancing, Declining, Unchanged, Net, Line, Ratio series.Series
	Above, AboveN, Highs, Lows, RangeN                   series.Series
}

// BreadthOf is Breadth for a table of prices: a row for every stamp of the
// clock, of which only the stamps are read. The error is an *ObserveError, as
// from Observe: a name that is empty or comes twice, or a price out of range. It
// panics where NewBreadth does.
func BreadthOf(clock series.Series, constituents []Constituent, cfg BreadthConfig) (BreadthLines, error) {
	b := NewBreadth(cfg)
	if err := distinct(constituents); err != nil {
		return BreadthLines{}, err
	}
	sources := make([]source, len(constituents))
	for i, c := range constituents {
		sources[i] = source{points: c.Price, to: func(t time.Time, x float64) error { return b.Observe(c.ID, t, x) }}
	}
	rows := make([]BreadthValue, 0, clock.Len())
	err := replay(clock, sources, func(i int) error {
		t := clock.Time(i)
		if err := b.Tick(t); err != nil {
			return err
		}
		rows = b.Advance(rows, t)
		return nil
	})
	if err != nil {
		return BreadthLines{}, err
	}
	return breadthLines(clock.UnixNanos(), rows), nil
}

func breadthLines(t []int64, rows []BreadthValue) BreadthLines {
	c := table(t, 12, func(i int) []float64 {
		r := rows[i]
		return []float64{float64(r.N), r.Advancing, r.Declining, r.Unchanged, r.Net, r.Line, r.Ratio,
			r.Above, float64(r.AboveN), r.Highs, r.Lows, float64(r.RangeN)}
	})
	return BreadthLines{N: c[0], Advancing: c[1], Declining: c[2], Unchanged: c[3], Net: c[4], Line: c[5], Ratio: c[6],
		Above: c[7], AboveN: c[8], Highs: c[9], Lows: c[10], RangeN: c[11]}
}
