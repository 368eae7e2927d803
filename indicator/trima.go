package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// TRIMA is the triangular moving average: the values in the middle of the window
// weigh most. It is an average of an average, and smoother and later than either.
//
//	TRIMA = SMA(SMA(x, a), b)       a = period/2, rounded up; b = period/2, rounded down, + 1
//
// so that the weights are 1, 2, 3 ... up to the middle and down again. For an
// even period a is period/2 and the two weights in the middle are equal.
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, between the window's smallest and largest value but for rounding.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price exactly. A missing value gives NaN and is not
// counted. TRIMA(s, 1) is s.
//
// Source: Perry J. Kaufman, Trading Systems and Methods, 5th edition, 2013.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func TRIMA(s series.Series, period int) series.Series { return Apply(s, NewTRIMA(period)) }

// NewTRIMA returns a live [TRIMA]. It panics if period is not in 1..100000.
func NewTRIMA(period int) *Stream {
	return newStream("TRIMA", float64(period))
}

var trimaEntry = takingNumber(Entry{
	Name: "TRIMA", Title: "triangular moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"TRIMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Perry J. Kaufman, Trading Systems and Methods, 5th edition, 2013",
}, func(p []float64) numberKernel[float64] { return newTRIMA(int(p[0])) })

type trima struct {
	first, second sma
}

func newTRIMA(period int) *trima {
	a := (period + 1) / 2
	return &trima{sma{window{n: a}}, sma{window{n: period + 1 - a}}}
}

func (k *trima) warmup() int        { return then(k.first.n, k.second.n) }
func (k *trima) settle(float64) int { return k.warmup() }
func (k *trima) ready() bool        { return k.second.full }

func (k *trima) walk(v *walker) {
	k.first.walk(v)
	k.second.walk(v)
}

// restored also checks that the second window has as many values as it can have
// taken from the first.
func (k *trima) restored() bool {
	if !k.first.restored() || !k.second.restored() {
		return false
	}
	switch {
	case !k.first.full:
		return k.second.k == 0 && !k.second.full
	case !k.second.full:
		return k.second.k > 0 && k.first.k == (k.second.k-1)%k.first.n
	}
	return true
}

func (k *trima) update(x float64) float64 {
	y := k.first.update(x)
	if !k.first.full {
		return math.NaN()
	}
	return k.second.update(clip(y))
}

func (k *trima) peek(x float64) float64 {
	if !k.first.peekReady() {
		return math.NaN()
	}
	return k.second.peek(clip(k.first.peek(x)))
}

func (k *trima) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	k.first.means(dst, xs)
	clipAll(dst)
	k.second.means(dst, dst)
}

// means writes the mean for every x of a full window. dst may be xs.
func (w *window) means(dst, xs []float64) {
	for len(xs) > 0 {
		m := w.stretch(xs)
		out, tail := dst[:m], w.tail[w.k+1:][:m]
		in := w.x[w.k:][:m]
		copy(in, xs)
		c, sum, inv := w.c, w.sum, w.inv
		for i, x := range in {
			sum += x - c
			out[i] = c + float64((tail[i]+sum)*inv)
		}
		w.took(in, sum, 0)
		dst, xs = dst[m:], xs[m:]
	}
}
