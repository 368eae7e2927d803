package series

// Min returns the smallest observation of each window. The unit is that of s.
func (w Trailing) Min() Series { return w.extreme(1) }

// Max returns the largest observation of each window. The unit is that of s.
func (w Trailing) Max() Series { return w.extreme(-1) }

// extreme returns the smallest sign * x of each window, times sign. It is split
// like a sum into a tail before mid and a head from mid on.
func (w Trailing) extreme(sign float64) Series {
	return w.windows(func(t []int64, x, out []float64) {
		t, out = t[:len(x)], out[:len(x)]
		var tail []float64
		lo := 0
		for i := 0; i < len(x); {
			mid, from := i, lo
			tail = atLeast(tail, mid-from+1)
			head := float64(sign * x[mid]) // the smallest of x[mid:i+1]
			low := head
			for j := mid; j >= from; j-- {
				low = min(low, float64(sign*x[j]))
				tail[j-from] = low
			}
			for ; i < len(x); i++ {
				if lo = w.first(t, lo, i); lo > mid {
					break
				}
				head = min(head, float64(sign*x[i]))
				out[i] = float64(sign * min(head, tail[lo-from]))
			}
		}
	})
}
