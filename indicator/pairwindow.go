package indicator

// A moments is sums over pairs of distances, and of their squares and products.
type moments struct{ x, y, xx, yy, xy float64 }

// add takes in a pair of distances.
func (m *moments) add(x, y float64) {
	m.x += x
	m.y += y
	m.xx += float64(x * x)
	m.yy += float64(y * y)
	m.xy += float64(x * y)
}

// A pairWindow holds the moments of the last n pairs, as a window holds sums of
// the last n values: each side is anchored at its own first value of the newest
// block.
type pairWindow struct {
	pairRing

	// Derived from the pairs.
	cx, cy float64   // the newest block's first pair
	head   moments   // of the newest block
	tail   []moments // tail[j]: of the previous block from j on; tail[n] is 0
}

// newPairWindow returns a pairWindow of n pairs.
func newPairWindow(n int) pairWindow { return pairWindow{pairRing: pairRing{n: n}} }

// restored computes the moments anew, in the order in which push made them.
func (w *pairWindow) restored() bool {
	if w.tail == nil {
		w.tail = make([]moments, w.n+1)
	}
	if !w.valid() {
		return false
	}
	clear(w.tail)
	w.cx, w.cy, w.head = 0, 0, moments{}
	if w.k > 0 {
		w.turn(w.x[0], w.y[0], w.k)
		for i, x := range w.x[:w.k] {
			w.head.add(x-w.cx, w.y[i]-w.cy)
		}
	}
	return true
}

// turn starts a block with its anchors: it computes the previous block's moments
// down to position from.
func (w *pairWindow) turn(cx, cy float64, from int) {
	w.cx, w.cy, w.head = cx, cy, moments{}
	if !w.full {
		return
	}
	x, y, xx, yy, xy := 0.0, 0.0, 0.0, 0.0, 0.0
	xs, ys, tail := w.x[:w.n], w.y[:w.n], w.tail[:w.n]
	for j := w.n - 1; j >= from; j-- {
		dx, dy, t := xs[j]-cx, ys[j]-cy, &tail[j]
		x += dx
		y += dy
		xx += float64(dx * dx)
		yy += float64(dy * dy)
		xy += float64(dx * dy)
		t.x, t.y, t.xx, t.yy, t.xy = x, y, xx, yy, xy
	}
}

// push feeds a pair and returns the moments of the window. They mean something
// once it is full.
func (w *pairWindow) push(px, py float64) (x, y, xx, yy, xy float64) {
	if w.k == 0 {
		w.turn(px, py, 1)
	}
	h := &w.head
	h.add(px-w.cx, py-w.cy)
	t := &w.tail[w.k+1]
	w.put(px, py)
	return h.x + t.x, h.y + t.y, h.xx + t.xx, h.yy + t.yy, h.xy + t.xy
}

// peek returns the moments that push would.
func (w *pairWindow) peek(px, py float64) (x, y, xx, yy, xy float64) {
	if w.k > 0 {
		dx, dy, h, t := px-w.cx, py-w.cy, &w.head, &w.tail[w.k+1]
		return (h.x + dx) + t.x, (h.y + dy) + t.y, (h.xx + float64(dx*dx)) + t.xx, (h.yy + float64(dy*dy)) + t.yy, (h.xy + float64(dx*dy)) + t.xy
	}
	if w.full {
		for j := w.n - 1; j >= 1; j-- {
			dx, dy := w.x[j]-px, w.y[j]-py
			x += dx
			y += dy
			xx += float64(dx * dx)
			yy += float64(dy * dy)
			xy += float64(dx * dy)
		}
	}
	return x + 0, y + 0, xx, yy, xy
}

// stretch starts a block if one is due and returns how many of the pairs fit into
// it. It is push for many, together with took.
func (w *pairWindow) stretch(xs, ys []float64) int {
	if w.k == 0 {
		w.turn(xs[0], ys[0], 1)
	}
	return min(w.n-w.k, len(xs))
}

// took ends a stretch: the newest block has grown by pairs to the moments given.
func (w *pairWindow) took(xs, ys []float64, head moments) {
	copy(w.x[w.k:], xs)
	copy(w.y[w.k:], ys)
	w.head = head
	if w.k += len(xs); w.k == w.n {
		w.k = 0
	}
}
