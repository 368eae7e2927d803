package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestLagNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		s := random(rnd, rnd.IntN(40))
		for _, n := range []int{0, 1, 2, 7, 100} {
			var seen, want []float64
			for _, x := range s.Values() {
				v := nan
				if x == x {
					seen = append(seen, x)
					if len(seen) > n {
						v = seen[len(seen)-1-n]
					}
				}
				want = append(want, v)
			}
			if got := s.Lag(n); !equal(got, ns(s.UnixNanos(), want)) {
				t.Fatalf("Lag(%d) of %v is %v, want %v", n, s.Values(), got.Values(), want)
			}
		}
	}
	mustPanic(t, "series: Lag: n < 0", func() { series.Series{}.Lag(-1) })
}

func TestDelay(t *testing.T) {
	s := ns([]int64{math.MinInt64, 0, 10, math.MaxInt64 - 1, math.MaxInt64}, []float64{1, nan, 3, 4, 5})
	if got := s.Delay(0); !equal(got, s) {
		t.Error("Delay(0) is not the same:", got)
	}
	if got := s.Delay(1); !equal(got, ns([]int64{math.MinInt64 + 1, 1, 11, math.MaxInt64}, []float64{1, nan, 3, 4})) {
		t.Error("Delay(1) is", got)
	}
	if got := s.Delay(series.Forever); !equal(got, ns([]int64{-1, math.MaxInt64}, []float64{1, nan})) {
		t.Error("Delay by 292 years is", got)
	}
	if got := (series.Series{}).Delay(time.Hour); got.Len() != 0 {
		t.Error("Delay of nothing is", got)
	}
	mustPanic(t, "series: Delay: d < 0", func() { s.Delay(-1) })
}
