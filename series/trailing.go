package series

import (
	"math"
	"time"
)

// A Trailing gives statistics of a series over the span of time up to each of its
// points. Series.Trailing makes it.
type Trailing struct {
	s   Series
	age uint64 // an observation of this age, in nanoseconds, is still inside
}

// Trailing returns the windows of length d that end at each point of s:
//
//	window i = the observations stamped in (time[i] - d, time[i]]
//
// The point itself is inside, one stamped exactly d earlier is not. Missing points
// are in no window, and at a missing point every statistic is NaN. There is no
// warm-up: the first windows are shorter. To hold them back, look at Count.
// With Forever each window begins with the series.
//
// A window costs the same however many observations it holds; only Quantile
// costs a search. Sums are never made smaller by subtracting what leaves, so a
// spike leaves no trace once it is outside.
//
// Trailing panics if d <= 0.
func (s Series) Trailing(d time.Duration) Trailing {
	if d <= 0 {
		panic("series: Trailing: d <= 0")
	}
	if d == Forever {
		return Trailing{s: s, age: ageLimit(Forever)}
	}
	return Trailing{s: s, age: uint64(d) - 1}
}

// Count returns the number of observations in each window, at least 1.
func (w Trailing) Count() Series {
	return w.windows(func(t []int64, _, out []float64) {
		lo := 0
		for i := range out {
			lo = w.first(t, lo, i)
			out[i] = float64(i - lo + 1)
		}
	})
}

// first returns the first observation of window i, given that of an earlier one.
func (w Trailing) first(t []int64, lo, i int) int {
	for uint64(t[i]-t[lo]) > w.age {
		lo++
	}
	return lo
}

// windows calls f with the observations alone. f writes one output for each.
func (w Trailing) windows(f func(t []int64, x, out []float64)) Series {
	s := w.s.Observed()
	out := make([]float64, len(w.s.v))
	f(s.t, s.v, out[:len(s.v)])
	// Move each output, the last one first, to where its observation stands.
	for i, j := len(out)-1, len(s.v)-1; i > j; i-- {
		if x := w.s.v[i]; x != x {
			out[i] = math.NaN()
			continue
		}
		out[i] = out[j]
		j--
	}
	return Series{t: w.s.t, v: out}
}
