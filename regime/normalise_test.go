package regime

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"testing"
)

// near reports whether two numbers agree to 1e-9, relative above 1.
func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) || a != a && b != b
}

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func TestNormaliseGolden(t *testing.T) {
	type vector struct {
		Name    string
		X, D    float64
		History []float64
		W       int
		MinObs  int `json:"min_obs"`
		Z, S    *float64
		Flag    string
	}
	var golden struct {
		Normalise struct{ Z, Percentile []vector }
	}
	readTestdata(t, "score.json", &golden)
	for method, vectors := range map[Method][]vector{RobustZ: golden.Normalise.Z, Percentile: golden.Normalise.Percentile} {
		if len(vectors) == 0 {
			t.Fatalf("no vectors of %v", method)
		}
		for _, v := range vectors {
			n := Normalise{method, v.W, v.MinObs, v.D}
			got := n.Apply(v.X, v.History)
			if !near(got.S, orNaN(v.S)) || !near(got.Z, orNaN(v.Z)) || got.Flag != v.Flag {
				t.Errorf("%v %s: got %v, want z %v s %v flag %q", method, v.Name, got, orNaN(v.Z), orNaN(v.S), v.Flag)
			}
		}
	}
}

// oracleSignal is section 2 of the model, word by word: sorts, counts, no cleverness.
func oracleSignal(n Normalise, x float64, history []float64) (z, s float64) {
	var h []float64
	for _, v := range history {
		if v == v {
			h = append(h, v)
		}
	}
	if len(h) > n.Window {
		h = h[len(h)-n.Window:]
	}
	if len(h) < n.MinObs {
		return math.NaN(), math.NaN()
	}
	if n.Method == Percentile {
		p := 0.0
		for _, v := range h {
			if v < x {
				p += 1
			}
			if v == x {
				p += 0.5
			}
		}
		return math.NaN(), n.Sign * (2*(p/float64(len(h))) - 1)
	}
	median := func(v []float64) float64 {
		w := append([]float64(nil), v...)
		sort.Float64s(w)
		if len(w)%2 == 1 {
			return w[len(w)/2]
		}
		return (w[len(w)/2-1] + w[len(w)/2]) / 2
	}
	med := median(h)
	var away []float64
	mean := 0.0
	for _, v := range h {
		away = append(away, math.Abs(v-med))
		mean += math.Abs(v-med) / float64(len(h))
	}
	scale := 1.4826 * median(away)
	if scale == 0 {
		scale = math.Sqrt(math.Pi/2) * mean
	}
	switch {
	case x == med:
		z = 0
	case scale == 0:
		z = math.Copysign(4, x-med)
	default:
		z = math.Min(4, math.Max(-4, (x-med)/scale))
	}
	return z, n.Sign * z / math.Sqrt(4+z*z)
}

func TestNormaliseOracle(t *testing.T) {
	g := testRand(1)
	flags := map[string]int{}
	for range 20_000 {
		levels := 1 + g.below(300) // few levels: many ties, MAD 0, all equal
		if g.below(2) == 0 {
			levels = 1 + g.below(4)
		}
		value := func() float64 { return float64(g.below(levels)-levels/2) / 64 }
		history := make([]float64, g.below(60))
		for i := range history {
			if history[i] = value(); g.below(20) == 0 {
				history[i] = math.NaN()
			}
		}
		n := Normalise{RobustZ, 1 + g.below(40), 1, float64(1 - 2*g.below(2))}
		n.MinObs = 1 + g.below(n.Window)
		if g.below(2) == 0 {
			n.Method = Percentile
		}
		x, before := value(), slices.Clone(history)
		got := n.Apply(x, history)
		z, s := oracleSignal(n, x, history)
		if !near(got.Z, z) || !near(got.S, s) || math.Abs(got.S) > 1 {
			t.Fatalf("%+v.Apply(%v, %v) = %+v, want z %v s %v", n, x, history, got, z, s)
		}
		if got.Z == 0 && math.Signbit(got.Z) || got.S == 0 && math.Signbit(got.S) {
			t.Fatalf("%+v.Apply(%v, %v) = %+v: minus zero", n, x, history, got)
		}
		if !slices.EqualFunc(history, before, func(a, b float64) bool { return a == b || a != a && b != b }) {
			t.Fatal("history changed")
		}
		flags[got.Flag]++
	}
	for _, f := range []string{"", flagInsufficient, flagMeanAD, flagDegenerate} {
		if flags[f] < 100 {
			t.Errorf("flag %q seen %d times: the test is too tame", f, flags[f])
		}
	}
}

func TestNormaliseMissing(t *testing.T) {
	h := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	for _, n := range []Normalise{{Method: AsIs}, {RobustZ, 104, 8, 1}, {Percentile, 104, 8, -1}} {
		for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			if got := n.Apply(x, h); got.Flag != flagMissing || got.S == got.S || got.Z == got.Z {
				t.Errorf("%v.Apply(%v) = %+v, want missing", n.Method, x, got)
			}
		}
	}
	if got := (Normalise{Method: AsIs}).Apply(math.Copysign(0, -1), nil); got.S != 0 || math.Signbit(got.S) {
		t.Errorf("minus zero as is: %+v", got)
	}
	n := Normalise{RobustZ, 8, 8, 1}
	holes := []float64{100, 1, 2, math.NaN(), 3, 4, math.Inf(1), 5, 6, 7, 8}
	if got, want := n.Apply(2, holes), n.Apply(2, h); got != want {
		t.Errorf("with holes %+v, without %+v", got, want)
	}
}

func TestNormaliseCheck(t *testing.T) {
	good := []Normalise{{Method: AsIs}, {Method: AsIs, Sign: 1}, {RobustZ, 104, 8, 1}, {Percentile, 1, 1, -1}}
	for _, n := range good {
		if err := n.check(); err != nil {
			t.Errorf("%+v: %v", n, err)
		}
	}
	bad := []Normalise{{}, {Method: 4}, {Method: AsIs, Sign: -1}, {RobustZ, 104, 8, 0}, {RobustZ, 104, 0, 1},
		{RobustZ, 7, 8, 1}, {Percentile, 0, 0, 1}, {RobustZ, 104, 8, math.NaN()}}
	for _, n := range bad {
		if err := n.check(); !errors.Is(err, ErrNormalise) {
			t.Errorf("%+v: got %v", n, err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%+v.Apply does not panic", n)
				}
			}()
			n.Apply(1, nil)
		}()
	}
}

func TestNormaliseJSON(t *testing.T) {
	for _, want := range []string{
		`{"method":"none"}`,
		`{"method":"z","window":104,"min_obs":52,"sign":-1}`,
		`{"method":"percentile","window":252,"min_obs":8,"sign":1}`,
	} {
		var n Normalise
		if err := json.Unmarshal([]byte(want), &n); err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(n); err != nil || string(got) != want {
			t.Errorf("got %s %v, want %s", got, err, want)
		}
	}
	m := RobustZ
	for _, bad := range []string{"", "Z", "Method(0)"} {
		if err := m.UnmarshalText([]byte(bad)); !errors.Is(err, ErrNormalise) || m != RobustZ {
			t.Errorf("%q: %v, receiver %v", bad, err, m)
		}
	}
	for _, bad := range []Method{0, 4} {
		if _, err := bad.MarshalText(); !errors.Is(err, ErrNormalise) {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func BenchmarkNormalise(b *testing.B) {
	g := testRand(2)
	history := make([]float64, 104)
	for i := range history {
		history[i] = float64(g.below(1 << 20))
	}
	for _, m := range []Method{RobustZ, Percentile} {
		b.Run(m.String(), func(b *testing.B) {
			b.ReportAllocs()
			n := Normalise{m, 104, 52, 1}
			p := past{size: 104}
			for _, h := range history {
				p.push(h)
			}
			for i := 0; i < b.N; i++ {
				x := float64(i & 0xfffff)
				n.signal(x, &p)
				p.push(x)
			}
		})
	}
}

func ExampleNormalise_Apply() {
	dollar := Normalise{Method: RobustZ, Window: 104, MinObs: 8, Sign: -1} // a dearer dollar is less risk appetite
	s := dollar.Apply(0.02, []float64{0.012, -0.02, 0.031, 0.004, -0.011, 0.027, -0.035, 0.018, 0.009})
	fmt.Printf("z %.3f, signal %.3f\n", s.Z, s.S)
	// Output: z 0.412, signal -0.202
}
