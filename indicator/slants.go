package indicator

// A slants is a window that can tell the slope of its values. With t from 0 for
// the oldest value to n-1, half = (n-1)/2 and d as in window,
//
//	slope = (d[0]*(0-half) + ... + d[n-1]*(n-1-half)) / (n*(n*n-1)/12)
//
// The numerator is, like a sum, a part of the previous block's tail and a part of
// the newest block's head:
//
//	lean[k] = p[k]*(0-half) + p[k+1]*(1-half) + ... + p[n-1]*(n-1-k-half)
//	head    = half*sum - hang,  hang = (k-1)*d[0] + (k-2)*d[1] + ... + 0*d[k-1]
//
// where p are the previous block's distances and d the newest one's. hang grows by
// sum with every value.
type slants struct {
	window
	half float64 // exact
	per  float64 // 1 over the denominator of the slope

	// Derived from the values.
	hang float64
	lean []float64
}

func newSlants(n int) slants {
	m := float64(n)
	return slants{window: window{n: n}, half: (m - 1) / 2, per: 12 / float64(m*(float64(m*m)-1))}
}

// restored computes the sums anew, in the order in which push made them.
func (w *slants) restored() bool {
	if !w.window.restored() {
		return false
	}
	if w.lean == nil {
		w.lean = make([]float64, w.n+1)
	}
	clear(w.lean)
	w.hang = 0
	if w.k > 0 {
		w.turn(w.x[0], w.k)
		for _, x := range w.x[:w.k] {
			w.hang += w.sum
			w.sum += x - w.c
		}
	}
	return true
}

// turn starts a block with anchor c: it computes the previous block's sums down to
// position from.
func (w *slants) turn(c float64, from int) {
	w.c, w.sum, w.hang = c, 0, 0
	if !w.full {
		return
	}
	s, g, half := 0.0, 0.0, w.half
	xs, tail, lean := w.x[:w.n], w.tail[:w.n], w.lean[:w.n]
	for j := w.n - 1; j >= from; j-- {
		g += s
		s += xs[j] - c
		tail[j], lean[j] = s, g-float64(half*s)
	}
}

// push feeds x and returns the numerator of the slope and the sum of d over the
// window. They mean something once the window is full.
func (w *slants) push(x float64) (num, sum float64) {
	if w.k == 0 {
		w.turn(x, 1)
	}
	w.hang += w.sum
	w.sum += x - w.c
	w.x[w.k] = x
	w.k++
	num, sum = w.lean[w.k]+(float64(w.half*w.sum)-w.hang), w.tail[w.k]+w.sum
	if w.k == w.n {
		w.k, w.full = 0, true
	}
	return num, sum
}

// peek returns the anchor and what push(x) would.
func (w *slants) peek(x float64) (c, num, sum float64) {
	if w.k > 0 {
		sum = w.sum + (x - w.c)
		num = w.lean[w.k+1] + (float64(w.half*sum) - (w.hang + w.sum))
		return w.c, num, w.tail[w.k+1] + sum
	}
	s, g := 0.0, 0.0
	for j := w.n - 1; j >= 1; j-- {
		g += s
		s += w.x[j] - x
	}
	return x, (g - float64(w.half*s)) + 0, s + 0
}

// stretch starts a block if one is due and returns how many of n values fit into
// it. It is push for many, together with took.
func (w *slants) stretch(xs []float64) int {
	if w.k == 0 {
		w.turn(xs[0], 1)
	}
	return min(w.n-w.k, len(xs))
}

// took ends a stretch: the newest block has grown by xs to the sums given.
func (w *slants) took(xs []float64, sum, hang float64) {
	w.hang = hang
	w.window.took(xs, sum, 0)
}
