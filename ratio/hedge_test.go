package ratio

import (
	"math"
	"math/big"
	"testing"
)

func TestHedgeString(t *testing.T) {
	for h, want := range []string{"none", "given", "rolling OLS", "expanding OLS", "rolling TLS", "expanding TLS", "Kalman", "none"} {
		if got := Hedge(h).String(); got != want {
			t.Errorf("%d: %s", h, got)
		}
	}
}

// bigSlope is the textbook formula, at 400 bits.
func bigSlope(sy, sx, r float64) float64 {
	f := func(x float64) *big.Float { return new(big.Float).SetPrec(400).SetFloat64(x) }
	op := func() *big.Float { return new(big.Float).SetPrec(400) }
	vy, vx := op().Mul(f(sy), f(sy)), op().Mul(f(sx), f(sx))
	c := op().Mul(op().Mul(f(r), f(sy)), f(sx))
	d := op().Sub(vy, vx)
	root := op().Sqrt(op().Add(op().Mul(d, d), op().Mul(f(4), op().Mul(c, c))))
	beta, _ := op().Quo(op().Add(d, root), op().Mul(f(2), c)).Float64()
	return beta
}

// No digits are lost where the deviations differ by far, or the correlation is
// small, and the line of x on y is the same line.
func TestHedgeOrthogonal(t *testing.T) {
	worst := 0.0
	for _, sy := range []float64{1e-70, 1e-9, 1, 1.5, 3, 1e6, 1e70} {
		for _, sx := range []float64{1e-70, 1e-9, 1, 1.5, 3, 1e6, 1e70} {
			for _, r := range []float64{1, 0.5, 1e-3, 1e-9, -1e-9, -0.7, -1} {
				want := bigSlope(sy, sx, r)
				got, back := scatter{sy: sy, sx: sx, r: r}.orthogonal(), scatter{sy: sx, sx: sy, r: r}.orthogonal()
				if math.Abs(want) > 1e75 || math.Abs(want) < 1e-75 {
					if math.Abs(want) > 1e75 && got == got {
						t.Errorf("%v %v %v: %v", sy, sx, r, got)
					}
					continue
				}
				worst = max(worst, math.Abs(got/want-1), math.Abs(got*back-1))
			}
		}
	}
	if !(worst < 1e-14) {
		t.Errorf("off by %g", worst)
	}
	nan := math.NaN()
	for _, c := range [][4]float64{{1, 2, 0, 0}, {2, 1, 0, nan}, {1, 1, 0, nan}, {0, 0, 0, nan}, {0, 1, 0, 0}, {1, 0, 0, nan}, {1, 1, 1, 1}, {1, 1, -0.1, -1}} {
		if got := (scatter{sy: c[0], sx: c[1], r: c[2]}).orthogonal(); !same(got, c[3]) {
			t.Errorf("%v: %v", c, got)
		}
	}
}

// A flat x has no line, a flat y has a flat one.
func TestHedgeFlat(t *testing.T) {
	for _, c := range hedges[1:5] {
		fit := newHedger(&c)
		for i := range 10 {
			fit.learn(float64(i), 7)
		}
		if alpha, beta := fit.line(); !math.IsNaN(alpha) || !math.IsNaN(beta) {
			t.Errorf("%v: flat x: %v %v", c.Hedge, alpha, beta)
		}
		fit = newHedger(&c)
		for i := range 10 {
			fit.learn(0.1, float64(i))
		}
		if alpha, beta := fit.line(); alpha != 0.1 || beta != 0 {
			t.Errorf("%v: flat y: %v %v", c.Hedge, alpha, beta)
		}
		fit = newHedger(&c)
		for range 10 {
			fit.learn(0.1, 0.1)
		}
		if alpha, beta := fit.line(); !math.IsNaN(alpha) || !math.IsNaN(beta) {
			t.Errorf("%v: flat: %v %v", c.Hedge, alpha, beta)
		}
	}
}

// Prices far from 0 cost no digits: the noise is in steps of 2^-20, so that the
// shift by 1e9 is exact and the slope must not move.
func TestHedgeFarFromZero(t *testing.T) {
	for _, c := range hedges[1:5] {
		r, near, far := newRand(1), newHedger(&c), newHedger(&c)
		for range 5000 {
			x := float64(r.IntN(1<<15)) / (1 << 20)
			y := x/2 + float64(r.IntN(1<<13))/(1<<20)
			near.learn(y, x)
			far.learn(y+1e9, x+1e9)
		}
		_, want := near.line()
		if _, got := far.line(); math.Abs(got/want-1) > 1e-12 {
			t.Errorf("%v: slope %v, want %v", c.Hedge, got, want)
		}
	}
}

// A pair that would take the filter beyond 1e75 teaches nothing.
func TestKalmanBounded(t *testing.T) {
	c := SpreadConfig{Hedge: KalmanHedge}.withDefaults()
	h := newKalman(&c)
	h.learn(1, 1)
	h.learn(1, 1)
	h.learn(-1e75, 1e-75)
	before := *h
	for range 100 {
		h.learn(1e75, -1e-75)
		h.learn(-1e75, 1e75)
	}
	if h.N < before.N || missing(h.Alpha) || missing(h.Beta) || !h.restored(&c) {
		t.Errorf("%+v", h)
	}
}
