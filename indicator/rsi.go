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
// counted: the next change is from the value before it. RSI(s, 1) is 0, 50 or 100.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978,
// pages 63-70.
//
// Differs from TA-Lib in that no movement at all gives 50, not 0, and in that
// period 1 is allowed.
func RSI(s series.Series, period int) series.Series { return Apply(s, NewRSI(period)) }

// NewRSI returns a live [RSI]. It panics if period is not in 1..100000.
func NewRSI(period int) *Stream {
	checkPeriod("RSI", "period", period)
	return newStream(newRSI(period))
}

type rsi struct {
	n    int
	a    float64
	seen int     // values, up to n+1
	last float64 // the value before
	d, t float64 // decayed sums of changes and of their magnitudes
}

func newRSI(period int) *rsi {
	return &rsi{n: period, a: 1 / float64(period)}
}

func (k *rsi) spec() string           { return format("RSI", k.n) }
func (k *rsi) outputs() int           { return 1 }
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

// update decays by x - a*x, whose error is less than that of b*x. Both sums
// round alike, so |d| <= t holds. Where t would decay below any price change the
// sums stay, and with them their ratio.
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
	} else if sum := (k.t - float64(k.a*k.t)) + math.Abs(t); sum >= tiny {
		k.d, k.t = (k.d-float64(k.a*k.d))+t, sum
	}
	return strength(k.d, k.t)
}

// strength returns 50 + 50*d/t, which is in [0, 100] because |d| <= t.
func strength(d, t float64) float64 {
	if t == 0 {
		return 50
	}
	return 50 + float64(50*(d/t))
}

func (k *rsi) peek(x float64) float64 {
	if !k.ready() {
		t := *k
		return t.update(x)
	}
	step := x - k.last
	if sum := (k.t - float64(k.a*k.t)) + math.Abs(step); sum >= tiny {
		return strength((k.d-float64(k.a*k.d))+step, sum)
	}
	return strength(k.d, k.t)
}

func (k *rsi) fill(dst, xs []float64) {
	for ; len(xs) > 0 && k.seen <= k.n; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	a, last, d, t := k.a, k.last, k.d, k.t
	dst = dst[:len(xs)]
	for i, x := range xs {
		step := x - last
		last = x
		if sum := (t - float64(a*t)) + math.Abs(step); sum >= tiny {
			d, t = (d-float64(a*d))+step, sum
		}
		dst[i] = strength(d, t)
	}
	k.last, k.d, k.t = last, d, t
}
