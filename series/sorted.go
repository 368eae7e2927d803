package series

import (
	"math"
	"slices"
)

// A Sorted holds numbers in ascending order while they come and go: the contents
// of a window, for medians, quantiles and ranks. The same number may be in it many
// times. It holds no NaN, and 0 for minus zero, so that its contents do not depend
// on the order in which they came. The zero Sorted is empty and ready to use. It is
// not safe for concurrent use.
//
// Numbers lie in chunks of at most 1024, so that Insert and Remove move at most
// 8 kB, whatever the size of the whole.
type Sorted struct {
	chunks [][]float64 // in order, each in order, none empty
	n      int
}

const chunkSize = 1024

// Insert adds x. NaN is missing: it is left out.
func (w *Sorted) Insert(x float64) {
	if x != x {
		return
	}
	x += 0 // -0 becomes 0
	w.n++
	c, i := w.find(x, false)
	if c == len(w.chunks) {
		if c == 0 {
			w.chunks = append(w.chunks, []float64{x})
			return
		}
		c--
		i = len(w.chunks[c])
	}
	v := slices.Insert(w.chunks[c], i, x)
	w.chunks[c] = v
	if len(v) == chunkSize {
		upper := append(make([]float64, 0, chunkSize), v[chunkSize/2:]...)
		w.chunks[c] = v[:chunkSize/2]
		w.chunks = slices.Insert(w.chunks, c+1, upper)
	}
}

// Remove takes out x, once, and reports whether it was there.
func (w *Sorted) Remove(x float64) bool {
	c, i := w.find(x, false)
	if c == len(w.chunks) || w.chunks[c][i] != x {
		return false
	}
	w.n--
	v := slices.Delete(w.chunks[c], i, i+1)
	w.chunks[c] = v
	switch {
	case len(v) >= chunkSize/4:
	case len(v) == 0:
		w.chunks = slices.Delete(w.chunks, c, c+1)
	case !w.merge(c):
		w.merge(c - 1)
	}
	return true
}

// merge joins chunks c and c+1 if both exist and are small together. So a chunk
// and its neighbour hold chunkSize/4 numbers at least, and there are never many.
func (w *Sorted) merge(c int) bool {
	if c < 0 || c+1 >= len(w.chunks) || len(w.chunks[c])+len(w.chunks[c+1]) > chunkSize/2 {
		return false
	}
	w.chunks[c] = append(w.chunks[c], w.chunks[c+1]...)
	w.chunks = slices.Delete(w.chunks, c+1, c+2)
	return true
}

// Len returns how many numbers there are.
func (w *Sorted) Len() int { return w.n }

// At returns number i in ascending order, counted from 0. It panics if there is
// none, like a slice.
func (w *Sorted) At(i int) float64 {
	for _, v := range w.chunks {
		if i < len(v) {
			return v[i]
		}
		i -= len(v)
	}
	panic("series: Sorted: At: no such number")
}

// Rank returns how many numbers are below x and how many are equal to it.
func (w *Sorted) Rank(x float64) (below, equal int) {
	below = w.before(w.find(x, false))
	return below, w.before(w.find(x, true)) - below
}

// Quantile returns the p-quantile as Trailing.Quantile defines it, NaN if w is
// empty. It panics if p is not within 0..1.
func (w *Sorted) Quantile(p float64) float64 {
	if !(0 <= p && p <= 1) {
		panic("series: Quantile: p not within 0..1")
	}
	if w.n == 0 {
		return math.NaN()
	}
	h := float64(float64(w.n-1) * p)
	whole := math.Floor(h)
	i := int(whole)
	a := w.At(i)
	if h == whole {
		return a
	}
	b := w.At(i + 1)
	return min(a+float64((h-whole)*(b-a)), b)
}

// find returns where the first number >= x is, or the first > x if past is set.
// If there is none it is at the start of a chunk that does not exist.
func (w *Sorted) find(x float64, past bool) (c, i int) {
	lo, hi := 0, len(w.chunks)
	for lo < hi {
		m := int(uint(lo+hi) / 2)
		if v := w.chunks[m]; v[len(v)-1] < x || past && v[len(v)-1] == x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	c = lo
	if c == len(w.chunks) {
		return c, 0
	}
	v := w.chunks[c]
	lo, hi = 0, len(v)
	for lo < hi {
		m := int(uint(lo+hi) / 2)
		if v[m] < x || past && v[m] == x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return c, lo
}

// before returns how many numbers are before number i of chunk c.
func (w *Sorted) before(c, i int) int {
	for _, v := range w.chunks[:c] {
		i += len(v)
	}
	return i
}
