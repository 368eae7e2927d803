package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// LinRegIntercept is the start of the straight line through the last values: the
// value that the line of least squares has at the oldest of them. Legendre
// published the method in 1805.
//
//	m                  = (x[i-period+1] + ... + x[i]) / period
//	slope              = [LinRegSlope] over the same values
//	LinRegIntercept[i] = m - slope*(period-1)/2
//
// Input: one number per point, usually the close. Output: in the unit of the
// input.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price exactly. A missing value gives NaN and is not
// counted. The smallest period is 2, as a line takes two points.
//
// Source: Adrien-Marie Legendre, Nouvelles méthodes pour la détermination des
// orbites des comètes, 1805, pages 72-80.
//
// Differs from TA-Lib in nothing but rounding.
func LinRegIntercept(s series.Series, period int) series.Series {
	return Apply(s, NewLinRegIntercept(period))
}

// NewLinRegIntercept returns a live [LinRegIntercept]. It panics if period is not
// in 2..100000.
func NewLinRegIntercept(period int) *Stream {
	return newStream("LinRegIntercept", float64(period))
}

var linRegInterceptEntry = takingNumber(Entry{
	Name: "LinRegIntercept", Aliases: []string{"LINEARREG_INTERCEPT"}, Title: "linear regression intercept", Group: "statistics",
	Params: []Param{linePeriod}, Outputs: []string{"LinRegIntercept"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: legendre,
}, func(p []float64) numberKernel[float64] { return newLevel(int(p[0]), 0) })
