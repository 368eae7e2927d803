package indicator

import (
	"math"
	"slices"
)

// A ranks holds the values of a window in their order, and the sum of those that
// are above its mean, from which the sum of all distances from the mean follows:
//
//	sum(|d-m|) = 2*(sum of the d above m - their number * m)
//
// The mean moves little, so few values pass it from one input to the next. The
// sum is of whole numbers, the d in units of 2^-61 or less of the largest, so that
// adding and subtracting are exact: it depends on what is in the window, not on
// how it came there.
type ranks struct {
	sorted []float64
	at     int     // sorted[at:] are above
	scale  float64 // units per 1, a power of 2
	hi     int64   // the sum, in units: hi*2^64 + lo
	lo     uint64
}

// take makes the ranks those of xs with anchor c.
func (r *ranks) take(xs []float64, c float64) {
	copy(r.sorted, xs)
	slices.Sort(r.sorted)
	r.measure(c)
}

// measure starts anew with anchor c: no value is above.
func (r *ranks) measure(c float64) {
	r.at, r.scale, r.hi, r.lo = len(r.sorted), r.unit(c), 0, 0
}

// unit returns the scale that makes the largest distance from c a number of 62
// bits, so far as a float64 can be that large.
func (r *ranks) unit(c float64) float64 {
	most := max(r.sorted[len(r.sorted)-1]-c, c-r.sorted[0])
	return math.Float64frombits((2107 - max(84, math.Float64bits(most)>>52&0x7ff)) << 52)
}

// add adds a value to the sum above, and sub takes one out.
func (r *ranks) add(x, c float64) {
	d := int64(float64((x - c) * r.scale))
	lo := r.lo + uint64(d)
	if r.hi += d >> 63; lo < r.lo {
		r.hi++
	}
	r.lo = lo
}

func (r *ranks) sub(x, c float64) {
	d := int64(float64((x - c) * r.scale))
	lo := r.lo - uint64(d)
	if r.hi -= d >> 63; lo > r.lo {
		r.hi--
	}
	r.lo = lo
}

// replace puts x in the place of old. c is the anchor, which may have turned.
func (r *ranks) replace(old, x, c float64, turned bool) {
	from, to := swap(r.sorted, old, x)
	if turned || !(float64(math.Abs(x-c)*r.scale) < 0x1p62) {
		r.measure(c)
		return
	}
	if from >= r.at {
		r.sub(old, c)
	} else {
		r.at--
	}
	if to >= r.at {
		r.add(x, c)
	} else {
		r.at++
	}
}

// swap puts x in the place of old in sorted values and returns both places.
func swap(sorted []float64, old, x float64) (from, to int) {
	from, to = rankOf(sorted, old), rankOf(sorted, x)
	if to > from {
		to--
		copy(sorted[from:to], sorted[from+1:to+1])
	} else {
		copy(sorted[to+1:from+1], sorted[to:from])
	}
	sorted[to] = x
	return from, to
}

// rankOf returns the number of values below x. It takes no branch that depends on
// them.
func rankOf(sorted []float64, x float64) int {
	at := 0
	for n := len(sorted); n > 1; {
		half, below := n>>1, 0
		if sorted[at+half-1] < x {
			below = 1
		}
		at += half & -below
		n -= half
	}
	if sorted[at] < x {
		at++
	}
	return at
}

// aboveOf returns the number of values above x.
func aboveOf(sorted []float64, x float64) int {
	return len(sorted) - rankOf(sorted, unkey(key(x+0)+1)) // the next number, 0 for -0
}

// distances returns the sum of |d-m|, where d are distances from c.
func (r *ranks) distances(c, m float64) float64 {
	if r.scale != r.unit(c) {
		r.measure(c)
	}
	s := r.sorted
	for r.at < len(s) && s[r.at]-c <= m {
		r.sub(s[r.at], c)
		r.at++
	}
	for r.at > 0 && s[r.at-1]-c > m {
		r.at--
		r.add(s[r.at], c)
	}
	above := float64(float64(r.hi)*0x1p64) + float64(r.lo)
	if sum := above/r.scale - float64(float64(len(s)-r.at)*m); sum > 0 {
		return sum + sum
	}
	return 0
}
