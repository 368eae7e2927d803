package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A kernel is the arithmetic of one indicator: parameters, which never change
// after the constructor, and state, which walk visits. It is built without its
// arrays; the first walk makes them. Its zero state is its state before the
// first input. It only ever sees numbers that are not missing.
type kernel interface {
	spec() string           // canonical, such as "RSI(14)"
	outputs() int           // numbers out per input
	warmup() int            // inputs until all outputs are there
	settle(eps float64) int // inputs until the seed weighs at most eps
	ready() bool            // all outputs are there
	walk(w *walker)         // visits every field of the state, in order
	restored() (valid bool) // checks a decoded state, computes what is derived from it
}

// maxOutputs is the largest number of outputs of any kernel.
const maxOutputs = 3

// A core is what all live types share: the kernel, the outputs of the last
// update, and the state methods. K is the kind of kernel the live type feeds.
type core[K kernel] struct {
	_   noCopy
	k   K
	set bool // k is there; false in the zero value
	out [maxOutputs]float64

	name string // k.spec()
	w    walker // here so that saving and Reset do not allocate
}

// start puts a fresh kernel into s.
func (s *core[K]) start(k K) {
	s.k, s.set, s.name = k, true, k.spec()
	s.Reset()
}

// fed panics with a useful message where a zero value would be fed.
func (s *core[K]) fed() {
	if !s.set {
		panic("indicator: a zero stream has no indicator; use a constructor or restore it")
	}
}

// value returns output i of the last update.
func (s *core[K]) value(i int) float64 {
	if !s.set {
		return math.NaN()
	}
	return s.out[i]
}

// Ready reports whether the last update gave all outputs: whether Warmup
// inputs that were not missing have been fed.
func (s *core[K]) Ready() bool { return s.set && s.k.ready() }

// Warmup returns the number of inputs until the first output, exactly: input
// Warmup gives it. For several outputs it is the input that gives the last.
func (s *core[K]) Warmup() int {
	if !s.set {
		return 0
	}
	return s.k.warmup()
}

// Settle returns the number of inputs after which the weight of the seed in the
// outputs is at most eps: two streams started at different bars then agree to
// about eps of the difference of their seeds. It is Warmup where the indicator
// forgets (windows), and math.MaxInt for an eps below 2^-1000.
func (s *core[K]) Settle(eps float64) int {
	if !s.set {
		return 0
	}
	return s.k.settle(eps)
}

// Reset takes the stream back to before its first input.
func (s *core[K]) Reset() {
	if !s.set {
		return
	}
	s.w = walker{op: reset}
	s.k.walk(&s.w)
	s.k.restored()
	for i := range s.out {
		s.out[i] = math.NaN()
	}
}

// String returns the canonical spec, such as "RSI(14)"; "" for the zero value.
func (s *core[K]) String() string { return s.name }

// clone makes s a copy of the stream from, sharing nothing with it.
func (s *core[K]) clone(from *core[K]) {
	if !from.set {
		return
	}
	k, _ := build(from.name)
	s.k, s.set, s.out, s.name = k.(K), true, from.out, from.name
	w := walker{op: encode}
	from.k.walk(&w)
	w.op = decode
	s.k.walk(&w)
	s.k.restored()
}

// noCopy makes vet report a copy of the struct that holds it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// missing reports whether x is no number to compute with.
func missing(x float64) bool { return !(math.Abs(x) <= series.Limit) }

// clean reports whether no x is missing. Without their sign, the bits of floats
// are ordered as they are, infinities and NaN last.
func clean(xs []float64) bool {
	limit := math.Float64bits(series.Limit) << 1
	for len(xs) >= 4 {
		a, b := math.Float64bits(xs[0])<<1, math.Float64bits(xs[1])<<1
		c, d := math.Float64bits(xs[2])<<1, math.Float64bits(xs[3])<<1
		if a > limit || b > limit || c > limit || d > limit {
			return false
		}
		xs = xs[4:]
	}
	for _, x := range xs {
		if missing(x) {
			return false
		}
	}
	return true
}

// number returns y, or NaN for what a Series could not hold.
func number(y float64) float64 {
	if missing(y) {
		return math.NaN()
	}
	return y
}

// numbers is number for every y.
func numbers(ys []float64) {
	if clean(ys) {
		return
	}
	for i, y := range ys {
		ys[i] = number(y)
	}
}
