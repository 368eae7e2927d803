package ratio

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// alike is equal to 1e-9 relative, of numbers that may be small.
func alike(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) || math.IsNaN(a) && math.IsNaN(b)
}

func alikeAll(t *testing.T, what string, got, want []float64) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		ok = alike(got[i], want[i])
	}
	if !ok {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// noise is a series of dependent numbers with a share of missing values, a point
// a day.
func noise(t testing.TB, r *rand.Rand, n int, memory, gaps float64) series.Series {
	times, values := make([]time.Time, n), make([]float64, n)
	x := 0.0
	for i := range n {
		x = memory*x + r.NormFloat64()
		times[i], values[i] = start.Add(time.Duration(i)*day), x
		if r.Float64() < gaps {
			values[i] = math.NaN()
		}
	}
	return newSeries(t, times, values)
}

// sparse leaves out a share of the points.
func sparse(t testing.TB, r *rand.Rand, s series.Series, share float64) series.Series {
	var times []time.Time
	var values []float64
	for i := range s.Len() {
		if r.Float64() >= share {
			times, values = append(times, s.Time(i)), append(values, s.Value(i))
		}
	}
	return newSeries(t, times, values)
}

// common finds the shared rows by a map of stamps.
func common(s ...series.Series) (rows [][]float64) {
	seen := map[int64][]float64{}
	for j, x := range s {
		for i, at := range x.UnixNanos() {
			if len(seen[at]) == j && !math.IsNaN(x.Value(i)) {
				seen[at] = append(seen[at], x.Value(i))
			}
		}
	}
	for _, at := range s[0].UnixNanos() {
		if len(seen[at]) == len(s) {
			rows = append(rows, seen[at])
		}
	}
	return rows
}

type matrix [][]float64

func zeros(n, k int) matrix {
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]float64, k)
	}
	return m
}

func times(a, b matrix) matrix {
	out := zeros(len(a), len(b[0]))
	for i := range a {
		for j := range b[0] {
			for k := range b {
				out[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return out
}

func flip(a matrix) matrix {
	out := zeros(len(a[0]), len(a))
	for i := range a {
		for j := range a[i] {
			out[j][i] = a[i][j]
		}
	}
	return out
}

// inverse is Gauss and Jordan's.
func inverse(a matrix) matrix {
	k := len(a)
	w := zeros(k, 2*k)
	for i := range a {
		copy(w[i], a[i])
		w[i][k+i] = 1
	}
	for c := range k {
		best := c
		for i := c; i < k; i++ {
			if math.Abs(w[i][c]) > math.Abs(w[best][c]) {
				best = i
			}
		}
		w[c], w[best] = w[best], w[c]
		for i := range k {
			f := w[i][c] / w[c][c]
			for j := range w[i] {
				if i != c {
					w[i][j] -= f * w[c][j]
				}
			}
		}
		for j, p := 0, w[c][c]; j < 2*k; j++ {
			w[c][j] /= p
		}
	}
	out := zeros(k, k)
	for i := range out {
		copy(out[i], w[i][k:])
	}
	return out
}

// An oracle is the regression by normal equations.
type oracle struct {
	x, u, bread matrix
	y, e, coef  []float64
}

func solve(y []float64, x matrix) (o oracle) {
	o.x, o.y, o.bread = x, y, inverse(times(flip(x), x))
	b := times(o.bread, times(flip(x), flip(matrix{y})))
	o.u = zeros(len(y), len(b))
	for i := range y {
		e := y[i]
		for j := range b {
			e -= x[i][j] * b[j][0]
		}
		o.e = append(o.e, e)
		for j := range b {
			o.u[i][j] = e * x[i][j]
		}
	}
	for j := range b {
		o.coef = append(o.coef, b[j][0])
	}
	return o
}

// kernel is the double sum over all pairs of rows, and not over lags.
func kernel(u matrix, lag int) matrix {
	s := zeros(len(u[0]), len(u[0]))
	for t := range u {
		for v := range u {
			w := 1 - math.Abs(float64(t-v))/float64(lag+1)
			for i := range s {
				for j := range s {
					s[i][j] += math.Max(w, 0) * u[t][i] * u[v][j]
				}
			}
		}
	}
	return s
}

func (o oracle) se(meat matrix) (se []float64) {
	v := times(times(o.bread, meat), o.bread)
	for j := range v {
		se = append(se, math.Sqrt(v[j][j]))
	}
	return se
}

func (o oracle) hc(h HC) []float64 {
	u := zeros(len(o.u), len(o.u[0]))
	n, k := float64(len(u)), float64(len(u[0]))
	for i := range u {
		lever := times(times(matrix{o.x[i]}, o.bread), flip(matrix{o.x[i]}))[0][0]
		w := map[HC]float64{HC0: 1, HC1: n / (n - k), HC2: 1 / (1 - lever), HC3: 1 / math.Pow(1-lever, 2)}[h]
		for j := range u[i] {
			u[i][j] = math.Sqrt(w) * o.u[i][j]
		}
	}
	return o.se(kernel(u, 0))
}

// neweyWest is the prewhitened or plain estimate at a lag, or at the automatic one.
func (o oracle) neweyWest(c HACConfig) (se []float64, lag int) {
	u, d := o.u, matrix(nil)
	k := len(u[0])
	if c.Prewhite {
		before, now := u[:len(u)-1], u[1:]
		a := flip(times(inverse(times(flip(before), before)), times(flip(before), now)))
		left := zeros(k, k)
		for i := range left {
			left[i][i] = 1
			for j := range left {
				left[i][j] -= a[i][j]
			}
		}
		d = inverse(left)
		v := zeros(len(now), k)
		for t := range v {
			for i := range k {
				v[t][i] = now[t][i]
				for j := range k {
					v[t][i] -= a[i][j] * before[t][j]
				}
			}
		}
		u = v
	}
	if lag = c.Lag; lag == 0 {
		lag = o.automatic(u, c.Prewhite)
	}
	s := kernel(u, lag)
	if d != nil {
		s = times(times(d, s), flip(d))
	}
	se = o.se(s)
	if n := float64(len(o.u)); c.Adjust {
		for j := range se {
			se[j] *= math.Sqrt(n / (n - float64(k)))
		}
	}
	return se, lag
}

func (o oracle) automatic(u matrix, prewhite bool) int {
	first, c, n := 1, 4.0, float64(len(o.u))
	if len(u[0]) == 1 {
		first = 0
	}
	if prewhite {
		c = 3
	}
	m := math.Floor(c * math.Pow(n/100, 2./9))
	s0, s1 := 0.0, 0.0
	for t := range u {
		for v := range u {
			if j := math.Abs(float64(t - v)); j <= m {
				a, b := 0.0, 0.0
				for i := first; i < len(u[0]); i++ {
					a, b = a+u[t][i], b+u[v][i]
				}
				s0, s1 = s0+a*b, s1+j*a*b
			}
		}
	}
	return int(1.1447 * math.Pow(math.Pow(s1/s0, 2), 1./3) * math.Pow(n, 1./3))
}

func TestRegressOracle(t *testing.T) {
	r := newRand(11)
	lags := map[int]bool{}
	for width := range 4 {
		for _, memory := range []float64{0, 0.6, 0.95} {
			all := []series.Series{noise(t, r, 90, memory, 0.1)}
			for range width {
				all = append(all, sparse(t, r, noise(t, r, 95, memory, 0.05), 0.05))
			}
			fit, err := Regress(all[0], series.Align(series.Outer, all[1:]...))
			if err != nil {
				t.Fatal(err)
			}
			rows := common(all...)
			y, x := make([]float64, len(rows)), zeros(len(rows), width+1)
			for i, row := range rows {
				y[i], x[i] = row[0], append([]float64{1}, row[1:]...)
			}
			o := solve(y, x)
			alikeAll(t, "coef", fit.Coef, o.coef)
			if fit.N != len(rows) {
				t.Errorf("%d rows, want %d", fit.N, len(rows))
			}
			rss, tss, dw, m := 0.0, 0.0, 0.0, 0.0
			for i := range y {
				m += y[i] / float64(len(y))
			}
			for i, e := range o.e {
				rss, tss = rss+e*e, tss+(y[i]-m)*(y[i]-m)
				if i > 0 {
					dw += math.Pow(e-o.e[i-1], 2)
				}
			}
			if !near(fit.R2, 1-rss/tss) || !near(fit.DurbinWatson, dw/rss) {
				t.Errorf("R2 %v, want %v; Durbin-Watson %v, want %v", fit.R2, 1-rss/tss, fit.DurbinWatson, dw/rss)
			}
			s2 := zeros(width+1, width+1)
			for i, row := range times(flip(x), x) {
				for j := range row {
					s2[i][j] = row[j] * rss / float64(len(y)-width-1)
				}
			}
			alikeAll(t, "classical", fit.Classical().SE, o.se(s2))
			for h := HC0; h <= HC3; h++ {
				alikeAll(t, h.String(), fit.HC(h).SE, o.hc(h))
			}
			for _, c := range []HACConfig{{}, {Prewhite: true}, {Lag: 1}, {Lag: 7, Adjust: true}, {Lag: 3, Prewhite: true, Adjust: true}, {Lag: 200}} {
				got := neweyWest(t, fit, c)
				se, lag := o.neweyWest(c)
				alikeAll(t, "Newey-West", got.SE, se)
				if got.Lag != lag || math.IsNaN(got.Bandwidth) != (c.Lag > 0) {
					t.Errorf("%+v: lag %d of %v, want %d", c, got.Lag, got.Bandwidth, lag)
				}
				lags[lag] = true
			}
		}
	}
	if len(lags) < 8 {
		t.Errorf("too few lags tried: %v", lags)
	}
}

// LM of Breusch and Godfrey is n*R2 of a regression that Regress can do.
func TestBreuschGodfreyOracle(t *testing.T) {
	r := newRand(12)
	y, x := noise(t, r, 60, 0.5, 0.1), noise(t, r, 60, 0, 0.1)
	fit, err := Regress(y, series.Align(series.Inner, x))
	if err != nil {
		t.Fatal(err)
	}
	s := shared(y, x)
	e := make([]float64, fit.N)
	for i := range e {
		e[i] = s.cols[0][i] - fit.Coef[0] - fit.Coef[1]*s.cols[1][i]
	}
	columns := []series.Series{build(s.t, s.cols[1])}
	for j := 1; j <= 3; j++ {
		columns = append(columns, build(s.t, append(make([]float64, j), e[:len(e)-j]...)))
		aux, err := Regress(build(s.t, e), series.Align(series.Inner, columns...))
		if err != nil {
			t.Fatal(err)
		}
		got, err := fit.BreuschGodfrey(j)
		if err != nil || !near(got.LM, float64(fit.N)*aux.R2) {
			t.Errorf("order %d: %+v %v, want %v", j, got, err, float64(fit.N)*aux.R2)
		}
		if j == 2 && !near(got.P, math.Exp(-got.LM/2)) {
			t.Errorf("P %v, want %v", got.P, math.Exp(-got.LM/2))
		}
	}
}

// P against closed forms: one degree of freedom is Cauchy's.
func TestStudentP(t *testing.T) {
	for _, x := range []float64{0, 0.5, 1, -3, 40, 1e6} {
		if got, want := studentP(x, 1), 2*math.Atan2(1, math.Abs(x))/math.Pi; !alike(got, want) {
			t.Errorf("P of %v: %v, want %v", x, got, want)
		}
		want := 1 / math.Pow(1+x*x/2, 1)
		if got := fisherP(x*x/2, 2, 2); !alike(got, want) {
			t.Errorf("P of F %v: %v, want %v", x*x/2, got, want)
		}
	}
	if !math.IsNaN(studentP(math.NaN(), 3)) || !math.IsNaN(fisherP(math.NaN(), 3, 3)) {
		t.Error("P of NaN")
	}
}

// refused checks that an estimator failed with a *SampleError of its name.
func refused(t *testing.T, what string, err, want error) {
	t.Helper()
	var e *SampleError
	if !errors.As(err, &e) || !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func ofValues(t testing.TB, v ...float64) series.Series {
	at := make([]time.Time, len(v))
	for i := range at {
		at[i] = start.Add(time.Duration(i) * day)
	}
	return newSeries(t, at, v)
}

func TestRegressEdges(t *testing.T) {
	r := newRand(13)
	y, x, nan := noise(t, r, 20, 0, 0), noise(t, r, 20, 0, 0), noise(t, r, 20, 0, 1)
	with := func(s ...series.Series) series.Frame { return series.Align(series.Outer, s...) }
	for what, c := range map[string]struct {
		y    series.Series
		x    series.Frame
		want error
	}{
		"nothing":        {series.Series{}, series.Frame{}, ErrShort},
		"no rows":        {series.Series{}, with(x), ErrShort},
		"NaN only":       {nan, with(x), ErrShort},
		"NaN regressor":  {y, with(x, nan), ErrShort},
		"two rows":       {y.Slice(0, 2), with(x), ErrShort},
		"constant":       {y, with(less(x, math.NaN()), ofValues(t, make([]float64, 20)...)), ErrShort},
		"zero column":    {y, with(ofValues(t, make([]float64, 20)...)), ErrSingular},
		"constant x":     {y, with(x.Map(func(float64) float64 { return 7.1 })), ErrSingular},
		"twice the same": {y, with(x, x.Map(func(v float64) float64 { return 3*v + 1 })), ErrSingular},
	} {
		_, err := Regress(c.y, c.x)
		refused(t, what, err, c.want)
	}
	// A constant y leaves nothing: no R2, no T.
	fit, err := Regress(y.Map(func(float64) float64 { return 7.1 }), with(x))
	if err != nil || fit.Coef[0] != 7.1 || fit.Coef[1] != 0 || !math.IsNaN(fit.R2) || !math.IsNaN(fit.DurbinWatson) {
		t.Errorf("constant y: %+v %v", fit, err)
	}
	for _, e := range []StandardErrors{fit.Classical(), fit.HC(HC3), neweyWest(t, fit, HACConfig{})} {
		if e.SE[1] != 0 || !math.IsNaN(e.T[1]) || !math.IsNaN(e.P[0]) || e.Lag != 0 {
			t.Errorf("constant y: %+v", e)
		}
	}
	_, err = fit.NeweyWest(HACConfig{Prewhite: true})
	refused(t, "prewhitened zeros", err, ErrSingular)
	_, err = fit.BreuschGodfrey(1)
	refused(t, "serial zeros", err, ErrSingular)
	// Three rows for two coefficients: no VAR, no lag to test.
	fit, err = Regress(y.Slice(0, 3), with(x))
	if err != nil || fit.N != 3 {
		t.Fatal(err)
	}
	_, err = fit.NeweyWest(HACConfig{Prewhite: true})
	refused(t, "short VAR", err, ErrShort)
	_, err = fit.BreuschGodfrey(1)
	refused(t, "short serial", err, ErrShort)
	_, err = Regression{}.BreuschGodfrey(1)
	refused(t, "zero Regression", err, ErrShort)
	// One observation decides a dummy's coefficient alone.
	for i := range 20 {
		dummy := make([]float64, 20)
		dummy[i] = 1
		fit, err = Regress(y, with(x, ofValues(t, dummy...)))
		if err != nil || !math.IsNaN(fit.HC(HC3).SE[2]) || !math.IsNaN(fit.HC(HC2).SE[2]) || math.IsNaN(fit.HC(HC1).SE[2]) {
			t.Errorf("leverage 1: %v %v", fit.HC(HC3), err)
		}
	}
}

// Numbers at both ends of the range give numbers or NaN, and no panic.
func TestRegressExtremes(t *testing.T) {
	r := newRand(14)
	for _, scale := range []float64{1e-75, 1e-30, 1, 1e30, 9e74} {
		y := noise(t, r, 40, 0.5, 0).Map(func(v float64) float64 { return v / 10 * scale })
		x := noise(t, r, 40, 0.5, 0).Map(func(v float64) float64 { return v / 10 / scale / 1e2 })
		fit, err := Regress(y, series.Align(series.Inner, x))
		if err != nil {
			refused(t, "extremes", err, ErrSingular)
			continue
		}
		for _, e := range []StandardErrors{fit.Classical(), fit.HC(HC2), neweyWest(t, fit, HACConfig{})} {
			for j := range e.SE {
				if math.IsInf(e.SE[j], 0) || math.IsInf(e.T[j], 0) {
					t.Errorf("scale %v: %+v", scale, e)
				}
			}
		}
	}
}

// A y that x explains to its last digits leaves residuals of 0, not rounding
// that is then tested as if it were data.
func TestRegressExactFit(t *testing.T) {
	x := autoregression(3, 60, 1)
	for _, c := range [][2]float64{{0.3, 1.1}, {-1e-3, 1e6}, {7e70, 1}} {
		y := x.Map(func(v float64) float64 { return float64(c[0]*v) + c[1] })
		fit, err := Regress(y, series.Align(series.Inner, x))
		if err != nil || !near(fit.R2, 1) || !math.IsNaN(fit.DurbinWatson) || fit.Classical().SE[1] != 0 || !math.IsNaN(fit.Classical().P[1]) {
			t.Errorf("%v: %+v %v\n%v", c, fit, err, fit.Classical())
		}
		_, err = fit.BreuschGodfrey(1)
		refused(t, "serial of an exact fit", err, ErrSingular)
	}
	growth := make([]float64, 60)
	for i := range growth {
		growth[i] = 100 * math.Pow(1.01, float64(i))
	}
	if g, err := Granger(x, stamped(growth...), 1); err != nil || !math.IsNaN(g.F) || !math.IsNaN(g.P) {
		t.Errorf("%v %v", g, err)
	}
	// A y that is constant to its last digits has no R2.
	r := newRand(16)
	if fit, err := Regress(x.Map(func(float64) float64 { return 1e6 + 1e-9*r.NormFloat64() }), series.Align(series.Inner, x)); err != nil || !math.IsNaN(fit.R2) {
		t.Errorf("%+v %v", fit, err)
	}
	// Noise of one part in 1e9 is no rounding.
	y := x.Map(func(v float64) float64 { return v + 1e-9*r.NormFloat64() })
	if fit, err := Regress(y, series.Align(series.Inner, x)); err != nil || math.Abs(fit.DurbinWatson-2) > 0.8 {
		t.Errorf("%+v %v", fit, err)
	}
}

// Regress tells columns apart by 12 digits.
func TestRegressCollinear(t *testing.T) {
	r := newRand(17)
	y, x := noise(t, r, 60, 0.5, 0), noise(t, r, 60, 0.5, 0)
	for scale, want := range map[float64]error{1e-10: nil, 1e-13: ErrSingular} {
		twin := x.Map(func(v float64) float64 { return v + scale*r.NormFloat64() })
		if _, err := Regress(y, series.Align(series.Inner, x, twin)); !errors.Is(err, want) {
			t.Errorf("columns that differ by %v: %v, want %v", scale, err, want)
		}
	}
}

// Missing rows leave no trace.
func TestRegressMissing(t *testing.T) {
	r := newRand(15)
	y, x := noise(t, r, 50, 0.5, 0.2), noise(t, r, 50, 0.5, 0.2)
	s := shared(y, x)
	a, err := Regress(y, series.Align(series.Outer, x))
	b, err2 := Regress(build(s.t, s.cols[0]), series.Align(series.Outer, build(s.t, s.cols[1])))
	if err != nil || err2 != nil || a.String() != b.String() || !same(a.Coef[1], b.Coef[1]) || !a.From.Equal(b.From) || !a.To.Equal(b.To) ||
		!same(neweyWest(t, a, HACConfig{}).SE[1], neweyWest(t, b, HACConfig{}).SE[1]) {
		t.Errorf("%v\n%v\n%v %v", a, b, err, err2)
	}
}

func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	if !panics(f) {
		t.Errorf("%s: no panic", what)
	}
}

func TestHACPanics(t *testing.T) {
	var r Regression
	mustPanic(t, "HC(0)", func() { r.HC(0) })
	mustPanic(t, "HC(5)", func() { r.HC(5) })
	mustPanic(t, "Lag", func() { r.NeweyWest(HACConfig{Lag: -1}) })
	mustPanic(t, "order", func() { r.BreuschGodfrey(0) })
}

// Zero values show themselves and answer nothing.
func TestHACZeroValues(t *testing.T) {
	var r Regression
	for _, s := range []string{r.String(), r.Classical().String(), r.HC(HC0).String(), neweyWest(t, r, HACConfig{}).String(), StandardErrors{}.String(),
		CrossCorrelation{}.String(), GrangerTest{}.String(), RetrospectiveTransfer{}.String(), HC(0).String(), HC3.String()} {
		if s == "" || strings.HasSuffix(s, " ") {
			t.Errorf("%q", s)
		}
	}
}

func BenchmarkNeweyWest(b *testing.B) {
	r := newRand(1)
	x, y := noise(b, r, 10000, 0.2, 0), noise(b, r, 10000, 0.2, 0)
	for b.Loop() {
		fit, err := Regress(y, series.Align(series.Inner, x))
		if err != nil {
			b.Fatal(err)
		}
		sink = neweyWest(b, fit, HACConfig{Prewhite: true})
	}
	perValue(b, 10000)
}
