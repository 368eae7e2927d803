package indicator

import (
	"math"
	"testing"
)

// -0 equals 0: the most recent one counts, whether it comes or the window is
// searched anew, one by one or many at once.
func TestEqualZeros(t *testing.T) {
	zero, minus := 0.0, math.Copysign(0, -1)
	for _, xs := range [][]float64{{0, zero, minus, zero, minus, minus, zero}, {0, minus, zero, minus, zero, zero, minus}} {
		want := []float64{2, 3, 4, 5, 6}
		for _, s := range []*Stream{NewMaxIndex(3), NewMinIndex(3)} {
			if got := s.Append(nil, xs)[2:]; !same(got, want) {
				t.Errorf("%s of %v: %v", s, xs, got)
			}
			s.Reset()
			for i, x := range xs {
				if got := s.Update(x); i >= 2 && got != want[i-2] {
					t.Errorf("%s of %v: %v at %d", s, xs, got, i)
				}
			}
		}
		for _, v := range NewMinMaxIndex(3).Append(nil, xs)[2:] {
			if v.Min != v.Max {
				t.Errorf("MinMaxIndex of %v: %v", xs, v)
			}
		}
	}
}

// The number of an input stays at its largest one, and its state is taken back.
func TestCountEnds(t *testing.T) {
	s := NewMaxIndex(4)
	s.Append(nil, walk(9, 1))
	k := s.k.(*index)
	k.base = lastCount - 8
	last := 0.0
	for _, x := range walk(100, 2) {
		y := s.Update(x)
		if !(y <= lastCount) || last > y+8 {
			t.Fatalf("%v after %v", y, last)
		}
		last = y
		blob, _ := s.MarshalBinary()
		if err := new(Stream).UnmarshalBinary(blob); err != nil {
			t.Fatal(err)
		}
	}
}

// Prices that stand still leave the RSI exactly where it is: K is 0 as soon as
// nothing else is in its range, one by one and many at once.
func TestStochRSIStandsStill(t *testing.T) {
	xs := append(walk(60, 3), make([]float64, 40)...)
	for i := 60; i < 100; i++ {
		xs[i] = xs[59]
	}
	xs = append(xs, walk(60, 4)...)
	batch, live := NewStochRSI(StochRSIConfig{}), NewStochRSI(StochRSIConfig{})
	all := batch.Append(nil, xs)
	for i, x := range xs {
		v := live.Update(x)
		if !same(cells(&v), cells(&all[i])) {
			t.Fatalf("row %d: live %v, batch %v", i, v, all[i])
		}
		if i >= 63 && i < 100 && v.K != 0 {
			t.Errorf("row %d: %v where nothing moves", i, v.K)
		}
	}
}

// A close outside of its range counts as the nearest edge.
func TestCloseOutside(t *testing.T) {
	for _, c := range []struct{ close, k, r float64 }{{12, 100, 0}, {7, 0, -100}, {9.5, 75, -25}, {10, 100, 0}, {8, 0, -100}} {
		b := bar(0, 9, 10, 8, c.close, 1)
		if k, r := NewStochFast(1, 1, TypeSMA).Update(b).K, NewWilliamsR(1).Update(b); k != c.k || r != c.r {
			t.Errorf("close %v: %v and %v", c.close, k, r)
		}
	}
	flat := bar(0, 9, 9, 9, 9, 1)
	if k, r := NewStochFast(1, 1, TypeSMA).Update(flat).K, NewWilliamsR(1).Update(flat); k != 0 || r != 0 {
		t.Errorf("flat: %v and %v", k, r)
	}
	upside := bar(0, 9, 8, 10, 11, 1) // high below low: no bar
	if k, r := NewStochFast(1, 1, TypeSMA).Update(upside).K, NewWilliamsR(1).Update(upside); k != 0 || r != 0 {
		t.Errorf("upside down: %v and %v", k, r)
	}
}
