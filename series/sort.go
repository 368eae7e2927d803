package series

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Sort is New for data as they come from a vendor: in any order, with points
// twice, with numbers that are none. It puts the points in the order of time and
// reports all it found.
//
// Points out of order and NaN are no errors. A duplicate, an infinite value and a
// time out of range are, under Reject: the error is the *PointError of the first
// in the input, and the report still lists them all. Under KeepFirst and KeepLast
// an infinite value becomes a missing point, a time out of range is left out, and
// of several points at one time one stays: the first, or the last, that is not
// missing; if all are missing, one missing point.
//
// Slices of different length give a *PointError with ErrLength. Sort panics if
// policy is none of the three. It copies both slices.
func Sort(times []time.Time, values []float64, policy Policy) (Series, Report, error) {
	if policy < Reject || policy > KeepLast {
		panic("series: Sort: none of Reject, KeepFirst, KeepLast")
	}
	var r Report
	if len(times) != len(values) {
		return Series{}, r, &PointError{Index: min(len(times), len(values)), Err: ErrLength}
	}
	points := r.read(times, values)
	slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(a.t, b.t) })
	t, v := make([]int64, 0, len(points)), make([]float64, 0, len(points))
	for len(points) > 0 {
		n := 1
		for n < len(points) && points[n].t == points[0].t {
			n++
		}
		kept := r.choose(points[:n], policy)
		t, v = append(t, kept.t), append(v, kept.v)
		points = points[n:]
	}
	slices.SortStableFunc(r.Points, func(a, b *PointError) int { return cmp.Compare(a.Index, b.Index) })
	if policy == Reject {
		for _, p := range r.Points {
			if p.Err != ErrOrder && p.Err != ErrMissing {
				return Series{}, r, p
			}
		}
	}
	return clipped(t, v), r, nil
}

// A point is a point of the input at position i.
type point struct {
	t int64
	v float64
	i int
}

// read returns the points with a time that exists, and reports on each by itself.
func (r *Report) read(times []time.Time, values []float64) []point {
	points := make([]point, 0, len(times))
	latest := int64(math.MinInt64)
	for i, at := range times {
		v := values[i]
		t, exact := unixNano(at)
		if !exact {
			r.add(&r.Range, i, at, ErrRange)
			continue
		}
		if t < latest {
			r.add(&r.Moved, i, at, ErrOrder)
		}
		latest = max(latest, t)
		switch {
		case v != v:
			r.add(&r.Missing, i, at, ErrMissing)
		case math.Abs(v) > Limit:
			r.add(&r.Infinite, i, at, ErrInfinite)
		}
		points = append(points, point{t: t, v: number(v), i: i})
	}
	return points
}

// choose returns the point that stays of those at one time, in the order of the
// input, and reports the others. Under Reject that is the first.
func (r *Report) choose(points []point, policy Policy) point {
	keep := -1
	for k, p := range points {
		if p.v == p.v && (keep < 0 || policy == KeepLast) {
			keep = k
		}
	}
	keep = max(keep, 0)
	for k, p := range points {
		if k != keep {
			r.add(&r.Duplicate, p.i, time.Unix(0, p.t), ErrDuplicate)
		}
	}
	return points[keep]
}
