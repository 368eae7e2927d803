package series

import (
	"math"
	"time"
)

// Add returns s + o, point by point:
//
//	out[i] = s[i] + o[i]
//
// Both must have the same stamps. If they do not, Add returns a *PointError with
// ErrClock and the first index at which they differ; put them on one clock with
// AsOf or Align before. Where either is missing, or the result is not finite or
// beyond 1e75, the output is NaN.
func (s Series) Add(o Series) (Series, error) {
	return s.with(o, func(a, b float64) float64 { return a + b })
}

// Sub returns s - o, point by point, on the terms of Add.
func (s Series) Sub(o Series) (Series, error) {
	return s.with(o, func(a, b float64) float64 { return a - b })
}

// Mul returns s * o, point by point, on the terms of Add.
func (s Series) Mul(o Series) (Series, error) {
	return s.with(o, func(a, b float64) float64 { return float64(a * b) })
}

// Div returns s / o, point by point, on the terms of Add. A division by 0 gives
// NaN.
func (s Series) Div(o Series) (Series, error) {
	return s.with(o, func(a, b float64) float64 { return a / b })
}

// with returns f(s[i], o[i]).
func (s Series) with(o Series, f func(a, b float64) float64) (Series, error) {
	if !sameClock(s.t, o.t) {
		return Series{}, otherClock(s.t, o.t)
	}
	v := make([]float64, len(s.v))
	for i, a := range s.v {
		v[i] = number(f(a, o.v[i]))
	}
	return Series{t: s.t, v: v}, nil
}

// otherClock names the first stamp at which two different clocks part: the
// earlier of the two, or the one that only the longer clock has.
func otherClock(a, b []int64) error {
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	var ns int64
	switch {
	case i < n:
		ns = min(a[i], b[i])
	case i < len(a):
		ns = a[i]
	default:
		ns = b[i]
	}
	return &PointError{Index: i, Time: time.Unix(0, ns).UTC(), Err: ErrClock}
}

// number returns x as a series may hold it: NaN if it is not finite or beyond
// Limit.
func number(x float64) float64 {
	if math.Abs(x) <= Limit {
		return x
	}
	return math.NaN()
}
