package series_test

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestSnapshot(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 6))
	s := addPrints(t, randomVintages(rnd, 40)).AsKnown(on("2026-01-12"))
	i := 0
	for ref, x := range s.All() {
		if got, ok := s.For(ref.Add(7 * time.Hour)); !ok || got != x || x != s.Value(i) || !ref.Equal(s.Ref(i)) {
			t.Error("For", ref, got, ok, x)
		}
		if at, y := s.XY(i); y != x || at != float64(ref.Unix()) {
			t.Error("XY", at, y)
		}
		i++
	}
	if i != s.Len() || i < 5 {
		t.Error(i, "of", s.Len())
	}
	s.Each(func(time.Time, float64) bool { i--; return i > 2 })
	if i != 2 {
		t.Error("does not stop:", i)
	}
	if _, ok := s.For(on("2027-01-01")); ok {
		t.Error("a neighbour's value")
	}
}
