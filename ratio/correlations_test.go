package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
	"gonum.org/v1/gonum/mat"
)

// sameMatrix compares two matrices bit for bit.
func sameMatrix(t *testing.T, what string, a, b *mat.SymDense) {
	t.Helper()
	if a.SymmetricDim() != b.SymmetricDim() {
		t.Fatalf("%s: %d columns, want %d", what, a.SymmetricDim(), b.SymmetricDim())
	}
	for j := range a.SymmetricDim() {
		for k := range a.SymmetricDim() {
			if !same(a.At(j, k), b.At(j, k)) {
				t.Fatalf("%s: %d, %d: %v, want %v", what, j, k, a.At(j, k), b.At(j, k))
			}
		}
	}
}

// rowOf is row i of a frame.
func rowOf(f series.Frame, i int) []float64 {
	row := make([]float64, f.Width())
	for j := range row {
		row[j] = f.Column(j).Value(i)
	}
	return row
}

func TestCorrelationsNaive(t *testing.T) {
	for _, period := range []int{2, 7, 30} {
		f := moving(t, uint64(period), 150, 4, 0.1)
		l := Correlations(f, period)
		for j := range 4 {
			for k := range 4 {
				var x, y []float64
				for i, a := range f.Column(j).Values() {
					b, want := f.Column(k).Value(i), math.NaN()
					if !math.IsNaN(a + b) {
						x, y = append(x, a), append(y, b)
						if from := len(x) - period; from >= 0 {
							want = pearson(x[from:], y[from:])
						}
					}
					got := l.At(i).At(j, k)
					if j == k && !math.IsNaN(want) {
						want = 1
						if got != 1 {
							t.Fatalf("a column with itself: %v", got)
						}
					}
					if !same(got, want) && !(math.Abs(got-want) <= 1e-13) {
						t.Fatalf("period %d, row %d, %d with %d: %v, want %v", period, i, j, k, got, want)
					}
				}
			}
		}
	}
}

func TestCorrelationLines(t *testing.T) {
	f := moving(t, 1, 40, 3, 0.1).Named("A", "B", "C")
	l := Correlations(f, 5)
	if l.Len() != 40 || l.Width() != 3 || !l.Time(7).Equal(f.Time(7)) || strings.Join(l.Names(), "") != "ABC" {
		t.Errorf("%d matrices of %d columns %v, %v", l.Len(), l.Width(), l.Names(), l.Time(7))
	}
	sameSeries(t, "pair", l.Pair(2, 0), indicator.Correl(f.Column(0), f.Column(2), 5))
	sameSeries(t, "pair", l.Pair(0, 2), l.Pair(2, 0))
	l.Names()[0] = "X"
	l.At(39).SetSym(0, 0, 7)
	if l.Names()[0] != "A" || l.At(39).At(0, 0) == 7 {
		t.Error("the lines can be changed")
	}
	for _, none := range []CorrelationLines{{}, Correlations(series.Frame{}, 5), EWMACorrelations(series.Frame{}, 0.9)} {
		if none.Len() != 0 || none.Width() != 0 || none.Names() != nil || none.String() != "Correlations, empty" {
			t.Errorf("of nothing: %v", none)
		}
	}
	one := Correlations(series.Align(series.Inner, f.Column(0)), 3)
	if m := one.At(39); m.SymmetricDim() != 1 {
		t.Errorf("of one column: %v", one)
	}
	for name, f := range map[string]func(){
		"row": func() { l.At(40) }, "row -1": func() { l.At(-1) }, "pair": func() { l.Pair(0, 3) }, "pair -1": func() { l.Pair(-1, 0) },
		"zero": func() { CorrelationLines{}.At(0) }, "period": func() { Correlations(f, 0) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

// A flat column has correlation 0 with the others, 1 with itself.
func TestCorrelationsFlat(t *testing.T) {
	f := moving(t, 2, 20, 2, 0)
	flat := make([]float64, f.Len())
	of := series.Align(series.Inner, f.Column(0), build(f.Column(0).UnixNanos(), flat))
	for name, l := range map[string]CorrelationLines{"Correlations": Correlations(of, 5), "EWMA": EWMACorrelations(of, 0.5)} {
		if m := l.At(19); m.At(0, 1) != 0 || m.At(1, 1) != 1 || m.At(0, 0) != 1 {
			t.Errorf("%s: %v", name, mat.Formatted(m))
		}
	}
	if m := Correlations(of, 5); !math.IsNaN(m.At(3).At(1, 1)) || m.At(4).At(1, 1) != 1 {
		t.Error("warm-up of the diagonal")
	}
}

func TestCorrelationsIsLive(t *testing.T) {
	f := moving(t, 3, 80, 4, 0.1)
	l := Correlations(f, 6)
	c, last := NewCorrelations(4, 6), mat.NewSymDense(4, nil)
	var m, v mat.SymDense
	for i := range 16 {
		last.SetSym(i/4, i%4, math.NaN())
	}
	for i := range f.Len() {
		if i%2 == 0 {
			c = restart(t, c, new(CorrelationStream))
		}
		c.Update(&m, rowOf(f, i))
		sameMatrix(t, "live", &m, l.At(i))
		for j := range 4 {
			for k := range 4 {
				if r := m.At(j, k); !math.IsNaN(r) {
					last.SetSym(j, k, r)
				}
			}
		}
		c.Value(&v)
		sameMatrix(t, "value", &v, last)
	}
}

func TestLawsCorrelations(t *testing.T) {
	f := moving(t, 4, 50, 3, 0.1)
	r := newRand(5)
	for name, of := range map[string]func(series.Frame) CorrelationLines{
		"Correlations": func(f series.Frame) CorrelationLines { return Correlations(f, 5) },
		"EWMA":         func(f series.Frame) CorrelationLines { return EWMACorrelations(f, 0.5) },
	} {
		for _, p := range [][2]int{{0, 1}, {1, 2}, {1, 1}} {
			pair := func(in ...series.Series) series.Series { return of(series.Align(series.Outer, in...)).Pair(p[0], p[1]) }
			t.Run(name, func(t *testing.T) {
				seriestest.Causal(t, pair, columnsOf(f)...)
				seriestest.Causal(t, pair, walk(t, r, 30, 0.1), walk(t, r, 30, 0.1), walk(t, r, 30, 0))
				seriestest.Missing(t, pair, columnsOf(f)...)
			})
		}
	}
	seriestest.MissingPair(t, func(a, b series.Series) series.Series {
		return Correlations(series.Align(series.Inner, a, b), 5).Pair(0, 1)
	}, f.Column(0), f.Column(1))
	seriestest.MissingPair(t, func(a, b series.Series) series.Series {
		return EWMACorrelations(series.Align(series.Inner, a, b), 0.5).Pair(0, 1)
	}, f.Column(0), f.Column(1))
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		c := NewCorrelations(3, 5)
		return seriestest.ViaJSON(c), func(i int) any {
			var m mat.SymDense
			c.Update(&m, rowOf(f, i))
			return [3]float64{m.At(0, 1), m.At(0, 2), m.At(1, 2)}
		}
	}, f.Len())
}

func TestCorrelationsState(t *testing.T) {
	c := NewCorrelations(2, 3)
	for i := range 4 {
		c.Update(nil, []float64{float64(i), float64(i * i)})
	}
	blob, _ := json.Marshal(c)
	pair, _ := json.Marshal(c.s.Pairs[0])
	other, _ := json.Marshal(indicator.NewCorrel(4))
	replace := func(old, new string) string { return strings.Replace(string(blob), old, new, 1) }
	hostile(t, c, replace("[3,3]", "[3,2]"), replace("[3,3]", "[4,3]"), replace("[3,3]", "[-1,3]"), replace("[3,3]", "[3,3,3]"), replace("[3,3]", "[]"),
		replace(string(pair), string(other)), replace(string(pair), "null"), replace(string(pair), ""), replace(`"period":3`, `"period":100001`),
		replace(`"version":1`, `"version":0`))
	for _, other := range []*CorrelationStream{NewCorrelations(2, 4), NewCorrelations(3, 3)} {
		if err := json.Unmarshal(blob, other); !errors.Is(err, ErrSpec) {
			t.Errorf("other parameters: %v", err)
		}
	}
	size := func(n int) int {
		for i := range n {
			c.Update(nil, []float64{math.Sqrt(float64(i)), float64(i % 7)})
		}
		b, _ := json.Marshal(c)
		return len(b)
	}
	if a, b := size(1000), size(100000); a != b {
		t.Errorf("state of %d bytes, then %d", a, b)
	}
}

// What is wrong with the program panics, and changes nothing.
func TestCorrelationPanics(t *testing.T) {
	c, e := NewCorrelations(2, 3), NewEWMACorrelations(2, 0.5)
	row, wide := []float64{1, 2}, mat.NewSymDense(3, nil)
	before, _ := json.Marshal([]any{c, e})
	for name, f := range map[string]func(){
		"width": func() { NewCorrelations(0, 5) }, "period": func() { NewCorrelations(2, 100001) },
		"ewma width": func() { NewEWMACorrelations(0, 0.5) }, "lambda 1": func() { NewEWMACorrelations(2, 1) },
		"lambda 0": func() { EWMACorrelations(series.Frame{}, 0) }, "lambda NaN": func() { NewEWMACorrelations(2, math.NaN()) },
		"zero": func() { new(CorrelationStream).Update(nil, nil) }, "zero ewma": func() { new(EWMACorrelationStream).Update(nil, nil) },
		"row": func() { c.Update(nil, row[:1]) }, "ewma row": func() { e.Update(nil, []float64{1, 2, 3}) },
		"dst": func() { c.Update(wide, row) }, "ewma dst": func() { e.Update(wide, row) }, "value": func() { c.Value(wide) }, "ewma value": func() { e.Value(wide) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
	if after, _ := json.Marshal([]any{c, e}); string(after) != string(before) {
		t.Error("changed by what was refused")
	}
	new(CorrelationStream).Value(nil)
	new(EWMACorrelationStream).Value(new(mat.SymDense))
}

func TestCorrelationAllocs(t *testing.T) {
	c, e := NewCorrelations(5, 10), NewEWMACorrelations(5, 0.94)
	dst, row := mat.NewSymDense(5, nil), make([]float64, 5)
	i := 0
	if n := testing.AllocsPerRun(200, func() {
		i++
		for j := range row {
			row[j] = float64(i * (j + i) % 7)
		}
		c.Update(dst, row)
		c.Value(dst)
		e.Update(dst, row)
		e.Value(dst)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// fifty is 50 columns of 2,500 days.
func fifty(b *testing.B) series.Frame {
	cols := make([]series.Series, 50)
	for j := range cols {
		cols[j] = random(b, 2500+j, int64(24*time.Hour), 0).Slice(0, 2500)
	}
	return series.Align(series.Inner, cols...)
}

func BenchmarkCorrelations(b *testing.B) {
	f := fifty(b)
	const cells = 2500 * 50 * 49 / 2
	b.Run("50x2500", func(b *testing.B) {
		for b.Loop() {
			Correlations(f, 60)
		}
		perValue(b, cells)
	})
	b.Run("live/50x2500", func(b *testing.B) {
		dst := mat.NewSymDense(50, nil)
		for b.Loop() {
			c := NewCorrelations(50, 60)
			for i := range f.Len() {
				c.Update(dst, rowOf(f, i))
			}
		}
		perValue(b, cells)
	})
	b.Run("EWMA/50x2500", func(b *testing.B) {
		for b.Loop() {
			EWMACorrelations(f, 0.94)
		}
		perValue(b, cells)
	})
}

func BenchmarkPartial(b *testing.B) {
	x, y, z := random(b, 1e6, int64(time.Minute), 0), random(b, 1e6+1, int64(time.Minute), 0), random(b, 1e6+2, int64(time.Minute), 0)
	b.Run("1M", func(b *testing.B) {
		for b.Loop() {
			Partial(x, y, z, 60)
		}
		perValue(b, x.Len())
	})
}

func BenchmarkLedoitWolf(b *testing.B) {
	f := fifty(b)
	for _, target := range []Target{ScaledIdentity, ConstantCorrelation} {
		b.Run(target.String()+"/50x2500", func(b *testing.B) {
			for b.Loop() {
				_, _ = LedoitWolf(f, target)
			}
		})
	}
}
