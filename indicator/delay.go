package indicator

// Delay lines of a fixed length, for kernels that are copied by value: rings
// whose size is a power of two. The next value goes to place at modulo the size,
// that of j inputs before it is at (at-j) modulo the size, which is a mask.

// ringSize has room for the longest cycle that is measured.
const ringSize = 64

// slots visits numbers of magnitude at most limit.
func slots(v *walker, xs []float64, limit float64) {
	for i := range xs {
		v.float(&xs[i], limit)
	}
}

// blank reports whether a ring holds only zeros but for the last n values. Its
// size is a power of two; the next value goes to at.
func blank(ring []float64, at, n int) bool {
	for j := n + 1; j <= len(ring); j++ {
		if ring[(at-j)&(len(ring)-1)] != 0 {
			return false
		}
	}
	return true
}

// meanOf returns the mean of the newest n values, of the newest if n is 0.
func meanOf(ring *[ringSize]float64, at, n int) float64 {
	c, sum := ring[(at-1)&(ringSize-1)], 0.0
	for j := 2; j <= n; j++ {
		sum += ring[(at-j)&(ringSize-1)] - c
	}
	return c + sum/float64(max(n, 1))
}

// lagged returns (4*x0 + 3*x1 + 2*x2 + x3)/10, which is x0 if they are equal.
func lagged(x0, x1, x2, x3 float64) float64 {
	return x0 + (float64(3*(x1-x0))+float64(2*(x2-x0))+(x3-x0))/10
}
