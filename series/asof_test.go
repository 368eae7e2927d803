package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// asOf is AsOf and Age by looking at every pair.
func asOf(s, clock series.Series, maxAge time.Duration) (value, age []float64) {
	for i := range clock.Len() {
		v, a := nan, nan
		for j := range s.Len() {
			d := clock.UnixNanos()[i] - s.UnixNanos()[j]
			if d >= 0 && s.Value(j) == s.Value(j) {
				v, a = s.Value(j), float64(d)/1e9
				if time.Duration(d) > maxAge {
					v = nan
				}
			}
		}
		value, age = append(value, v), append(age, a)
	}
	return value, age
}

func TestAsOfNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 400 {
		s, clock := random(rnd, rnd.IntN(30)), random(rnd, rnd.IntN(30))
		for _, maxAge := range []time.Duration{0, 1, 7, 40, series.Forever} {
			value, age := asOf(s, clock, maxAge)
			if got := s.AsOf(clock, maxAge); !equal(got, ns(clock.UnixNanos(), value)) {
				t.Fatalf("AsOf(%d) of %v at %v is %v, want %v", maxAge, s, clock, got.Values(), value)
			}
			if got := s.Age(clock); !equal(got, ns(clock.UnixNanos(), age)) {
				t.Fatalf("Age of %v at %v is %v, want %v", s, clock, got.Values(), age)
			}
		}
		for i := range clock.Len() {
			value, age := asOf(s, clock.Slice(i, i+1), series.Forever)
			v, a, ok := s.At(clock.Time(i))
			if ok != (age[0] == age[0]) || ok && (v != value[0] || a.Seconds() != age[0]) || !ok && (v == v || a != 0) {
				t.Fatalf("At(%v) is %v %v %v, want %v %v", clock.Time(i), v, a, ok, value[0], age[0])
			}
		}
	}
}

func TestAsOfExtremes(t *testing.T) {
	s := ns([]int64{math.MinInt64}, []float64{5})
	late := ns([]int64{0, math.MaxInt64}, []float64{nan, nan})
	if got := s.AsOf(late, series.Forever); got.Value(0) != 5 || got.Value(1) != 5 {
		t.Error("Forever is not forever:", got.Values())
	}
	if got := s.AsOf(late, series.Forever-1); got.Value(1) == 5 {
		t.Error("584 years pass for less than 292")
	}
	if got := s.Age(late).Value(1); got != math.MaxUint64/1e9 {
		t.Error("age over the whole range is", got)
	}
	if _, age, ok := s.At(on("2500-01-01")); !ok || age != series.Forever {
		t.Error("At after 2262:", age, ok)
	}
	if _, _, ok := s.At(on("1500-01-01")); ok {
		t.Error("a value is known before its stamp, in 1500")
	}
	if got := (series.Series{}).AsOf(late, 0); got.Len() != 2 || got.Value(0) == got.Value(0) {
		t.Error("the empty series has a value")
	}
	mustPanic(t, "series: AsOf: maxAge < 0", func() { s.AsOf(late, -1) })
}

func TestAsOfAllocates(t *testing.T) {
	s := random(rand.New(rand.NewPCG(1, 1)), 1000)
	if n := testing.AllocsPerRun(20, func() { s.AsOf(s, series.Forever) }); n != 1 {
		t.Error("AsOf allocates", n, "times")
	}
	if n := testing.AllocsPerRun(20, func() { s.Lag(3) }); n != 1 {
		t.Error("Lag allocates", n, "times")
	}
	if n := testing.AllocsPerRun(20, func() { s.At(s.Time(500)); s.Until(s.Time(500)) }); n != 0 {
		t.Error("At and Until allocate", n, "times")
	}
}
