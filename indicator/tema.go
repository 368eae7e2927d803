package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// TEMA is the triple exponential moving average: DEMA's idea, taken one stage
// further. Patrick G. Mulloy published it in 1994.
//
//	E1   = EMA(x, period)
//	E2   = EMA(E1, period)
//	E3   = EMA(E2, period)
//	TEMA = 3*E1 - 3*E2 + E3
//
// with [EMA]'s seeding: each starts from the mean of the first period values of
// the one before.
//
// Input: one number per point, usually the close. Output: in the unit of the
// input; it can leave the range of the values.
//
// Warm-up: the first output is at input number 3*period-2. Settle(eps) is the
// inputs until all seeds together weigh at most eps.
//
// Flat prices from the start give the price. A missing value gives NaN and is
// not counted. TEMA(s, 1) is s but for rounding.
//
// Source: Patrick G. Mulloy, Smoothing Data with Less Lag, Technical Analysis of
// Stocks & Commodities 12(2), 1994.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func TEMA(s series.Series, period int) series.Series { return Apply(s, NewTEMA(period)) }

// NewTEMA returns a live [TEMA]. It panics if period is not in 1..100000.
func NewTEMA(period int) *Stream {
	return newStream("TEMA", float64(period))
}

var temaEntry = takingNumber(Entry{
	Name: "TEMA", Title: "triple exponential moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"TEMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Patrick G. Mulloy, Technical Analysis of Stocks & Commodities 12(2), 1994",
}, func(p []float64) numberKernel[float64] { return newTEMA(int(p[0])) })

type tema struct{ triple }

func newTEMA(period int) *tema { return &tema{newTriple(period)} }

func (k *tema) settle(eps float64) int { return settleChain(k.warmup(), k.e1.a, eps, 3, 3, 1) }

func (k *tema) update(x float64) float64 {
	e1, e2, e3 := k.push(x)
	return e3 + float64(3*(e1-e2))
}

func (k *tema) peek(x float64) float64 {
	if !k.ready() {
		t := *k
		return t.update(x)
	}
	e1, e2, e3 := k.triple.peek(x)
	return e3 + float64(3*(e1-e2))
}

func (k *tema) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	var e1, e2 [piece]float64
	for len(xs) > 0 {
		m := min(piece, len(xs))
		e1, e2, e3 := e1[:m], e2[:m], dst[:m]
		k.e1.fill(e1, xs[:m])
		copy(e2, e1)
		clipAll(e2)
		k.e2.fill(e2, e2)
		copy(e3, e2)
		clipAll(e3)
		k.e3.fill(e3, e3)
		for i, y := range e3 {
			e3[i] = y + float64(3*(e1[i]-e2[i]))
		}
		dst, xs = dst[m:], xs[m:]
	}
}

// A triple is an average of an average of an average.
type triple struct{ e1, e2, e3 ema }

func newTriple(period int) triple {
	e := *newEMA(period)
	return triple{e, e, e}
}

func (k *triple) warmup() int { return then(then(k.e1.n, k.e2.n), k.e3.n) }
func (k *triple) ready() bool { return k.e3.ready() }

func (k *triple) walk(v *walker) {
	k.e1.walk(v)
	k.e2.walk(v)
	k.e3.walk(v)
}

func (k *triple) restored() bool {
	return k.e1.restored() && k.e2.restored() && k.e3.restored() &&
		follows(&k.e1, &k.e2) && follows(&k.e2, &k.e3)
}

// push feeds x and returns the averages, NaN where they are not there.
func (k *triple) push(x float64) (e1, e2, e3 float64) {
	e2, e3 = math.NaN(), math.NaN()
	e1 = k.e1.push(x)
	if k.e1.ready() {
		e2 = k.e2.push(clip(e1))
	}
	if k.e2.ready() {
		e3 = k.e3.push(clip(e2))
	}
	return e1, e2, e3
}

// peek returns what push(x) would, once all are there.
func (k *triple) peek(x float64) (e1, e2, e3 float64) {
	e1 = k.e1.peek(x)
	e2 = k.e2.peek(clip(e1))
	return e1, e2, k.e3.peek(clip(e2))
}
