package series

import "math"

// LogReturn returns the logarithmic change over n observations:
//
//	out[i] = ln(x[i] / the value n observations before)
//
// It has no unit; log returns of successive spans add up. It counts as Diff does.
// The first n observations give NaN, and so does a pair of which either value is
// 0 or negative.
//
// It calls math.Log, whose last bits differ between processors: results agree to
// 1e-12 relative, not bit for bit. LogReturn panics if n < 1.
func (s Series) LogReturn(n int) Series {
	return s.change("LogReturn", n, func(x, before float64) float64 {
		if x <= 0 || before <= 0 {
			return math.NaN()
		}
		return math.Log(x / before)
	})
}
