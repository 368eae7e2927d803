package series_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// arithmetic are the operations, with what they are of two numbers.
var arithmetic = map[string]struct {
	f    func(a, b series.Series) (series.Series, error)
	want func(a, b float64) float64
}{
	"Add": {series.Series.Add, func(a, b float64) float64 { return a + b }},
	"Sub": {series.Series.Sub, func(a, b float64) float64 { return a - b }},
	"Mul": {series.Series.Mul, func(a, b float64) float64 { return a * b }},
	"Div": {series.Series.Div, func(a, b float64) float64 { return a / b }},
}

// pair makes two series on one clock.
func pair(rnd *rand.Rand, n int) (a, b series.Series) {
	a = random(rnd, n)
	v := append([]float64(nil), random(rnd, n).Values()...)
	return a, ns(append([]int64(nil), a.UnixNanos()...), v)
}

func TestArith(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for name, x := range arithmetic {
		for range 100 {
			a, b := pair(rnd, rnd.IntN(30))
			want := make([]float64, a.Len())
			for i := range want {
				want[i] = x.want(a.Value(i), b.Value(i))
			}
			got, err := x.f(a, b)
			if err != nil || !equal(got, ns(a.UnixNanos(), want)) {
				t.Fatalf("%s of %v and %v is %v, %v", name, a, b, got, err)
			}
		}
		a, b := pair(rnd, 60)
		must := func(s series.Series, err error) series.Series {
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		seriestest.Causal(t, func(in ...series.Series) series.Series { return must(x.f(in[0], in[1])) }, a, b)
		seriestest.MissingPair(t, func(a, b series.Series) series.Series { return must(x.f(a, b)) }, a, b)
		if n := testing.AllocsPerRun(20, func() { _, _ = x.f(a, b) }); n != 1 {
			t.Error(name, "allocates", n, "times")
		}
	}
}

func TestArithNotFinite(t *testing.T) {
	a, b := ns([]int64{1, 2}, []float64{1e75, 0}), ns([]int64{1, 2}, []float64{1e75, 0})
	neg := b.Map(func(x float64) float64 { return -x })
	for name, got := range map[string]func() (series.Series, error){
		"Add": func() (series.Series, error) { return a.Add(b) },
		"Sub": func() (series.Series, error) { return a.Sub(neg) },
		"Mul": func() (series.Series, error) { return a.Mul(b) },
	} {
		if s, _ := got(); s.Value(0) == s.Value(0) || s.Value(1) != 0 {
			t.Error(name, "beyond 1e75 is", s.Values())
		}
	}
	if s, _ := a.Div(b); s.Value(0) != 1 || s.Value(1) == s.Value(1) {
		t.Error("0/0 is", s.Values())
	}
	if s, _ := a.Div(ns([]int64{1, 2}, []float64{0, 1e-300})); s.Value(0) == s.Value(0) || s.Value(1) != 0 {
		t.Error("1e75/0 is", s.Values())
	}
}

func TestArithClocks(t *testing.T) {
	a := ns([]int64{1, 2, 3}, []float64{1, 2, 3})
	for _, x := range []struct {
		b        []int64
		index    int
		nanosecs int64
	}{
		{[]int64{1, 2, 4}, 2, 3}, {[]int64{0, 2, 3}, 0, 0}, {[]int64{1, 2}, 2, 3}, {[]int64{1, 2, 3, 9}, 3, 9}, {nil, 0, 1},
	} {
		s, err := a.Add(ns(x.b, make([]float64, len(x.b))))
		var e *series.PointError
		if !errors.As(err, &e) || !errors.Is(err, series.ErrClock) || e.Index != x.index || e.Time.UnixNano() != x.nanosecs || s.Len() != 0 {
			t.Errorf("clock %v: %v", x.b, err)
		}
	}
	if _, err := (series.Series{}).Div(series.Series{}); err != nil {
		t.Error("nothing by nothing:", err)
	}
}
