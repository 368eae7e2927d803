package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// CCI is the commodity channel index: the distance of the typical price from its
// average, in mean deviations. Donald Lambert published it in 1980; 14 and 20 are
// usual.
//
//	p      = (high + low + close) / 3
//	m      = (p[i-period+1] + ... + p[i]) / period
//	dev    = (|p[i-period+1]-m| + ... + |p[i]-m|) / period
//	CCI[i] = (p[i] - m) / (0.015*dev)
//
// Input: high, low and close. Output: a number without unit; with 0.015 most of
// them are in -100..100. None is beyond period/0.03.
//
// Warm-up: the first output is at bar number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. A bar whose high, low or close is missing gives NaN
// and is not counted. Open and volume do not matter. CCI(b, 1) is 0.
//
// Source: Donald R. Lambert, Commodity Channel Index: Tools for Trading Cyclic
// Trends, Commodities, October 1980.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed: on
// flat prices TA-Lib divides one rounding error by another.
func CCI(b series.Bars, period int) series.Series { return ApplyBars(b, NewCCI(period)) }

// NewCCI returns a live [CCI]. It panics if period is not in 1..100000.
func NewCCI(period int) *BarStream {
	return newBarStream("CCI", float64(period))
}

var cciEntry = takingBar(Entry{
	Name: "CCI", Title: "commodity channel index", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low", "close"}, Outputs: []string{"CCI"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Donald R. Lambert, Commodities, October 1980",
}, func(p []float64) barKernel[float64] { return &cci{spread{window: window{n: int(p[0])}, index: true}} })

type cci struct{ spread }

func (k *cci) update(r row) float64 { return k.spread.update(clip(typical(r.high, r.low, r.close))) }
func (k *cci) peek(r row) float64   { return k.spread.peek(clip(typical(r.high, r.low, r.close))) }

func (k *cci) fill(dst []float64, c cols) {
	high, low, closes := c.high[:len(dst)], c.low[:len(dst)], c.close[:len(dst)]
	for i := range dst {
		dst[i] = clip(typical(high[i], low[i], closes[i]))
	}
	k.spread.fill(dst, dst)
}
