package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// DEMA is the double exponential moving average: an average that takes back the
// lag of its own smoothing. Patrick G. Mulloy published it in 1994.
//
//	E1   = EMA(x, period)
//	E2   = EMA(E1, period)
//	DEMA = 2*E1 - E2
//
// with [EMA]'s seeding: E2 starts from the mean of the first period values of E1.
//
// Input: one number per point, usually the close. Output: in the unit of the
// input; it can leave the range of the values.
//
// Warm-up: the first output is at input number 2*period-1. Settle(eps) is the
// inputs until both seeds together weigh at most eps.
//
// Flat prices from the start give the price. A missing value gives NaN and is
// not counted. DEMA(s, 1) is s but for rounding.
//
// Source: Patrick G. Mulloy, Smoothing Data with Faster Moving Averages, Technical
// Analysis of Stocks & Commodities 12(1), 1994.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func DEMA(s series.Series, period int) series.Series { return Apply(s, NewDEMA(period)) }

// NewDEMA returns a live [DEMA]. It panics if period is not in 1..100000.
func NewDEMA(period int) *Stream {
	return newStream("DEMA", float64(period))
}

var demaEntry = takingNumber(Entry{
	Name: "DEMA", Title: "double exponential moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"DEMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Patrick G. Mulloy, Technical Analysis of Stocks & Commodities 12(1), 1994",
}, func(p []float64) numberKernel[float64] { return newDEMA(int(p[0])) })

type dema struct{ e1, e2 ema }

func newDEMA(period int) *dema {
	e := *newEMA(period)
	return &dema{e, e}
}

func (k *dema) warmup() int { return then(k.e1.n, k.e2.n) }
func (k *dema) ready() bool { return k.e2.ready() }

func (k *dema) settle(eps float64) int { return settleChain(k.warmup(), k.e1.a, eps, 2, 1) }

func (k *dema) walk(v *walker) {
	k.e1.walk(v)
	k.e2.walk(v)
}

func (k *dema) restored() bool {
	return k.e1.restored() && k.e2.restored() && follows(&k.e1, &k.e2)
}

func (k *dema) update(x float64) float64 {
	e1 := k.e1.push(x)
	if !k.e1.ready() {
		return math.NaN()
	}
	e2 := k.e2.push(clip(e1))
	return e1 + (e1 - e2)
}

func (k *dema) peek(x float64) float64 {
	if !k.ready() {
		t := *k
		return t.update(x)
	}
	e1 := k.e1.peek(x)
	return e1 + (e1 - k.e2.peek(clip(e1)))
}

func (k *dema) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	var e2 [piece]float64
	for len(xs) > 0 {
		m := min(piece, len(xs))
		e1, e2 := dst[:m], e2[:m]
		k.e1.fill(e1, xs[:m])
		copy(e2, e1)
		clipAll(e2)
		k.e2.fill(e2, e2)
		for i, y := range e1 {
			e1[i] = y + (y - e2[i])
		}
		dst, xs = dst[m:], xs[m:]
	}
}

// follows reports whether the seed of an average has as many values as it can
// have taken from the average before.
func follows(first, second *ema) bool {
	switch {
	case !first.ready():
		return second.seen == 0
	case !second.ready():
		// The first has taken n values, and one more with every value of the second.
		return second.seen > 0 && first.j == (second.seen-1)%4
	}
	return true
}
