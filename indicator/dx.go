package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// DX is the directional movement index: how one-sided the recent movement to new
// highs and lows was. J. Welles Wilder published it in 1978.
//
//	DX[i] = 100 * |PlusDI[i] - MinusDI[i]| / (PlusDI[i] + MinusDI[i])
//	      = 100 * |P[i] - M[i]| / (P[i] + M[i])
//
// with P and M as in [PlusDI] and [MinusDI], and seeded as there: the true range
// by which both are divided cancels.
//
// Input: high and low. Output: percent, 0 to 100; it does not say which side.
//
// Warm-up: the first output is at bar number period+1. The seed weighs b^k after
// k more bars, b = (period-1)/period: Settle(eps) is period+1 + the first k with
// b^k <= eps.
//
// No movement since the first bar gives 0. Prices that stop moving later leave it
// where it is but for rounding, however long. A bar whose high or low is missing
// gives NaN and is not counted. Open, close and volume do not matter. DX(b, 1) is
// 100, from the first movement on.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib in that period 1 is allowed, that it does not read the close,
// and that no sum is taken as 0 for being small: TA-Lib does so below 1e-14.
func DX(b series.Bars, period int) series.Series { return ApplyBars(b, NewDX(period)) }

// NewDX returns a live [DX]. It panics if period is not in 1..100000.
func NewDX(period int) *BarStream { return newBarStream("DX", float64(period)) }

var dxEntry = takingBar(Entry{
	Name: "DX", Title: "directional movement index", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"DX"},
	Low: 0, High: 100, Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] {
	k := newDX(int(p[0]))
	return &k
})

type dx struct {
	n     int
	a     float64
	count int // bars that are counted

	seen        int // bars, up to count
	high, low   float64
	plus, minus float64 // sums of movements up and down
}

func newDX(period int) dx { return dx{n: period, a: 1 / float64(period), count: period + 1} }

func (k *dx) warmup() int            { return k.n + 1 }
func (k *dx) settle(eps float64) int { return later(k.n+1, decay(1-k.a, eps)) }
func (k *dx) ready() bool            { return k.seen > k.n }

func (k *dx) walk(v *walker) {
	v.int(&k.seen, k.count)
	v.float(&k.high, series.Limit)
	v.float(&k.low, series.Limit)
	v.float(&k.plus, bound)
	v.float(&k.minus, bound)
}

func (k *dx) restored() bool {
	moves := min(k.seen-1, k.n)
	return movedBy(k.plus, moves) && movedBy(k.minus, moves) && (k.seen > 0 || k.high == 0 && k.low == 0)
}

func (k *dx) update(r row) float64 {
	up, down := r.high-k.high, k.low-r.low
	k.high, k.low = r.high, r.low
	switch {
	case k.seen >= k.n:
		k.plus, k.minus = direct(k.plus, k.minus, k.a, movement(up, down), movement(down, up))
	case k.seen > 0:
		k.plus += movement(up, down)
		k.minus += movement(down, up)
	}
	k.seen = min(k.seen+1, k.count)
	if !k.ready() {
		return math.NaN()
	}
	return direction(k.plus, k.minus)
}

// direct smooths both sums. Where both would decay below any price they stay what
// they are, and with them their ratio.
func direct(plus, minus, a, up, down float64) (p, m float64) {
	p, m = wilder(plus, a, up), wilder(minus, a, down)
	if p+m < tiny {
		return plus, minus
	}
	return faded(p, speck), faded(m, speck)
}

// direction returns DX.
func direction(plus, minus float64) float64 {
	sum := plus + minus
	if sum == 0 {
		return 0
	}
	return float64(100 * (math.Abs(plus-minus) / sum))
}

func (k *dx) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *dx) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	highs, lows := c.high[i:][:len(dst)], c.low[i:][:len(dst)]
	a, high, low, plus, minus := k.a, k.high, k.low, k.plus, k.minus
	for i := range dst {
		up, down := highs[i]-high, low-lows[i]
		high, low = highs[i], lows[i]
		plus, minus = direct(plus, minus, a, movement(up, down), movement(down, up))
		dst[i] = direction(plus, minus)
	}
	k.high, k.low, k.plus, k.minus = high, low, plus, minus
}
