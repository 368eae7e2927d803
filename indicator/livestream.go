package indicator

import "github.com/riskon/riskon/series"

// A stream is what all live types have, for those who do not know which it is.
// It
// is fed with what its kind takes of an input.
type stream interface {
	Ready() bool
	Warmup() int
	Settle(eps float64) int
	Reset()
	String() string
	AppendBinary(b []byte) ([]byte, error)
	UnmarshalBinary(data []byte) error

	begin(spec Spec)
	is() Spec
	feed(dst []float64, in *input) []float64    // Update; appends the outputs
	look(dst []float64, in *input) []float64    // Peek
	last(dst []float64) []float64               // Value
	table(t []int64, in inputs) []series.Series // the outputs for many
	twin() stream                               // Clone
}

// An input is what a stream of any kind may be fed, and an inputs is many.
type (
	input struct {
		row
		x, y float64
	}
	inputs struct {
		cols
		x, y []float64
	}
)

func (s *numberStream[V]) feed(dst []float64, in *input) []float64 {
	v := s.Update(in.x)
	return append(dst, cells(&v)...)
}

func (s *numberStream[V]) look(dst []float64, in *input) []float64 {
	v := s.Peek(in.x)
	return append(dst, cells(&v)...)
}

func (s *numberStream[V]) last(dst []float64) []float64 {
	v := s.Value()
	return append(dst, cells(&v)...)
}

func (s *numberStream[V]) table(t []int64, in inputs) []series.Series {
	return columns(t, func(dst []V, i, j int) []V { return s.Append(dst, in.x[i:j]) })
}

func (s *numberStream[V]) twin() stream {
	c := new(numberStream[V])
	c.clone(&s.core)
	return c
}

func (s *PairStream) feed(dst []float64, in *input) []float64 {
	return append(dst, s.Update(in.x, in.y))
}
func (s *PairStream) look(dst []float64, in *input) []float64 { return append(dst, s.Peek(in.x, in.y)) }
func (s *PairStream) last(dst []float64) []float64            { return append(dst, s.Value()) }

func (s *PairStream) table(t []int64, in inputs) []series.Series {
	return columns(t, func(dst []float64, i, j int) []float64 { return s.Append(dst, in.x[i:j], in.y[i:j]) })
}

func (s *PairStream) twin() stream { return s.Clone() }

func (s *barStream[V]) feed(dst []float64, in *input) []float64 {
	v := s.update(in.row)
	return append(dst, cells(&v)...)
}

func (s *barStream[V]) look(dst []float64, in *input) []float64 {
	v := s.peek(in.row)
	return append(dst, cells(&v)...)
}

func (s *barStream[V]) last(dst []float64) []float64 {
	v := s.Value()
	return append(dst, cells(&v)...)
}

func (s *barStream[V]) table(t []int64, in inputs) []series.Series {
	return columns(t, func(dst []V, i, j int) []V { return s.append(dst, in.slice(i, j)) })
}

func (s *barStream[V]) twin() stream {
	c := new(barStream[V])
	c.clone(&s.core)
	return c
}
