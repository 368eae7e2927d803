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
	return newStream("SMA", float64(period))
}

var smaEntry = takingNumber(Entry{
	Name: "SMA", Title: "simple moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"SMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "G. Udny Yule, Journal of the Royal Statistical Society 72(4), 1909",
}, func(p []float64) numberKernel[float64] { return &sma{window{n: int(p[0])}} })

type sma struct{ window }

func (k *sma) update(x float64) float64 {
	sum, _ := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return k.c + float64(sum*k.inv)
}

func (k *sma) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	c, sum, _ := k.window.peek(x)
	return c + float64(sum*k.inv)
}

func (k *sma) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	if k.n == 3 {
		k.threes(dst, xs)
		return
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail := xs[:m], dst[:m], k.tail[k.k+1:][:m]
		c, sum, inv := k.c, k.sum, k.inv
		for i, x := range in {
			sum += x - c
			out[i] = c + float64((tail[i]+sum)*inv)
		}
		k.took(in, sum, 0)
		dst, xs = dst[m:], xs[m:]
	}
}

// threes is fill for a period of 3, in which whole blocks need no loops.
func (k *sma) threes(dst, xs []float64) {
	for ; len(xs) > 0 && k.k > 0; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	x1, x2, inv := k.x[1], k.x[2], k.inv
	for len(xs) >= 3 && len(dst) >= 3 {
		// tail2 and tail1 are suffix sums, sum is a prefix sum; they start with 0.
		c := xs[0]
		tail2 := 0 + (x2 - c)
		tail1 := tail2 + (x1 - c)
		x1, x2 = xs[1], xs[2]
		sum1 := 0 + (x1 - c)
		sum2 := sum1 + (x2 - c)
		dst[0], dst[1], dst[2] = c+float64(tail1*inv), c+float64((tail2+sum1)*inv), c+float64(sum2*inv)
		k.x[0] = c
		dst, xs = dst[3:], xs[3:]
	}
	k.x[1], k.x[2] = x1, x2
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}
