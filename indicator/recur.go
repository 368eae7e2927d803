package indicator

import "math"

// tiny is far below any price and far above the numbers whose arithmetic is
// slow: a state that decays under it stops decaying.
const tiny = 0x1p-900

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
	if !(eps >= 0x1p-1000) {
		return math.MaxInt
	}
	if eps >= 1 {
		return 0
	}
	// The powers b^1, b^2, b^4 ... down to the first at or below eps; then k-1 is
	// the sum of those that still fit.
	var powers [64]float64
	n := 0
	for p := b; p > eps; p *= p {
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

// An anchored EMA is y = c + e, e small: the roundings of the recurrence are
// those of e, so y is right to the last bit. Four values at a time,
//
//	p = a*d1, then p = b*p + a*dj, y = c + (b^j*e + p), d = x - c,
//
// only one product and one sum of four values wait for those before.
type anchored struct {
	n       int
	a, b    float64
	pow     [5]float64 // of b
	seen    int        // values taken into the seed
	j       int        // values in the group of four
	groups  int        // groups since the anchor was set, 0..3
	c, e, p float64    // while seeding: first value, sum of distances
}

// newAnchored returns the recurrence y = b*y + (1-b)*x over n values.
func newAnchored(n int, b float64) anchored {
	k := anchored{n: n, a: 1 - b, b: b}
	k.pow[0] = 1
	for i := 1; i < 5; i++ {
		k.pow[i] = float64(k.pow[i-1] * b)
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

func (k *anchored) restored() bool {
	return k.seen == k.n || k.j == 0 && k.groups == 0 && k.p == 0
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
	k.j++
	z := float64(k.pow[k.j]*k.e) + k.p
	y := k.c + z
	if k.j == 4 {
		k.c, k.e, k.groups = regroup(k.c, k.e, z, k.groups)
		k.j, k.p = 0, 0
	}
	return y
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
	case !(math.Abs(z-e) <= math.Abs(c+e)*0.125):
		return 0, y, 0
	case groups == 3 || c == 0:
		return y, (c - y) + z, 0
	case math.Abs(z) < math.Abs(c)*0x1p-64:
		return c, 0, groups + 1
	}
	return c, z, groups + 1
}

// fours is push for whole groups of four.
func (k *anchored) fours(dst, xs []float64) {
	a, b, b2, b3, b4 := k.a, k.b, k.pow[2], k.pow[3], k.pow[4]
	c, e, groups := k.c, k.e, k.groups
	for len(xs) >= 4 && len(dst) >= 4 {
		p1 := float64(a * (xs[0] - c))
		p2 := float64(b*p1) + float64(a*(xs[1]-c))
		p3 := float64(b*p2) + float64(a*(xs[2]-c))
		p4 := float64(b*p3) + float64(a*(xs[3]-c))
		z := float64(b4*e) + p4
		dst[0] = c + (float64(b*e) + p1)
		dst[1] = c + (float64(b2*e) + p2)
		dst[2] = c + (float64(b3*e) + p3)
		dst[3] = c + z
		c, e, groups = regroup(c, e, z, groups)
		dst, xs = dst[4:], xs[4:]
	}
	k.c, k.e, k.groups = c, e, groups
}
