package indicator

import "github.com/riskon/riskon/series"

// HTSineLines are the outputs of [HTSine], each on the clock of the input.
type HTSineLines struct{ Sine, LeadSine series.Series }

// An HTSineValue is the outputs of [HTSine] for one input, NaN while warming up.
type HTSineValue struct{ Sine, LeadSine float64 }

// HTSine is the sine wave of the dominant cycle, and the same an eighth of a cycle
// ahead; they cross shortly before the cycle turns. John F. Ehlers described it in
// 2001.
//
//	Sine     = sin(phase)
//	LeadSine = sin(phase + 45)
//
// with the phase of [HTDCPhase], in degrees.
//
// Input: one number per point; Ehlers takes (high+low)/2. Outputs: -1 to 1.
//
// Warm-up: the first output is at input number 64. The phase depends on its own
// path: no bound holds for Settle.
//
// Flat prices give the sines of 90 + 360/DC degrees. A missing value gives NaN and is not
// counted.
//
// Source: John F. Ehlers, Rocket Science for Traders, 2001, chapter 9.
//
// Differs from TA-Lib where [HTDCPhase] does.
func HTSine(s series.Series) HTSineLines {
	c := NewHTSine().columns(s)
	return HTSineLines{c[0], c[1]}
}

// NewHTSine returns a live [HTSine].
func NewHTSine() *HTSineStream {
	s := new(HTSineStream)
	s.open("HTSine")
	return s
}

// An HTSineStream is a live [HTSine]. Like a Stream it is used by pointer, and its
// zero value restores itself.
type HTSineStream struct{ numberStream[HTSineValue] }

// Clone returns an independent copy.
func (s *HTSineStream) Clone() *HTSineStream {
	c := new(HTSineStream)
	c.clone(&s.core)
	return c
}

var htSineEntry = takingNumber(Entry{
	Name: "HTSine", Aliases: []string{"HT_SINE"}, Title: "Hilbert transform: sine wave", Group: "cycle",
	Outputs: []string{"Sine", "LeadSine"}, Low: -1, High: 1, Exact: true, Source: rocketScience,
}, func([]float64) numberKernel[HTSineValue] { return &htSine{htDCPhase{hilbert: newCycle()}} })

type htSine struct{ htDCPhase }

func (k *htSine) update(x float64) HTSineValue { return sines(k.htDCPhase.update(x)) }
func (k *htSine) peek(x float64) HTSineValue   { return sines(k.htDCPhase.peek(x)) }

func (k *htSine) fill(dst []HTSineValue, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}

// sines returns the outputs at a phase.
func sines(phase float64) HTSineValue {
	return HTSineValue{sinDegrees(phase), sinDegrees(phase + 45)}
}
