package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// LinRegSlope is the slope of the straight line through the last values: the line
// of least squares, which Legendre published in 1805.
//
//	t              = 0 ... period-1, for x[i-period+1] ... x[i]
//	m              = the mean of these x
//	LinRegSlope[i] = 12 * sum((t - (period-1)/2) * (x - m)) / (period*(period^2-1))
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, per point.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. A missing value gives NaN and is not counted: points
// are one apart, however far their stamps are. The smallest period is 2, as a
// line takes two points.
//
// Source: Adrien-Marie Legendre, Nouvelles méthodes pour la détermination des
// orbites des comètes, 1805, pages 72-80.
//
// Differs from TA-Lib in nothing but rounding: TA-Lib gives a slope of about 1e-13
// on flat prices.
func LinRegSlope(s series.Series, period int) series.Series { return Apply(s, NewLinRegSlope(period)) }

// NewLinRegSlope returns a live [LinRegSlope]. It panics if period is not in
// 2..100000.
func NewLinRegSlope(period int) *Stream {
	return newStream("LinRegSlope", float64(period))
}

var linRegSlopeEntry = takingNumber(Entry{
	Name: "LinRegSlope", Aliases: []string{"LINEARREG_SLOPE"}, Title: "linear regression slope", Group: "statistics",
	Params: []Param{linePeriod}, Outputs: []string{"LinRegSlope"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: legendre,
}, func(p []float64) numberKernel[float64] { return &slope{newSlants(int(p[0]))} })

type slope struct{ slants }

func (k *slope) update(x float64) float64 {
	num, _ := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return float64(num * k.per)
}

func (k *slope) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	_, num, _ := k.slants.peek(x)
	return float64(num * k.per)
}

func (k *slope) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, lean := xs[:m], dst[:m], k.lean[k.k+1:][:m]
		c, sum, hang, half, per := k.c, k.sum, k.hang, k.half, k.per
		for i, x := range in {
			hang += sum
			sum += x - c
			out[i] = float64((lean[i] + (float64(half*sum) - hang)) * per)
		}
		k.took(in, sum, hang)
		dst, xs = dst[m:], xs[m:]
	}
}
