package seriestest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// A printer is a testing.TB for examples. In a test it is the t of the test.
type printer struct{ testing.TB }

func (printer) Helper()                           {}
func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

func prices() series.Series {
	t, v := make([]time.Time, 10), make([]float64, 10)
	for i := range t {
		t[i], v[i] = time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC), float64(100+i)
	}
	s, _ := series.New(t, v)
	return s
}

// A mean centred on each day reads tomorrow's price.
func ExampleCausal() {
	t := printer{}
	centred := func(in ...series.Series) series.Series {
		v := in[0].Values()
		out := make([]float64, len(v))
		for i := range v {
			out[i] = (v[max(i-1, 0)] + v[i] + v[min(i+1, len(v)-1)]) / 3
		}
		s, _ := series.FromUnixNano(in[0].UnixNanos(), out)
		return s
	}
	seriestest.Causal(t, centred, prices())
	// Output:
	// looks ahead: cut at 2026-01-01T00:00:00Z, up to then 2026-01-01T00:00:00Z is 100, want 100.33333333333333
}

func ExampleBatchIsLive() {
	t := printer{}
	batch := func(s series.Series) series.Series { return s.Lag(1) }
	live := func() func(float64) float64 {
		prev := 0.0 // wrong: nothing is known before the first value
		return func(x float64) float64 {
			last := prev
			prev = x
			return last
		}
	}
	seriestest.BatchIsLive(t, batch, live, prices())
	// Output:
	// live is not batch: point 0 at 2026-01-01T00:00:00Z is 0 live, NaN in the batch
}

func ExampleMissing() {
	t := printer{}
	seriestest.Missing(t, func(in ...series.Series) series.Series { return in[0].Lag(3) }, prices())
	fmt.Println("Lag skips missing values")
	// Output:
	// Lag skips missing values
}

func ExampleRestart() {
	t := printer{}
	in := prices()
	seriestest.Restart(t, func() (seriestest.State, func(i int) any) {
		sum := new(total)
		return sum, func(i int) any { return sum.update(in.Value(i)) }
	}, in.Len())
	fmt.Println("a total survives")
	// Output:
	// a total survives
}
