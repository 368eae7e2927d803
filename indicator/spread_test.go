package indicator

import (
	"math"
	"testing"
)

// Sorted or not, a spread has the sum of distances, from the first full window on,
// and after any history the bits of a fresh one.
func TestSpread(t *testing.T) {
	for name, xs := range hostile(3000) {
		for i := range xs {
			switch i % 1700 {
			case 900, 901, 902:
				xs[i] = 0
			case 1000:
				xs[i] = -1e70
			}
		}
		for _, n := range []int{1, 2, 3, 7, sortedFrom - 1, sortedFrom, sortedFrom + 3, 500} {
			w := spread{window: window{n: n}}
			w.walk(&walker{})
			w.restored()
			worst := 0.0
			for i, x := range xs {
				var pd, psum float64
				if w.peekReady() {
					pd, psum = w.look(x)
				}
				d, sum := w.push(x)
				if i < n-1 {
					continue
				}
				if pd != d || psum != sum {
					t.Fatalf("%s: n %d: value %d: peek %v %v, push %v %v", name, n, i, pd, psum, d, sum)
				}
				if i%(1+n/8) == 0 {
					truth := bigAvgDev(xs[i-n+1 : i+1])
					worst = max(worst, relative(sum/float64(n), truth))
					fresh := spread{window: window{n: n, x: append([]float64(nil), w.x...), k: w.k, full: w.full}}
					fresh.restored()
					now := w
					if sum != sum || math.IsInf(sum, 0) {
						t.Fatalf("%s: n %d: %v", name, n, sum)
					}
					a, b := fresh.pushCopy(x), now.pushCopy(x)
					if a != b {
						t.Fatalf("%s: n %d: value %d: %v after a restart, %v", name, n, i, a, b)
					}
				}
			}
			t.Logf("%-10s n %3d: %.2g", name, n, worst)
			// The worst is a spike that is the anchor: all others are its distance away.
			if worst > 2e-16*float64(n*n+4) {
				t.Errorf("%s: n %d: relative error %v", name, n, worst)
			}
		}
	}
}

// pushCopy returns the sum after a push into a copy.
func (w *spread) pushCopy(x float64) float64 {
	_, sum := w.look(x)
	return sum
}

// Sorted windows too are the same live, in batch and after a restart at any bar,
// whatever is fed.
func TestSortedWindows(t *testing.T) {
	for name, xs := range markets(500) {
		b := mustBars(t, closes(xs))
		bars := slice(b, 0, b.Len())
		for _, spec := range []string{"CCI(96)", "CCI(150)", "AvgDev(101)"} {
			want := open1(t, spec).batch(t, b)
			s := open1(t, spec)
			for i, bar := range bars {
				p := s.peek(bar)
				if got := s.update(bar); !same(got, want[i]) || !same(p, want[i]) {
					t.Fatalf("%s %s: bar %d: live %v, peek %v, batch %v", name, spec, i, got, p, want[i])
				}
				if i%3 == 0 {
					state, _ := s.MarshalBinary()
					if s = s.zero(); s.UnmarshalBinary(state) != nil {
						t.Fatalf("%s %s: bar %d: no restart", name, spec, i)
					}
				}
			}
		}
	}
}
