package series

import (
	"iter"
	"math"
	"sort"
	"time"
)

// Limit is the largest magnitude a value may have. A number beyond it, or one
// that is not finite, is no price and no sum of prices: builders reject it.
const Limit = 1e75

// A Series is a sequence of values, each stamped with the instant from which it
// may be used. Stamps are strictly increasing, in UTC, to the nanosecond.
// A value that is NaN is missing.
//
// A Series is passed by value, never changes, and shares its memory with the
// series cut from it. The zero Series is empty and ready to use.
type Series struct {
	t []int64
	v []float64
}

// New returns the series of values[i] known at times[i]. It copies both slices.
// The error is a *PointError for the first bad point: ErrLength, ErrOrder,
// ErrDuplicate, ErrRange or ErrInfinite.
func New(times []time.Time, values []float64) (Series, error) {
	if len(times) != len(values) {
		return Series{}, &PointError{Index: min(len(times), len(values)), Err: ErrLength}
	}
	t := make([]int64, len(times))
	for i, at := range times {
		ns, exact := unixNano(at)
		if !exact {
			if _, err := FromUnixNano(t[:i], values[:i]); err != nil {
				return Series{}, err
			}
			return Series{}, &PointError{Index: i, Time: at, Err: ErrRange}
		}
		t[i] = ns
	}
	return FromUnixNano(t, append([]float64(nil), values...))
}

// FromUnixNano is New for stamps in nanoseconds since 1970-01-01 UTC. It keeps
// both slices: the caller must not change them afterwards.
func FromUnixNano(t []int64, values []float64) (Series, error) {
	if len(t) != len(values) {
		return Series{}, &PointError{Index: min(len(t), len(values)), Err: ErrLength}
	}
	for i, v := range values {
		switch {
		case i > 0 && t[i] == t[i-1]:
			return Series{}, &PointError{Index: i, Time: time.Unix(0, t[i]).UTC(), Err: ErrDuplicate}
		case i > 0 && t[i] < t[i-1]:
			return Series{}, &PointError{Index: i, Time: time.Unix(0, t[i]).UTC(), Err: ErrOrder}
		case math.Abs(v) > Limit:
			return Series{}, &PointError{Index: i, Time: time.Unix(0, t[i]).UTC(), Err: ErrInfinite}
		}
	}
	return clipped(t, values), nil
}

// clipped makes a series of columns in order, without room for an append.
func clipped(t []int64, v []float64) Series {
	return Series{t: t[:len(t):len(t)], v: v[:len(v):len(v)]}
}

// Len returns the number of points.
func (s Series) Len() int { return len(s.t) }

// Time returns the stamp of point i.
func (s Series) Time(i int) time.Time { return time.Unix(0, s.t[i]).UTC() }

// Value returns the value of point i, NaN if it is missing.
func (s Series) Value(i int) float64 { return s.v[i] }

// Values returns all values. The slice is shared: do not change it.
func (s Series) Values() []float64 { return s.v }

// UnixNanos returns all stamps in nanoseconds since 1970-01-01 UTC. The slice
// is shared: do not change it.
func (s Series) UnixNanos() []int64 { return s.t }

// XY returns point i as gonum/plot wants it: x in Unix seconds, y the value.
func (s Series) XY(i int) (x, y float64) { return float64(s.t[i]) / 1e9, s.v[i] }

// All ranges over stamps and values.
func (s Series) All() iter.Seq2[time.Time, float64] {
	return func(yield func(time.Time, float64) bool) { s.Each(yield) }
}

// Each calls f with each stamp and value until f returns false. It is All for
// interpreters that cannot range over functions.
func (s Series) Each(f func(t time.Time, v float64) bool) {
	for i := range s.t {
		if !f(s.Time(i), s.v[i]) {
			return
		}
	}
}

// Slice returns points i to j-1. It panics if they do not exist, like a slice.
func (s Series) Slice(i, j int) Series { return Series{t: s.t[i:j:j], v: s.v[i:j:j]} }

// Between returns the points with from <= stamp <= to.
func (s Series) Between(from, to time.Time) Series {
	i, j := countUntil(s.t, from.Add(-1)), countUntil(s.t, to)
	return s.Slice(min(i, j), j)
}

// Until returns what is known at t: the points with stamp <= t. That is all of
// them after 2262 and none before 1678. Every transform
// f of this module satisfies f(s.Until(t)).Until(t) == f(s).Until(t).
func (s Series) Until(t time.Time) Series { return s.Slice(0, countUntil(s.t, t)) }

// countUntil returns the number of stamps <= t, which are in order.
func countUntil(stamps []int64, t time.Time) int {
	ns, exact := unixNano(t)
	if !exact && ns < 0 {
		return 0
	}
	return sort.Search(len(stamps), func(i int) bool { return stamps[i] > ns })
}

var (
	minTime = time.Unix(0, math.MinInt64).UTC()
	maxTime = time.Unix(0, math.MaxInt64).UTC()
)

// unixNano returns t in nanoseconds, saturated to the range of an int64
// (1678..2262), and whether t was inside it.
func unixNano(t time.Time) (ns int64, exact bool) {
	switch {
	case t.Before(minTime):
		return math.MinInt64, false
	case t.After(maxTime):
		return math.MaxInt64, false
	}
	return t.UnixNano(), true
}
