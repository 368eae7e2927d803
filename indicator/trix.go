package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// TRIX is the change of a triple exponential average, in percent: a momentum
// without the waves that are shorter than the period. Jack K. Hutson published it
// in 1983.
//
//	E1   = EMA(x, period)
//	E2   = EMA(E1, period)
//	E3   = EMA(E2, period)
//	TRIX = 100*(E3[i]-E3[i-1])/E3[i-1]
//
// with [EMA]'s seeding: each starts from the mean of the first period values of
// the one before.
//
// Input: one number per point, usually the close. Output: in percent per point,
// around 0.
//
// Warm-up: the first output is at input number 3*period-1. Settle(eps) is the
// inputs until the seeds together weigh at most eps in E3.
//
// Flat prices from the start give 0, as does E3[i-1] = 0. A missing value gives
// NaN and is not counted.
//
// Source: Jack K. Hutson, Good TRIX, Technical Analysis of Stocks & Commodities
// 1(5), 1983.
//
// Differs from TA-Lib in nothing but rounding. TradingView takes the logarithm of
// the input first.
func TRIX(s series.Series, period int) series.Series { return Apply(s, NewTRIX(period)) }

// NewTRIX returns a live [TRIX]. It panics if period is not in 1..100000.
func NewTRIX(period int) *Stream {
	return newStream("TRIX", float64(period))
}

var trixEntry = takingNumber(Entry{
	Name: "TRIX", Title: "rate of change of a triple exponential average", Group: "momentum",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"TRIX"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Jack K. Hutson, Technical Analysis of Stocks & Commodities 1(5), 1983",
}, func(p []float64) numberKernel[float64] { return newTRIX(int(p[0])) })

type trix struct {
	cascade
	moved bool // the last stage has moved from its seed
}

func newTRIX(period int) *trix { return &trix{cascade: newCascade(3, period)} }

func (k *trix) warmup() int { return k.start() + 1 }
func (k *trix) ready() bool { return k.moved }

func (k *trix) settle(eps float64) int { return settleChain(k.warmup(), k.a, eps, 0, 0, 1) }

func (k *trix) walk(v *walker) {
	k.cascade.walk(v)
	v.bool(&k.moved)
}

func (k *trix) restored() bool {
	return k.cascade.restored() && (k.seeded() || !k.moved)
}

// change returns in percent by how much E3 changes from e3 as E2 comes to e2,
// which is a*(e2-e3), and 0 from 0.
func change(a, e2, e3 float64) float64 {
	if e3 == 0 {
		return 0
	}
	return float64(100 * (float64(a*(e2-e3)) / e3))
}

func (k *trix) update(x float64) float64 {
	if !k.seeded() {
		k.seed(x)
		return math.NaN()
	}
	e3 := k.e[2]
	k.push(x)
	k.moved = true
	return change(k.a, k.e[1], e3)
}

func (k *trix) peek(x float64) float64 {
	t := *k
	return t.update(x)
}

func (k *trix) fill(dst, xs []float64) { fillCascade(k, dst, xs) }

// run is update, once ready, for the first xs up to one that is for push to watch;
// it returns how many these are.
func (k *trix) run(dst, xs []float64) int {
	a, e1, e2, e3 := k.a, k.e[0], k.e[1], k.e[2]
	n, dst := len(xs), dst[:len(xs)]
	for i, x := range xs {
		e := toward(e1, a, x)
		if math.Abs(e) < small {
			n = i
			break
		}
		e1 = e
		e2 = toward(e2, a, e1)
		dst[i] = change(a, e2, e3)
		e3 = toward(e3, a, e2)
	}
	k.e = [6]float64{e1, e2, e3}
	return n
}
