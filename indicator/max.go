package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// Max is the largest of the last values: the upper edge of the price channel that
// Richard Donchian traded from the 1950s on.
//
//	Max[i] = max(x[i-period+1], ..., x[i])
//
// Input: one number per point, usually the high or the close. Output: one of the
// window's values, exactly.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price. A missing value gives NaN and is not counted. -0 is
// less than 0. Max(s, 1) is s.
//
// Source: Donchian's four-week rule, in Dunn & Hargitt Financial Services,
// Trader's Notebook: Trading Methods Computer Tested, 1970.
//
// Differs from TA-Lib in that period 1 is allowed.
func Max(s series.Series, period int) series.Series { return Apply(s, NewMax(period)) }

// NewMax returns a live [Max]. It panics if period is not in 1..100000.
func NewMax(period int) *Stream {
	return newStream("Max", float64(period))
}

var maxEntry = takingNumber(Entry{
	Name: "Max", Title: "highest value", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Max"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{picks: true}, Source: "Dunn & Hargitt Financial Services, Trader's Notebook, 1970",
}, func(p []float64) numberKernel[float64] { return &extreme{n: int(p[0])} })
