package series_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestSortReports(t *testing.T) {
	a, b, c, d := on("2026-01-01"), on("2026-01-02"), on("2026-01-03"), on("2026-01-04")
	far := on("2300-01-01")
	times := []time.Time{b, a, b, far, d, c, c, b, d}
	values := []float64{1, 2, nan, 4, math.Inf(-1), 6, 7, 8, nan}
	for policy, want := range map[series.Policy][]float64{
		series.KeepFirst: {2, 1, 6, nan},
		series.KeepLast:  {2, 8, 7, nan},
	} {
		s, r, err := series.Sort(times, values, policy)
		if err != nil {
			t.Fatal(err)
		}
		w, _ := series.New([]time.Time{a, b, c, d}, want)
		if !equal(s, w) {
			t.Errorf("%v gives %v, want %v", policy, s.Values(), want)
		}
		if r.Moved != 4 || r.Duplicate != 4 || r.Missing != 2 || r.Infinite != 1 || r.Range != 1 || len(r.Points) != 12 {
			t.Errorf("%v reports %+v", policy, r)
		}
		if r.String() != "4 moved, 4 duplicate, 2 missing, 1 infinite, 1 out of range" {
			t.Errorf("%v reports %v", policy, r)
		}
	}
	_, r, err := series.Sort(times, values, series.KeepFirst)
	var got []string
	for _, p := range r.Points {
		got = append(got, fmt.Sprint(p.Index, p.Time.Day(), p.Err))
		if !p.Time.Equal(times[p.Index]) {
			t.Errorf("point %d has the time %v", p.Index, p.Time)
		}
	}
	want := []string{
		fmt.Sprint(1, 1, series.ErrOrder),
		fmt.Sprint(2, 2, series.ErrMissing), fmt.Sprint(2, 2, series.ErrDuplicate),
		fmt.Sprint(3, 1, series.ErrRange),
		fmt.Sprint(4, 4, series.ErrInfinite),
		fmt.Sprint(5, 3, series.ErrOrder),
		fmt.Sprint(6, 3, series.ErrOrder), fmt.Sprint(6, 3, series.ErrDuplicate),
		fmt.Sprint(7, 2, series.ErrOrder), fmt.Sprint(7, 2, series.ErrDuplicate),
		fmt.Sprint(8, 4, series.ErrMissing), fmt.Sprint(8, 4, series.ErrDuplicate),
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\n%q, want\n%q", err, got, want)
	}
}

func TestSortRejects(t *testing.T) {
	a, b, far := on("2026-01-01"), on("2026-01-02"), on("1500-01-01")
	for _, x := range []struct {
		times  []time.Time
		values []float64
		index  int
		want   error
	}{
		{[]time.Time{b, a, b, a}, []float64{1, 2, 3, 4}, 2, series.ErrDuplicate},
		{[]time.Time{b, a, a}, []float64{math.Inf(1), 2, 3}, 0, series.ErrInfinite},
		{[]time.Time{b, a, a}, []float64{1, 2, nan}, 2, series.ErrDuplicate},
		{[]time.Time{b, far}, []float64{1, 2}, 1, series.ErrRange},
		{[]time.Time{b}, []float64{1, 2}, 1, series.ErrLength},
		{[]time.Time{a, b}, nil, 0, series.ErrLength},
	} {
		s, r, err := series.Sort(x.times, x.values, series.Reject)
		var e *series.PointError
		if !errors.As(err, &e) || !errors.Is(err, x.want) || e.Index != x.index || s.Len() != 0 {
			t.Errorf("Sort(%v, %v): %v, want %v at %d", x.times, x.values, err, x.want, x.index)
		}
		if x.want != series.ErrLength && (len(r.Points) == 0 || !e.Time.Equal(x.times[x.index])) {
			t.Errorf("%v: report %v", err, r)
		}
	}
	s, r, err := series.Sort([]time.Time{b, a}, []float64{nan, 2}, series.Reject)
	if err != nil || r.Moved != 1 || r.Missing != 1 || s.Len() != 2 || s.Value(0) != 2 {
		t.Error("order and NaN alone:", s, r, err)
	}
	if s, r, err := series.Sort(nil, nil, series.Reject); err != nil || s.Len() != 0 || r.String() != "clean" {
		t.Error("nothing:", s, r, err)
	}
	var zero series.Policy
	mustPanic(t, "series: Sort: none of Reject, KeepFirst, KeepLast", func() { series.Sort(nil, nil, zero) })
	if got := fmt.Sprint(series.Reject, series.KeepFirst, series.KeepLast, zero); got != "Reject KeepFirst KeepLast Policy(0)" {
		t.Error("names of Policy:", got)
	}
}

// Sort against a map from time to value, filled in the order of the input.
func TestSortNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		n := rnd.IntN(30)
		times, values := make([]time.Time, n), make([]float64, n)
		first, last := map[int64]float64{}, map[int64]float64{}
		for i := range n {
			at := rnd.Int64N(20)
			times[i], values[i] = time.Unix(0, at), rnd.NormFloat64()
			if rnd.IntN(4) == 0 {
				values[i] = nan
			}
			if old, ok := first[at]; !ok || old != old {
				first[at] = values[i]
			}
			if _, ok := last[at]; !ok || values[i] == values[i] {
				last[at] = values[i]
			}
		}
		for policy, want := range map[series.Policy]map[int64]float64{series.KeepFirst: first, series.KeepLast: last} {
			s, r, err := series.Sort(times, values, policy)
			if err != nil || s.Len() != len(want) || r.Duplicate != n-len(want) {
				t.Fatal(s, r, err)
			}
			for i, at := range s.UnixNanos() {
				if i > 0 && s.UnixNanos()[i-1] >= at {
					t.Fatal("not in order:", s)
				}
				if x, v := want[at], s.Value(i); x != v && (x == x || v == v) {
					t.Fatalf("%v at %d is %v, want %v", policy, at, v, x)
				}
			}
			if s, _, err = series.Sort(times, values, series.Reject); (err == nil) != (len(want) == n) {
				t.Fatal("Reject:", s, err)
			}
		}
	}
}
