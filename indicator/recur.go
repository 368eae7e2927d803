package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// tiny is far below any price and far above the numbers whose arithmetic is
// slow: a state that decays under it stops decaying.
const tiny = 0x1p-1000

// most is series.Limit with room for rounding: no mean of values is larger.
const most = 1.01 * series.Limit

// meanOK reports whether first and the sum of n distances from it can be those
// of n values.
func meanOK(first, sum float64, n int) bool {
	if n == 0 {
		return first == 0 && sum == 0
	}
	return math.Abs(first) <= most && math.Abs(first+sum/float64(n)) <= most
}

// smooth returns y + a*(x-y), which is y when x is.
func smooth(y, a, x float64) float64 {
	y += float64(a * (x - y))
	if math.Abs(y) < tiny {
		return 0
	}
	return y
}

// decay returns the smallest k with b^k <= eps, for 0 <= b < 1.
func decay(b, eps float64) int {
	if !(eps >= tiny) {
		return math.MaxInt
	}
	if eps >= 1 {
		return 0
	}
	// The powers b^1, b^2, b^4 ... down to the first at or below eps; then k-1 is
	// the sum of those that still fit.
	var powers [64]float64
	n := 0
	for p := b; p > eps; p = float64(p * p) {
		powers[n] = p
		n++
	}
	k, w := 0, 1.0
	for n--; n >= 0; n-- {
		if p := float64(w * powers[n]); p > eps {
			k, w = k+1<<n, p
		}
	}
	return k + 1
}

// later returns warmup + k without overflow.
func later(warmup, k int) int {
	if k > math.MaxInt-warmup {
		return math.MaxInt
	}
	return warmup + k
}

// An anchored recurrence y = b*y + a*x is held as y = c + e, with e small: the
// roundings are those of e, so that y is right to the last bit. It takes values
// four at a time,
//
//	p = a*d1, then p = b*p + a*dj, y = c + (b^j*e + p), d = x - c,
//
// so that only e = b^4*e + p waits for the values before. Where b^4 is near 1 it
// is taken as 1 - a4, which holds more of its digits: keep*e - lose*e.
type anchored struct {
	n          int
	a, b       float64
	pow        [4]float64 // of b
	keep, lose float64    // b^4 = keep - lose
	seen       int        // values taken into the seed
	j          int        // values in the group of four
	groups     int        // groups since the anchor was set, 0..3
	c, e, p    float64    // while seeding: first value, sum of distances
}

// newAnchored returns the recurrence with b = num/den and a = 1 - b. All
// products are exact, so each constant has one or two roundings: in a long decay
// their errors add up.
func newAnchored(n, num, den int) anchored {
	p, q := float64(num), float64(den)
	p2, q2 := float64(p*p), float64(q*q)
	k := anchored{n: n, a: (q - p) / q, b: p / q}
	k.pow = [4]float64{1, p / q, p2 / q2, float64(p2*p) / float64(q2*q)}
	k.keep, k.lose = 1, float64(float64((q-p)*(q+p))*(q2+p2))/float64(q2*q2)
	if k.lose > 0.5 {
		k.keep, k.lose = float64(p2*p2)/float64(q2*q2), 0
	}
	return k
}

func (k *anchored) walk(v *walker) {
	v.int(&k.seen, k.n)
	v.int(&k.j, 3)
	v.int(&k.groups, 3)
	v.float(&k.c, bound)
	v.float(&k.e, bound)
	v.float(&k.p, bound)
}

// restored checks what every mean of values within series.Limit satisfies: the
// average, and the part of it that is in p, are within it too.
func (k *anchored) restored() bool {
	if k.seen < k.n {
		return k.j == 0 && k.groups == 0 && k.p == 0 && meanOK(k.c, k.e, k.seen)
	}
	part := 1 - k.pow[k.j]
	return math.Abs(k.c) <= most && math.Abs(k.c+k.e) <= most &&
		math.Abs(float64(part*k.c)+k.p) <= float64(part*most)
}

// push feeds x and returns the average, NaN before the seed is there.
func (k *anchored) push(x float64) float64 {
	if k.seen < k.n {
		return k.seed(x)
	}
	d := x - k.c
	if k.j == 0 {
		k.p = float64(k.a * d)
	} else {
		k.p = float64(k.b*k.p) + float64(k.a*d)
	}
	if k.j == 3 {
		c, z := k.c, (float64(k.keep*k.e)-float64(k.lose*k.e))+k.p
		k.c, k.e, k.groups = regroup(c, k.e, z, k.groups)
		k.j, k.p = 0, 0
		return c + z
	}
	k.j++
	return k.c + (float64(k.pow[k.j]*k.e) + k.p)
}

// peek returns what push(x) would, once seeded.
func (k *anchored) peek(x float64) float64 {
	p := float64(k.a * (x - k.c))
	if k.j > 0 {
		p = float64(k.b*k.p) + p
	}
	if k.j == 3 {
		return k.c + ((float64(k.keep*k.e) - float64(k.lose*k.e)) + p)
	}
	return k.c + (float64(k.pow[k.j+1]*k.e) + p)
}

// seed takes x into the seed, the mean of the first n values.
func (k *anchored) seed(x float64) float64 {
	if k.seen == 0 {
		k.c = x
	}
	k.seen++
	k.e += x - k.c
	if k.seen < k.n {
		return math.NaN()
	}
	m := k.e / float64(k.n)
	c := k.c + m
	k.c, k.e = c, (k.c-c)+m
	return c
}

// regroup ends a group of four in which e became z.
func regroup(c, e, z float64, groups int) (float64, float64, int) {
	y := c + z
	switch {
	case math.Abs(y) < tiny:
		return 0, 0, 0
	case !(math.Abs(z-e) <= math.Abs(c+e)/8):
		return 0, y, 0
	case groups == 3 || c == 0:
		return y, (c - y) + z, 0
	case math.Abs(z) < math.Abs(c)/0x1p64:
		return c, 0, groups + 1
	}
	return c, z, groups + 1
}

// fours is push for whole groups of four.
func (k *anchored) fours(dst, xs []float64) {
	a, b, b2, b3, keep, lose := k.a, k.b, k.pow[2], k.pow[3], k.keep, k.lose
	c, e, groups := k.c, k.e, k.groups
	for len(xs) >= 4 && len(dst) >= 4 {
		p1 := float64(a * (xs[0] - c))
		p2 := float64(b*p1) + float64(a*(xs[1]-c))
		p3 := float64(b*p2) + float64(a*(xs[2]-c))
		p4 := float64(b*p3) + float64(a*(xs[3]-c))
		z := (float64(keep*e) - float64(lose*e)) + p4
		dst[0] = c + (float64(b*e) + p1)
		dst[1] = c + (float64(b2*e) + p2)
		dst[2] = c + (float64(b3*e) + p3)
		dst[3] = c + z
		c, e, groups = regroup(c, e, z, groups)
		dst, xs = dst[4:], xs[4:]
	}
	k.c, k.e, k.groups = c, e, groups
}
