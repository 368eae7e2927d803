package indicator

import "github.com/riskon/riskon/series"

// LinRegAngle is the slope of the straight line through the last values as an
// angle: that of [LinRegSlope] on a chart whose units of price and time are
// equally long. Legendre published the line of least squares in 1805.
//
//	LinRegAngle[i] = atan(LinRegSlope[i]) * 180/pi
//
// Input: one number per point, usually the close. Output: in degrees, from -90 to
// 90. It depends on the unit of the price: the same move in cents is steeper.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. A missing value gives NaN and is not counted. The
// smallest period is 2, as a line takes two points.
//
// Source: Adrien-Marie Legendre, Nouvelles méthodes pour la détermination des
// orbites des comètes, 1805, pages 72-80.
//
// Differs from TA-Lib in nothing but rounding.
func LinRegAngle(s series.Series, period int) series.Series { return Apply(s, NewLinRegAngle(period)) }

// NewLinRegAngle returns a live [LinRegAngle]. It panics if period is not in
// 2..100000.
func NewLinRegAngle(period int) *Stream {
	return newStream("LinRegAngle", float64(period))
}

var linRegAngleEntry = takingNumber(Entry{
	Name: "LinRegAngle", Aliases: []string{"LINEARREG_ANGLE"}, Title: "linear regression angle", Group: "statistics",
	Params: []Param{linePeriod}, Outputs: []string{"LinRegAngle"},
	Low: -90, High: 90, Exact: true, Source: legendre,
}, func(p []float64) numberKernel[float64] { return &angle{slope{newSlants(int(p[0]))}} })

type angle struct{ slope }

func (k *angle) update(x float64) float64 { return steepness(k.slope.update(x)) }
func (k *angle) peek(x float64) float64   { return steepness(k.slope.peek(x)) }

func (k *angle) fill(dst, xs []float64) {
	k.slope.fill(dst, xs)
	for i, y := range dst {
		dst[i] = steepness(y)
	}
}

// steepness returns the angle of a slope.
func steepness(slope float64) float64 { return float64(arctan(slope, 1) * degrees) }
