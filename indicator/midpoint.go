package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MidPoint is the middle between the largest and the smallest of the last values:
// the centre line of the price channel that Richard Donchian traded from the
// 1950s on, of one price.
//
//	MidPoint[i] = (max(x[i-period+1], ..., x[i]) + min(x[i-period+1], ..., x[i])) / 2
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, between the window's smallest and largest value.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price. A missing value gives NaN and is not counted.
// MidPoint(s, 1) is s.
//
// Source: Mario Fortier, TA-Lib, 1999-2007, function MIDPOINT; the channel is in
// Dunn & Hargitt Financial Services, Trader's Notebook: Trading Methods Computer
// Tested, 1970.
//
// Differs from TA-Lib in that period 1 is allowed.
func MidPoint(s series.Series, period int) series.Series { return Apply(s, NewMidPoint(period)) }

// NewMidPoint returns a live [MidPoint]. It panics if period is not in 1..100000.
func NewMidPoint(period int) *Stream {
	return newStream("MidPoint", float64(period))
}

var midPointEntry = takingNumber(Entry{
	Name: "MidPoint", Title: "middle of the highest and lowest value", Group: "overlap",
	Params: []Param{periodParam("period", 14)}, Outputs: []string{"MidPoint"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Mario Fortier, TA-Lib, 1999-2007",
}, func(p []float64) numberKernel[float64] { return &midPoint{newCorridor(int(p[0]), true)} })

type midPoint struct{ corridor }

func (k *midPoint) update(x float64) float64 {
	top, bottom := k.push(x, x)
	if !k.full {
		return math.NaN()
	}
	return (top + bottom) / 2
}

func (k *midPoint) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	top, bottom := k.corridor.peek(x, x)
	return (top + bottom) / 2
}

func (k *midPoint) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	k.middles(dst, xs, xs)
}

// middles is the middle of a corridor that is full, for many values.
func (c *corridor) middles(dst, high, low []float64) {
	var s edges
	for len(dst) > 0 {
		m := min(piece, len(dst))
		c.fill(s.top[:m], s.bottom[:m], high[:m], low[:m])
		for i := range dst[:m] {
			dst[i] = (s.top[i] + s.bottom[i]) / 2
		}
		dst, high, low = dst[m:], high[m:], low[m:]
	}
}
