package indicator

import "github.com/riskon/riskon/series"

// A pairRing holds the last n pairs. Like a window it counts in blocks of n: the
// pairs are those of the newest block, then the tail of the previous one.
type pairRing struct {
	n    int
	x, y []float64
	k    int  // pairs in the newest block, 0 when it is complete
	full bool // there is a previous block
}

func (r *pairRing) warmup() int        { return r.n }
func (r *pairRing) settle(float64) int { return r.n }
func (r *pairRing) ready() bool        { return r.full }

func (r *pairRing) walk(v *walker) {
	v.floats(&r.x, r.n, series.Limit)
	v.floats(&r.y, r.n, series.Limit)
	v.int(&r.k, r.n-1)
	v.bool(&r.full)
}

// valid reports whether decoded contents can be those of a ring.
func (r *pairRing) valid() bool { return r.full || zeros(r.x[r.k:]) && zeros(r.y[r.k:]) }

// peekReady reports whether the next pair fills the ring.
func (r *pairRing) peekReady() bool { return r.full || r.k == r.n-1 }

// put stores a pair in place of the oldest.
func (r *pairRing) put(x, y float64) {
	r.x[r.k], r.y[r.k] = x, y
	if r.k++; r.k == r.n {
		r.k, r.full = 0, true
	}
}

// sign returns that of a-b.
func sign(a, b float64) int64 {
	var above, below int64
	if a > b {
		above = 1
	}
	if a < b {
		below = 1
	}
	return above - below
}
