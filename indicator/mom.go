package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// Mom is momentum: how far a price has come in some points.
//
//	Mom[i] = x[i] - x[i-period]
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, around 0.
//
// Warm-up: the first output is at input number period+1. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. A missing value gives NaN and is not counted.
//
// Source: John J. Murphy, Technical Analysis of the Financial Markets, 1999,
// chapter 10.
//
// Differs from TA-Lib in nothing.
func Mom(s series.Series, period int) series.Series { return Apply(s, NewMom(period)) }

// NewMom returns a live [Mom]. It panics if period is not in 1..100000.
func NewMom(period int) *Stream {
	return newStream("Mom", float64(period))
}

var momEntry = takingNumber(Entry{
	Name: "Mom", Title: "momentum", Group: "momentum",
	Params: []Param{periodParam("period", 10)}, Outputs: []string{"Mom"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: murphy,
}, func(p []float64) numberKernel[float64] { return &mom{newPast(int(p[0]))} })

const murphy = "John J. Murphy, Technical Analysis of the Financial Markets, 1999"

type mom struct{ past }

func (k *mom) update(x float64) float64 {
	k.push(x)
	if !k.full {
		return math.NaN()
	}
	return x - k.oldest()
}

func (k *mom) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	return x - k.next()
}

func (k *mom) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	i := 0
	for _, before := range k.before(xs) {
		in, out := xs[i:][:len(before)], dst[i:][:len(before)]
		for j, y := range before {
			out[j] = in[j] - y
		}
		i += len(before)
	}
	k.take(xs)
}

// A past is the state of what compares a value with the one some values before
// it: both and what lies between them.
type past struct{ ring }

func newPast(period int) past { return past{ring{n: period + 1}} }

func (k *past) warmup() int        { return k.n }
func (k *past) settle(float64) int { return k.n }
func (k *past) ready() bool        { return k.full }
func (k *past) walk(v *walker)     { k.ring.walk(v, series.Limit) }
func (k *past) restored() bool     { return k.valid() }

// peekReady reports whether the next push fills the ring.
func (k *past) peekReady() bool { return k.full || k.k == k.n-1 }

// next returns what will be the oldest value after the next push.
func (k *past) next() float64 { return k.x[(k.k+1)%k.n] }

// before returns the values that those of xs are compared with, in parts, once
// the ring is full.
func (k *past) before(xs []float64) [3][]float64 {
	parts := [3][]float64{k.x[k.k+1:], k.x[:k.k], xs}
	left := len(xs)
	for i, p := range parts {
		parts[i] = p[:min(len(p), left)]
		left -= len(parts[i])
	}
	return parts
}
