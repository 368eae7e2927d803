package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// PPO is the percentage price oscillator: the distance of a fast moving average
// from a slow one, of a type of your choice, in per cent of the slow one.
//
//	PPO = 100 * (MA(x, fast) - MA(x, slow)) / MA(x, slow)
//
// Each average starts at the first input, as it does alone; where slow < fast the
// two are exchanged.
//
// Input: one number per point, usually the close. Output: in per cent, around 0;
// other than [APO] it compares prices of any level.
//
// Warm-up: the first output is where the slow average has its first: at input
// number max(fast, slow) for [SMA], [EMA], [WMA] and [TRIMA]. Settle(eps) is that
// of the average that settles later.
//
// Flat prices give 0 but for rounding, and so does a slow average of 0. A missing
// value gives NaN and is not counted. Equal periods give 0.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, "Price
// Oscillator".
//
// Differs from TA-Lib in nothing but rounding; in that only a slow average of 0
// counts as 0, not every one within 1e-14; and in that period 1 is allowed. The
// default type is EMA as in TA-Lib 0.8; it was SMA before.
func PPO(s series.Series, fast, slow int, ma MAType) series.Series {
	return Apply(s, NewPPO(fast, slow, ma))
}

// NewPPO returns a live [PPO]. It panics if a period is not in 1..100000 or ma is no
// MAType.
func NewPPO(fast, slow int, ma MAType) *Stream {
	return newStream("PPO", float64(fast), float64(slow), float64(ma))
}

var ppoEntry = takingNumber(Entry{
	Name: "PPO", Title: "percentage price oscillator", Group: "momentum",
	Params:  []Param{periodParam("fast", 12), periodParam("slow", 26), maParam("type", TypeEMA)},
	Outputs: []string{"PPO"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, Source: achelis,
}, func(p []float64) numberKernel[float64] { return newOscillator(p, true) })
