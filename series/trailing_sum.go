package series

import "math"

// The windows of a run of points share one value, its first: the anchor, mid.
// A window is then a tail of the observations before mid plus a head of those
// from mid on, and its sum a suffix sum plus a prefix sum. When mid leaves, the
// newest observation becomes the anchor and the suffix sums before it are made
// anew. An observation is in one suffix and in one prefix: constant work.

// Sum returns the sum of each window:
//
//	out = x[first] + … + x[i]
//
// The unit is that of s. Additions of whole numbers up to 2^53 are exact; else
// the error is at most n * 2^-53 * (|x[first]| + … + |x[i]|) for n observations. A
// sum beyond 1e75 is NaN.
func (w Trailing) Sum() Series {
	return w.windows(func(t []int64, x, out []float64) {
		w.sums(t, x, out, false)
	})
}

// Mean returns the arithmetic mean of each window of n observations:
//
//	out = c + ((x[first] - c) + … + (x[i] - c)) / n
//
// c being a value in the window, so that a small spread around a large level
// keeps its digits, and the mean of equal values is that value. The error is at
// most about n * 2^-53 times the largest distance from c in the window, and a rounding.
// The unit is that of s.
func (w Trailing) Mean() Series {
	return w.windows(func(t []int64, x, out []float64) {
		w.sums(t, x, out, true)
	})
}

// sums writes the sum of each window, or its mean.
func (w Trailing) sums(t []int64, x, out []float64, mean bool) {
	t, out = t[:len(x)], out[:len(x)]
	var c float64 // the anchor
	var tail []float64
	lo := 0
	for i := 0; i < len(x); {
		mid, from, head := i, lo, 0.0 // head is the sum over x[mid:i+1]
		if mean {
			c = x[mid]
		}
		tail = suffixes(tail, x[from:mid], c)
		for ; i < len(x); i++ {
			if lo = w.first(t, lo, i); lo > mid {
				break
			}
			head += x[i] - c
			sum := tail[lo-from] + head
			if mean {
				sum = c + sum/float64(i-lo+1)
			}
			out[i] = number(sum)
		}
	}
}

// suffixes returns, in the memory of dst if that is enough, the sums of x[j] - c
// from each j to the end, and a 0 for the end itself.
func suffixes(dst, x []float64, c float64) []float64 {
	dst = atLeast(dst, len(x)+1)
	s := 0.0
	dst[len(x)] = s
	for j := len(x) - 1; j >= 0; j-- {
		s += x[j] - c
		dst[j] = s
	}
	return dst
}

// atLeast returns n elements, in the memory of dst if that is enough.
func atLeast[T any](dst []T, n int) []T {
	if n > cap(dst) {
		return make([]T, n, n+n/4)
	}
	return dst[:n]
}

// Std returns the standard deviation of each window of n observations, over n:
//
//	S = (x[first] - c) + … + (x[i] - c)
//	Q = (x[first] - c)^2 + … + (x[i] - c)^2
//	out = sqrt(max(0, (Q - S*S/n) / n))
//
// c being a value in the window, so that the subtraction cancels at most a factor
// n, whatever the data. The unit is that of s, the range 0..1e75: 0 for one
// observation and for equal ones.
func (w Trailing) Std() Series {
	return w.windows(w.deviations)
}

// deviations writes the standard deviation of each window.
func (w Trailing) deviations(t []int64, x, out []float64) {
	t, out = t[:len(x)], out[:len(x)]
	var tail [][2]float64
	lo := 0
	for i := 0; i < len(x); {
		mid, from, c := i, lo, x[i]
		var head, head2 float64
		tail = squareSuffixes(tail, x[from:mid], c)
		for ; i < len(x); i++ {
			if lo = w.first(t, lo, i); lo > mid {
				break
			}
			d := x[i] - c
			head += d
			head2 += float64(d * d)
			n := float64(i - lo + 1)
			sum, sq := tail[lo-from][0]+head, tail[lo-from][1]+head2
			out[i] = number(math.Sqrt(max(0, (sq-float64(sum*sum)/n)/n)))
		}
	}
}

// squareSuffixes is suffixes for the sums of x[j] - c and of its square.
func squareSuffixes(dst [][2]float64, x []float64, c float64) [][2]float64 {
	dst = atLeast(dst, len(x)+1)
	var s, q float64
	dst[len(x)] = [2]float64{}
	for j := len(x) - 1; j >= 0; j-- {
		d := x[j] - c
		s += d
		q += float64(d * d)
		dst[j] = [2]float64{s, q}
	}
	return dst
}
