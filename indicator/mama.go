package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MAMALines are the outputs of [MAMA], each on the clock of the input.
type MAMALines struct{ MAMA, FAMA series.Series }

// A MAMAValue is the outputs of [MAMA] for one input, NaN while warming up.
type MAMAValue struct{ MAMA, FAMA float64 }

// MAMA is the MESA adaptive moving average: an exponential average that is as
// fast as the phase of the dominant cycle moves, and one that follows it. John
// F. Ehlers published it in 2001. 0.5 and 0.05 are usual.
//
//	phase   = atan(Q1/I1) in degrees, 0 where I1 is 0
//	a       = fast / max(1, phase[i-1] - phase), at least slow
//	MAMA[i] = a*x[i] + (1-a)*MAMA[i-1]
//	FAMA[i] = a/2*MAMA[i] + (1-a/2)*FAMA[i-1]
//
// I1 and Q1 are the parts of [HTPhasor]. All of it begins at input number 13, from
// MAMA = FAMA = phase = 0.
//
// Input: one number per point; Ehlers takes (high+low)/2. Outputs: in the unit of
// the input. FAMA, the following average, is the slower one: their crossings are
// the signals.
//
// Warm-up: the first output is at input number 33. As both averages start from
// 0, FAMA is far too low then, and MAMA too if slow is small: with 0.05 the zero
// weighs up to 0.95^21, a third, in MAMA. The average depends on its own path: no
// bound holds for Settle.
//
// Flat prices have the phase 0 and the fastest average. A missing value gives NaN
// and is not counted.
//
// Source: John F. Ehlers, MAMA: The Mother of Adaptive Moving Averages, Technical
// Analysis of Stocks & Commodities, September 2001.
//
// Differs from TA-Lib in nothing but rounding, which shows where prices stand
// still: TA-Lib then takes the phase of its own rounding.
func MAMA(s series.Series, fast, slow float64) MAMALines {
	c := NewMAMA(fast, slow).columns(s)
	return MAMALines{c[0], c[1]}
}

// NewMAMA returns a live [MAMA]. It panics if a limit is not in 0.01..0.99.
func NewMAMA(fast, slow float64) *MAMAStream {
	s := new(MAMAStream)
	s.open("MAMA", fast, slow)
	return s
}

// A MAMAStream is a live [MAMA]. Like a Stream it is used by pointer, and its zero
// value restores itself.
type MAMAStream struct{ numberStream[MAMAValue] }

// Clone returns an independent copy.
func (s *MAMAStream) Clone() *MAMAStream {
	c := new(MAMAStream)
	c.clone(&s.core)
	return c
}

var mamaEntry = takingNumber(Entry{
	Name: "MAMA", Title: "MESA adaptive moving average", Group: "overlap",
	Params:  []Param{numberParam("fast", 0.5, 0.01, 0.99), numberParam("slow", 0.05, 0.01, 0.99)},
	Outputs: []string{"MAMA", "FAMA"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "John F. Ehlers, Technical Analysis of Stocks & Commodities, September 2001",
}, func(p []float64) numberKernel[MAMAValue] { return newMAMA(p[0], p[1]) })

type mama struct {
	hilbert
	fast, slow float64
	phase      float64 // in degrees
	y, follow  float64
}

func newMAMA(fast, slow float64) *mama {
	return &mama{hilbert: newHilbert(), fast: fast, slow: slow}
}

func (k *mama) walk(v *walker) {
	k.hilbert.walk(v)
	v.float(&k.phase, 90.1)
	v.float(&k.y, most)
	v.float(&k.follow, most)
}

func (k *mama) restored() bool {
	return k.hilbert.restored() && (k.steps() > 0 || k.phase == 0 && k.y == 0 && k.follow == 0)
}

func (k *mama) update(x float64) MAMAValue {
	if _, i1, q1, begun := k.push(x); begun {
		k.follows(x, i1, q1)
	}
	if !k.ready() {
		return none[MAMAValue]()
	}
	return MAMAValue{k.y, k.follow}
}

// follows takes both averages to x, by the turn of the phase.
func (k *mama) follows(x, i1, q1 float64) {
	phase := 0.0
	if i1 != 0 {
		phase = float64(arctan(q1, i1) * degrees)
	}
	a := k.fast
	if turn := k.phase - phase; turn > 1 {
		if a /= turn; a < k.slow {
			a = k.slow
		}
	}
	k.phase = phase
	k.y = smooth(k.y, a, x)
	k.follow = smooth(k.follow, a/2, k.y)
}

func (k *mama) peek(x float64) MAMAValue {
	t := *k
	return t.update(x)
}

func (k *mama) fill(dst []MAMAValue, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}

// A mamaLine is the MAMA of MAMA(0.5, 0.05) alone, the moving average that other
// indicators take.
type mamaLine struct{ mama }

func newMAMALine() numberKernel[float64] { return &mamaLine{*newMAMA(0.5, 0.05)} }

func (k *mamaLine) update(x float64) float64 { return k.mama.update(x).MAMA }
func (k *mamaLine) peek(x float64) float64   { return k.mama.peek(x).MAMA }

func (k *mamaLine) fill(dst, xs []float64) {
	for i, x := range xs {
		dst[i] = k.mama.update(x).MAMA
	}
}
