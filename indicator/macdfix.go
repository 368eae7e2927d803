package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MACDFix is [MACD] with averages of the constants 0.15 and 0.075, which stand for
// about 12 and 26 points: those of Gerald Appel's time, rounded for doing by hand.
//
//	Line      = EMA(x, 0.15) - EMA(x, 0.075)
//	Signal    = EMA(Line, signal)
//	Histogram = Line - Signal
//
// with EMA[i] = EMA[i-1] + a*(x[i]-EMA[i-1]), where a is the constant, and for
// Signal 2/(signal+1). Both averages start at input number 26, seeded with the
// mean of the last 12 and of the last 26 values; Signal with the mean of the first
// signal values of Line.
//
// Input: one number per point, usually the close. Outputs: in the unit of the
// input, around 0.
//
// Warm-up: Line is there from input number 26, Signal and Histogram from
// 26 + signal - 1, which is Warmup. Settle(eps) is the inputs until every seed,
// through Line and Signal, weighs at most eps.
//
// Flat prices from the start give exactly 0. A missing value gives NaN and is not
// counted.
//
// Source: Gerald Appel, Technical Analysis: Power Tools for Active Investors,
// 2005, chapter 8.
//
// Differs from TA-Lib in that Line is given as soon as it is there: TA-Lib
// withholds it until Signal is.
func MACDFix(s series.Series, signal int) MACDLines {
	c := NewMACDFix(signal).columns(s)
	return MACDLines{c[0], c[1], c[2]}
}

// NewMACDFix returns a live [MACDFix]. It panics if signal is not in 1..100000.
func NewMACDFix(signal int) *MACDStream {
	s := new(MACDStream)
	s.open("MACDFix", float64(signal))
	return s
}

var macdFixEntry = takingNumber(Entry{
	Name: "MACDFix", Title: "moving average convergence/divergence, fixed constants", Group: "momentum",
	Params:  []Param{periodParam("signal", 9)},
	Outputs: []string{"Line", "Signal", "Histogram"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005",
}, func(p []float64) numberKernel[MACDValue] {
	k := newMACD(12, 26, int(p[0]))
	k.aFast, k.aSlow = 0.15, 0.075
	return k
})
