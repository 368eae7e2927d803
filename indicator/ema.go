package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// EMA is the exponential moving average: a mean in which every value weighs a
// constant factor less than the one after it. Robert G. Brown introduced it for
// forecasting in 1956; traders know it by its period.
//
//	EMA[period] = (x[1] + ... + x[period]) / period      the seed
//	EMA[i]      = b*EMA[i-1] + (1-b)*x[i]                b = (period-1)/(period+1)
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, between the smallest and the largest value fed.
//
// Warm-up: the first output is at input number period. The seed weighs b^k after
// k more inputs: Settle(eps) is period + the first k with b^k <= eps.
//
// Flat prices give the price. A missing value gives NaN and is not counted.
// EMA(s, 1) is s but for rounding.
//
// Source: Robert G. Brown, Exponential Smoothing for Predicting Demand, Arthur D.
// Little, 1956.
//
// Differs from TA-Lib, at its default compatibility setting, in nothing but
// rounding, and in that period 1 is allowed.
func EMA(s series.Series, period int) series.Series { return Apply(s, NewEMA(period)) }

// NewEMA returns a live [EMA]. It panics if period is not in 1..100000.
func NewEMA(period int) *Stream {
	return newStream("EMA", float64(period))
}

var emaEntry = takingNumber(Entry{
	Name: "EMA", Title: "exponential moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"EMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Robert G. Brown, Exponential Smoothing for Predicting Demand, 1956",
}, func(p []float64) numberKernel[float64] { return newEMA(int(p[0])) })

type ema struct{ anchored }

func newEMA(period int) *ema {
	return &ema{newAnchored(period, period-1, period+1)}
}

func (k *ema) warmup() int            { return k.n }
func (k *ema) settle(eps float64) int { return later(k.n, decay(k.b, eps)) }
func (k *ema) ready() bool            { return k.seen == k.n }

func (k *ema) update(x float64) float64 { return k.push(x) }

func (k *ema) peek(x float64) float64 {
	if !k.ready() {
		t := *k
		return t.push(x)
	}
	return k.anchored.peek(x)
}

func (k *ema) fill(dst, xs []float64) {
	for ; len(xs) > 0 && (k.seen < k.n || k.j > 0); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.push(xs[0])
	}
	n := len(xs) &^ 3
	k.fours(dst[:n], xs[:n])
	for i, x := range xs[n:] {
		dst[n+i] = k.push(x)
	}
}
