package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// ADX is the average directional movement index: how strong a trend is, up or
// down. J. Welles Wilder published it in 1978.
//
//	ADX[2*period] = (DX[period+1] + ... + DX[2*period]) / period     bars counted from 1
//	ADX[i]        = b*ADX[i-1] + DX[i]/period                        b = (period-1)/period
//
// with [DX] of the same period.
//
// Input: high and low. Output: percent, 0 to 100. Wilder calls a market above 25
// trending.
//
// Warm-up: the first output is at bar number 2*period. Settle(eps) is the bars
// until the seed of DX weighs at most eps, and as many more for that of ADX.
//
// No movement since the first bar gives 0. Prices that stop moving later bring it
// to where DX stays. A bar whose high or low is missing gives NaN and is not
// counted. Open, close and volume do not matter. ADX(b, 1) is DX(b, 1).
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib in that period 1 is allowed, and that it does not read the
// close.
func ADX(b series.Bars, period int) series.Series { return ApplyBars(b, NewADX(period)) }

// NewADX returns a live [ADX]. It panics if period is not in 1..100000.
func NewADX(period int) *BarStream { return newBarStream("ADX", float64(period)) }

var adxEntry = takingBar(Entry{
	Name: "ADX", Title: "average directional movement index", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"ADX"},
	Low: 0, High: 100, Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] {
	k := newADX(int(p[0]))
	return &k
})

// An adx counts the bars of its dx up to its own warm-up.
type adx struct {
	dx
	y float64 // while seeding: the sum of DX
}

func newADX(period int) adx {
	k := adx{dx: newDX(period)}
	k.count = 2 * period
	return k
}

func (k *adx) warmup() int { return 2 * k.n }
func (k *adx) ready() bool { return k.seen == 2*k.n }

func (k *adx) settle(eps float64) int {
	return then(k.dx.settle(eps), later(k.n, decay(1-k.a, eps)))
}

func (k *adx) walk(v *walker) {
	k.dx.walk(v)
	v.float(&k.y, bound)
}

func (k *adx) restored() bool {
	seeds := max(0, k.seen-k.n)
	if k.ready() {
		seeds = 1
	}
	return k.dx.restored() && k.y >= 0 && k.y <= float64(100*seeds)
}

func (k *adx) update(r row) float64 {
	if k.ready() {
		k.y = smooth(k.y, k.a, k.dx.update(r))
		return k.y
	}
	x := k.dx.update(r)
	if k.seen > k.n {
		k.y += x
	}
	if !k.ready() {
		return math.NaN()
	}
	k.y /= float64(k.n)
	return k.y
}

func (k *adx) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *adx) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	highs, lows := c.high[i:][:len(dst)], c.low[i:][:len(dst)]
	a, high, low, plus, minus, y := k.a, k.high, k.low, k.plus, k.minus, k.y
	for i := range dst {
		up, down := highs[i]-high, low-lows[i]
		high, low = highs[i], lows[i]
		plus, minus = direct(plus, minus, a, movement(up, down), movement(down, up))
		y = smooth(y, a, direction(plus, minus))
		dst[i] = y
	}
	k.high, k.low, k.plus, k.minus, k.y = high, low, plus, minus, y
}
