package series_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestNewErrors(t *testing.T) {
	a, b, c := on("2026-01-01"), on("2026-01-02"), on("2026-01-03")
	far := on("2300-01-01")
	for _, x := range []struct {
		times  []time.Time
		values []float64
		index  int
		want   error
	}{
		{[]time.Time{a, b}, []float64{1}, 1, series.ErrLength},
		{[]time.Time{a}, nil, 0, series.ErrLength},
		{[]time.Time{a, b, b}, []float64{1, 2, 3}, 2, series.ErrDuplicate},
		{[]time.Time{a, c, b}, []float64{1, 2, 3}, 2, series.ErrOrder},
		{[]time.Time{a, far}, []float64{1, 2}, 1, series.ErrRange},
		{[]time.Time{{}}, []float64{1}, 0, series.ErrRange},
		{[]time.Time{a, a, far}, []float64{1, 2, 3}, 1, series.ErrDuplicate}, // the first bad point
		{[]time.Time{a}, []float64{math.Inf(1)}, 0, series.ErrInfinite},
		{[]time.Time{a, b}, []float64{1, -1.0000001e75}, 1, series.ErrInfinite},
	} {
		s, err := series.New(x.times, x.values)
		var e *series.PointError
		if !errors.As(err, &e) || !errors.Is(err, x.want) || e.Index != x.index || s.Len() != 0 {
			t.Errorf("New(%v, %v): %v, want %v at %d", x.times, x.values, err, x.want, x.index)
		}
	}
	if _, err := series.FromUnixNano([]int64{1}, nil); !errors.Is(err, series.ErrLength) {
		t.Error("FromUnixNano:", err)
	}
	s, err := series.New([]time.Time{a, b, c}, []float64{series.Limit, nan, -series.Limit})
	if err != nil || s.Len() != 3 {
		t.Error("a good series:", err)
	}
	for err, want := range map[*series.PointError]string{
		{Index: 3, Time: a, Err: series.ErrOrder}: "series: point 3 (2026-01-01T00:00:00Z): time not after the one before",
		{Index: 3, Err: series.ErrLength}:         "series: point 3: different lengths",
		{Index: -1, Err: series.ErrTick}:          "series: tick not within 1e-75..1e75",
	} {
		if err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	}
}

func TestNewCopies(t *testing.T) {
	times, values := []time.Time{on("2026-01-01")}, []float64{1}
	s, _ := series.New(times, values)
	times[0], values[0] = on("2027-01-01"), 2
	if s.Value(0) != 1 || s.Time(0).Year() != 2026 {
		t.Error("New keeps its slices")
	}
}

func TestCuts(t *testing.T) {
	s := ns([]int64{math.MinInt64, 10, 20, 30, math.MaxInt64}, []float64{1, 2, 3, 4, 5})
	at := func(ns int64) time.Time { return time.Unix(0, ns) }
	before, after := on("1500-01-01"), on("2400-01-01")
	for _, x := range []struct {
		from, to time.Time
		i, j     int
	}{
		{at(10), at(30), 1, 4}, {at(11), at(29), 2, 3}, {at(21), at(29), 3, 3}, {at(30), at(10), 3, 2},
		{before, after, 0, 5}, {before, before, 0, 0}, {after, after, 5, 5}, {at(math.MinInt64), at(math.MinInt64), 0, 1},
	} {
		if got := s.Between(x.from, x.to); !equal(got, s.Slice(min(x.i, x.j), x.j)) {
			t.Errorf("Between(%v, %v) is %v", x.from, x.to, got)
		}
		if got := s.Until(x.to); !equal(got, s.Slice(0, x.j)) {
			t.Errorf("Until(%v) is %v", x.to, got)
		}
	}
	var zero series.Series
	if zero.Len()+zero.Until(after).Len()+zero.Between(before, after).Len()+zero.Slice(0, 0).Len() != 0 {
		t.Error("the zero Series is not empty")
	}
}

func TestReadAccess(t *testing.T) {
	s := ns([]int64{1e9, 2e9}, []float64{5, nan})
	n := 0
	for at, v := range s.All() {
		if !at.Equal(s.Time(n)) || n == 0 && v != 5 {
			t.Error("All gives", at, v)
		}
		n++
	}
	for range s.All() {
		n++
		break
	}
	if n != 3 {
		t.Error("All gives", n-1, "points")
	}
	if x, y := s.XY(0); x != 1 || y != 5 {
		t.Error("XY is", x, y)
	}
	if cap(s.Slice(0, 1).Values()) != 1 || cap(s.Until(s.Time(0)).UnixNanos()) != 1 {
		t.Error("cuts can be appended to in place")
	}
}
