package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// Sum is the sum of the last values: period times their [SMA]. Moving totals are
// older than moving averages; TA-Lib calls this one SUM.
//
//	Sum[i] = x[i-period+1] + ... + x[i]
//
// Input: one number per point, usually the close or the volume. Output: in the
// unit of the input.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Sums of whole numbers are exact up to 2^53. A missing value gives NaN and is
// not counted. Sum(s, 1) is s.
//
// Source: E. T. Whittaker and G. Robinson, The Calculus of Observations, 1924,
// has sums of consecutive values in its chapter on graduation.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed:
// TA-Lib's running sum keeps the rounding errors of all values before.
func Sum(s series.Series, period int) series.Series { return Apply(s, NewSum(period)) }

// NewSum returns a live [Sum]. It panics if period is not in 1..100000.
func NewSum(period int) *Stream {
	return newStream("Sum", float64(period))
}

var sumEntry = takingNumber(Entry{
	Name: "Sum", Title: "sum", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Sum"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "E. T. Whittaker and G. Robinson, The Calculus of Observations, 1924",
}, func(p []float64) numberKernel[float64] { return &total{window{n: int(p[0])}} })

type total struct{ window }

func (k *total) update(x float64) float64 {
	sum, _ := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return float64(float64(k.n)*k.c) + sum
}

func (k *total) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	c, sum, _ := k.window.peek(x)
	return float64(float64(k.n)*c) + sum
}

func (k *total) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail := xs[:m], dst[:m], k.tail[k.k+1:][:m]
		c, sum, base := k.c, k.sum, float64(float64(k.n)*k.c)
		for i, x := range in {
			sum += x - c
			out[i] = base + (tail[i] + sum)
		}
		k.took(in, sum, 0)
		dst, xs = dst[m:], xs[m:]
	}
}
