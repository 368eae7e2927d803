package indicator

// A ring holds the last n values, the newest in place of the oldest.
type ring struct {
	n    int
	x    []float64
	k    int // where the next value goes, and the oldest is
	full bool
}

// walk visits the values, of magnitude at most limit, and where the next goes.
func (r *ring) walk(v *walker, limit float64) {
	v.floats(&r.x, r.n, limit)
	v.int(&r.k, r.n-1)
	v.bool(&r.full)
}

// valid reports whether decoded contents can be those of a ring.
func (r *ring) valid() bool { return r.full || zeros(r.x[r.k:]) }

// oldest returns the value that push will overwrite, that of n values ago; it
// means something once the ring is full.
func (r *ring) oldest() float64 { return r.x[r.k] }

// push takes x in place of the oldest value.
func (r *ring) push(x float64) {
	r.x[r.k] = x
	if r.k++; r.k == r.n {
		r.k, r.full = 0, true
	}
}

// take is push for many.
func (r *ring) take(xs []float64) {
	if len(xs) >= r.n {
		// All of the ring is new: lay it so that the next value goes to where it would.
		r.k = (r.k + len(xs)) % r.n
		xs = xs[len(xs)-r.n:]
		copy(r.x[r.k:], xs)
		copy(r.x, xs[r.n-r.k:])
		r.full = true
		return
	}
	n := copy(r.x[r.k:], xs)
	if n < len(xs) || r.k+n == r.n {
		r.full = true
	}
	copy(r.x, xs[n:])
	r.k = (r.k + len(xs)) % r.n
}
