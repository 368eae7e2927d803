package ratio

import "math"

// A Hedge is how a spread finds its line y = Alpha + Beta*x.
type Hedge int

// The hedges. The zero Hedge is none: which one is no matter for a default.
const (
	// GivenHedge is the line of the Config, fixed.
	GivenHedge Hedge = iota + 1
	// RollingOLS is the line of least squares of y on x over the last Window pairs.
	RollingOLS
	// ExpandingOLS is the line of least squares over all pairs so far.
	ExpandingOLS
	// RollingTLS is the line of total least squares, or orthogonal regression, over
	// the last Window pairs: what lies off it is measured at right angles to it.
	RollingTLS
	// ExpandingTLS is the line of total least squares over all pairs so far.
	ExpandingTLS
	// KalmanHedge is a line that walks at random, followed by a Kalman filter.
	KalmanHedge
)

// String gives "given", "rolling OLS" and so on, "none" for the zero Hedge.
func (h Hedge) String() string {
	switch h {
	case GivenHedge:
		return "given"
	case RollingOLS:
		return "rolling OLS"
	case ExpandingOLS:
		return "expanding OLS"
	case RollingTLS:
		return "rolling TLS"
	case ExpandingTLS:
		return "expanding TLS"
	case KalmanHedge:
		return "Kalman"
	}
	return "none"
}

// total reports whether h is a line of total least squares.
func (h Hedge) total() bool { return h == RollingTLS || h == ExpandingTLS }

// A hedger fits a line to the pairs it has learned. A line that it does not have
// is NaN.
type hedger interface {
	learn(y, x float64)
	line() (alpha, beta float64)
	pairs() int                    // that stand behind the line
	restored(c *SpreadConfig) bool // takes its parameters from c; whether a run could have left it
}

// A givenFit is the line of GivenHedge.
type givenFit struct{ alpha, beta float64 }

func (g givenFit) learn(y, x float64)          {}
func (g givenFit) line() (float64, float64)    { return g.alpha, g.beta }
func (g givenFit) pairs() int                  { return 0 }
func (g givenFit) restored(*SpreadConfig) bool { return true }

// A scatter is what of a cloud of pairs decides its lines: means, deviations (up
// to a common factor) and correlation.
type scatter struct{ my, mx, sy, sx, r float64 }

// line returns the line of least squares or, if total, of total least squares.
// Both go through the means.
func (s scatter) line(total bool) (alpha, beta float64) {
	beta = math.NaN()
	switch {
	case total:
		beta = s.orthogonal()
	case s.sx > 0:
		beta = finite(float64(s.r*s.sy) / s.sx)
	}
	alpha = finite(s.my - float64(beta*s.mx))
	if math.IsNaN(alpha) {
		return alpha, alpha
	}
	return alpha, beta
}

// orthogonal returns the slope of the first principal axis. With v, u and c the
// variances of y and x and the covariance, in units of the largest deviation,
// and d = (v-u)/2, the two forms
//
//	(d + sqrt(d^2 + c^2)) / c = c / (sqrt(d^2 + c^2) - d)
//
// are the same number; the one that adds what has one sign loses no digits.
func (s scatter) orthogonal() float64 {
	unit := max(s.sy, s.sx)
	if unit == 0 {
		return math.NaN()
	}
	y, x := s.sy/unit, s.sx/unit
	c, d := float64(float64(s.r*y)*x), float64(float64((y-x)*(y+x))/2)
	root := math.Sqrt(float64(d*d) + float64(c*c))
	switch {
	case c == 0 && d < 0:
		return 0
	case c == 0:
		return math.NaN() // upright, or no direction at all
	case d > 0:
		return finite((d + root) / c)
	}
	return finite(c / (root - d))
}
