package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MinMaxLines are the outputs of [MinMax], each on the clock of the input.
type MinMaxLines struct{ Min, Max series.Series }

// A MinMaxValue is the outputs of [MinMax] for one input, NaN while warming up.
type MinMaxValue struct{ Min, Max float64 }

// MinMax is the smallest and the largest of the last values: both edges of the
// price channel that Richard Donchian traded from the 1950s on.
//
//	Min[i] = min(x[i-period+1], ..., x[i])
//	Max[i] = max(x[i-period+1], ..., x[i])
//
// Input: one number per point, usually the close. Outputs: values of the window,
// exactly, those of [Min] and [Max].
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price twice. A missing value gives NaN and is not counted.
// -0 is less than 0. MinMax(s, 1) is s twice.
//
// Source: Donchian's four-week rule, in Dunn & Hargitt Financial Services,
// Trader's Notebook: Trading Methods Computer Tested, 1970.
//
// Differs from TA-Lib in that period 1 is allowed.
func MinMax(s series.Series, period int) MinMaxLines {
	c := NewMinMax(period).columns(s)
	return MinMaxLines{c[0], c[1]}
}

// NewMinMax returns a live [MinMax]. It panics if period is not in 1..100000.
func NewMinMax(period int) *MinMaxStream {
	s := new(MinMaxStream)
	s.open("MinMax", float64(period))
	return s
}

// A MinMaxStream is a live [MinMax]. Like a Stream it is used by pointer, and its
// zero value restores itself.
type MinMaxStream struct{ numberStream[MinMaxValue] }

// Clone returns an independent copy.
func (s *MinMaxStream) Clone() *MinMaxStream {
	c := new(MinMaxStream)
	c.clone(&s.core)
	return c
}

var minMaxEntry = takingNumber(Entry{
	Name: "MinMax", Title: "lowest and highest value", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Min", "Max"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{picks: true}, Source: "Dunn & Hargitt Financial Services, Trader's Notebook, 1970",
}, func(p []float64) numberKernel[MinMaxValue] { return &minMax{newCorridor(int(p[0]), true)} })

type minMax struct{ corridor }

func (k *minMax) update(x float64) MinMaxValue {
	top, bottom := k.push(x, x)
	if !k.full {
		return none[MinMaxValue]()
	}
	return MinMaxValue{bottom, top}
}

func (k *minMax) peek(x float64) MinMaxValue {
	if !k.peekReady() {
		return none[MinMaxValue]()
	}
	top, bottom := k.corridor.peek(x, x)
	return MinMaxValue{bottom, top}
}

func (k *minMax) fill(dst []MinMaxValue, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	var s edges
	for len(xs) > 0 {
		m := min(piece, len(xs))
		k.corridor.fill(s.top[:m], s.bottom[:m], xs[:m], xs[:m])
		for i := range dst[:m] {
			dst[i] = MinMaxValue{s.bottom[i], s.top[i]}
		}
		dst, xs = dst[m:], xs[m:]
	}
}
