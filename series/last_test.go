package series_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// naiveLast asks for each point which bucket it is in, and for each bucket which
// of its points is the last.
func naiveLast(s series.Series, g series.Grid, now time.Time) series.Series {
	var t []int64
	var v []float64
	for i := range s.Len() {
		start, end, ok := g.Bucket(s.Time(i).Add(-1))
		if !ok || end.After(now) || len(t) > 0 && t[len(t)-1] == end.UnixNano() {
			continue
		}
		t, v = append(t, end.UnixNano()), append(v, nan)
		for j := s.Len() - 1; j >= 0; j-- {
			if at := s.Time(j); at.After(start) && !at.After(end) && s.Value(j) == s.Value(j) {
				v[len(v)-1] = s.Value(j)
				break
			}
		}
	}
	return ns(t, v)
}

func TestLast(t *testing.T) {
	for _, g := range append(coarse(t), series.Grid{}) {
		for seed := range uint64(8) {
			s, _ := randomTicks(rand.New(rand.NewPCG(seed, 9)), 80)
			for _, now := range instants(s) {
				if got, want := s.Last(g, now), naiveLast(s, g, now); !equal(got, want) {
					t.Fatalf("%v at %v: %v, want %v", g, now, got, want)
				}
			}
			last := func(now time.Time, in ...series.Series) series.Series { return in[0].Last(g, now) }
			if seed < 3 {
				seriestest.CausalNow(t, last, later, s)
				seriestest.Missing(t, func(in ...series.Series) series.Series { return last(later, in...) }, s)
			}
			// Resampling again changes nothing.
			if once := s.Last(g, later); !equal(once.Last(g, later), once) {
				t.Fatal("twice is not once")
			}
		}
	}
}

func TestLastEdges(t *testing.T) {
	weeks := series.Weekly(time.UTC, time.Monday)
	all := on("2500-01-01")
	for name, s := range map[string]series.Series{
		"empty":         {},
		"first instant": ns([]int64{math.MinInt64, math.MinInt64 + 1}, []float64{1, 2}),
		"last instant":  ns([]int64{math.MaxInt64 - 1, math.MaxInt64}, []float64{1, 2}),
	} {
		if got := s.Last(weeks, all); got.Len() != 0 {
			t.Error(name, got)
		}
	}
	s := ns([]int64{math.MinInt64, on("2026-01-12").UnixNano(), math.MaxInt64}, []float64{1, 2, 3})
	if got := s.Last(weeks, all); got.Len() != 1 || got.Value(0) != 2 || !got.Time(0).Equal(on("2026-01-12")) {
		t.Error(got)
	}
	if got := s.Last(weeks, on("1500-01-01")); got.Len() != 0 {
		t.Error(got)
	}
}
