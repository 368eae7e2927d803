package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestMap(t *testing.T) {
	s := ns([]int64{1, 2, 3, 4, 5}, []float64{4, nan, -1, 1e74, 0})
	var seen []float64
	got := s.Map(func(x float64) float64 { seen = append(seen, x); return math.Sqrt(x) * 1e38 })
	if len(seen) != 4 || seen[1] != -1 {
		t.Error("f is called with", seen)
	}
	if !equal(got, ns([]int64{1, 2, 3, 4, 5}, []float64{2e38, nan, nan, 1e75, 0})) {
		t.Error("Map is", got.Values())
	}
	if v := s.Map(func(x float64) float64 { return x * 11 }).Value(3); v == v {
		t.Error("1.1e75 is", v)
	}
	if v := s.Map(func(x float64) float64 { return 1 / x }).Value(4); v == v {
		t.Error("1/0 is", v)
	}
}

func TestObserved(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		s := random(rnd, rnd.IntN(30))
		got, j := s.Observed(), 0
		for i, x := range s.Values() {
			if x == x {
				if !got.Time(j).Equal(s.Time(i)) || got.Value(j) != x {
					t.Fatalf("Observed of %v is %v", s, got)
				}
				j++
			}
		}
		if got.Len() != j {
			t.Fatalf("Observed of %v is %v", s, got)
		}
		if n := testing.AllocsPerRun(20, func() { got.Observed() }); n != 0 {
			t.Fatal("Observed of clean data allocates", n, "times")
		}
	}
}

func TestMapLaws(t *testing.T) {
	unary(t, map[string]func(series.Series) series.Series{
		"Map":      func(s series.Series) series.Series { return s.Map(math.Abs) },
		"Observed": series.Series.Observed,
	})
}

// A NaN of other bits, as other programs write them, does not go through.
func TestCanonicalNaN(t *testing.T) {
	odd := math.Float64frombits(0x7ff8_dead_beef_0000)
	s := ns([]int64{1, 2, 3}, []float64{1, odd, 3})
	w := s.Trailing(time.Hour)
	sum, _ := s.Add(s)
	for i, got := range []series.Series{
		s.Map(math.Abs), w.Count(), w.Sum(), w.Mean(), w.Std(), w.Min(), w.Max(), w.Quantile(0.5),
		s.Lag(1), s.Diff(1), s.DiffOver(1, 0), s.AsOf(s, 0), sum,
	} {
		if bits := math.Float64bits(got.Value(1)); bits != math.Float64bits(nan) {
			t.Errorf("output %d: %#x", i, bits)
		}
	}
}
