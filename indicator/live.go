package indicator

import (
	"strconv"

	"github.com/riskon/riskon/series"
)

// A Live is a live indicator that was opened by name, of any kind: for screeners,
// services and whoever learns at run time what to compute. It is used like a
// [Stream]; its outputs are as many as its [Entry] has. The zero Live restores
// itself from a saved state of any indicator.
type Live struct {
	_  noCopy
	s  stream
	e  *Entry // of s
	in input  // of the last call, here so that it need not be copied
}

// Open returns a fresh Live of a spec, such as "BBANDS(20,2,2,SMA)". The error is
// that of [Parse].
func Open(spec string) (*Live, error) {
	s, err := Parse(spec)
	if err != nil {
		return nil, err
	}
	l := &Live{s: s.entry.stream(), e: s.entry}
	l.s.begin(s)
	return l, nil
}

// Update feeds a bar and appends the outputs to dst, NaN while warming up. What it
// reads is as in [Eval]: an indicator of bars, b; one of a number, more[0] or the
// close; one of a pair, more[0] and more[1], or the close and more[0], or the
// close and the open. A missing input gives NaN and changes nothing. It allocates
// only to grow dst. It panics if more has more numbers than are read.
func (l *Live) Update(dst []float64, b series.Bar, more []float64) []float64 {
	l.in.row = row{b.Open, b.High, b.Low, b.Close, b.Volume}
	return l.s.feed(dst, l.input(more))
}

// Peek appends what Update(dst, b, more) would, and changes nothing.
func (l *Live) Peek(dst []float64, b series.Bar, more []float64) []float64 {
	l.in.row = row{b.Open, b.High, b.Low, b.Close, b.Volume}
	return l.s.look(dst, l.input(more))
}

// input completes l.in, which has the row.
func (l *Live) input(more []float64) *input {
	if l.s == nil {
		panic("indicator: a zero Live has no indicator; use Open or restore it")
	}
	if len(more) > l.e.most() {
		panic("indicator: " + l.String() + ": " + strconv.Itoa(len(more)) + " numbers besides the bar")
	}
	l.in.x, l.in.y = l.in.close, l.in.open
	switch {
	case len(more) == 2:
		l.in.x, l.in.y = more[0], more[1]
	case len(more) == 1 && l.e.kind == takesPair:
		l.in.y = more[0]
	case len(more) == 1:
		l.in.x = more[0]
	}
	return &l.in
}

// Value appends the last outputs to dst: those of the last input that was not
// missing, NaN while warming up; nothing for the zero Live.
func (l *Live) Value(dst []float64) []float64 {
	if l.s == nil {
		return dst
	}
	return l.s.last(dst)
}

// Spec returns what l is; the zero Spec for the zero Live.
func (l *Live) Spec() Spec {
	if l.s == nil {
		return Spec{}
	}
	return l.s.is()
}

// String returns the canonical spec, such as "RSI(14)"; "" for the zero value.
func (l *Live) String() string { return l.Spec().String() }

// Ready reports whether the last update gave all outputs.
func (l *Live) Ready() bool { return l.s != nil && l.s.Ready() }

// Warmup returns the number of inputs until all outputs are there, exactly.
func (l *Live) Warmup() int {
	if l.s == nil {
		return 0
	}
	return l.s.Warmup()
}

// Settle returns the number of inputs after which the weight of the seed in the
// outputs is at most eps, math.MaxInt where no bound holds.
func (l *Live) Settle(eps float64) int {
	if l.s == nil {
		return 0
	}
	return l.s.Settle(eps)
}

// Reset takes l back to before its first input.
func (l *Live) Reset() {
	if l.s != nil {
		l.s.Reset()
	}
}

// Clone returns an independent copy.
func (l *Live) Clone() *Live {
	if l.s == nil {
		return new(Live)
	}
	return &Live{s: l.s.twin(), e: l.e}
}
