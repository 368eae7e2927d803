package indicator

import (
	"math"
	"unsafe"
)

// A kernel is the arithmetic of one indicator: parameters, which never change
// after the constructor, and state, which walk visits. It is built without its
// arrays; the first walk makes them. Its zero state is its state before the
// first input. It only ever sees numbers that are not missing, and its own
// results may be anything: the live type around it makes them numbers or NaN.
type kernel interface {
	warmup() int            // inputs until all outputs are there
	settle(eps float64) int // inputs until the seed weighs at most eps
	ready() bool            // all outputs are there
	walk(w *walker)         // visits every field of the state, in order
	restored() (valid bool) // checks a decoded state, computes what is derived from it
}

// A core is what all live types share: the kernel, the outputs of the last
// update, and the state methods. K is the kind of kernel the live type feeds.
type core[K kernel] struct {
	_    noCopy
	k    K
	set  bool // k is there; false in the zero value
	out  [maxOutputs]float64
	spec Spec
	wild bool   // an input may have been fed that was not calm; no state: only outputs of calm ones need no check
	w    walker // here so that saving and Reset do not allocate
}

// begin makes the zero core s a fresh one of spec.
func (s *core[K]) begin(spec Spec) {
	s.k, s.set, s.spec = spec.kernel().(K), true, spec
	s.Reset()
}

// open is begin for a name of ours and parameters from Go code: it panics where
// they are out of bounds, as that is an error of the program.
func (s *core[K]) open(name string, params ...float64) {
	spec, err := specOf(entryOf(name), params)
	if err != nil {
		panic(err.Error())
	}
	s.begin(spec)
}

// is returns what s is.
func (s *core[K]) is() Spec { return s.spec }

// fed panics with a useful message where a zero value would be fed.
func (s *core[K]) fed() {
	if !s.set {
		panic("indicator: a zero stream has no indicator; use a constructor or restore it")
	}
}

// value returns the outputs of the last update.
func value[V any, K kernel](s *core[K]) V {
	if !s.set {
		return none[V]()
	}
	return *(*V)(unsafe.Pointer(&s.out))
}

// keep makes v the outputs of the last update.
func keep[V any, K kernel](s *core[K], v V) {
	*(*V)(unsafe.Pointer(&s.out)) = v
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
// forgets (windows), and math.MaxInt for an eps below 2^-1000 and where no bound
// holds (running totals, and what depends on its own path, such as SAR).
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
	s.wild = false
	s.k.walk(&s.w)
	s.k.restored()
	for i := range s.out {
		s.out[i] = math.NaN()
	}
}

// String returns the canonical spec, such as "RSI(14)"; "" for the zero value.
func (s *core[K]) String() string { return s.spec.text }

// clone makes s a copy of the stream from, sharing nothing with it.
func (s *core[K]) clone(from *core[K]) {
	if !from.set {
		return
	}
	s.k, s.set, s.out, s.spec, s.wild = from.spec.kernel().(K), true, from.out, from.spec, from.wild
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
