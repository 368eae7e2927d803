package series

import (
	"fmt"
	"time"
)

// A Join says which stamps Align keeps. The zero Join is invalid: which rows
// take part in a calculation is not a matter for a default.
type Join int

const (
	Inner Join = iota + 1 // the stamps that all series have
	Outer                 // the stamps that any series has
)

// String returns the name of the constant.
func (j Join) String() string {
	switch j {
	case Inner:
		return "Inner"
	case Outer:
		return "Outer"
	}
	return fmt.Sprintf("Join(%d)", int(j))
}

// A Frame is a table: several columns of values on one clock. Like a Series it
// is passed by value and never changes; the zero Frame is empty.
type Frame struct {
	t    []int64
	cols [][]float64
}

// Align puts series side by side on one clock, column j being the j-th series.
// Inner keeps the stamps that all series have, Outer those that any has. Align
// never fills: where a series has no point, or a missing one, its column is NaN.
// To use the latest known value instead, say so with AsOf.
//
// Align panics if how is neither Inner nor Outer.
func Align(how Join, s ...Series) Frame {
	if how != Inner && how != Outer {
		panic("series: Align: neither Inner nor Outer")
	}
	if len(s) == 0 {
		return Frame{}
	}
	clock := s[0].t
	for _, x := range s[1:] {
		switch {
		case sameClock(clock, x.t):
		case how == Inner:
			clock = intersect(clock, x.t)
		default:
			clock = union(clock, x.t)
		}
	}
	clock = clock[:len(clock):len(clock)]
	f := Frame{t: clock, cols: make([][]float64, len(s))}
	for j, x := range s {
		f.cols[j] = x.AsOf(Series{t: clock}, 0).v
	}
	return f
}

// Len returns the number of rows.
func (f Frame) Len() int { return len(f.t) }

// Width returns the number of columns.
func (f Frame) Width() int { return len(f.cols) }

// Time returns the stamp of row i.
func (f Frame) Time(i int) time.Time { return time.Unix(0, f.t[i]).UTC() }

// Column returns column j as a series on the frame's clock, sharing memory.
func (f Frame) Column(j int) Series { return Series{t: f.t, v: f.cols[j]} }

// Until returns the rows known at t, those with stamp <= t, sharing memory.
func (f Frame) Until(t time.Time) Frame {
	n := countUntil(f.t, t)
	cut := Frame{t: f.t[:n:n], cols: make([][]float64, len(f.cols))}
	for j, c := range f.cols {
		cut.cols[j] = c[:n:n]
	}
	return cut
}

// sameClock reports whether a and b are the same stamps. It is quick when they
// share memory, as columns of one table do.
func sameClock(a, b []int64) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// intersect returns the stamps that are in a and in b.
func intersect(a, b []int64) []int64 {
	out := make([]int64, 0, min(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case b[0] < a[0]:
			b = b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return out
}

// union returns the stamps that are in a or in b.
func union(a, b []int64) []int64 {
	out := make([]int64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case b[0] < a[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}
