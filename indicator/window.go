package indicator

import "github.com/riskon/riskon/series"

// A window holds sums over the last n values. Values are counted in blocks of
// n. The window is the tail of the previous block plus the head of the newest
// one, so its sum is a suffix sum plus a prefix sum: nothing is ever subtracted
// from a sum, and a value that has left leaves no trace. All sums are of
// distances from the newest block's first value, which is always inside the
// window: what cancels is bounded by n for any data.
type window struct {
	n       int
	squares bool // keep the sums of squares as well

	x    []float64 // the newest block, then the tail of the previous one
	k    int       // values in the newest block, 0 when it is complete
	full bool      // there is a previous block

	// Derived from the above.
	inv         float64   // 1/n: a product is faster than a quotient
	c           float64   // the newest block's first value
	sum, sq     float64   // over the newest block
	tail, tail2 []float64 // tail[j]: over the previous block from j on; tail[n] is 0
}

func (w *window) warmup() int        { return w.n }
func (w *window) settle(float64) int { return w.n }
func (w *window) ready() bool        { return w.full }

func (w *window) walk(v *walker) {
	v.floats(&w.x, w.n, series.Limit)
	v.int(&w.k, w.n-1)
	v.bool(&w.full)
}

// restored computes the sums anew, in the order in which push made them.
func (w *window) restored() bool {
	w.inv = 1 / float64(w.n)
	if len(w.tail) == 0 {
		w.tail = make([]float64, w.n+1)
		if w.squares {
			w.tail2 = make([]float64, w.n+1)
		}
	}
	if !w.full && !zeros(w.x[w.k:]) {
		return false
	}
	w.c, w.sum, w.sq = 0, 0, 0
	if w.k > 0 {
		w.turn(w.x[0], w.k)
		for _, x := range w.x[:w.k] {
			w.add(x)
		}
	} else {
		clear(w.tail)
		clear(w.tail2)
	}
	return true
}

// zeros reports whether all xs are 0.
func zeros(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return false
		}
	}
	return true
}

// push feeds x and returns the sums of d and of d*d over the window, where
// d = value - w.c. They mean something once the window is full.
func (w *window) push(x float64) (sum, sq float64) {
	if w.k == 0 {
		w.turn(x, 1)
	}
	w.add(x)
	w.x[w.k] = x
	w.k++
	sum, sq = w.tail[w.k]+w.sum, w.sq
	if w.squares {
		sq += w.tail2[w.k]
	}
	if w.k == w.n {
		w.k, w.full = 0, true
	}
	return sum, sq
}

// add takes x into the newest block's sums.
func (w *window) add(x float64) {
	d := x - w.c
	w.sum += d
	w.sq += float64(d * d)
}

// turn starts a block with anchor c: it computes the previous block's suffix
// sums down to position from.
func (w *window) turn(c float64, from int) {
	w.c, w.sum, w.sq = c, 0, 0
	if !w.full {
		return
	}
	s, xs, tail := 0.0, w.x[:w.n], w.tail[:w.n]
	if !w.squares {
		for j := w.n - 1; j >= from; j-- {
			s += xs[j] - c
			tail[j] = s
		}
		return
	}
	q, tail2 := 0.0, w.tail2[:w.n]
	for j := w.n - 1; j >= from; j-- {
		d := xs[j] - c
		s += d
		q += float64(d * d)
		tail[j], tail2[j] = s, q
	}
}

// stretch starts a block if one is due and returns how many of n values fit into
// it. It is push for many, together with took.
func (w *window) stretch(xs []float64) int {
	if w.k == 0 {
		w.turn(xs[0], 1)
	}
	return min(w.n-w.k, len(xs))
}

// took ends a stretch: the newest block has grown by xs to the sums given.
func (w *window) took(xs []float64, sum, sq float64) {
	copy(w.x[w.k:], xs)
	w.sum, w.sq = sum, sq
	if w.k += len(xs); w.k == w.n {
		w.k = 0
	}
}

// peek returns the anchor and the sums that push(x) would give.
func (w *window) peek(x float64) (c, sum, sq float64) {
	if w.k > 0 {
		d := x - w.c
		sum, sq = w.tail[w.k+1]+(w.sum+d), w.sq+float64(d*d)
		if w.squares {
			sq += w.tail2[w.k+1]
		}
		return w.c, sum, sq
	}
	if w.full {
		for j := w.n - 1; j >= 1; j-- {
			d := w.x[j] - x
			sum += d
			sq += float64(d * d)
		}
	}
	return x, sum, sq
}

// peekReady reports whether the next push fills the window.
func (w *window) peekReady() bool { return w.full || w.k == w.n-1 }
