package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// WilliamsR is Williams' %R: where the close stands in the range of the last
// bars, from the top. Larry Williams published it in 1973.
//
//	H[i]         = max(high[i-period+1], ..., high[i])
//	L[i]         = min(low[i-period+1], ..., low[i])
//	WilliamsR[i] = -100*(H[i]-close[i])/(H[i]-L[i])     0 if H[i] = L[i]
//
// Input: high, low and close. Output: -100 to 0; 0 is the top.
//
// Warm-up: the first output is at bar number period. It has no seed: Settle is
// Warmup.
//
// A range of nothing gives 0. A close outside of the range, which only a bar can
// have that nobody has checked, counts as the nearest edge. A bar whose high, low
// or close is missing gives NaN and is not counted. Open and volume do not matter.
//
// Source: Larry Williams, How I Made One Million Dollars Last Year Trading
// Commodities, 1973.
//
// Differs from TA-Lib in nothing but rounding, in that period 1 is allowed, and
// for bars whose close is outside of the range.
func WilliamsR(b series.Bars, period int) series.Series { return ApplyBars(b, NewWilliamsR(period)) }

// NewWilliamsR returns a live [WilliamsR]. It panics if period is not in 1..100000.
func NewWilliamsR(period int) *BarStream {
	return newBarStream("WilliamsR", float64(period))
}

var williamsREntry = takingBar(Entry{
	Name: "WilliamsR", Aliases: []string{"WILLR"}, Title: "Williams' %R", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low", "close"}, Outputs: []string{"WilliamsR"},
	Low: -100, High: 0, Exact: true, Source: "Larry Williams, How I Made One Million Dollars Last Year Trading Commodities, 1973",
}, func(p []float64) barKernel[float64] { return &williamsR{newCorridor(int(p[0]), false)} })

type williamsR struct{ corridor }

// percentR returns the place of x between top, which is 0, and bottom, which
// is -100.
func percentR(top, bottom, x float64) float64 {
	width := top - bottom
	if !(width > 0) || x >= top {
		return 0
	}
	if x < bottom {
		return -100
	}
	return float64(100 * ((x - top) / width))
}

func (k *williamsR) update(r row) float64 {
	top, bottom := k.push(r.high, r.low)
	if !k.full {
		return math.NaN()
	}
	return percentR(top, bottom, r.close)
}

func (k *williamsR) peek(r row) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	top, bottom := k.corridor.peek(r.high, r.low)
	return percentR(top, bottom, r.close)
}

func (k *williamsR) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.full; i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i], close: c.close[i]})
	}
	var s edges
	for i < len(dst) {
		m := min(piece, len(dst)-i)
		k.corridor.fill(s.top[:m], s.bottom[:m], c.high[i:i+m], c.low[i:i+m])
		closes, out := c.close[i:i+m], dst[i:i+m]
		for j, x := range closes {
			out[j] = percentR(s.top[j], s.bottom[j], x)
		}
		i += m
	}
}
