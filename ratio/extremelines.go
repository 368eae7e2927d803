package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A lineSet holds the lines of several outputs on the stamps of a series, NaN where
// nothing is set.
type lineSet struct {
	t []int64
	v []float64
}

func newLineSet(s series.Series, n int) lineSet {
	c := lineSet{s.UnixNanos(), make([]float64, n*s.Len())}
	for i := range c.v {
		c.v[i] = math.NaN()
	}
	return c
}

// set gives row i.
func (c lineSet) set(i int, x ...float64) {
	for k := range x {
		c.v[k*len(c.t)+i] = x[k]
	}
}

func (c lineSet) line(k int) series.Series {
	n := len(c.t)
	return build(c.t, c.v[k*n:(k+1)*n:(k+1)*n])
}

func inSeconds(d time.Duration) float64 { return float64(d) / 1e9 }

func indicate(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
