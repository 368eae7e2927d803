package ratio

import (
	"math"
	"testing"
)

// naiveFlip is the definition: h are all values so far, none of them missing.
func naiveFlip(h []float64) (v FlipValue) {
	var lengths []int
	for i, x := range h {
		if i == 0 || (x > 0) != (h[i-1] > 0) {
			lengths = append(lengths, 0)
		}
		lengths[len(lengths)-1]++
	}
	n := len(lengths)
	if n == 0 {
		return v
	}
	v = FlipValue{Sign: -1, Run: lengths[n-1], BeforeOpen: n == 2}
	if n > 1 {
		v.RunBefore = lengths[n-2]
	}
	if h[len(h)-1] > 0 {
		v.Sign = 1
		v.Flipped = n > 1 && v.Run == 1
	}
	return v
}

func TestFlipNaive(t *testing.T) {
	for seed := range uint64(20) {
		r := newRand(seed)
		f := &Flip{}
		var all []float64
		for range 200 {
			if r.IntN(8) == 0 {
				bad := []float64{math.NaN(), math.Inf(1), -1e76}[r.IntN(3)]
				before := f.Value()
				if got := f.Update(bad); got != (FlipValue{}) || f.Value() != before {
					t.Fatalf("missing: %+v, Value %+v", got, f.Value())
				}
			}
			x := float64(r.IntN(5) - 2) // 0 is common, and down
			all = append(all, x)
			f = restart(t, f, &Flip{})
			if got, want := f.Update(x), naiveFlip(all); got != want || f.Value() != want {
				t.Fatalf("%v: %+v, want %+v", all, got, want)
			}
		}
	}
}

func TestFlips(t *testing.T) {
	h := less(walk(t, newRand(2), 100, 0.2), 95)
	all := Flips(h)
	var f Flip
	for i, x := range h.Values() {
		v := f.Update(x)
		got := [5]float64{all.Sign.Value(i), all.Run.Value(i), all.RunBefore.Value(i), all.BeforeOpen.Value(i), all.Flipped.Value(i)}
		want := [5]float64{float64(v.Sign), float64(v.Run), float64(v.RunBefore), indicate(v.BeforeOpen), indicate(v.Flipped)}
		for k := range got {
			if math.IsNaN(x) != math.IsNaN(got[k]) || !math.IsNaN(x) && got[k] != want[k] {
				t.Fatalf("value %d: %v, want %v", i, got, want)
			}
		}
	}
}

func TestFlipState(t *testing.T) {
	f := &Flip{}
	for _, h := range []float64{1, -1, 0, 2} {
		f.Update(h)
	}
	hostile(t, f,
		`{"version":1,"up":true,"run":0,"before":2,"runs":3}`,
		`{"version":1,"up":true,"run":1,"before":0,"runs":3}`,
		`{"version":1,"up":true,"run":1,"before":2,"runs":1}`,
		`{"version":1,"up":true,"run":1,"before":2,"runs":4}`,
		`{"version":1,"up":true,"run":1,"before":-2,"runs":3}`)
}

func TestFlipClone(t *testing.T) {
	r := newRand(3)
	f := &Flip{}
	for range 100 {
		before := f.Value()
		next := f.Clone()
		h := r.Float64() - 0.5
		got := next.Update(h)
		if f.Value() != before {
			t.Fatal("an update of the clone changed the original")
		}
		if want := f.Update(h); got != want {
			t.Fatalf("clone %+v, original %+v", got, want)
		}
	}
}
