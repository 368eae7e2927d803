package ratio

import (
	"time"

	"github.com/riskon/riskon/series"
)

// DominanceLines are the fields of DominanceValue as series, one point a row.
type DominanceLines struct {
	Value, Total, N series.Series
}

// DominanceOf is Dominance for a table of market caps, the Size of each
// constituent: a row for every instant at which one of them is given. Prices are
// not read. The error is an *ObserveError, as from Observe: a name that is empty
// or comes twice, or a cap out of range. It panics if maxAge is negative.
func DominanceOf(base Constituent, others []Constituent, maxAge time.Duration) (DominanceLines, error) {
	checkAge("DominanceOf", maxAge)
	all := append([]Constituent{base}, others...)
	if err := distinct(all); err != nil {
		return DominanceLines{}, err
	}
	d := NewDominance(base.ID, maxAge)
	sources := make([]source, len(all))
	sizes := make([]series.Series, len(all))
	for i, c := range all {
		sizes[i] = c.Size
		sources[i] = source{points: c.Size, to: func(t time.Time, x float64) error { return d.Observe(c.ID, t, x) }}
	}
	clock := series.Align(series.Outer, sizes...).Column(0)
	rows := make([]DominanceValue, 0, clock.Len())
	err := replay(clock, sources, func(i int) error {
		rows = d.Advance(rows, clock.Time(i))
		return nil
	})
	if err != nil {
		return DominanceLines{}, err
	}
	t := make([]int64, len(rows))
	for i, r := range rows {
		t[i] = r.Time.UnixNano()
	}
	c := table(t, 3, func(i int) []float64 { return []float64{rows[i].Value, rows[i].Total, float64(rows[i].N)} })
	return DominanceLines{Value: c[0], Total: c[1], N: c[2]}, nil
}
