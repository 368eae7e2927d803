package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// HTPhasorLines are the outputs of [HTPhasor], each on the clock of the input.
type HTPhasorLines struct{ InPhase, Quadrature series.Series }

// An HTPhasorValue is the outputs of [HTPhasor] for one input, NaN while warming up.
type HTPhasorValue struct{ InPhase, Quadrature float64 }

// HTPhasor is the dominant cycle as a phasor: the detrended price, and what it
// is a quarter of a cycle away. John F. Ehlers described it in 2001.
//
//	InPhase    = I1
//	Quadrature = Q1
//
// of the measurement in [HTDCPeriod].
//
// Input: one number per point; Ehlers takes (high+low)/2. Outputs: in the unit of
// the input, around 0.
//
// Warm-up: the first output is at input number 33. The measurement depends on its
// own path: no bound holds for Settle.
//
// Flat prices give exactly 0 after 16 of them. A missing value gives NaN and is not
// counted.
//
// Source: John F. Ehlers, Rocket Science for Traders, 2001, chapter 6.
//
// Differs from TA-Lib in nothing but rounding.
func HTPhasor(s series.Series) HTPhasorLines {
	c := NewHTPhasor().columns(s)
	return HTPhasorLines{c[0], c[1]}
}

// NewHTPhasor returns a live [HTPhasor].
func NewHTPhasor() *HTPhasorStream {
	s := new(HTPhasorStream)
	s.open("HTPhasor")
	return s
}

// An HTPhasorStream is a live [HTPhasor]. Like a Stream it is used by pointer, and
// its zero value restores itself.
type HTPhasorStream struct{ numberStream[HTPhasorValue] }

// Clone returns an independent copy.
func (s *HTPhasorStream) Clone() *HTPhasorStream {
	c := new(HTPhasorStream)
	c.clone(&s.core)
	return c
}

var htPhasorEntry = takingNumber(Entry{
	Name: "HTPhasor", Aliases: []string{"HT_PHASOR"}, Title: "Hilbert transform: phasor components", Group: "cycle",
	Outputs: []string{"InPhase", "Quadrature"}, Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: rocketScience,
}, func([]float64) numberKernel[HTPhasorValue] { return &htPhasor{newHilbert()} })

type htPhasor struct{ hilbert }

func (k *htPhasor) update(x float64) HTPhasorValue {
	_, i1, q1, _ := k.push(x)
	return HTPhasorValue{k.unless(i1), k.unless(q1)}
}

func (k *htPhasor) peek(x float64) HTPhasorValue {
	t := *k
	return t.update(x)
}

func (k *htPhasor) fill(dst []HTPhasorValue, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}
