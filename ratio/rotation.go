package ratio

import (
	"math"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// A Quadrant is where something stands on a rotation graph.
type Quadrant int

// The quadrants, in the order in which most things go round. The zero Quadrant
// is none: the graph is still warming up.
const (
	Leading   Quadrant = iota + 1 // strong and gaining: both above 100
	Weakening                     // strong and losing: only RSRatio above 100
	Lagging                       // weak and losing: neither above 100
	Improving                     // weak and gaining: only RSMomentum above 100
)

// String gives "leading", "weakening", "lagging", "improving" or "none".
func (q Quadrant) String() string {
	switch q {
	case Leading:
		return "leading"
	case Weakening:
		return "weakening"
	case Lagging:
		return "lagging"
	case Improving:
		return "improving"
	}
	return "none"
}

// A RotationValue is a place on a rotation graph, NaN while warming up.
type RotationValue struct{ RSRatio, RSMomentum float64 }

// Quadrant returns where the place lies. 100 counts as not above 100.
func (v RotationValue) Quadrant() Quadrant {
	strong, gaining := v.RSRatio > 100, v.RSMomentum > 100
	switch {
	case math.IsNaN(v.RSRatio) || math.IsNaN(v.RSMomentum):
		return 0
	case strong && gaining:
		return Leading
	case strong:
		return Weakening
	case gaining:
		return Improving
	}
	return Lagging
}

// RotationLines are the fields of RotationValue as series.
type RotationLines struct{ RSRatio, RSMomentum series.Series }

// Row returns row i.
func (l RotationLines) Row(i int) RotationValue {
	return RotationValue{l.RSRatio.Value(i), l.RSMomentum.Value(i)}
}

// Rotations is the path of a ratio on a relative rotation graph: how strong it is
// (RSRatio, across) and how its strength changes (RSMomentum, up). Julius de
// Kempenaer drew such graphs from 2004 on. His formula is not published; this
// one is ours, and is all there is to it:
//
//	RSRatio    = 100 + (r - SMA(r, period)) / StdDev(r, period)
//	c          = 100 * (RSRatio / (RSRatio lag values before) - 1)
//	RSMomentum = 100 + (c - SMA(c, period)) / StdDev(c, period)
//
// StdDev is that of package indicator, by period and not by period - 1.
//
// Input: a ratio such as Of(sector, index, 0), in any unit: a multiple of it has
// the same path. period in 2..100000, such as 14 weeks; lag in 1..100000, such
// as 1. Outputs: around 100, within sqrt(period - 1) of it up to rounding.
//
// Warm-up: RSRatio is there from input number period, RSMomentum from
// 2*period + lag - 1.
//
// Where a deviation is 0, as of a flat ratio, the output is 100. A missing value
// gives NaN and is not counted. It panics where NewRotation does.
//
// Source of the graph, not of the formula: Julius de Kempenaer, Relative Rotation
// Graphs, 2011. Places differ from those that other programs show.
func Rotations(r series.Series, period, lag int) RotationLines {
	x, n := NewRotation(period, lag), r.Len()
	v := make([]float64, 2*n)
	for i, y := range r.Values() {
		row := x.Update(y)
		v[i], v[n+i] = row.RSRatio, row.RSMomentum
	}
	return RotationLines{build(r.UnixNanos(), v[:n:n]), build(r.UnixNanos(), v[n:])}
}

// A Rotation is Rotations, live. It must not be copied after use, and is not safe
// for concurrent use; make it with NewRotation.
type Rotation struct {
	_ noCopy
	s rotationState
}

// NewRotation returns a live Rotations. It panics if period is not in 2..100000,
// or lag not in 1..100000.
func NewRotation(period, lag int) *Rotation {
	if !validRotation(period, lag) {
		panic("ratio: NewRotation: period not in 2..100000 or lag not in 1..100000")
	}
	return &Rotation{s: rotationState{
		Period: period, Lag: lag, Ratio: newRotationScore(period), Change: indicator.NewROC(lag), Momentum: newRotationScore(period),
		RSRatio: number(math.NaN()), RSMomentum: number(math.NaN()),
	}}
}

// Update takes the next ratio and returns its place. A missing value gives NaN
// and changes nothing.
func (x *Rotation) Update(r float64) RotationValue {
	s := &x.s
	if s.Change == nil {
		panic("ratio: Rotation: not made by NewRotation")
	}
	if missing(r) {
		return RotationValue{math.NaN(), math.NaN()}
	}
	// What is NaN while one part warms up is not counted by the next.
	s.RSRatio = number(s.Ratio.update(r))
	s.RSMomentum = number(s.Momentum.update(s.Change.Update(float64(s.RSRatio))))
	return x.Value()
}

// Value returns the last place, NaN before the first. A missing value leaves it
// as it was.
func (x *Rotation) Value() RotationValue {
	if x.s.Change == nil {
		return RotationValue{math.NaN(), math.NaN()}
	}
	return RotationValue{float64(x.s.RSRatio), float64(x.s.RSMomentum)}
}

// A rotationScore measures a value in standard deviations from its average, around 100.
type rotationScore struct {
	Mean *indicator.Stream `json:"mean"`
	Dev  *indicator.Stream `json:"dev"`
}

func newRotationScore(period int) rotationScore {
	return rotationScore{indicator.NewSMA(period), indicator.NewStdDev(period)}
}

func (s rotationScore) update(x float64) float64 {
	mean, dev := s.Mean.Update(x), s.Dev.Update(x)
	if dev == 0 {
		return 100
	}
	return finite(100 + (x-mean)/dev)
}
