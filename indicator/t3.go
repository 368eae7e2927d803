package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// T3 is the average of Tim Tillson, 1998: a DEMA of adjustable strength, applied
// three times. A vfactor of 0 makes it three EMAs in a row, 1 three DEMAs; 0.7 is
// usual.
//
//	E1 = EMA(x, period), E2 = EMA(E1, period), ... E6 = EMA(E5, period)
//	T3 = -v^3*E6 + 3*(v^2+v^3)*E5 - 3*(v+2*v^2+v^3)*E4 + (1+v)^3*E3         v = vfactor
//
// with E[i] = E[i-1] + a*(x[i]-E[i-1]), a = 2/(period+1), each seeded with the mean
// of the first period values of the one before.
//
// Input: one number per point, usually the close. Output: in the unit of the
// input; it can leave the range of the values.
//
// Warm-up: the first output is at input number 6*period-5. Settle(eps) is the
// inputs until all seeds together weigh at most eps.
//
// Flat prices from the start give the price exactly. A missing value gives NaN
// and is not counted. T3(s, 1, v) is s but for rounding.
//
// Source: Tim Tillson, Smoothing Techniques for More Accurate Signals, Technical
// Analysis of Stocks & Commodities 16(1), 1998.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func T3(s series.Series, period int, vfactor float64) series.Series {
	return Apply(s, NewT3(period, vfactor))
}

// NewT3 returns a live [T3]. It panics if period is not in 1..100000, or vfactor
// not in 0..1.
func NewT3(period int, vfactor float64) *Stream {
	return newStream("T3", float64(period), vfactor)
}

var t3Entry = takingNumber(Entry{
	Name: "T3", Title: "T3 moving average", Group: "overlap",
	Params: []Param{periodParam("period", 5), numberParam("vfactor", 0.7, 0, 1)}, Outputs: []string{"T3"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Tim Tillson, Technical Analysis of Stocks & Commodities 16(1), 1998",
}, func(p []float64) numberKernel[float64] { return newT3(int(p[0]), p[1]) })

type t3 struct {
	cascade
	c4, c5, c6 float64 // of E4, E5, E6; E3 has the rest to 1
}

func newT3(period int, v float64) *t3 {
	v2 := float64(v * v)
	v3 := float64(v2 * v)
	return &t3{
		cascade: newCascade(6, period),
		c4:      float64(-6*v2) - float64(3*(v+v3)),
		c5:      float64(3 * (v2 + v3)),
		c6:      -v3,
	}
}

func (k *t3) warmup() int { return k.start() }
func (k *t3) ready() bool { return k.seeded() }

func (k *t3) settle(eps float64) int {
	c3 := 1 - (k.c4 + k.c5 + k.c6)
	return settleChain(k.warmup(), k.a, eps, 0, 0, c3, -k.c4, k.c5, -k.c6)
}

// combine returns E3 where all are equal, exactly.
func (k *t3) combine(e3, e4, e5, e6 float64) float64 {
	return e3 + (float64(k.c4*(e4-e3)) + (float64(k.c5*(e5-e3)) + float64(k.c6*(e6-e3))))
}

func (k *t3) update(x float64) float64 {
	if k.ready() {
		k.push(x)
	} else if k.seed(x); !k.ready() {
		return math.NaN()
	}
	return k.combine(k.e[2], k.e[3], k.e[4], k.e[5])
}

func (k *t3) peek(x float64) float64 {
	t := *k
	return t.update(x)
}

func (k *t3) fill(dst, xs []float64) { fillCascade(k, dst, xs) }

// run is update, once ready, for the first xs up to one that is for push to watch;
// it returns how many these are.
func (k *t3) run(dst, xs []float64) int {
	a, w := k.a, *k
	e1, e2, e3, e4, e5, e6 := k.e[0], k.e[1], k.e[2], k.e[3], k.e[4], k.e[5]
	n, dst := len(xs), dst[:len(xs)]
	for i, x := range xs {
		e := toward(e1, a, x)
		if math.Abs(e) < small {
			n = i
			break
		}
		e1 = e
		e2 = toward(e2, a, e1)
		e3 = toward(e3, a, e2)
		e4 = toward(e4, a, e3)
		e5 = toward(e5, a, e4)
		e6 = toward(e6, a, e5)
		dst[i] = w.combine(e3, e4, e5, e6)
	}
	k.e = [6]float64{e1, e2, e3, e4, e5, e6}
	return n
}
