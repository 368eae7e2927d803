package main

import (
	"reflect"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// ours is one live value of the library, with every way to feed it.
type ours struct {
	name string // as the value says it: "RSI(14)"

	append func(*block)     // Reset, then Append of the block into a reused dst
	update func(*block) int // feeds the block one by one; returns how many that were
	peek   func(*block) int // the same, with a Peek before each Update
	binary func([]byte) []byte
	batch  func(*block) // the allocating batch form

	columns func(*block) [][]float64 // the outputs, to compare
}

// theirs is a function of go-talib with its parameters. It allocates its outputs.
type theirs func(*block) [][]float64

// state is what all live values have.
type state interface {
	Reset()
	String() string
	AppendBinary([]byte) ([]byte, error)
}

type (
	numberLive[V any] interface {
		state
		Append([]V, []float64) []V
		Update(float64) V
		Peek(float64) V
	}
	barLive[V any] interface {
		state
		Append([]V, series.Bars) []V
		Update(series.Bar) V
		Peek(series.Bar) V
	}
)

// ofNumbers is a live value that reads closes.
func ofNumbers[V any](s numberLive[V], batch func(*block)) *ours {
	var dst []V
	o := newOurs(s, batch, &dst, func(b *block) { dst = s.Append(dst[:0], b.close) })
	o.update = func(b *block) int {
		for _, x := range b.close {
			s.Update(x)
		}
		return len(b.close)
	}
	o.peek = func(b *block) int {
		for _, x := range b.close {
			s.Peek(x)
			s.Update(x)
		}
		return len(b.close)
	}
	return o
}

// ofBars is a live value that reads bars.
func ofBars[V any](s barLive[V], batch func(*block)) *ours {
	var dst []V
	o := newOurs(s, batch, &dst, func(b *block) { dst = s.Append(dst[:0], b.bars) })
	o.update = func(b *block) int {
		for i := range b.rows {
			s.Update(b.rows[i])
		}
		return len(b.rows)
	}
	o.peek = func(b *block) int {
		for i := range b.rows {
			s.Peek(b.rows[i])
			s.Update(b.rows[i])
		}
		return len(b.rows)
	}
	return o
}

// ofPairs is a live value that reads closes and a column beside them.
func ofPairs(s *indicator.PairStream, beside func(*block) []float64, batch func(*block)) *ours {
	var dst []float64
	o := newOurs(s, batch, &dst, func(b *block) { dst = s.Append(dst[:0], b.close, beside(b)) })
	o.update = func(b *block) int {
		for i, y := range beside(b) {
			s.Update(b.close[i], y)
		}
		return len(b.close)
	}
	o.peek = func(b *block) int {
		for i, y := range beside(b) {
			s.Peek(b.close[i], y)
			s.Update(b.close[i], y)
		}
		return len(b.close)
	}
	return o
}

// newOurs fills in what does not depend on the input. dst is what fill fills.
func newOurs[V any](s state, batch func(*block), dst *[]V, fill func(*block)) *ours {
	o := &ours{name: s.String(), batch: batch}
	o.append = func(b *block) {
		s.Reset()
		fill(b)
	}
	o.binary = func(buf []byte) []byte {
		buf, err := s.AppendBinary(buf[:0])
		if err != nil {
			panic(err) // only a zero value has no state
		}
		return buf
	}
	o.columns = func(b *block) [][]float64 {
		o.append(b)
		return columns(*dst)
	}
	return o
}

// columns turns numbers, or structs of numbers, into one column for each number.
func columns[V any](vs []V) [][]float64 {
	if xs, ok := any(vs).([]float64); ok {
		return [][]float64{xs}
	}
	out := make([][]float64, reflect.TypeFor[V]().NumField())
	for _, v := range vs {
		r := reflect.ValueOf(v)
		for k := range out {
			out[k] = append(out[k], r.Field(k).Float())
		}
	}
	return out
}
