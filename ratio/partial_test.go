package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// moving is n returns of w columns on n half days that share a part of their
// moves, some of them missing.
func moving(t testing.TB, seed uint64, n, w int, gaps float64) series.Frame {
	r := newRand(seed)
	stamps, cols := make([]int64, n), make([]series.Series, w)
	values := make([][]float64, w)
	for i := range stamps {
		stamps[i] = start.UnixNano() + int64(i)*int64(day/2)
		both := r.NormFloat64()
		for j := range w {
			x := 0.01 * (float64(both*float64(j%3)/2) + r.NormFloat64())
			if r.Float64() < gaps {
				x = math.NaN()
			}
			values[j] = append(values[j], x)
		}
	}
	for j := range cols {
		cols[j] = build(stamps, values[j])
	}
	return series.Align(series.Inner, cols...)
}

// columnsOf are the columns of a frame.
func columnsOf(f series.Frame) []series.Series {
	var out []series.Series
	for j := range f.Width() {
		out = append(out, f.Column(j))
	}
	return out
}

// pearson is the textbook's correlation, NaN with a constant side.
func pearson(x, y []float64) float64 {
	mx, my, n := 0.0, 0.0, float64(len(x))
	for i := range x {
		mx += x[i] / n
		my += y[i] / n
	}
	xx, yy, xy := 0.0, 0.0, 0.0
	for i := range x {
		xx += (x[i] - mx) * (x[i] - mx)
		yy += (y[i] - my) * (y[i] - my)
		xy += (x[i] - mx) * (y[i] - my)
	}
	return xy / math.Sqrt(xx*yy)
}

// residuals are what is left of y beside a line of z.
func residuals(y, z []float64) []float64 {
	mz, my, n := 0.0, 0.0, float64(len(z))
	for i := range z {
		mz += z[i] / n
		my += y[i] / n
	}
	zz, zy := 0.0, 0.0
	for i := range z {
		zz += (z[i] - mz) * (z[i] - mz)
		zy += (z[i] - mz) * (y[i] - my)
	}
	out := make([]float64, len(y))
	for i := range y {
		out[i] = y[i] - my - zy/zz*(z[i]-mz)
	}
	return out
}

// The partial correlation is that of the residuals of two regressions on z.
func TestPartialNaive(t *testing.T) {
	for _, period := range []int{4, 5, 20, 60} {
		f := moving(t, uint64(period), 200, 3, 0.05)
		got := Partial(f.Column(0), f.Column(1), f.Column(2), period)
		var x, y, z []float64
		for i := range f.Len() {
			a, b, c := f.Column(0).Value(i), f.Column(1).Value(i), f.Column(2).Value(i)
			want := math.NaN()
			if gap := math.IsNaN(a + b + c); !gap {
				x, y, z = append(x, a), append(y, b), append(z, c)
				if from := len(x) - period; from >= 0 {
					want = pearson(residuals(x[from:], z[from:]), residuals(y[from:], z[from:]))
				}
			}
			if !same(got.Value(i), want) && !(math.Abs(got.Value(i)-want) <= 1e-11) {
				t.Fatalf("period %d, row %d: %v, want %v", period, i, got.Value(i), want)
			}
		}
	}
}

// Stamps that one of the three has alone are not there.
func TestPartialStamps(t *testing.T) {
	r := newRand(3)
	x, y, z := walk(t, r, 80, 0.1), walk(t, r, 80, 0.1), walk(t, r, 80, 0.1)
	f := series.Align(series.Inner, x, y, z)
	sameSeries(t, "shared stamps", Partial(x, y, z, 5), Partial(f.Column(0), f.Column(1), f.Column(2), 5))
	if n := Partial(x, y, z, 5).Len(); n != f.Len() || n == 0 {
		t.Errorf("%d points", n)
	}
	if n := Partial(series.Series{}, y, z, 5).Len(); n != 0 {
		t.Errorf("%d points of none", n)
	}
}

func TestPartialEdges(t *testing.T) {
	f := moving(t, 4, 60, 2, 0)
	x, y := f.Column(0), f.Column(1)
	times := func(s series.Series, k, c float64) series.Series {
		v := make([]float64, s.Len())
		for i, a := range s.Values() {
			v[i] = float64(k*a) + c
		}
		return build(s.UnixNanos(), v)
	}
	flat := times(x, 0, 7)
	for name, c := range map[string]struct{ got, want series.Series }{
		"flat x":         {Partial(flat, y, x, 10), less(times(indicator.Correl(x, y, 10), 0, 0), 0)},
		"flat y":         {Partial(x, flat, y, 10), times(indicator.Correl(x, y, 10), 0, 0)},
		"flat z":         {Partial(x, y, flat, 10), indicator.Correl(x, y, 10)},
		"x a line of z":  {Partial(times(y, -3, 0.1), x, y, 10), times(indicator.Correl(x, y, 10), 0, 0)},
		"y a line of z":  {Partial(x, times(y, 0.7, 11), y, 10), times(indicator.Correl(x, y, 10), 0, 0)},
		"period 1":       {Partial(x, y, times(y, 2, 1), 1), times(x, 0, 0)},
		"of two, a line": {Partial(x, y, times(x, 2, 1), 2), times(indicator.Correl(x, y, 2), 0, 0)},
	} {
		if c.got.Len() != c.want.Len() {
			t.Fatalf("%s: %d points", name, c.got.Len())
		}
		for i := range c.got.Len() {
			a, b := c.got.Value(i), c.want.Value(i)
			if math.IsNaN(a) != math.IsNaN(b) || a != b && !math.IsNaN(a) {
				t.Errorf("%s: row %d: %v, want %v", name, i, a, b)
			}
		}
	}
	for i, r := range Partial(x, y, times(x, 0.5, 0), 3).Values() {
		if i >= 2 && r != 0 {
			t.Errorf("x a line of z: %v", r)
		}
	}
	of := Partial(x, y, moving(t, 5, 60, 1, 0).Column(0), 3)
	for _, r := range of.Values()[2:] {
		if !(math.Abs(math.Abs(r)-1) < 1e-6) {
			t.Errorf("of three observations: %v", r)
		}
	}
	if !math.IsNaN(NewPartial(5).Value()) || !math.IsNaN(new(PartialStream).Value()) {
		t.Error("a value before the first")
	}
	for name, f := range map[string]func(){
		"0": func() { NewPartial(0) }, "100001": func() { NewPartial(100001) }, "zero": func() { new(PartialStream).Update(1, 2, 3) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

// Value stays at a missing observation, and equals the last output.
func TestPartialValue(t *testing.T) {
	f := moving(t, 6, 80, 3, 0.2)
	p, last := NewPartial(5), math.NaN()
	for i := range f.Len() {
		r := p.Update(f.Column(0).Value(i), f.Column(1).Value(i), f.Column(2).Value(i))
		if !math.IsNaN(r) {
			last = r
		}
		if !same(p.Value(), last) {
			t.Fatalf("row %d: Value %v, want %v", i, p.Value(), last)
		}
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1), -2e75} {
		if !math.IsNaN(p.Update(bad, 1, 1)+p.Update(1, bad, 1)+p.Update(1, 1, bad)) || !same(p.Value(), last) {
			t.Errorf("%v was taken", bad)
		}
	}
}

func TestLawsPartial(t *testing.T) {
	f := moving(t, 7, 70, 3, 0.1)
	of := func(in ...series.Series) series.Series { return Partial(in[0], in[1], in[2], 6) }
	seriestest.Causal(t, of, columnsOf(f)...)
	seriestest.Missing(t, of, columnsOf(f)...)
	x, y, z := f.Column(0), f.Column(1), moving(t, 8, 70, 1, 0).Column(0)
	seriestest.MissingPair(t, func(a, b series.Series) series.Series { return Partial(a, b, z, 6) }, x, y)
	seriestest.MissingPair(t, func(a, b series.Series) series.Series { return Partial(z, a, b, 6) }, x, y)
	seriestest.BatchIsLivePair(t, func(a, b series.Series) series.Series { return Partial(a, b, a, 6) },
		func() func(a, b float64) float64 {
			p := NewPartial(6)
			return func(a, b float64) float64 { return p.Update(a, b, a) }
		}, x, y)
	seriestest.Restart(t, func() (seriestest.State, func(int) any) {
		p := NewPartial(6)
		return seriestest.ViaJSON(p), func(i int) any { return p.Update(x.Value(i), y.Value(i), z.Value(i)) }
	}, x.Len())
}

func TestPartialState(t *testing.T) {
	p := NewPartial(3)
	for i := range 5 {
		p.Update(float64(i), float64(i*i), 1/float64(1+i))
	}
	blob, _ := json.Marshal(p)
	fresh, _ := json.Marshal(indicator.NewCorrel(3))
	fed := func(s *indicator.PairStream) []byte {
		s.Append(nil, []float64{1, 2, 4, 3, 5, 7}, []float64{2, 1, 5, 3, 6, 0})
		b, _ := json.Marshal(s)
		return b
	}
	other, beta := fed(indicator.NewCorrel(4)), fed(indicator.NewBeta(3))
	xy, _ := json.Marshal(p.xy)
	xz, _ := json.Marshal(p.xz)
	hostile(t, p, strings.Replace(string(blob), string(xz), string(fresh), 1))
	replace := func(new string) string { return strings.Replace(string(blob), string(xy), new, 1) }
	hostile(t, p, replace(string(other)), replace(string(fresh)), replace(string(beta)), replace("null"), replace(`""`),
		strings.Replace(string(blob), `"period":3`, `"period":0`, 1), strings.Replace(string(blob), `"version":1`, `"version":2`, 1))
	if err := json.Unmarshal(blob, NewPartial(4)); !errors.Is(err, ErrSpec) {
		t.Errorf("another period: %v", err)
	}
	again := restart(t, p, new(PartialStream))
	size := func(n int) int {
		for i := range n {
			again.Update(math.Sqrt(float64(i)), float64(i%7), float64(i%5))
		}
		b, _ := json.Marshal(again)
		return len(b)
	}
	if a, b := size(1000), size(100000); a != b {
		t.Errorf("state of %d bytes, then %d", a, b)
	}
}

func TestPartialAllocs(t *testing.T) {
	p, x := NewPartial(20), 0.0
	if n := testing.AllocsPerRun(100, func() {
		x++
		p.Update(x, 1/(1+x), float64(x*x))
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
