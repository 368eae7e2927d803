package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// SAR is the parabolic stop and reverse: a stop that follows the price, faster the
// longer the trend makes progress, and turns to the other side when it is hit. J.
// Welles Wilder published it in 1978.
//
// In an up trend, with the highest high EP since it began and the factor AF:
//
//	low[i] <= SAR[i]:  the trend turns down at this bar, SAR[i] = max(EP, high[i-1], high[i]),
//	                   EP = low[i], AF = step
//	high[i] > EP:      EP = high[i], AF = min(AF + step, limit)
//	SAR[i+1] = SAR[i] + AF*(EP - SAR[i]), at most low[i-1] and low[i] in an up trend,
//	                                      at least high[i-1] and high[i] in a down trend
//
// A down trend is the mirror image. The first trend, at bar 1, is down if
// low[0] - low[1] is positive and more than high[1] - high[0], else up. It begins
// with SAR[1] = low[0], EP = high[1] (down: high[0], low[1]), AF = step; bar 1 stands
// for bar 0 in the limit of SAR[2]. A step above limit is limit.
//
// Input: high and low. Output: in the unit of the price: the stop in force in the
// bar, after the turn if it turns there.
//
// Warm-up: the first output is at bar number 2. The stop depends on its own path:
// no bound holds for Settle.
//
// Flat prices hit the stop at every bar, and the stop is the price. A bar whose
// high or low is missing gives NaN and is not counted. Open, close and volume do not
// matter. A step of 0 leaves the stop where it is until it is hit.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, pages
// 9-22.
//
// Differs from TA-Lib in nothing; step and limit above 1 are refused.
func SAR(b series.Bars, step, limit float64) series.Series { return ApplyBars(b, NewSAR(step, limit)) }

// NewSAR returns a live [SAR]. It panics if step or limit is not in 0..1.
func NewSAR(step, limit float64) *BarStream {
	return newBarStream("SAR", step, limit)
}

var sarEntry = takingBar(Entry{
	Name: "SAR", Title: "parabolic stop and reverse", Group: "overlap",
	Params: []Param{numberParam("step", 0.02, 0, 1), numberParam("limit", 0.2, 0, 1)},
	Inputs: []string{"high", "low"}, Outputs: []string{"SAR"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] {
	side := gear{p[0], p[0], p[1]}.capped()
	return &sar{parabola{gear: [2]gear{side, side}}}
})

// A sar gives the stop of a parabola as a price.
type sar struct{ parabola }

func (k *sar) update(r row) float64 { return k.price(k.step(r.high, r.low)) }

func (k *sar) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *sar) fill(dst []float64, c cols) { k.run(dst, c.high, c.low, true) }
