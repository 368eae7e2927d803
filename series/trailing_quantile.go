package series

// Quantile returns the p-quantile of each window of n observations, of the seventh
// type of Hyndman and Fan, which R and NumPy use:
//
//	h = (n-1) * p
//	out = x(h), the observations being x(0) <= … <= x(n-1), linear in between
//
// So p = 0 gives the smallest, 0.5 the median, 1 the largest. The unit is that of s.
// An output costs two searches, two moves of at most 8 kB, and a walk over the
// chunks of a Sorted, of which a window of n observations has about n / 512.
//
// Source: R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, The
// American Statistician 50 (1996), p. 363.
//
// Quantile panics if p is not within 0..1.
func (w Trailing) Quantile(p float64) Series {
	if !(0 <= p && p <= 1) {
		panic("series: Quantile: p not within 0..1")
	}
	return w.windows(func(t []int64, x, out []float64) {
		var in Sorted
		lo := 0
		for i, v := range x {
			first := w.first(t, lo, i)
			for ; lo < first; lo++ {
				in.Remove(x[lo])
			}
			in.Insert(v)
			out[i] = in.Quantile(p)
		}
	})
}
