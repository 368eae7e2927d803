package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MidPrice is the middle between the highest high and the lowest low of the last
// bars. Goichi Hosoda published it in 1969: the conversion and the base line of
// his Ichimoku chart are MidPrice of 9 and of 26 bars.
//
//	MidPrice[i] = (max(high[i-period+1], ..., high[i]) + min(low[i-period+1], ..., low[i])) / 2
//
// Input: high and low. Output: in the unit of the price, between the window's
// lowest low and highest high.
//
// Warm-up: the first output is at bar number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price. A bar whose high or low is missing gives NaN and is
// not counted. Open, close and volume do not matter. MidPrice(b, 1) is the middle
// of each bar.
//
// Source: Ichimoku Sanjin (Goichi Hosoda), Ichimoku Kinko Hyo, 1969.
//
// Differs from TA-Lib in that period 1 is allowed.
func MidPrice(b series.Bars, period int) series.Series { return ApplyBars(b, NewMidPrice(period)) }

// NewMidPrice returns a live [MidPrice]. It panics if period is not in 1..100000.
func NewMidPrice(period int) *BarStream {
	return newBarStream("MidPrice", float64(period))
}

var midPriceEntry = takingBar(Entry{
	Name: "MidPrice", Title: "middle of the highest high and lowest low", Group: "overlap",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"MidPrice"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Goichi Hosoda, Ichimoku Kinko Hyo, 1969",
}, func(p []float64) barKernel[float64] { return &midPrice{newCorridor(int(p[0]), false)} })

type midPrice struct{ corridor }

func (k *midPrice) update(r row) float64 {
	top, bottom := k.push(r.high, r.low)
	if !k.full {
		return math.NaN()
	}
	return (top + bottom) / 2
}

func (k *midPrice) peek(r row) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	top, bottom := k.corridor.peek(r.high, r.low)
	return (top + bottom) / 2
}

func (k *midPrice) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.full; i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i]})
	}
	k.middles(dst[i:], c.high[i:], c.low[i:])
}
