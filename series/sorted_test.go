package series_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/riskon/riskon/series"
)

// type7 is the quantile by sorting.
func type7(v []float64, p float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	h := float64(float64(len(v)-1) * p)
	i := int(h)
	if i+1 == len(v) {
		return v[i]
	}
	return v[i] + float64((h-float64(i))*(v[i+1]-v[i]))
}

// Sorted against a sorted slice, through growth over several chunks and shrinkage
// from the bottom, from the top and at random.
func TestSortedNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, levels := range []int{3, 1000, math.MaxInt32} {
		var w series.Sorted
		var v []float64
		check := func() {
			t.Helper()
			if w.Len() != len(v) {
				t.Fatalf("%d numbers, want %d", w.Len(), len(v))
			}
			if len(v) == 0 {
				return
			}
			for range 3 {
				i := rnd.IntN(len(v))
				if w.At(i) != v[i] {
					t.Fatalf("number %d is %v, want %v", i, w.At(i), v[i])
				}
				x := v[i] + float64(rnd.IntN(3)-1)/2
				lo, _ := slices.BinarySearch(v, x)
				hi, _ := slices.BinarySearch(v, math.Nextafter(x, math.Inf(1)))
				if below, equal := w.Rank(x); below != lo || equal != hi-lo {
					t.Fatalf("rank of %v is %d, %d, want %d, %d", x, below, equal, lo, hi-lo)
				}
				p := rnd.Float64()
				if got, want := w.Quantile(p), type7(v, p); math.Abs(got-want) > 1e-15*math.Abs(want) {
					t.Fatalf("quantile %v is %v, want %v", p, got, want)
				}
			}
		}
		insert := func() {
			x := float64(rnd.IntN(levels))
			i, _ := slices.BinarySearch(v, x)
			v = slices.Insert(v, i, x)
			w.Insert(x)
		}
		remove := func(i int) {
			if !w.Remove(v[i]) {
				t.Fatalf("%v is not there", v[i])
			}
			v = slices.Delete(v, i, i+1)
		}
		for _, from := range []func() int{func() int { return 0 }, func() int { return len(v) - 1 }, func() int { return rnd.IntN(len(v)) },
			func() int { return len(v) / 2 }} {
			for i := range 5000 {
				insert()
				if i%97 == 0 {
					check()
				}
			}
			if w.Remove(-1) || w.Remove(0.5) || w.Remove(1<<41) || w.Remove(nan) {
				t.Fatal("removed what is not there")
			}
			for i := 0; len(v) > 0; i++ {
				remove(from())
				if i%97 == 0 {
					check()
				}
			}
		}
	}
}

func TestSortedEdges(t *testing.T) {
	var w series.Sorted
	if q := w.Quantile(0); q == q || w.Len() != 0 || w.Remove(0) {
		t.Error("the zero Sorted is not empty")
	}
	w.Insert(nan)
	w.Insert(math.Copysign(0, -1))
	if w.Len() != 1 || math.Signbit(w.At(0)) || !w.Remove(math.Copysign(0, -1)) {
		t.Error("minus zero:", w)
	}
	w.Insert(1)
	mustPanic(t, "series: Sorted: At: no such number", func() { w.At(1) })
	for _, p := range []float64{-0.1, 1.1, nan} {
		mustPanic(t, "series: Quantile: p not within 0..1", func() { w.Quantile(p) })
	}
	// Rounding does not lead out of the data.
	w = series.Sorted{}
	w.Insert(-1e75)
	w.Insert(0.1)
	if q := w.Quantile(math.Nextafter(1, 0)); q > 0.1 {
		t.Error("a quantile above the largest number:", q)
	}
}

// A window sliding upwards leaves no trail of small chunks: a step costs the
// same after a million as at first, and does not allocate but for new chunks.
func TestSortedSlides(t *testing.T) {
	var w series.Sorted
	next := 0.0
	for ; next < 10_000; next++ {
		w.Insert(next)
	}
	n := testing.AllocsPerRun(100_000, func() {
		w.Insert(next)
		w.Remove(next - 10_000)
		next++
	})
	if n > 0 || w.Len() != 10_000 || w.At(0) != next-10_000 {
		t.Error(n, "allocations per step,", w.Len(), "numbers from", w.At(0))
	}
}
