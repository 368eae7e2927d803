package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// Var is the population variance of the last values, the square of [StdDev]. R. A.
// Fisher named it in 1918.
//
//	m      = (x[i-period+1] + ... + x[i]) / period
//	Var[i] = ((x[i-period+1]-m)^2 + ... + (x[i]-m)^2) / period
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, squared; 0 or more.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0, at any level. A variance beyond 1e75 gives NaN. A
// missing value gives NaN and is not counted. Var(s, 1) is 0.
//
// Source: R. A. Fisher, The Correlation between Relatives on the Supposition of
// Mendelian Inheritance, Transactions of the Royal Society of Edinburgh 52, 1918,
// pages 399-433.
//
// Differs from TA-Lib in precision: TA-Lib subtracts a squared mean from a mean
// square. Its second parameter, optInNbDev, means nothing there; a spec may have
// it, and it means nothing here.
func Var(s series.Series, period int) series.Series { return Apply(s, NewVar(period)) }

// NewVar returns a live [Var]. It panics if period is not in 1..100000.
func NewVar(period int) *Stream {
	return newStream("Var", float64(period))
}

var varEntry = takingNumber(Entry{
	Name: "Var", Title: "variance", Group: "statistics",
	Params: []Param{periodParam("period", 5)}, Outputs: []string{"Var"},
	Low: 0, High: math.Inf(1), Exact: true, Source: "R. A. Fisher, Transactions of the Royal Society of Edinburgh 52, 1918",
	maker: maker{unused: 1},
}, func(p []float64) numberKernel[float64] {
	return &variance{window{n: int(p[0]), squares: true}}
})

type variance struct{ window }

func (k *variance) update(x float64) float64 {
	sum, sq := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return dispersion(sum, sq, float64(k.n))
}

func (k *variance) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	_, sum, sq := k.window.peek(x)
	return dispersion(sum, sq, float64(k.n))
}

// dispersion returns the variance of n values from the sums of their distances to
// any point and of the squares of these, exactly 0 where all distances are.
func dispersion(sum, sq, n float64) float64 {
	if v := float64(n*sq) - float64(sum*sum); v > 0 {
		return v / float64(n*n)
	}
	return 0
}

func (k *variance) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail, tail2 := xs[:m], dst[:m], k.tail[k.k+1:][:m], k.tail2[k.k+1:][:m]
		c, sum, sq, n := k.c, k.sum, k.sq, float64(k.n)
		for i, x := range in {
			d := x - c
			sum += d
			sq += float64(d * d)
			out[i] = dispersion(tail[i]+sum, tail2[i]+sq, n)
		}
		k.took(in, sum, sq)
		dst, xs = dst[m:], xs[m:]
	}
}
