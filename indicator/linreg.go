package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// LinReg is the end of the straight line through the last values: the value that
// the line of least squares has at the newest of them. Legendre published the
// method in 1805.
//
//	m         = (x[i-period+1] + ... + x[i]) / period
//	slope     = [LinRegSlope] over the same values
//	LinReg[i] = m + slope*(period-1)/2
//
// Input: one number per point, usually the close. Output: in the unit of the
// input.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price exactly. A missing value gives NaN and is not
// counted: points are one apart, however far their stamps are. The smallest
// period is 2, as a line takes two points.
//
// Source: Adrien-Marie Legendre, Nouvelles méthodes pour la détermination des
// orbites des comètes, 1805, pages 72-80.
//
// Differs from TA-Lib in nothing but rounding.
func LinReg(s series.Series, period int) series.Series { return Apply(s, NewLinReg(period)) }

// NewLinReg returns a live [LinReg]. It panics if period is not in 2..100000.
func NewLinReg(period int) *Stream {
	return newStream("LinReg", float64(period))
}

var linRegEntry = takingNumber(Entry{
	Name: "LinReg", Aliases: []string{"LINEARREG"}, Title: "linear regression", Group: "statistics",
	Params: []Param{linePeriod}, Outputs: []string{"LinReg"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: legendre,
}, func(p []float64) numberKernel[float64] { return newLevel(int(p[0]), p[0]-1) })

const legendre = "Adrien-Marie Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805"

// linePeriod is the period of a regression: a line takes two points.
var linePeriod = Param{Name: "period", Kind: KindPeriod, Default: 14, Min: 2, Max: maxPeriod}

// A level is the value of the line of regression at a point.
type level struct {
	slants
	off float64 // the point's distance from the middle of the window
}

// newLevel returns the level at point at, where the oldest value is at 0.
func newLevel(n int, at float64) *level {
	k := &level{slants: newSlants(n)}
	k.off = at - k.half
	return k
}

func (k *level) update(x float64) float64 {
	num, sum := k.push(x)
	if !k.full {
		return math.NaN()
	}
	return k.c + (float64(sum*k.inv) + float64(float64(num*k.per)*k.off))
}

func (k *level) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	c, num, sum := k.slants.peek(x)
	return c + (float64(sum*k.inv) + float64(float64(num*k.per)*k.off))
}

func (k *level) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs)
		in, out, tail, lean := xs[:m], dst[:m], k.tail[k.k+1:][:m], k.lean[k.k+1:][:m]
		c, sum, hang, half, per, inv, off := k.c, k.sum, k.hang, k.half, k.per, k.inv, k.off
		for i, x := range in {
			hang += sum
			sum += x - c
			num := lean[i] + (float64(half*sum) - hang)
			out[i] = c + (float64((tail[i]+sum)*inv) + float64(float64(num*per)*off))
		}
		k.took(in, sum, hang)
		dst, xs = dst[m:], xs[m:]
	}
}
