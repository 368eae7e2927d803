package indicator

import "github.com/riskon/riskon/series"

// A shareWindow holds two sums over the last n values: of wholes, and of the parts
// of them that count, 0 <= part <= whole. It works in blocks as a window does, but
// without an anchor: as nothing is negative, nothing cancels. Both sums round
// alike, so that of the parts is never the larger.
type shareWindow struct {
	n int

	part, whole []float64 // the newest block, then the tail of the previous one
	k           int       // values in the newest block, 0 when it is complete
	full        bool      // there is a previous block

	// Derived from the above.
	sumPart, sumWhole   float64   // over the newest block
	tailPart, tailWhole []float64 // [j]: over the previous block from j on; [n] is 0
}

func (w *shareWindow) walk(v *walker) {
	v.floats(&w.part, w.n, 2*series.Limit)
	v.floats(&w.whole, w.n, 2*series.Limit)
	v.int(&w.k, w.n-1)
	v.bool(&w.full)
}

// restored computes the sums anew, in the order in which push made them.
func (w *shareWindow) restored() bool {
	if w.tailPart == nil {
		w.tailPart, w.tailWhole = make([]float64, w.n+1), make([]float64, w.n+1)
	}
	for i, x := range w.part {
		if !(x >= 0 && x <= w.whole[i]) || !w.full && i >= w.k && w.whole[i] != 0 {
			return false
		}
	}
	w.turn(w.k + 1)
	for i := range w.k {
		w.sumPart += w.part[i]
		w.sumWhole += w.whole[i]
	}
	return true
}

// follow makes w what it is when it has seen what long, which is no shorter, has,
// but for w.k.
func (w *shareWindow) follow(long *shareWindow) bool {
	if w.part == nil {
		w.part, w.whole = make([]float64, w.n), make([]float64, w.n)
	}
	w.full = long.full || long.k >= w.n
	if !long.full && w.k != long.k%w.n {
		return false
	}
	for j := range w.part {
		age := w.k - 1 - j
		if age < 0 {
			age += w.n
		}
		from := long.k - 1 - age
		if from < 0 {
			from += long.n
		}
		w.part[j], w.whole[j] = long.part[from], long.whole[from]
	}
	return w.restored()
}

// turn starts a block: it computes the previous block's suffix sums down to
// position from.
func (w *shareWindow) turn(from int) {
	w.sumPart, w.sumWhole = 0, 0
	if !w.full {
		clear(w.tailPart)
		clear(w.tailWhole)
		return
	}
	p, q := 0.0, 0.0
	for j := w.n - 1; j >= from; j-- {
		p += w.part[j]
		q += w.whole[j]
		w.tailPart[j], w.tailWhole[j] = p, q
	}
}

// push feeds a part and its whole and returns the sums. They mean something once
// the window is full.
func (w *shareWindow) push(part, whole float64) (parts, wholes float64) {
	parts, wholes = w.peek(part, whole)
	w.part[w.k], w.whole[w.k] = part, whole
	w.sumPart += part
	w.sumWhole += whole
	w.took(1)
	return parts, wholes
}

// took ends a step of m values within a block.
func (w *shareWindow) took(m int) {
	if w.k += m; w.k == w.n {
		w.k, w.full = 0, true
		w.turn(1)
	}
}

// peek returns the sums that push would.
func (w *shareWindow) peek(part, whole float64) (parts, wholes float64) {
	return w.tailPart[w.k+1] + (w.sumPart + part), w.tailWhole[w.k+1] + (w.sumWhole + whole)
}

// peekReady reports whether the next push fills the window.
func (w *shareWindow) peekReady() bool { return w.full || w.k == w.n-1 }

// share returns part/whole, or none where the whole is 0.
func share(part, whole, none float64) float64 {
	if whole == 0 {
		return none
	}
	return part / whole
}

// add is push for many, once full. It adds times their share of the sums to dst.
func (w *shareWindow) add(dst, parts, wholes []float64, times, none float64) {
	parts, wholes = parts[:len(dst)], wholes[:len(dst)]
	k, sumP, sumQ := w.k, w.sumPart, w.sumWhole
	keepP, keepQ, tailP, tailQ := w.part, w.whole, w.tailPart, w.tailWhole
	for i, y := range dst {
		p, q := parts[i], wholes[i]
		keepP[k], keepQ[k] = p, q
		k++
		sumP += p
		sumQ += q
		dst[i] = y + float64(times*share(tailP[k]+sumP, tailQ[k]+sumQ, none))
		if k == w.n {
			k, sumP, sumQ = 0, 0, 0
			w.turn(1)
		}
	}
	w.k, w.sumPart, w.sumWhole = k, sumP, sumQ
}
