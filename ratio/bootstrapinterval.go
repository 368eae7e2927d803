package ratio

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"github.com/riskon/riskon/series"
)

// A BootstrapInterval is where a statistic lies in resamples.
type BootstrapInterval struct {
	Low, High float64 // quantiles (1-level)/2 and (1+level)/2, type 7
	SE        float64 // standard deviation, divisor N-1
	N         int     // resamples that gave a number
}

// Interval returns the percentile interval of a statistic over reps resamples,
// as B. Efron (1979):
//
//	Low, High = the (1-level)/2 and (1+level)/2 quantiles of statistic(rows)
//
// statistic is given the rows of a resample, counted from 0, a row as often as it was
// drawn, and must neither keep nor change them. A resample for which it returns
// NaN, or a number beyond 1e75, is left out; Low, High and SE are NaN if none is
// left, SE if one is. Each call goes on with the next resamples.
//
// It panics unless reps >= 1 and 0 < level < 1.
//
// Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993,
// ch. 13.
func (b *Blocks) Interval(statistic func(rows []int) float64, reps int, level float64) BootstrapInterval {
	if reps < 1 || !(0 < level && level < 1) {
		panic("ratio: Interval: reps < 1 or level not within 0..1")
	}
	var drawn []float64
	rows := make([]int, 0, b.n)
	for range reps {
		rows = b.Indices(rows[:0])
		if x := statistic(rows); !missing(x) {
			drawn = append(drawn, x)
		}
	}
	return interval(drawn, level)
}

// interval describes the numbers that resamples gave.
func interval(drawn []float64, level float64) BootstrapInterval {
	sorted := order(drawn)
	out := BootstrapInterval{Low: sorted.Quantile((1 - level) / 2), High: sorted.Quantile((1 + level) / 2),
		SE: math.NaN(), N: len(drawn)}
	if len(drawn) > 1 {
		out.SE = stat.StdDev(drawn, nil)
	}
	return out
}

// order puts numbers in order.
func order(drawn []float64) *series.Sorted {
	sorted := new(series.Sorted)
	for _, x := range drawn {
		sorted.Insert(x)
	}
	return sorted
}
