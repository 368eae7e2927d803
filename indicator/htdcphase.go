package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// HTDCPhase is the phase of the dominant cycle: where in its swing the price is.
// John F. Ehlers described it in 2001.
//
//	n         = floor(DC + 0.5)
//	re        = the sum of s[j]*sin(2*pi*j/n), im = the sum of s[j]*cos(2*pi*j/n), j = 0 ... n-1
//	HTDCPhase = atan(re/im) + 90 + 360/DC, + 180 where im < 0, - 360 where that is above 315
//
// in degrees, with DC and s, a smoothed price, of [HTDCPeriod], whose measurement
// begins at input number 38 here. s[j] is s of j inputs ago; 360/DC makes up for
// the lag of the smoothing. The atan is 90 where only im is 0, with the sign of re.
//
// Input: one number per point; Ehlers takes (high+low)/2. Output: in degrees, above
// -45 up to 315. In a cycle it rises steadily, in a trend it stands nearly still.
//
// Warm-up: the first output is at input number 64. The period depends on its own
// path: no bound holds for Settle.
//
// Flat prices have no phase: re and im are 0, and so is the atan. A missing value
// gives NaN and is not counted.
//
// Source: John F. Ehlers, Rocket Science for Traders, 2001, chapter 9.
//
// Differs from TA-Lib where prices stand still for a whole cycle: TA-Lib gives the
// phase of its own rounding, and adds to the phase before where im is exactly 0.
func HTDCPhase(s series.Series) series.Series { return Apply(s, NewHTDCPhase()) }

// NewHTDCPhase returns a live [HTDCPhase].
func NewHTDCPhase() *Stream {
	return newStream("HTDCPhase")
}

var htDCPhaseEntry = takingNumber(Entry{
	Name: "HTDCPhase", Aliases: []string{"HT_DCPHASE"}, Title: "Hilbert transform: dominant cycle phase", Group: "cycle",
	Outputs: []string{"HTDCPhase"}, Low: -45, High: 315, Exact: true, Source: rocketScience,
}, func([]float64) numberKernel[float64] { return &htDCPhase{hilbert: newCycle()} })

type htDCPhase struct {
	hilbert
	dcPhase
}

func (k *htDCPhase) walk(v *walker) {
	k.hilbert.walk(v)
	k.dcPhase.walk(v)
}

func (k *htDCPhase) restored() bool {
	return k.hilbert.restored() && k.dcPhase.valid(&k.hilbert)
}

func (k *htDCPhase) update(x float64) float64 {
	at := k.at
	s, _, _, begun := k.push(x)
	if !begun {
		return math.NaN()
	}
	return k.unless(k.step(at, s, k.dc))
}

func (k *htDCPhase) peek(x float64) float64 {
	t := *k
	return t.update(x)
}

func (k *htDCPhase) fill(dst, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}

// A dcPhase is what HTDCPhase keeps besides the measurement.
type dcPhase struct{ smoothed [ringSize]float64 }

func (p *dcPhase) walk(v *walker) { slots(v, p.smoothed[:], most) }

func (p *dcPhase) valid(h *hilbert) bool {
	return h.ready() || blank(p.smoothed[:], h.at, h.steps())
}

// step puts the smoothed price in its place and returns the phase where the period
// is dc. The sums are of distances from the newest price, which is the
// same, as the sines around a circle add up to 0, but exactly 0 on flat prices.
func (p *dcPhase) step(at int, s, dc float64) float64 {
	p.smoothed[at&(ringSize-1)] = s
	n := int(dc + 0.5)
	var re, im float64
	if n == 1 {
		im = s
	}
	for j, a := range circle(n) {
		d := p.smoothed[(at-j)&(ringSize-1)] - s
		re += float64(a.sin * d)
		im += float64(a.cos * d)
	}
	angle := 90 + 360/dc
	switch {
	case im != 0:
		angle += float64(arctan(re, im) * degrees)
	case re > 0:
		angle += 90
	case re < 0:
		angle -= 90
	}
	if im < 0 {
		angle += 180
	}
	if angle > 315 {
		angle -= 360
	}
	return angle
}
