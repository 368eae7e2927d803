package series

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"time"
)

// ErrKnown means that a figure is said to be known before the day it is about.
var ErrKnown = errors.New("known before its reference date")

// Add appends the print of value, in unit, for the reference date ref, known
// from known on. This is for live use: prints come in the order in which they
// became known. Those of one instant may come in any order; by increasing
// reference date they cost least, else each copies the history.
//
// The unit is that of the publication at hand, so it is given each time. On an
// error, a *PointError with the index the print would have had and its known
// time, nothing changes:
//
//	ErrUnit       unit does not convert to that of v
//	ErrMissing    value is NaN
//	ErrInfinite   value is infinite, or beyond 1e75 in either unit
//	ErrRange      ref or known is outside 1678..2262
//	ErrKnown      known is before the start of ref's day, in ref's location
//	ErrOrder      known is before the last one of v
//	ErrDuplicate  v has a print of that reference date known at that instant
func (v *Vintages) Add(ref, known time.Time, value float64, unit Unit) error {
	p, err := v.check(ref, known, value, unit)
	if err == nil {
		err = v.insert(p)
	}
	if err != nil {
		return &PointError{Index: v.Len(), Time: known, Err: err}
	}
	return nil
}

// AddAll appends the prints of values[i] for ref[i], known from known[i] on,
// all in one unit and in any order, as a bulk download has them. Together they
// must not be known before the last print of v. A history with a change of unit
// takes one call for the vintages before it and one for those after.
//
// The errors are those of Add, and ErrLength; the index is that of the bad
// print in the input. After an error v is what it was.
func (v *Vintages) AddAll(ref, known []time.Time, values []float64, unit Unit) error {
	n := len(values)
	if len(ref) != n || len(known) != n {
		return &PointError{Index: min(len(ref), len(known), n), Err: ErrLength}
	}
	prints := make([]printed, n)
	for i, value := range values {
		p, err := v.check(ref[i], known[i], value, unit)
		if err != nil {
			return &PointError{Index: i, Time: known[i], Err: err}
		}
		p.index = i
		prints[i] = p
	}
	slices.SortStableFunc(prints, printed.compare)
	next := &Vintages{v.unit, slices.Grow(v.known, n), slices.Grow(v.ref, n), slices.Grow(v.value, n)}
	for _, p := range prints {
		if err := next.insert(p); err != nil {
			return &PointError{Index: p.index, Time: known[p.index], Err: err}
		}
	}
	*v = *next
	return nil
}

// A printed is one print on its way in.
type printed struct {
	known int64
	ref   day
	value float64
	index int // in the input of AddAll
}

// compare orders by known and then by reference date.
func (p printed) compare(q printed) int {
	return cmp.Or(cmp.Compare(p.known, q.known), cmp.Compare(p.ref, q.ref))
}

// check converts a print to v's unit, or says what is wrong with it by itself.
func (v *Vintages) check(ref, known time.Time, value float64, unit Unit) (printed, error) {
	converted, err := unit.Convert(value, v.unit)
	at, inside := unixNano(known)
	_, insideRef := unixNano(ref)
	date := dayOf(ref)
	switch {
	case err != nil:
		return printed{}, ErrUnit
	case value != value:
		return printed{}, ErrMissing
	case math.Abs(value) > Limit || math.Abs(converted) > Limit:
		return printed{}, ErrInfinite
	case !inside || !insideRef:
		return printed{}, ErrRange
	case known.Before(date.start(ref.Location())):
		return printed{}, ErrKnown
	}
	return printed{known: at, ref: date, value: converted}, nil
}

// insert puts a print where it belongs: at the end, or among the others of the
// last instant. Then the columns are copied, because Until may have shared
// them.
func (v *Vintages) insert(p printed) error {
	n := len(v.known)
	if n > 0 && p.known < v.known[n-1] {
		return ErrOrder
	}
	i := n
	for i > 0 && v.known[i-1] == p.known && day(v.ref[i-1]) > p.ref {
		i--
	}
	if i > 0 && v.known[i-1] == p.known && day(v.ref[i-1]) == p.ref {
		return ErrDuplicate
	}
	if i < n {
		v.known, v.ref, v.value = slices.Clip(v.known), slices.Clip(v.ref), slices.Clip(v.value)
	}
	v.known = slices.Insert(v.known, i, p.known)
	v.ref = slices.Insert(v.ref, i, int32(p.ref))
	v.value = slices.Insert(v.value, i, p.value)
	return nil
}
