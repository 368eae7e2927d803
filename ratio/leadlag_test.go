package ratio

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

func leadLag(t testing.TB, x, y series.Series, c LeadLagConfig) CrossCorrelation {
	t.Helper()
	l, err := LeadLag(x, y, c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// R's lag k correlates x[t+k] with y[t]: it is our -k.
func TestGoldenLeadLag(t *testing.T) {
	c, ref := columns(t, "testdata/deaths.csv"), readHAC(t).CCF
	got := leadLag(t, c["m"], c["f"], LeadLagConfig{Reps: 1})
	var r []float64
	for _, l := range got.Lags {
		r = append(r, l.R)
	}
	slices.Reverse(r)
	if ref.Lag[0] != got.Lags[0].Lag || len(ref.Lag) != 25 {
		t.Fatalf("lags from %d", got.Lags[0].Lag)
	}
	golden(t, "ccf", r, ref.ACF)
}

// The standard error by sums over all pairs of rows.
func TestLeadLagOracle(t *testing.T) {
	r := newRand(31)
	for _, memory := range []float64{0, 0.5, 0.9} {
		x, y := noise(t, r, 80, memory, 0.1), sparse(t, r, noise(t, r, 85, memory, 0.1), 0.1)
		y = build(y.UnixNanos(), mix(x, y))
		rows := common(x, y)
		n := float64(len(rows))
		var m, v [2]float64
		for side := range m {
			for _, row := range rows {
				m[side] += row[side] / n
			}
			for _, row := range rows {
				v[side] += math.Pow(row[side]-m[side], 2) / n
			}
		}
		z := func(side, i int) float64 { return (rows[i][side] - m[side]) / math.Sqrt(v[side]) }
		for _, hac := range []int{0, 1, 5} {
			got := leadLag(t, x, y, LeadLagConfig{MaxLag: 4, HACLag: hac, Reps: 1, Length: 3})
			if got.N != len(rows) || len(got.Lags) != 9 {
				t.Fatalf("%+v", got)
			}
			for _, l := range got.Lags {
				want := 0.0
				for i := range rows {
					if j := i + l.Lag; 0 <= j && j < len(rows) {
						want += z(0, i) * z(1, j) / n
					}
				}
				var a matrix
				sum := 0.0
				for i := range rows {
					if j := i + l.Lag; 0 <= j && j < len(rows) {
						p, q := z(0, i), z(1, j)
						a = append(a, []float64{p*q - want*(p*p+q*q)/2})
						sum += a[len(a)-1][0]
					}
				}
				for i := range a {
					a[i][0] -= sum / float64(len(a))
				}
				lag := hac
				if hac == 0 {
					lag = oracle{u: a}.automatic(a, false)
				}
				se := math.Sqrt(kernel(a, lag)[0][0]) / n
				if !near(l.R, want) || !near(l.SE, se) || l.HACLag != lag || !near(l.P, math.Erfc(math.Abs(want)/se/math.Sqrt2)) {
					t.Errorf("%+v, want %v se %v lag %d", l, want, se, lag)
				}
			}
		}
	}
}

// mix is y and a part of x, on y's stamps.
func mix(x, y series.Series) []float64 {
	out := slices.Clone(y.Values())
	for i := range out {
		if v, _, ok := x.At(y.Time(i)); ok {
			out[i] += v / 2
		}
	}
	return out
}

// y does at t+3 what x does at t: x leads, and the lag is positive.
func TestLeadLagSign(t *testing.T) {
	x := noise(t, newRand(32), 300, 0, 0)
	y := x.Lag(3)
	got := leadLag(t, x, y, LeadLagConfig{MaxLag: 5, Reps: 200, Length: 1})
	for _, l := range got.Lags {
		if (l.R > 0.9) != (l.Lag == 3) {
			t.Errorf("%+v", l)
		}
		if outside := l.R > got.Any; outside != (l.Lag == 3) {
			t.Errorf("%+v beyond %v", l, got.Any)
		}
	}
	back := leadLag(t, y, x, LeadLagConfig{MaxLag: 5, Reps: 1, Length: 1})
	for i, l := range got.Lags {
		if b := back.Lags[10-i]; b.Lag != -l.Lag || !near(b.R, l.R) || !near(b.SE, l.SE) {
			t.Errorf("%+v turned: %+v", l, b)
		}
	}
}

// SE of independent normal pairs at lag 0 is (1-r^2)/sqrt(n).
func TestLeadLagError(t *testing.T) {
	r := newRand(33)
	x := noise(t, r, 4000, 0, 0)
	y := build(x.UnixNanos(), mix(x, noise(t, r, 4000, 0, 0)))
	l := leadLag(t, x, y, LeadLagConfig{MaxLag: 1, HACLag: 1, Reps: 1, Length: 1}).Lags[1]
	if want := (1 - l.R*l.R) / math.Sqrt(4000); math.Abs(l.SE/want-1) > 0.05 {
		t.Errorf("SE %v, want %v", l.SE, want)
	}
	self := leadLag(t, x, x, LeadLagConfig{MaxLag: 1, Reps: 1, Length: 1}).Lags[1]
	if self.R != 1 && !near(self.R, 1) || self.R > 1 || !(self.SE < 1e-9) {
		t.Errorf("with itself: %+v", self)
	}
}

// The band of independent rows is that of the normal distribution; two
// independent series that remember stay within theirs, as they would not within
// that of independent rows.
func TestLeadLagBand(t *testing.T) {
	r := newRand(34)
	x, y := noise(t, r, 400, 0, 0), noise(t, r, 400, 0, 0)
	got := leadLag(t, x, y, LeadLagConfig{MaxLag: 2, Reps: 2000, Length: 1, Seed: 9, Level: 0.9})
	for _, l := range got.Lags {
		if want := 1.645 / math.Sqrt(400); math.Abs(l.High/want-1) > 0.15 || math.Abs(l.Low/want+1) > 0.15 {
			t.Errorf("%+v, want within %v", l, want)
		}
	}
	// Five lags of independent rows: each within w with chance 0.9^(1/5) = 0.979.
	if want := 2.31 / math.Sqrt(400); math.Abs(got.Any/want-1) > 0.1 || got.Reps != 2000 {
		t.Errorf("any %v of %d, want %v", got.Any, got.Reps, want)
	}
	x, y = noise(t, r, 400, 0.95, 0), noise(t, r, 400, 0.95, 0)
	slow := leadLag(t, x, y, LeadLagConfig{MaxLag: 2, Reps: 400})
	if a, _, err := BlockLength(x); err != nil || slow.Length < a*(1-1e-9) || slow.Length < 10 {
		t.Errorf("length %v", slow.Length)
	}
	for _, l := range slow.Lags {
		if l.High < 2.5*1.96/math.Sqrt(400) || l.R < l.Low || l.R > l.High {
			t.Errorf("%+v", l)
		}
	}
}

// The same seed gives the same result; missing rows leave no trace.
func TestLeadLagSame(t *testing.T) {
	r := newRand(35)
	x, y := noise(t, r, 90, 0.3, 0.1), noise(t, r, 90, 0.3, 0.1)
	s := shared(x, y)
	show := func(x, y series.Series, seed uint64) string {
		return fmt.Sprintf("%+v", leadLag(t, x, y, LeadLagConfig{MaxLag: 3, Reps: 50, Seed: seed}))
	}
	a, b := show(x, y, 1), show(build(s.t, s.cols[0]), build(s.t, s.cols[1]), 1)
	if a != b || a == show(x, y, 2) {
		t.Errorf("%s\n%s", a, b)
	}
}

func TestLeadLagEdges(t *testing.T) {
	r := newRand(36)
	x, y := noise(t, r, 30, 0, 0), noise(t, r, 30, 0, 0)
	flat := x.Map(func(float64) float64 { return 0.1 })
	for what, c := range map[string]struct {
		x, y series.Series
		c    LeadLagConfig
		want error
	}{
		"none":       {series.Series{}, series.Series{}, LeadLagConfig{}, ErrShort},
		"14 rows":    {x.Slice(0, 14), y, LeadLagConfig{}, ErrShort},
		"huge lag":   {x, y, LeadLagConfig{MaxLag: math.MaxInt}, ErrShort},
		"ten rows":   {x.Slice(0, 10), y, LeadLagConfig{MaxLag: 2}, ErrShort},
		"flat x":     {flat, y, LeadLagConfig{}, ErrSingular},
		"flat y":     {x, flat, LeadLagConfig{}, ErrSingular},
		"subnormal":  {x, y.Map(func(v float64) float64 { return v * 1e-160 }), LeadLagConfig{}, ErrSingular},
		"NaN":        {x, y.Map(func(float64) float64 { return math.NaN() }), LeadLagConfig{}, ErrShort},
		"no overlap": {x.Slice(0, 15), y.Slice(15, 30), LeadLagConfig{}, ErrShort},
	} {
		_, err := LeadLag(c.x, c.y, c.c)
		refused(t, what, err, c.want)
	}
	if got := leadLag(t, x.Slice(0, 15), y, LeadLagConfig{Reps: 5}); len(got.Lags) != 25 || got.Level != 0.95 {
		t.Errorf("%+v", got)
	}
	leadLag(t, x.Slice(0, 5), y, LeadLagConfig{MaxLag: 2, Length: 2, HACLag: 99})
	// x moves once: resamples without that row are left out.
	once := ofValues(t, append([]float64{1}, make([]float64, 29)...)...)
	if got := leadLag(t, once, y, LeadLagConfig{MaxLag: 1, Length: 3, Reps: 100}); got.Reps < 20 || got.Reps > 90 || math.IsNaN(got.Any) {
		t.Errorf("%d resamples, any %v", got.Reps, got.Any)
	}
	for _, scale := range []float64{1e-75, 1e74} {
		far := x.Map(func(v float64) float64 { return v * scale })
		if got := leadLag(t, far, y, LeadLagConfig{MaxLag: 1, Reps: 1}).Lags[1]; !near(got.R, leadLag(t, x, y, LeadLagConfig{MaxLag: 1, Reps: 1}).Lags[1].R) {
			t.Errorf("scale %v: %+v", scale, got)
		}
	}
	for what, c := range map[string]LeadLagConfig{
		"lag": {MaxLag: -1}, "HAC": {HACLag: -1}, "reps": {Reps: -1}, "length": {Length: 0.5}, "NaN": {Length: math.NaN()}, "level": {Level: 1}, "negative": {Level: -0.1},
	} {
		mustPanic(t, what, func() { _, _ = LeadLag(x, y, c) })
	}
}

func TestLeadLagString(t *testing.T) {
	x := noise(t, newRand(37), 60, 0, 0)
	text := leadLag(t, x, x.Lag(1), LeadLagConfig{MaxLag: 1, Reps: 99, Length: 1}).String()
	if lines := strings.Split(text, "\n"); len(lines) != 6 || !strings.HasSuffix(lines[5], "**") || !strings.Contains(text, "59 observations") {
		t.Error(text)
	}
}

func TestGoldenGranger(t *testing.T) {
	c, ref := columns(t, "testdata/chickegg.csv"), readHAC(t).Granger
	for what, of := range map[string][2]string{"chicken_to_egg": {"chicken", "egg"}, "egg_to_chicken": {"egg", "chicken"}} {
		g, err := Granger(c[of[0]], c[of[1]], 3)
		if err != nil || g.N != 54 || g.DF1 != 3 || g.DF2 != 44 {
			t.Fatalf("%+v %v", g, err)
		}
		golden(t, what, []float64{g.F, g.P}, []float64{ref[what].F, ref[what].P})
	}
}

// F by normal equations on the shared rows.
func TestGrangerOracle(t *testing.T) {
	r := newRand(41)
	for order := 1; order <= 4; order++ {
		x, y := noise(t, r, 80, 0.5, 0.1), sparse(t, r, noise(t, r, 85, 0.5, 0.1), 0.1)
		rows := common(x, y)
		rss := func(both bool) (sum float64) {
			var now []float64
			var past matrix
			for i := order; i < len(rows); i++ {
				row := []float64{1}
				for j := 1; j <= order; j++ {
					row = append(row, rows[i-j][1])
					if both {
						row = append(row, rows[i-j][0])
					}
				}
				now, past = append(now, rows[i][1]), append(past, row)
			}
			for _, e := range solve(now, past).e {
				sum += e * e
			}
			return sum
		}
		g, err := Granger(x, y, order)
		df := float64(len(rows) - order - 2*order - 1)
		want := (rss(false) - rss(true)) / float64(order) / (rss(true) / df)
		if err != nil || !near(g.F, want) || float64(g.DF2) != df || g.N != len(rows) {
			t.Errorf("order %d: %+v %v, want %v", order, g, err, want)
		}
		// With 2 degrees of freedom above, P has a closed form.
		if order == 2 && !alike(g.P, math.Pow(1+2*g.F/df, -df/2)) {
			t.Errorf("P %v", g.P)
		}
	}
}

func TestGrangerEdges(t *testing.T) {
	r := newRand(42)
	x, y := noise(t, r, 30, 0, 0), noise(t, r, 30, 0, 0)
	flat := x.Map(func(float64) float64 { return 0.1 })
	for what, c := range map[string]struct {
		x, y  series.Series
		order int
		want  error
	}{
		"none":      {series.Series{}, y, 1, ErrShort},
		"four rows": {x.Slice(0, 4), y, 1, ErrShort},
		"long":      {x, y, math.MaxInt, ErrShort},
		"flat x":    {flat, y, 1, ErrSingular},
		"flat y":    {x, flat, 1, ErrSingular},
		"the same":  {x, x, 1, ErrSingular},
		"NaN":       {x, y.Map(func(float64) float64 { return math.NaN() }), 1, ErrShort},
	} {
		_, err := Granger(c.x, c.y, c.order)
		refused(t, what, err, c.want)
	}
	if g, err := Granger(x.Slice(0, 5), y, 1); err != nil || g.DF2 != 1 {
		t.Errorf("five rows: %+v %v", g, err)
	}
	mustPanic(t, "order", func() { _, _ = Granger(x, y, 0) })
	// y is 1 and then constant: nothing is left to explain.
	step := make([]float64, 30)
	step[0] = 1
	if g, err := Granger(x, ofValues(t, step...), 1); err != nil || !math.IsNaN(g.F) || !math.IsNaN(g.P) {
		t.Errorf("exact: %+v %v", g, err)
	}
	// x leads y: found, with a P that keeps its digits.
	z := x.Lag(1)
	z = build(z.UnixNanos(), mix(y, z))
	if g, err := Granger(x, z, 1); err != nil || !(g.P < 1e-3) || g.P == 0 || !strings.Contains(g.String(), "F(1, 25)") {
		t.Errorf("%v %v", g, err)
	}
}

func BenchmarkLeadLag(b *testing.B) {
	r := newRand(1)
	x, y := noise(b, r, 1000, 0.2, 0), noise(b, r, 1000, 0.2, 0)
	for b.Loop() {
		sink = leadLag(b, x, y, LeadLagConfig{})
	}
	perValue(b, 1000)
}
