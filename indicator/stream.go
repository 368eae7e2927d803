package indicator

import (
	"slices"
	"unsafe"

	"github.com/riskon/riskon/series"
)

// chunk is how many values Append checks at once for missing ones.
const chunk = 4096

// A oneKernel takes one number and gives one. fill is update for every x, with
// len(dst) == len(xs), fused for speed.
type oneKernel interface {
	kernel
	update(x float64) float64
	peek(x float64) float64
	fill(dst, xs []float64)
}

// A Stream is a live indicator that takes one number and gives one. Use it by
// pointer, from one goroutine at a time. The zero Stream takes no numbers; it
// restores itself from a saved state.
type Stream struct{ core[oneKernel] }

// newStream returns a fresh Stream.
func newStream(k oneKernel) *Stream {
	s := new(Stream)
	s.start(k)
	return s
}

// Update feeds x and returns the output, NaN while warming up. A missing x (not
// finite, or beyond 1e75) gives NaN and changes nothing. It does not allocate.
func (s *Stream) Update(x float64) float64 {
	s.fed()
	y := number(x)
	if y == y {
		y = number(s.k.update(x))
		s.out[0] = y
	}
	return y
}

// Peek returns what Update(x) would, and changes nothing.
func (s *Stream) Peek(x float64) float64 {
	s.fed()
	y := number(x)
	if y == y {
		y = number(s.k.peek(x))
	}
	return y
}

// Value returns the last output: that of the last x that was not missing, NaN
// while warming up.
func (s *Stream) Value() float64 { return s.value(0) }

// Append feeds all xs and appends one output for each to dst, which may be nil.
// It goes on from the current state and allocates only to grow dst. It panics
// if dst's free part overlaps xs.
func (s *Stream) Append(dst, xs []float64) []float64 {
	s.fed()
	dst, out := extend(dst, len(xs), xs)
	for len(xs) > 0 {
		n := min(len(xs), chunk)
		s.fill(out[:n], xs[:n])
		xs, out = xs[n:], out[n:]
	}
	return dst
}

// fill is Append for one chunk.
func (s *Stream) fill(out, xs []float64) {
	if !clean(xs) {
		for i, x := range xs {
			out[i] = s.Update(x)
		}
		return
	}
	s.k.fill(out, xs)
	numbers(out)
	s.out[0] = out[len(out)-1]
}

// Clone returns an independent copy.
func (s *Stream) Clone() *Stream {
	c := new(Stream)
	c.clone(&s.core)
	return c
}

// Apply feeds a series to st and returns the outputs on the clock of s. The
// batch functions are Apply with a fresh stream: there is one definition.
func Apply(s series.Series, st *Stream) series.Series {
	return onClock(s.UnixNanos(), st.Append(nil, s.Values()))
}

// onClock returns the series of values that Append gave for points at t.
func onClock(t []int64, values []float64) series.Series {
	s, err := series.FromUnixNano(t, values)
	if err != nil {
		panic(err) // t is the clock of a Series and all values have passed number
	}
	return s
}

// extend returns dst with n more values, and these. It panics if they would
// overwrite an input.
func extend(dst []float64, n int, inputs ...[]float64) (all, added []float64) {
	for _, in := range inputs {
		if overlap(dst[len(dst):cap(dst)], in) {
			panic("indicator: Append: dst overlaps the input")
		}
	}
	dst = slices.Grow(dst, n)
	all = dst[:len(dst)+n]
	return all, all[len(dst):]
}

// overlap reports whether a and b share memory.
func overlap(a, b []float64) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	first := func(x []float64) uintptr { return uintptr(unsafe.Pointer(&x[0])) }
	last := func(x []float64) uintptr { return uintptr(unsafe.Pointer(&x[len(x)-1])) }
	return first(a) <= last(b) && first(b) <= last(a)
}
