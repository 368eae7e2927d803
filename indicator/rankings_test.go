package indicator

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand"
	"slices"
	"testing"
)

// Windows of any size, with equal values and without, against the formulas; live, with
// peeks and restarts on the way, is the same.
func TestLargeRankings(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewSource(3))
	for name, xs := range markets(500) {
		ys := make([]float64, len(xs))
		for i, x := range xs {
			ys[i] = []float64{x, -x, math.Copysign(0, x), math.Floor(5 * rng.Float64()), xs[rng.Intn(i+1)]}[rng.Intn(5)]
		}
		for _, n := range []int{1, 2, 3, 50, 131} {
			check := func(what string, s *PairStream, want []float64) {
				t.Helper()
				batch := s.Clone().Append(nil, xs, ys)
				for i := range xs {
					if i%59 == 7 || i == n-1 || i == n {
						text, _ := s.MarshalText()
						s = new(PairStream)
						if err := s.UnmarshalText(text); err != nil {
							t.Fatal(err)
						}
					}
					peek, got := s.Peek(xs[i], ys[i]), s.Update(xs[i], ys[i])
					if !same([]float64{got, got}, []float64{peek, batch[i]}) {
						t.Fatalf("%s: %s: value %d: peek %v, update %v, batch %v", name, s, i, peek, got, batch[i])
					}
					if (i%11 == 0 || i == n-1) && !near(got, want[i], 0, 1e-12) {
						t.Fatalf("%s: %s: value %d: %v, want %v: %s", name, s, i, got, want[i], what)
					}
				}
			}
			few := func(f func(xs, ys []float64) float64) []float64 {
				out := nans(len(xs))
				for i := n - 1; i < len(xs); i++ {
					if i%11 == 0 || i == n-1 {
						out[i] = f(xs[i-n+1:i+1], ys[i-n+1:i+1])
					}
				}
				return out
			}
			check("rank correlation", NewSpearman(n), few(quickSpearman))
			check("tau", NewKendall(n), few(naiveKendall))
			s, want := NewPercentRank(n), naiveWindow(xs, n+1, naivePercentRank)
			for i, x := range xs {
				if peek, got := s.Peek(x), s.Update(x); !same([]float64{got}, []float64{peek}) || !near(got, want[i], 0, 1e-13) {
					t.Fatalf("%s: %s: value %d: peek %v, update %v, want %v", name, s, i, peek, got, want[i])
				}
			}
		}
	}
}

// quickSpearman is naiveSpearman in 53 bits.
func quickSpearman(xs, ys []float64) float64 {
	ranks := func(xs []float64) []float64 {
		sorted := slices.Clone(xs)
		slices.Sort(sorted)
		out := make([]float64, len(xs))
		for i, x := range xs {
			for place, y := range sorted {
				if y == x {
					out[i] += float64(place + 1)
				}
			}
			n := 0.0
			for _, y := range xs {
				if y == x {
					n++
				}
			}
			out[i] /= n
		}
		return out
	}
	a, b, mean := ranks(xs), ranks(ys), float64(len(xs)+1)/2
	var aa, bb, ab float64
	for i := range a {
		aa += (a[i] - mean) * (a[i] - mean)
		bb += (b[i] - mean) * (b[i] - mean)
		ab += (a[i] - mean) * (b[i] - mean)
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa) / math.Sqrt(bb)
}

// lastOf returns the output for the last pair.
func lastOf(s *PairStream, xs, ys []float64) float64 {
	return s.Append(nil, xs, ys)[len(xs)-1]
}

// Numbers that can be checked by hand. Ten students' IQ and hours of television have
// squared differences of ranks that add up to 194: 1 - 6*194/(10*99) = -29/165. Of
// the ten pairs of points of the second 2 agree and 6 disagree, 1 is equal in x and
// 1 in both: (2-6)/sqrt(8*9).
func TestRankingsByHand(t *testing.T) {
	iq := []float64{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}
	hours := []float64{7, 27, 2, 50, 28, 29, 20, 12, 6, 17}
	if got := lastOf(NewSpearman(10), iq, hours); !near(got, -29.0/165, 0, 1e-15) {
		t.Errorf("Spearman %v", got)
	}
	if got := lastOf(NewKendall(5), []float64{12, 2, 1, 12, 2}, []float64{1, 4, 7, 1, 0}); !near(got, -4/math.Sqrt(72), 0, 1e-15) {
		t.Errorf("Kendall %v", got)
	}
	if got := lastOf(NewSpearman(5), []float64{1, 2, 3, 4, 5}, []float64{5, 6, 7, 8, 7}); !near(got, 8/math.Sqrt(10*9.5), 0, 1e-15) {
		t.Errorf("Spearman with equal values %v", got)
	}
	up, down, square := make([]float64, 40), make([]float64, 40), make([]float64, 40)
	for i := range up {
		up[i], down[i], square[i] = float64(i), -float64(i), float64(i*i)
	}
	for _, live := range []func(int) *PairStream{NewSpearman, NewKendall} {
		for n := 2; n <= 40; n++ {
			if a, b := lastOf(live(n), up, square), lastOf(live(n), down, square); a != 1 || b != -1 {
				t.Errorf("%s in and against the same order: %v, %v", live(n), a, b)
			}
		}
	}
}

// The newest high is at 100, the newest low at 0, an equal one in the middle; of
// ZScores the farthest is that of one value beside equal ones.
func TestPlaces(t *testing.T) {
	s := NewPercentRank(4)
	for i, c := range []struct{ x, want float64 }{
		{1, math.NaN()}, {2, math.NaN()}, {2, math.NaN()}, {4, math.NaN()},
		{5, 100}, {1, 0}, {4, 62.5}, {4, 50}, {0, 0}, {math.Copysign(0, -1), 12.5},
	} {
		if got := s.Update(c.x); !same([]float64{got}, []float64{c.want}) {
			t.Errorf("value %d: %v, want %v", i, got, c.want)
		}
	}
	for _, n := range []int{2, 3, 7, 20, 333} {
		for _, apart := range []float64{0.1, 1e-9, -1e75, 3e70} {
			z := NewZScore(n)
			for range 2*n + 1 {
				z.Update(1e-3)
			}
			got, most := z.Update(apart), math.Copysign(math.Sqrt(float64(n-1)), apart-1e-3)
			if !near(got, most, 0, 1e-15) || math.Abs(got) > math.Abs(most) {
				t.Errorf("%s: %v, want %v", z, got, most)
			}
		}
	}
}

// The returns that are below their mean decide, and no others; fewer than two, or
// equal ones, give 0.
func TestDownside(t *testing.T) {
	prices := func(returns ...float64) []float64 {
		xs := []float64{1024}
		for _, r := range returns {
			xs = append(xs, xs[len(xs)-1]*(1+r))
		}
		return xs
	}
	market := []float64{0.5, -0.25, -0.5, 0.5, 0.25, -0.125}
	asset := []float64{-0.5, -0.5, -0.75, 0.75, 0.875, -0.375} // 0.25 below the market's where that is below
	if got := lastOf(NewDownsideBeta(6), prices(market...), prices(asset...)); got != 1 {
		t.Errorf("%v on the downside, want 1", got)
	}
	for i, r := range market {
		if r > 0 {
			asset[i] = 0.25 // must not matter
		}
	}
	if got := lastOf(NewDownsideBeta(6), prices(market...), prices(asset...)); got != 1 {
		t.Errorf("the upside matters: %v", got)
	}
	rise := []float64{0.25, 0.5, 0.75, 1, 1.5} // all up; 0.25, 0.5 and 0.75 are below 0.8
	if got := lastOf(NewDownsideBeta(5), prices(rise...), prices(0.5, 1, 1.5, 0, 0)); got != 2 {
		t.Errorf("%v in a rising market, want 2", got)
	}
	for what, returns := range map[string][]float64{
		"one below": {0.5, 0.5, -0.5, 0.5}, "all equal": {0.5, 0.5, 0.5, 0.5}, "equal below": {-0.5, 0.5, -0.5, 0.5}, "none": {0, 0, 0, 0},
	} {
		if got := lastOf(NewDownsideBeta(4), prices(returns...), prices(0.5, -0.25, 1, 0.25)); got != 0 {
			t.Errorf("%s: %v", what, got)
		}
	}
	for n := 1; n <= 2; n++ {
		if got := lastOf(NewDownsideBeta(n), walk(50, 1), walk(50, 2)); got != 0 {
			t.Errorf("period %d: %v", n, got)
		}
	}
}

// A hedge ratio is the slope of a line, and a correlation in units of deviations.
func TestHedgeRatio(t *testing.T) {
	xs, noise := walk(400, 5), walk(400, 6)
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = 7 - 2.5*x
	}
	if got := lastOf(NewHedgeRatio(60), xs, ys); !near(got, -2.5, 0, 1e-13) {
		t.Errorf("%v, want -2.5", got)
	}
	hedge, correl := NewHedgeRatio(60), NewCorrel(60)
	devX, devY := NewStdDev(60), NewStdDev(60)
	for i, x := range xs {
		y := noise[i]
		want := correl.Update(x, y) * devY.Update(y) / devX.Update(x)
		if got := hedge.Update(x, y); !near(got, want, 0, 1e-11) {
			t.Fatalf("value %d: %v, want %v", i, got, want)
		}
	}
}

// States that no run gives are refused: values where none have come yet, fewer than
// there are, places that do not exist, prices before the first.
func TestRankingStates(t *testing.T) {
	bars, one := closes(walk(3, 1)), math.Float64bits(1)
	for spec, words := range map[string]map[int][]uint64{ // what to put where; word 0 is the output
		"ZScore(5)":       {5: {one}, 6: {1, 5}, 7: {2}},
		"PercentRank(5)":  {6: {one}, 7: {1, 6}, 8: {2}},
		"Spearman(5)":     {5: {one}, 10: {one}, 11: {1, 5}, 12: {2}},
		"Kendall(5)":      {5: {one}, 10: {one}, 11: {1, 5}, 12: {2}},
		"HedgeRatio(5)":   {5: {one}, 10: {one}, 11: {1, 5}, 12: {2}},
		"DownsideBeta(5)": {5: {one}, 6: {1, 5}, 7: {2}, 12: {one}, 13: {0, 2}},
	} {
		s := open1(t, spec)
		liveRows(s, bars)
		good, _ := s.MarshalBinary()
		for i, list := range words {
			for _, word := range list {
				bent := append([]byte(nil), payload(t, good)...)
				binary.LittleEndian.PutUint64(bent[8*i:], word)
				if err := s.zero().UnmarshalBinary(frame(1, spec, bent)); !errors.Is(err, ErrState) {
					t.Errorf("%s: word %d is %#x: %v", spec, i, word, err)
				}
			}
		}
	}
}
