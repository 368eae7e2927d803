package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// APO is the absolute price oscillator: the distance of a fast moving average from
// a slow one, of a type of your choice.
//
//	APO = MA(x, fast) - MA(x, slow)
//
// Each average starts at the first input, as it does alone; where slow < fast the
// two are exchanged.
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, around 0.
//
// Warm-up: the first output is where the slow average has its first: at input
// number max(fast, slow) for [SMA], [EMA], [WMA] and [TRIMA]. Settle(eps) is that
// of the average that settles later.
//
// Flat prices give 0 but for rounding. A missing value gives NaN and is not
// counted. Equal periods give 0.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, "Price
// Oscillator".
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed. The
// default type is EMA as in TA-Lib 0.8; it was SMA before. Line of [MACD] is not
// the same: there the fast average starts later.
func APO(s series.Series, fast, slow int, ma MAType) series.Series {
	return Apply(s, NewAPO(fast, slow, ma))
}

// NewAPO returns a live [APO]. It panics if a period is not in 1..100000 or ma is no
// MAType.
func NewAPO(fast, slow int, ma MAType) *Stream {
	return newStream("APO", float64(fast), float64(slow), float64(ma))
}

var apoEntry = takingNumber(Entry{
	Name: "APO", Title: "absolute price oscillator", Group: "momentum",
	Params:  []Param{periodParam("fast", 12), periodParam("slow", 26), maParam("type", TypeEMA)},
	Outputs: []string{"APO"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: achelis,
}, func(p []float64) numberKernel[float64] { return newOscillator(p, false) })
