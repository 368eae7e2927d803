package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// SMA is the simple moving average: the mean of the last values. R. H. Hooker
// took such averages of prices in 1901; G. Udny Yule named them in 1909.
//
//	SMA[i] = (x[i-period+1] + ... + x[i]) / period
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, between the window's smallest and largest value but for rounding.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price exactly. A missing value gives NaN and is not
// counted. SMA(s, 1) is s.
//
// Source: G. Udny Yule, The Applications of the Method of Correlation to Social
// and Economic Statistics, Journal of the Royal Statistical Society 72(4), 1909,
// pages 721-730.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func SMA(s series.Series, period int) series.Series { return Apply(s, NewSMA(period)) }

// NewSMA returns a live [SMA]. It panics if period is not in 1..100000.
func NewSMA(period int) *Stream {
	checkPeriod("SMA", "period", period)
	return newStream(&sma{window{n: period}})
}

type sma struct{ window }

func (k *sma) spec() string { return format("SMA", k.n) }

func (k *sma) update(x float64) float64 {
	sum, _ := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return k.c + sum/float64(k.n)
}

func (k *sma) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	c, sum, _ := k.window.peek(x)
	return c + sum/float64(k.n)
}

func (k *sma) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail := xs[:m], dst[:m], k.tail[k.k+1:][:m]
		c, sum, n := k.c, k.sum, float64(k.n)
		for i, x := range in {
			sum += x - c
			out[i] = c + (tail[i]+sum)/n
		}
		k.took(in, sum, 0)
		dst, xs = dst[m:], xs[m:]
	}
}
