package indicator

import "github.com/riskon/riskon/series"

// A pairKernel takes two numbers and gives one.
type pairKernel interface {
	kernel
	update(x, y float64) float64
	peek(x, y float64) float64
	fill(dst, xs, ys []float64) // update for every pair, fused for speed
}

// A PairStream is a live indicator that takes two numbers of one instant and
// gives one. Like a Stream it is used by pointer, and its zero value restores
// itself.
type PairStream struct{ core[pairKernel] }

// newPairStream returns a fresh PairStream.
func newPairStream(name string, params ...float64) *PairStream {
	s := new(PairStream)
	s.open(name, params...)
	return s
}

// Update feeds a pair and returns the output, NaN while warming up. A pair of
// which either is missing gives NaN and changes nothing. It does not allocate.
func (s *PairStream) Update(x, y float64) float64 {
	s.fed()
	if missing(x) || missing(y) {
		return none[float64]()
	}
	v := number(s.k.update(x, y))
	s.out[0] = v
	return v
}

// Peek returns what Update(x, y) would, and changes nothing.
func (s *PairStream) Peek(x, y float64) float64 {
	s.fed()
	if missing(x) || missing(y) {
		return none[float64]()
	}
	return number(s.k.peek(x, y))
}

// Value returns the last output: that of the last pair that was not missing, NaN
// while warming up.
func (s *PairStream) Value() float64 { return value[float64](&s.core) }

// Append feeds all pairs of xs and ys and appends one output for each to dst,
// which may be nil. It goes on from the current state and allocates only to grow
// dst. It panics if xs and ys differ in length, or dst's free part overlaps them.
func (s *PairStream) Append(dst, xs, ys []float64) []float64 {
	s.fed()
	if len(xs) != len(ys) {
		panic("indicator: Append: xs and ys differ in length")
	}
	dst, out := extend(dst, len(xs), xs, ys)
	for len(xs) > 0 {
		n := min(len(xs), chunk)
		s.fill(out[:n], xs[:n], ys[:n])
		xs, ys, out = xs[n:], ys[n:], out[n:]
	}
	return dst
}

// fill is Append for one chunk.
func (s *PairStream) fill(out, xs, ys []float64) {
	if !clean(xs) || !clean(ys) {
		for i, x := range xs {
			out[i] = s.Update(x, ys[i])
		}
		return
	}
	s.k.fill(out, xs, ys)
	if !s.spec.entry.bounded() {
		numbers(out)
	}
	s.out[0] = out[len(out)-1]
}

// Clone returns an independent copy.
func (s *PairStream) Clone() *PairStream {
	c := new(PairStream)
	c.clone(&s.core)
	return c
}

// ApplyPair feeds two series, point by point of the stamps that both have, to st
// and returns the outputs on these stamps.
func ApplyPair(x, y series.Series, st *PairStream) series.Series {
	f := series.Align(series.Inner, x, y)
	x, y = f.Column(0), f.Column(1)
	return onClock(x.UnixNanos(), st.Append(nil, x.Values(), y.Values()))
}
