package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

func TestDiffNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		s := random(rnd, rnd.IntN(40))
		for _, n := range []int{1, 2, 7, 100} {
			var seen, diff, ret, log []float64
			for _, x := range s.Values() {
				d, r, l := nan, nan, nan
				if x == x {
					if seen = append(seen, x); len(seen) > n {
						b := seen[len(seen)-1-n]
						d, r = x-b, x/b-1
						if x > 0 && b > 0 {
							l = math.Log(x) - math.Log(b)
						}
					}
				}
				diff, ret, log = append(diff, d), append(ret, r), append(log, l)
			}
			if got := s.Diff(n); !equal(got, ns(s.UnixNanos(), diff)) {
				t.Fatalf("Diff(%d) of %v is %v, want %v", n, s.Values(), got.Values(), diff)
			}
			if got := s.Return(n); !equal(got, ns(s.UnixNanos(), ret)) {
				t.Fatalf("Return(%d) of %v is %v, want %v", n, s.Values(), got.Values(), ret)
			}
			got := s.LogReturn(n)
			for i, want := range log {
				if v := got.Value(i); (v == v) != (want == want) || math.Abs(v-want) > 1e-14*(1+math.Abs(want)) {
					t.Fatalf("LogReturn(%d) of %v is %v, want %v", n, s.Values(), got.Values(), log)
				}
			}
		}
	}
}

func TestDiffOverNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		s := random(rnd, rnd.IntN(40))
		for _, d := range []time.Duration{1, 5, 11, 60, series.Forever} {
			for _, maxAge := range []time.Duration{0, 3, 20, series.Forever} {
				want := make([]float64, s.Len())
				for i := range want {
					want[i] = nan
					v, age, ok := s.At(s.Time(i).Add(-d))
					if ok && age <= maxAge {
						want[i] = s.Value(i) - v
					}
				}
				if got := s.DiffOver(d, maxAge); !equal(got, ns(s.UnixNanos(), want)) {
					t.Fatalf("DiffOver(%d, %d) of %v is %v, want %v", d, maxAge, s, got.Values(), want)
				}
			}
		}
	}
}

func TestDiffEdges(t *testing.T) {
	s := ns([]int64{math.MinInt64, 0, math.MaxInt64}, []float64{1e75, -1e75, 0})
	if got := s.Diff(1).Values(); got[1] == got[1] || got[2] != 1e75 {
		t.Error("a change of 2e75 is", got)
	}
	if got := s.Return(1).Values(); got[1] != -2 || got[2] != -1 {
		t.Error("Return is", got)
	}
	if got := ns([]int64{1, 2, 3}, []float64{0, 1, 0}).Return(1).Values(); got[1] == got[1] || got[2] != -1 {
		t.Error("Return from 0 is", got)
	}
	if got := ns([]int64{1, 2, 3}, []float64{-1, -2, 0}).LogReturn(1).Values(); got[1] == got[1] || got[2] == got[2] {
		t.Error("LogReturn of negative values is", got)
	}
	if got := s.DiffOver(series.Forever, series.Forever).Values(); got[1] == got[1] || got[2] != 1e75 {
		t.Error("DiffOver by 292 years is", got)
	}
	mustPanic(t, "series: Diff: n < 1", func() { s.Diff(0) })
	mustPanic(t, "series: Return: n < 1", func() { s.Return(-1) })
	mustPanic(t, "series: LogReturn: n < 1", func() { s.LogReturn(0) })
	mustPanic(t, "series: DiffOver: d <= 0", func() { s.DiffOver(0, 0) })
	mustPanic(t, "series: DiffOver: maxAge < 0", func() { s.DiffOver(1, -1) })
}

// unary checks the laws of functions of one series.
func unary(t *testing.T, functions map[string]func(series.Series) series.Series) {
	rnd := rand.New(rand.NewPCG(3, 1))
	for name, f := range functions {
		t.Run(name, func(t *testing.T) {
			g := func(in ...series.Series) series.Series { return f(in[0]) }
			for _, s := range []series.Series{random(rnd, 50), random(rnd, 1), {}} {
				seriestest.Causal(t, g, s)
				seriestest.Missing(t, g, s)
			}
		})
	}
}

func TestDiffLaws(t *testing.T) {
	unary(t, map[string]func(series.Series) series.Series{
		"Diff":             func(s series.Series) series.Series { return s.Diff(3) },
		"Return":           func(s series.Series) series.Series { return s.Return(2) },
		"LogReturn":        func(s series.Series) series.Series { return s.LogReturn(1) },
		"DiffOver":         func(s series.Series) series.Series { return s.DiffOver(9, 6) },
		"DiffOver exact":   func(s series.Series) series.Series { return s.DiffOver(5, 0) },
		"DiffOver Forever": func(s series.Series) series.Series { return s.DiffOver(20, series.Forever) },
	})
}

func TestDiffAllocates(t *testing.T) {
	s := random(rand.New(rand.NewPCG(1, 1)), 1000)
	for name, f := range map[string]func(){
		"Diff": func() { s.Diff(3) }, "LogReturn": func() { s.LogReturn(3) }, "DiffOver": func() { s.DiffOver(3, 9) },
	} {
		if n := testing.AllocsPerRun(20, f); n != 1 {
			t.Error(name, "allocates", n, "times")
		}
	}
}
