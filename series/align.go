package series

import (
	"fmt"
	"math"
	"slices"
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
	t     []int64
	cols  [][]float64
	names []string // of the columns, or nil
}

// Align puts series side by side on one clock, column j being the j-th series.
// Inner keeps the stamps that all series have, Outer those that any has. Align
// never fills: where a series has no point, or a missing one, its column is NaN.
// A series that has all the frame's stamps and no other shares its memory with it.
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
	f := Frame{t: clockOf(how, s), cols: make([][]float64, len(s))}
	own := 0 // columns that are not a series as it stands
	for j, x := range s {
		// All of the clock is in x, or all of x in the clock.
		if len(x.t) == len(f.t) {
			f.cols[j] = x.v[:len(x.v):len(x.v)]
		} else {
			own++
		}
	}
	cells := make([]float64, own*len(f.t))
	for j, x := range s {
		if f.cols[j] != nil || len(f.t) == 0 {
			continue
		}
		f.cols[j], cells = cells[:len(f.t):len(f.t)], cells[len(f.t):]
		if how == Inner {
			pick(f.cols[j], f.t, x)
		} else {
			place(f.cols[j], f.t, x)
		}
	}
	return f
}

// pick copies the values of x at the stamps of clock, which are all in x.
func pick(dst []float64, clock []int64, x Series) {
	j := 0
	for i, at := range clock {
		for x.t[j] != at {
			j++
		}
		dst[i] = x.v[j]
	}
}

// place copies all values of x, whose stamps are all in clock. The rest is missing.
func place(dst []float64, clock []int64, x Series) {
	j := 0
	for i, at := range clock {
		v := math.NaN()
		if j < len(x.t) && x.t[j] == at {
			v = x.v[j]
			j++
		}
		dst[i] = v
	}
}

// Len returns the number of rows.
func (f Frame) Len() int { return len(f.t) }

// Width returns the number of columns.
func (f Frame) Width() int { return len(f.cols) }

// Time returns the stamp of row i.
func (f Frame) Time(i int) time.Time { return time.Unix(0, f.t[i]).UTC() }

// Column returns column j as a series on the frame's clock, sharing memory.
func (f Frame) Column(j int) Series { return Series{t: f.t, v: f.cols[j]} }

// Named returns the frame with names for its columns, which tables and JSON show.
// It panics if there is not one name for each column.
func (f Frame) Named(names ...string) Frame {
	if len(names) != len(f.cols) {
		panic("series: Named: not a name for each column")
	}
	f.names = slices.Clone(names)
	return f
}

// Names returns the names of the columns, nil if they have none.
func (f Frame) Names() []string { return slices.Clone(f.names) }

// Until returns the rows known at t, those with stamp <= t, sharing memory.
func (f Frame) Until(t time.Time) Frame {
	n := countUntil(f.t, t)
	cut := Frame{t: f.t[:n:n], cols: make([][]float64, len(f.cols)), names: f.names}
	for j, c := range f.cols {
		cut.cols[j] = c[:n:n]
	}
	return cut
}
