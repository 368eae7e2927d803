package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MA is the moving average of a type: [SMA], [EMA], [WMA], [DEMA], [TEMA],
// [TRIMA], [KAMA], [MAMA] or [T3], for a choice that is made at run time.
//
//	MA(s, period, TypeSMA)  = SMA(s, period), and so on, but
//	MA(s, period, TypeMAMA) = the MAMA line with 0.5 and 0.05, whatever the period
//	MA(s, period, TypeT3)   = T3(s, period, 0.7)
//	MA(s, 1, type)          = s, for every type
//
// Input: one number per point, usually the close. Output: in the unit of the
// input.
//
// Warm-up: that of the type, as is settling. With period 1 both are 1.
//
// Flat prices from the start give the price. A missing value gives NaN and is
// not counted.
//
// Source: that of the type.
//
// Differs from TA-Lib as the type does.
func MA(s series.Series, period int, m MAType) series.Series { return Apply(s, NewMA(period, m)) }

// NewMA returns a live [MA]. It panics if period is not in 1..100000 or m is no
// type.
func NewMA(period int, m MAType) *Stream {
	return newStream("MA", float64(period), float64(m))
}

var maEntry = takingNumber(Entry{
	Name: "MA", Title: "moving average of a type", Group: "overlap",
	Params: []Param{periodParam("period", 30), maParam("type", TypeSMA)}, Outputs: []string{"MA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "that of the type",
}, func(p []float64) numberKernel[float64] { return newMA(MAType(p[1]), int(p[0])) })
