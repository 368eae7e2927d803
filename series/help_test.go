package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/riskon/riskon/series"
)

var nan = math.NaN()

// on returns 00:00 UTC of a date.
func on(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t
}

// ns makes a series of stamps in nanoseconds.
func ns(t []int64, v []float64) series.Series {
	s, err := series.FromUnixNano(t, v)
	if err != nil {
		panic(err)
	}
	return s
}

// random makes a series with uneven stamps, a few of them extreme, and missing points.
func random(rnd *rand.Rand, n int) series.Series {
	var t []int64
	var v []float64
	at := rnd.Int64N(20)
	for range n {
		at += 1 + rnd.Int64N(12)
		x := rnd.NormFloat64()
		if rnd.IntN(5) == 0 {
			x = nan
		}
		t, v = append(t, at), append(v, x)
	}
	return ns(t, v)
}

func location(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func equal(a, b series.Series) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		x, y := a.Value(i), b.Value(i)
		if !a.Time(i).Equal(b.Time(i)) || math.Float64bits(x) != math.Float64bits(y) && (x == x || y == y) {
			return false
		}
	}
	return true
}

func mustPanic(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := recover(); got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	f()
}
