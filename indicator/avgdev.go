package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// AvgDev is the mean absolute deviation of the last values from their mean: a
// measure of spread that is older than [StdDev] and gives a spike less weight. R.
// A. Fisher compared the two in 1920.
//
//	m         = (x[i-period+1] + ... + x[i]) / period
//	AvgDev[i] = (|x[i-period+1]-m| + ... + |x[i]-m|) / period
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, 0 or more.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. A missing value gives NaN and is not counted.
// AvgDev(s, 1) is 0.
//
// Source: R. A. Fisher, A Mathematical Examination of the Methods of Determining
// the Accuracy of an Observation, Monthly Notices of the Royal Astronomical
// Society 80, 1920, pages 758-770.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func AvgDev(s series.Series, period int) series.Series { return Apply(s, NewAvgDev(period)) }

// NewAvgDev returns a live [AvgDev]. It panics if period is not in 1..100000.
func NewAvgDev(period int) *Stream {
	return newStream("AvgDev", float64(period))
}

var avgDevEntry = takingNumber(Entry{
	Name: "AvgDev", Title: "mean absolute deviation", Group: "statistics",
	Params: []Param{periodParam("period", 14)}, Outputs: []string{"AvgDev"},
	Low: 0, High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "R. A. Fisher, Monthly Notices of the Royal Astronomical Society 80, 1920",
}, func(p []float64) numberKernel[float64] { return &spread{window: window{n: int(p[0])}} })
