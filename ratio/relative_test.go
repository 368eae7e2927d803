package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// relatives are the transforms of one ratio, by name, with their live forms.
var relatives = map[string]struct {
	batch func(series.Series) series.Series
	live  func() func(float64) float64
}{
	"index": {func(s series.Series) series.Series { return Index(s, 100) },
		func() func(float64) float64 { return NewIndex(100).Update }},
	"mansfield": {func(s series.Series) series.Series { return Mansfield(s, 7) },
		func() func(float64) float64 { return NewMansfield(7).Update }},
	"rs ratio": {func(s series.Series) series.Series { return Rotations(s, 6, 2).RSRatio }, func() func(float64) float64 {
		x := NewRotation(6, 2)
		return func(r float64) float64 { return x.Update(r).RSRatio }
	}},
	"rs momentum": {func(s series.Series) series.Series { return Rotations(s, 6, 2).RSMomentum }, func() func(float64) float64 {
		x := NewRotation(6, 2)
		return func(r float64) float64 { return x.Update(r).RSMomentum }
	}},
}

func TestLawsOfRelatives(t *testing.T) {
	s := walk(t, newRand(5), 150, 0.1)
	for name, f := range relatives {
		t.Run(name, func(t *testing.T) {
			seriestest.Causal(t, func(in ...series.Series) series.Series { return f.batch(in[0]) }, s)
			seriestest.Missing(t, func(in ...series.Series) series.Series { return f.batch(in[0]) }, s)
			seriestest.BatchIsLive(t, f.batch, f.live, s)
		})
	}
	seriestest.Causal(t, func(in ...series.Series) series.Series { return Log(in[0], in[1], day) }, s, walk(t, newRand(6), 150, 0.1))
}

func TestRestartOfRelatives(t *testing.T) {
	s := walk(t, newRand(8), 50, 0.1)
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		x := NewIndex(100)
		return seriestest.ViaJSON(x), func(i int) any { return [2]float64{x.Update(s.Value(i)), x.Value()} }
	}, s.Len())
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		m := NewMansfield(7)
		return seriestest.ViaJSON(m), func(i int) any { return [2]float64{m.Update(s.Value(i)), m.Value()} }
	}, s.Len())
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		x := NewRotation(6, 2)
		return seriestest.ViaJSON(x), func(i int) any { return [2]RotationValue{x.Update(s.Value(i)), x.Value()} }
	}, s.Len())
}

func TestLog(t *testing.T) {
	a, b := walk(t, newRand(1), 200, 0.1), walk(t, newRand(2), 200, 0.1)
	of, got := Of(a, b, day), Log(a, b, day)
	p, rows := NewPair(day), 0
	for i := range of.Len() {
		feed(t, p, of.Time(i), a, b, false)
		v := p.Advance(nil, of.Time(i))[0]
		if !same(v.Log(), got.Value(i)) {
			t.Fatalf("live %v, batch %v", v.Log(), got.Value(i))
		}
		if r := of.Value(i); math.IsNaN(r) != math.IsNaN(got.Value(i)) || math.Abs(math.Exp(got.Value(i))/r-1) > 1e-12 {
			t.Fatalf("ln %v is %v", r, got.Value(i))
		}
		rows++
	}
	if back := Log(b, a, day); back.Len() != rows {
		t.Errorf("%d rows, want %d", back.Len(), rows)
	}
	one := func(x float64) series.Series { return newSeries(t, []time.Time{start}, []float64{x}) }
	for _, c := range [][3]float64{{0, 1, math.NaN()}, {-1, 1, math.NaN()}, {1, 0, math.NaN()}, {-2, -2, 0}, {1, 1, 0}} {
		if v := Log(one(c[0]), one(c[1]), 0).Value(0); !same(v, c[2]) {
			t.Errorf("Log(%v, %v): %v, want %v", c[0], c[1], v, c[2])
		}
	}
	if !panics(func() { Log(a, b, -1) }) {
		t.Error("no panic")
	}
}

func TestIndexNaive(t *testing.T) {
	for seed := range uint64(20) {
		s := less(walk(t, newRand(seed), 60, 0.3), float64(seed*10))
		for _, base := range []float64{1, 100, 1e-3} {
			got, first := Index(s, base), math.NaN()
			for i, x := range s.Values() {
				if math.IsNaN(first) && x != 0 {
					first = x
				}
				if want := x * base / first; math.IsNaN(x) != math.IsNaN(got.Value(i)) || math.Abs(got.Value(i)-want) > 1e-14*math.Abs(want) {
					t.Fatalf("%v: %v, want %v", x, got.Value(i), want)
				}
			}
		}
	}
}

func TestIndexEdges(t *testing.T) {
	nan, x := math.NaN(), NewIndex(100)
	for i, c := range [][3]float64{ // input, output, Value
		{nan, nan, nan}, {0, nan, nan}, {1e76, nan, nan}, {7, 100, 100}, {nan, nan, 100}, {0, 0, 0}, {-14, -200, -200},
		{math.Inf(1), nan, -200}, {1e75, nan, nan}, {14, 200, 200},
	} {
		if got := x.Update(c[0]); !same(got, c[1]) || !same(x.Value(), c[2]) {
			t.Errorf("step %d: %v, Value %v; want %v", i, got, x.Value(), c)
		}
	}
	for _, base := range []float64{0, -1, nan, math.Inf(1), 1e-80} {
		if !panics(func() { NewIndex(base) }) {
			t.Errorf("base %v: no panic", base)
		}
	}
	if !panics(func() { new(IndexStream).Update(1) }) || !math.IsNaN(new(IndexStream).Value()) {
		t.Error("a zero IndexStream")
	}
}

// meanDev is the mean and the deviation of x, the plain way.
func meanDev(x []float64) (mean, dev float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		dev += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, math.Sqrt(dev)
}

func TestMansfieldNaive(t *testing.T) {
	s := walk(t, newRand(3), 200, 0.1)
	for _, n := range []int{1, 2, 7, 52} {
		got, seen := Mansfield(s, n), []float64(nil)
		for i, x := range s.Values() {
			want := math.NaN()
			if !math.IsNaN(x) {
				if seen = append(seen, x); len(seen) >= n {
					mean, _ := meanDev(seen[len(seen)-n:])
					want = (x - mean) / mean * 100
				}
			}
			if v := got.Value(i); math.IsNaN(v) != math.IsNaN(want) || math.Abs(v-want) > 1e-11 {
				t.Fatalf("period %d, value %d: %v, want %v", n, i, v, want)
			}
		}
	}
}

func TestMansfieldEdges(t *testing.T) {
	nan, m := math.NaN(), NewMansfield(2)
	for i, c := range [][3]float64{
		{nan, nan, nan}, {0.1, nan, nan}, {0.1, 0, 0}, {nan, nan, 0}, {0.3, 50, 50}, {math.Inf(1), nan, 50}, {1e76, nan, 50},
		{-0.3, nan, nan}, {-0.1, -50, -50},
	} {
		for k, got := range []float64{m.Update(c[0]), m.Value()} {
			if want := c[k+1]; math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-12 || want == 0 && got != 0 {
				t.Errorf("step %d: %v, want %v", i, got, c)
			}
		}
	}
	if !panics(func() { NewMansfield(0) }) || !panics(func() { NewMansfield(100001) }) || !panics(func() { new(MansfieldStream).Update(1) }) {
		t.Error("no panic")
	}
}

// naiveRotation is the definition, on values none of which is missing.
func naiveRotation(r []float64, n, m int) (ratio, momentum []float64) {
	score := func(x []float64, from int) []float64 {
		out := make([]float64, len(x))
		for i := range x {
			out[i] = math.NaN()
			if i >= from+n-1 {
				mean, dev := meanDev(x[i-n+1 : i+1])
				out[i] = 100 + (x[i]-mean)/dev
			}
		}
		return out
	}
	ratio = score(r, 0)
	change := make([]float64, len(r))
	for i := range r {
		change[i] = math.NaN()
		if i >= m {
			change[i] = 100*ratio[i]/ratio[i-m] - 100
		}
	}
	return ratio, score(change, n-1+m)
}

func TestRotationNaive(t *testing.T) {
	worst := 0.0
	for _, p := range [][2]int{{3, 1}, {6, 2}, {14, 1}, {10, 30}} {
		r := walk(t, newRand(4), 300, 0)
		got := Rotations(r, p[0], p[1])
		ratio, momentum := naiveRotation(r.Values(), p[0], p[1])
		known := 0
		for i := range ratio {
			v, w := got.RSRatio.Value(i), got.RSMomentum.Value(i)
			if math.IsNaN(v) != math.IsNaN(ratio[i]) || math.IsNaN(w) != math.IsNaN(momentum[i]) {
				t.Fatalf("%v: row %d: %v %v, want %v %v", p, i, v, w, ratio[i], momentum[i])
			}
			if !math.IsNaN(w) {
				known++
				worst = max(worst, math.Abs(v-ratio[i]), math.Abs(w-momentum[i]))
			}
		}
		if want := r.Len() - (2*p[0] + p[1] - 2); known != want {
			t.Errorf("%v: %d momenta, want %d", p, known, want)
		}
	}
	if worst > 1e-9 {
		t.Errorf("off by %g", worst)
	}
}

func TestRotationEdges(t *testing.T) {
	x := NewRotation(3, 1)
	for range 9 {
		x.Update(0.1)
	}
	if v := x.Value(); v != (RotationValue{100, 100}) || v.Quadrant() != Lagging {
		t.Errorf("flat: %v", v)
	}
	before := x.Value()
	for _, r := range []float64{math.NaN(), math.Inf(-1), 1e76} {
		if v := x.Update(r); v.Quadrant() != 0 || x.Value() != before {
			t.Errorf("%v: %v, Value %v", r, v, x.Value())
		}
	}
	lines := Rotations(walk(t, newRand(9), 300, 0.1), 5, 1)
	seen := map[Quadrant]int{}
	for i := range lines.RSRatio.Len() {
		v := lines.Row(i)
		seen[v.Quadrant()]++
		if math.Abs(v.RSRatio-100) > 2.0001 || math.Abs(v.RSMomentum-100) > 2.0001 {
			t.Errorf("beyond sqrt(period-1): %v", v)
		}
	}
	for q := range Improving + 1 {
		if seen[q] == 0 {
			t.Errorf("no %v", q)
		}
	}
	for _, c := range []struct {
		v    RotationValue
		want string
	}{
		{RotationValue{101, 101}, "leading"}, {RotationValue{101, 100}, "weakening"}, {RotationValue{100, 99}, "lagging"},
		{RotationValue{99, 101}, "improving"}, {RotationValue{101, math.NaN()}, "none"}, {RotationValue{math.NaN(), 101}, "none"},
	} {
		if got := c.v.Quadrant().String(); got != c.want {
			t.Errorf("%v: %s", c.v, got)
		}
	}
	for _, f := range []func(){
		func() { NewRotation(1, 1) }, func() { NewRotation(2, 0) }, func() { NewRotation(100001, 1) }, func() { new(Rotation).Update(1) },
	} {
		if !panics(f) {
			t.Error("no panic")
		}
	}
	if v := new(Rotation).Value(); v.Quadrant() != 0 {
		t.Errorf("zero: %v", v)
	}
}

func TestStatesOfRelatives(t *testing.T) {
	x := NewIndex(100)
	x.Update(3)
	hostile(t, x, `{"version":1,"base":0,"first":3,"value":100}`, `{"version":1,"base":100,"first":0,"value":100}`,
		`{"version":1,"base":100,"first":1e76,"value":100}`, `{"version":1,"base":100,"first":3,"value":1e76}`, `{"version":1,"base":50,"first":3,"value":50}`)
	m := NewMansfield(2)
	m.Update(3)
	full := NewMansfield(2)
	full.Update(3)
	full.Update(4)
	hostile(t, m, swap(t, m, `"mean":"`, `"mean":null,"x":"`), swap(t, m, `"period":2`, `"period":3`), swap(t, m, `"period":2`, `"period":-2`),
		swap(t, m, `"value":null`, `"value":5`), swap(t, full, `"value":14`, `"value":1e77`))
	r := NewRotation(3, 1)
	for i := range 4 {
		r.Update(float64(i * i))
	}
	hostile(t, r, swap(t, r, `"lag":1`, `"lag":2`), swap(t, r, `"period":3`, `"period":1`), swap(t, r, `"rs_momentum":null`, `"rs_momentum":100`),
		swap(t, r, `"change":"`, `"change":null,"x":"`))
	if err := NewRotation(3, 2).UnmarshalJSON([]byte(swap(t, r, `"lag":1`, `"lag":1`))); !errors.Is(err, ErrSpec) {
		t.Errorf("another lag: %v", err)
	}
	if err := NewMansfield(3).UnmarshalJSON([]byte(swap(t, m, `2`, `2`))); !errors.Is(err, ErrSpec) {
		t.Errorf("another period: %v", err)
	}
	restart(t, r, &Rotation{})
	restart(t, m, &MansfieldStream{})
	restart(t, x, &IndexStream{})
}

func TestAllocsOfRelatives(t *testing.T) {
	x, m, r := NewIndex(1), NewMansfield(5), NewRotation(5, 1)
	v := 1.0
	if n := testing.AllocsPerRun(100, func() {
		v += 0.5
		x.Update(v)
		m.Update(v)
		r.Update(v)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// skenderCloses reads dates and one column of a table of the reference folder.
func skenderCloses(t *testing.T, name, column string) series.Series {
	t.Helper()
	path := filepath.Join(os.Getenv("RISKON_REFERENCE"), "fixtures/skender", name)
	_, rows := readTable(t, path)
	times := make([]time.Time, len(rows))
	for i, row := range rows {
		at, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			t.Fatal(err)
		}
		times[i] = at
	}
	return newSeries(t, times, readColumn(t, path, column))
}

// Skender's price relative strength is Of; its percentage is the difference of
// two returns.
func TestReferencePRS(t *testing.T) {
	if os.Getenv("RISKON_REFERENCE") == "" {
		t.Skip("RISKON_REFERENCE is not set")
	}
	eval, base := skenderCloses(t, "quotes/compare.csv", "close"), skenderCloses(t, "quotes/default.csv", "close")
	prs, percent := skenderCloses(t, "results/prs.csv", "prs"), skenderCloses(t, "results/prs.csv", "prsPercent")
	diff, err := eval.Return(20).Sub(base.Return(20))
	if err != nil {
		t.Fatal(err)
	}
	of := Of(eval, base, 0)
	if of.Len() != prs.Len() || of.Len() != 502 {
		t.Fatalf("%d rows, want %d", of.Len(), prs.Len())
	}
	worst := 0.0
	for i := range of.Len() {
		if math.IsNaN(percent.Value(i)) != math.IsNaN(diff.Value(i)) {
			t.Fatalf("row %d: %v, want %v", i, diff.Value(i), percent.Value(i))
		}
		worst = max(worst, math.Abs(of.Value(i)/prs.Value(i)-1))
		if i >= 20 {
			worst = max(worst, math.Abs(diff.Value(i)-percent.Value(i)))
		}
	}
	if !(worst <= 1e-12) {
		t.Errorf("off by %g", worst)
	}
}

// swap is the state of v with one part of its text replaced.
func swap(t *testing.T, v json.Marshaler, old, with string) string {
	t.Helper()
	blob, err := v.MarshalJSON()
	if err != nil || !strings.Contains(string(blob), old) {
		t.Fatalf("no %s in %s (%v)", old, blob, err)
	}
	return strings.Replace(string(blob), old, with, 1)
}
