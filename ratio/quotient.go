package ratio

import (
	"math"
	"time"
)

// A quotient is the kernel of Of and Pair: two sides, each used until it is
// maxAge old.
type quotient struct {
	maxAge time.Duration
	a, b   side
}

// A side is the latest known value of a series.
type side struct {
	Known bool    `json:"known"`
	T     int64   `json:"t"`
	X     float64 `json:"x"`
}

// know takes x at t and reports whether it is missing.
func (s *side) know(t int64, x float64) bool {
	if missing(x) {
		return true
	}
	s.Known, s.T, s.X = true, t, x
	return false
}

// at returns the ratio at t. What a division by 0 gives is not finite.
func (k *quotient) at(t int64) float64 {
	if !k.known(t) {
		return math.NaN()
	}
	return finite(k.a.X / k.b.X)
}

// known reports whether both sides are known at t, and not too old.
func (k *quotient) known(t int64) bool {
	return k.a.Known && k.b.Known && !older(k.a.T, t, k.maxAge) && !older(k.b.T, t, k.maxAge)
}

func checkAge(name string, maxAge time.Duration) {
	if maxAge < 0 {
		panic("ratio: " + name + ": maxAge < 0")
	}
}
