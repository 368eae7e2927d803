package indicator

import "math"

// A spread is a window that knows the sum of the distances of its values from
// their mean. Small ones add them anew for every value, four sums at once, in the
// order of places in the ring, so that it is the same after a restart. Large ones
// keep their values sorted.
//
// It is the kernel of AvgDev and most of that of CCI.
type spread struct {
	window
	index bool // gives the CCI, not the mean distance
	ranks      // derived from the window; empty for small ones
}

// sortedFrom is the smallest n for which sorting is faster.
const sortedFrom = 96

func (w *spread) restored() bool {
	if !w.window.restored() {
		return false
	}
	if w.n >= sortedFrom && w.sorted == nil {
		w.sorted = make([]float64, w.n)
	}
	if w.full && w.sorted != nil {
		w.ranks.take(w.x, w.c)
	}
	return true
}

func (w *spread) update(x float64) float64 {
	d, sum := w.push(x)
	if !w.full {
		return math.NaN()
	}
	return w.of(d, sum, float64(w.n))
}

func (w *spread) peek(x float64) float64 {
	if !w.peekReady() {
		return math.NaN()
	}
	d, sum := w.look(x)
	return w.of(d, sum, float64(w.n))
}

// of returns the output from a value's distance from the mean of n and the sum of
// all distances.
func (w *spread) of(d, sum, n float64) float64 {
	switch {
	case !w.index:
		return sum / n
	case sum == 0:
		return 0
	}
	return d / float64(0.015*(sum/n))
}

// fill is update for every x; dst may be xs.
func (w *spread) fill(dst, xs []float64) {
	for ; len(xs) > 0 && (!w.full || w.sorted != nil); dst, xs = dst[1:], xs[1:] {
		dst[0] = w.update(xs[0])
	}
	for len(xs) > 0 {
		m := w.stretch(xs)
		in, out, tail, ring := xs[:m], dst[:m], w.tail[w.k+1:][:m], w.x[w.k:][:m]
		c, sum, n := w.c, w.sum, float64(w.n)
		for i, x := range in {
			d := x - c
			sum += d
			ring[i] = x
			mean := (tail[i] + sum) / n
			out[i] = w.of(d-mean, distances(w.x, c, mean), n)
		}
		w.took(ring, sum, 0)
		dst, xs = dst[m:], xs[m:]
	}
}

// push feeds x and returns its distance from the window's mean and the sum of all
// distances. They mean something once the window is full.
func (w *spread) push(x float64) (d, sum float64) {
	first, old, turned := !w.full, w.x[w.k], w.k == 0
	s, _ := w.window.push(x)
	if !w.full {
		return 0, 0
	}
	m := s / float64(w.n)
	switch {
	case w.sorted == nil:
		return (x - w.c) - m, distances(w.x, w.c, m)
	case first:
		w.ranks.take(w.x, w.c)
	default:
		w.ranks.replace(old, x, w.c, turned)
	}
	return (x - w.c) - m, w.ranks.distances(w.c, m)
}

// look returns what push(x) would.
func (w *spread) look(x float64) (d, sum float64) {
	c, s, _ := w.window.peek(x)
	m, old := s/float64(w.n), w.x[w.k]
	switch {
	case w.sorted != nil && w.full:
		was := w.ranks
		w.ranks.replace(old, x, c, w.k == 0)
		sum = w.ranks.distances(c, m)
		swap(w.sorted, x, old)
		w.ranks = was
	case w.sorted != nil:
		w.x[w.k] = x
		w.ranks.take(w.x, c)
		sum = w.ranks.distances(c, m)
		w.x[w.k] = old
	default:
		w.x[w.k] = x
		sum = distances(w.x, c, m)
		w.x[w.k] = old
	}
	return (x - c) - m, sum
}

// distances returns the sum of |x-c-m| for all xs.
func distances(xs []float64, c, m float64) float64 {
	var s0, s1, s2, s3 float64
	for len(xs) >= 4 {
		s0 += math.Abs((xs[0] - c) - m)
		s1 += math.Abs((xs[1] - c) - m)
		s2 += math.Abs((xs[2] - c) - m)
		s3 += math.Abs((xs[3] - c) - m)
		xs = xs[4:]
	}
	sum := (s0 + s1) + (s2 + s3)
	for _, x := range xs {
		sum += math.Abs((x - c) - m)
	}
	return sum
}
