package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// RSI is the relative strength index.
func RSI(s series.Series, period int) series.Series { return Apply(s, NewRSI(period)) }

// NewRSI returns a live RSI.
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
	return math.Abs(k.d) <= k.t && k.t <= float64(2*most)*steps && (k.seen > 0 || k.last == 0)
}

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
