package ratio

import (
	"math"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// Partial is the rolling partial correlation of x and y given z: how they move
// together beside what both owe to z. G. Udny Yule gave it its form in 1907.
//
//	rxy, rxz, ryz = indicator.Correl of the last period observations
//	Partial       = (rxy - rxz*ryz) / sqrt((1 - rxz^2) * (1 - ryz^2))
//
// Inputs: three series in any units; an observation is a stamp that all three
// have and where none is missing. Output: on the stamps that all three have,
// from -1 to 1, never beyond.
//
// Warm-up: the first output is at observation number period.
//
// Where x or y is constant in the window it is 0; a constant z takes nothing
// away and leaves rxy. Where x or y is a line of z, nothing is left to correlate
// and it is 0: 1 - r^2 below 2^-40 is taken for that, as it is rounding. Of three
// observations it can only be -1, 0 or 1. Where one of the three is missing it is
// NaN and nothing is counted. It panics if period is not in 1..100000.
//
// Source: G. Udny Yule, On the Theory of Correlation for any Number of Variables,
// Treated by a New System of Notation, Proceedings of the Royal Society of London
// A 79, 1907, pages 182-193.
func Partial(x, y, z series.Series, period int) series.Series {
	p := NewPartial(period)
	f := series.Align(series.Inner, x, y, z)
	x, y, z = f.Column(0), f.Column(1), f.Column(2)
	v := make([]float64, f.Len())
	for i := range v {
		v[i] = p.Update(x.Value(i), y.Value(i), z.Value(i))
	}
	return build(x.UnixNanos(), v)
}

// A PartialStream is Partial, live: three correlations that are fed together. It
// must not be copied after use, and is not safe for concurrent use; make it with
// NewPartial. A zero PartialStream restores itself.
type PartialStream struct {
	_          noCopy
	period     int
	xy, xz, yz *indicator.PairStream
}

// NewPartial returns a live [Partial]. It panics if period is not in 1..100000.
func NewPartial(period int) *PartialStream {
	if !inRange(period) {
		panic("ratio: NewPartial: period not in 1..100000")
	}
	return &PartialStream{period: period,
		xy: indicator.NewCorrel(period), xz: indicator.NewCorrel(period), yz: indicator.NewCorrel(period)}
}

// Update takes the next observation and returns the partial correlation of x and
// y given z, NaN while warming up. One that is missing in part gives NaN and
// changes nothing. It does not allocate.
func (p *PartialStream) Update(x, y, z float64) float64 {
	if p.period == 0 {
		panic("ratio: Partial: not made by NewPartial")
	}
	if missing(x) || missing(y) || missing(z) {
		return math.NaN()
	}
	return partial(p.xy.Update(x, y), p.xz.Update(x, z), p.yz.Update(y, z))
}

// Value returns the last output, NaN while warming up.
func (p *PartialStream) Value() float64 {
	if p.period == 0 {
		return math.NaN()
	}
	return partial(p.xy.Value(), p.xz.Value(), p.yz.Value())
}

// leftover is the share of a variance below which a side is a line of another.
const leftover = 0x1p-40

// partial returns the partial correlation that three correlations give. 1 - r^2
// is made of two factors, which keep their digits where r is near 1.
func partial(xy, xz, yz float64) float64 {
	x, y := float64((1-xz)*(1+xz)), float64((1-yz)*(1+yz))
	if x < leftover || y < leftover {
		return 0
	}
	return withinOne((xy - float64(xz*yz)) / math.Sqrt(float64(x*y)))
}

// withinOne takes back to [-1, 1] what rounding made larger; NaN stays.
func withinOne(r float64) float64 { return max(-1, min(1, r)) }
