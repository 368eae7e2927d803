package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// TSF is the time series forecast: the straight line through the last values, one
// point on. Legendre published the line of least squares in 1805; traders know
// the forecast from the 1990s.
//
//	m      = (x[i-period+1] + ... + x[i]) / period
//	slope  = [LinRegSlope] over the same values
//	TSF[i] = m + slope*(period+1)/2
//
// It is made of values up to i only; what it says is about i+1.
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
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, Time Series
// Forecast.
//
// Differs from TA-Lib in nothing but rounding.
func TSF(s series.Series, period int) series.Series { return Apply(s, NewTSF(period)) }

// NewTSF returns a live [TSF]. It panics if period is not in 2..100000.
func NewTSF(period int) *Stream {
	return newStream("TSF", float64(period))
}

var tsfEntry = takingNumber(Entry{
	Name: "TSF", Title: "time series forecast", Group: "statistics",
	Params: []Param{linePeriod}, Outputs: []string{"TSF"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Steven B. Achelis, Technical Analysis from A to Z, 1995",
}, func(p []float64) numberKernel[float64] { return newLevel(int(p[0]), p[0]) })
