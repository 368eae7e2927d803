package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// RSI is the relative strength index: how much of the recent movement was up.
// J. Welles Wilder published it in 1978.
//
//	D[period] = t[1] + ... + t[period]          t[i] = x[i] - x[i-1], x[0] the first value
//	T[period] = |t[1]| + ... + |t[period]|      the seeds
//	D[i]      = b*D[i-1] + t[i]                 b = (period-1)/period
//	T[i]      = b*T[i-1] + |t[i]|
//	RSI[i]    = 50 + 50*D[i]/T[i]
//
// This is Wilder's 100 - 100/(1+U/V) with U = (T+D)/2 and V = (T-D)/2.
//
// Input: one number per point, usually the close. Output: 0 to 100, exactly 0
// when all movement was down and 100 when all was up.
//
// Warm-up: the first output is at input number period+1, as a change takes two
// values. The seed weighs b^k after k more inputs: Settle(eps) is period+1 + the
// first k with b^k <= eps.
//
// No movement since the first value gives 50. Prices that stop moving later leave
// the RSI where it is but for rounding, however long. A missing value gives NaN and is not
// counted: the next change is from the value before it. RSI(s, 1) is 0 or 100 by the
// last move, 50 before the first.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978,
// pages 63-70.
//
// Differs from TA-Lib in that no movement at all gives 50, not 0, and in that
// period 1 is allowed.
func RSI(s series.Series, period int) series.Series { return Apply(s, NewRSI(period)) }

// NewRSI returns a live [RSI]. It panics if period is not in 1..100000.
func NewRSI(period int) *Stream {
	return newStream("RSI", float64(period))
}

var rsiEntry = takingNumber(Entry{
	Name: "RSI", Title: "relative strength index", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Outputs: []string{"RSI"},
	Low: 0, High: 100, Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) numberKernel[float64] { return newRSI(int(p[0])) })

// A rsi is the kernel of RSI and of CMO, which differ in their scale.
type rsi struct {
	n         int
	a         float64
	mid, half float64 // the output without movement, and how far movement takes it

	seen int     // values, up to n+1
	last float64 // the value before
	d, t float64 // decayed sums of changes and of their magnitudes
}

func newRSI(period int) *rsi {
	return &rsi{n: period, a: 1 / float64(period), mid: 50, half: 50}
}

func (k *rsi) warmup() int            { return k.n + 1 }
func (k *rsi) settle(eps float64) int { return later(k.n+1, decay(1-k.a, eps)) }
func (k *rsi) ready() bool            { return k.seen == k.n+1 }

func (k *rsi) walk(v *walker) {
	v.int(&k.seen, k.n+1)
	v.float(&k.last, series.Limit)
	v.float(&k.d, bound)
	v.float(&k.t, bound)
}

func (k *rsi) restored() bool {
	steps := float64(max(0, k.seen-1))
	return math.Abs(k.d) <= k.t && k.t <= float64(2*most*steps) && (k.seen > 0 || k.last == 0)
}

// update keeps |d| <= t, as both sums round alike. Where t would decay below any
// price change the sums stay, and with them their ratio.
func (k *rsi) update(x float64) float64 {
	t := x - k.last
	k.last = x
	if k.seen <= k.n {
		if k.seen > 0 {
			k.d += t
			k.t += math.Abs(t)
		}
		k.seen++
		if k.seen <= k.n {
			return math.NaN()
		}
	} else if sum := wilder(k.t, k.a, math.Abs(t)); sum >= tiny {
		k.d, k.t = wilder(k.d, k.a, t), sum
	}
	return strength(k.d, k.t, k.mid, k.half)
}

// strength returns mid + half*d/t, at most half away from mid because |d| <= t.
func strength(d, t, mid, half float64) float64 {
	if t == 0 {
		return mid
	}
	return mid + float64(half*(d/t))
}

func (k *rsi) peek(x float64) float64 {
	if !k.ready() {
		t := *k
		return t.update(x)
	}
	step := x - k.last
	if sum := wilder(k.t, k.a, math.Abs(step)); sum >= tiny {
		return strength(wilder(k.d, k.a, step), sum, k.mid, k.half)
	}
	return strength(k.d, k.t, k.mid, k.half)
}

func (k *rsi) fill(dst, xs []float64) {
	for ; len(xs) > 0 && k.seen <= k.n; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	a, last, d, t, mid, half := k.a, k.last, k.d, k.t, k.mid, k.half
	dst = dst[:len(xs)]
	for i, x := range xs {
		step := x - last
		last = x
		if sum := wilder(t, a, math.Abs(step)); sum >= tiny {
			d, t = wilder(d, a, step), sum
		}
		dst[i] = strength(d, t, mid, half)
	}
	k.last, k.d, k.t = last, d, t
}
