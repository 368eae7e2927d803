package indicator

import (
	"math"
	"slices"
	"unsafe"

	"github.com/riskon/riskon/series"
)

// missing reports whether x is no number to compute with.
func missing(x float64) bool { return !(math.Abs(x) <= series.Limit) }

// calm is so far below series.Limit that what is proportional to calm numbers is
// within it, and far above any price.
const calm = 1e59

// clean reports whether no x is missing.
func clean(xs []float64) bool {
	ok, _ := scan(xs)
	return ok
}

// scan reports whether no x is missing, and whether all are calm. The sum of the
// squares of eight says so at once for all numbers that markets know.
func scan(xs []float64) (clean, allCalm bool) {
	allCalm = true
	for len(xs) >= 8 {
		a, b, c, d, e, f, g, h := xs[0], xs[1], xs[2], xs[3], xs[4], xs[5], xs[6], xs[7]
		sum := ((float64(a*a) + float64(b*b)) + (float64(c*c) + float64(d*d))) +
			((float64(e*e) + float64(f*f)) + (float64(g*g) + float64(h*h)))
		if !(sum < calm*calm) {
			if slices.ContainsFunc(xs[:8], missing) {
				return false, false
			}
			allCalm = false
		}
		xs = xs[8:]
	}
	for _, x := range xs {
		if !(math.Abs(x) < calm) {
			if missing(x) {
				return false, false
			}
			allCalm = false
		}
	}
	return true, allCalm
}

// number returns y, or NaN for what a Series could not hold.
func number(y float64) float64 {
	if missing(y) {
		return math.NaN()
	}
	return y
}

// numbers is number for every y.
func numbers(ys []float64) {
	if clean(ys) {
		return
	}
	for i, y := range ys {
		ys[i] = number(y)
	}
}

// clip returns the number nearest to x that is not missing, 0 for NaN: for what
// one part of an indicator hands to the next, where hostile input can lead
// anywhere and a state must stay finite.
func clip(x float64) float64 {
	if !missing(x) {
		return x
	}
	if x != x {
		return 0
	}
	return math.Copysign(series.Limit, x)
}

// clipAll is clip for every x.
func clipAll(xs []float64) {
	if clean(xs) {
		return
	}
	for i, x := range xs {
		xs[i] = clip(x)
	}
}

// The outputs of an indicator for one input are a V: a float64, or a struct of
// up to maxOutputs float64 fields, which lies in memory as an array of them does.
const maxOutputs = 3

// cells returns the numbers of v, which share its memory.
func cells[V any](v *V) []float64 {
	return unsafe.Slice((*float64)(unsafe.Pointer(v)), unsafe.Sizeof(*v)/8)
}

// allCells returns the numbers of all vs, which share their memory.
func allCells[V any](vs []V) []float64 {
	if len(vs) == 0 {
		return nil
	}
	return unsafe.Slice((*float64)(unsafe.Pointer(&vs[0])), len(vs)*int(unsafe.Sizeof(vs[0])/8))
}

// none returns the outputs where there are none: all NaN.
func none[V any]() V {
	var v V
	for i := range cells(&v) {
		cells(&v)[i] = math.NaN()
	}
	return v
}

// tidy returns v with number of each cell.
func tidy[V any](v V) V {
	for i, y := range cells(&v) {
		if missing(y) {
			cells(&v)[i] = math.NaN()
		}
	}
	return v
}
