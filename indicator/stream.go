package indicator

import (
	"math"
	"slices"
	"unsafe"

	"github.com/riskon/riskon/series"
)

// chunk is how many inputs Append checks at once for missing ones.
const chunk = 4096

// A numberKernel takes a number and gives a V.
type numberKernel[V any] interface {
	kernel
	update(x float64) V
	peek(x float64) V           // the bits update would give; changes nothing
	fill(dst []V, xs []float64) // update for every x, fused for speed; len(dst) == len(xs) > 0
}

// A numberStream is what the live types that take numbers have in common.
type numberStream[V any] struct{ core[numberKernel[V]] }

// A Stream is a live indicator that takes one number and gives one. Use it by
// pointer, from one goroutine at a time. The zero Stream takes no numbers; it
// restores itself from a saved state.
type Stream struct{ numberStream[float64] }

// newStream returns a fresh Stream.
func newStream(name string, params ...float64) *Stream {
	s := new(Stream)
	s.open(name, params...)
	return s
}

// Update feeds x and returns the outputs, NaN while warming up. A missing x (not
// finite, or beyond 1e75) gives NaN and changes nothing. It does not allocate.
func (s *numberStream[V]) Update(x float64) V {
	s.fed()
	if !(math.Abs(x) < calm) {
		if missing(x) {
			return none[V]()
		}
		s.wild = true
	}
	v := tidy(s.k.update(x))
	keep(&s.core, v)
	return v
}

// Peek returns what Update(x) would, and changes nothing.
func (s *numberStream[V]) Peek(x float64) V {
	s.fed()
	if missing(x) {
		return none[V]()
	}
	return tidy(s.k.peek(x))
}

// Value returns the last outputs: those of the last x that was not missing, NaN
// while warming up.
func (s *numberStream[V]) Value() V { return value[V](&s.core) }

// Append feeds all xs and appends the outputs for each to dst, which may be nil.
// It goes on from the current state and allocates only to grow dst. It panics
// if dst's free part overlaps xs.
func (s *numberStream[V]) Append(dst []V, xs []float64) []V {
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
func (s *numberStream[V]) fill(out []V, xs []float64) {
	ok, allCalm := scan(xs)
	if !ok {
		for i, x := range xs {
			out[i] = s.Update(x)
		}
		return
	}
	s.wild = s.wild || !allCalm
	s.k.fill(out, xs)
	if e := s.spec.entry; !e.bounded() && (s.wild || !e.scales) {
		numbers(allCells(out))
	}
	keep(&s.core, out[len(out)-1])
}

// columns feeds a series and returns a series for each output.
func (s *numberStream[V]) columns(in series.Series) []series.Series {
	return columns(in.UnixNanos(), func(dst []V, i, j int) []V { return s.Append(dst, in.Values()[i:j]) })
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

// columns returns a series for each cell of V on clock t. feed appends the
// outputs for inputs i to j.
func columns[V any](t []int64, feed func(dst []V, i, j int) []V) []series.Series {
	n, width := len(t), len(cells(new(V)))
	all := make([]float64, n*width)
	rows := make([]V, 0, min(n, chunk))
	for i := 0; i < n; i += chunk {
		rows = feed(rows[:0], i, min(i+chunk, n))
		for j, y := range allCells(rows) {
			all[j%width*n+i+j/width] = y
		}
	}
	out := make([]series.Series, width)
	for c := range out {
		out[c] = onClock(t, all[c*n:(c+1)*n:(c+1)*n])
	}
	return out
}

// extend returns dst with n more values, and these. It panics if they would
// overwrite an input.
func extend[V any](dst []V, n int, inputs ...[]float64) (all, added []V) {
	for _, in := range inputs {
		if overlap(allCells(dst[len(dst):cap(dst)]), in) {
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
