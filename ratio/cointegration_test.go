package ratio

import (
	"errors"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// together returns three series: the first two keep together, y = 5 + 2*x, the
// third wanders alone.
func together(seed uint64, n int) (y, x, z series.Series) {
	walk, apart, noise := autoregression(seed, n, 1), autoregression(seed+1000, n, 1), autoregression(seed+2000, n, 0.5)
	both := make([]float64, n)
	for i := range both {
		both[i] = 5 + 2*walk.Value(i) + noise.Value(i)
	}
	return stamped(both...), walk, apart
}

func TestEngleGrangerSizeAndPower(t *testing.T) {
	const n = 100
	found, invented := 0, 0
	for seed := range uint64(n) {
		y, x, z := together(seed, 150)
		r := answer[EngleGrangerResult](t)(EngleGranger(y, []series.Series{x}, ADFConfig{Criterion: Fixed, Lags: 1}))
		if r.P < 0.05 && math.Abs(r.Coef[0]-2) < 0.5 && math.Abs(r.Level-5) < 8 && r.Slope == 0 {
			found++
		}
		if answer[EngleGrangerResult](t)(EngleGranger(z, []series.Series{x}, ADFConfig{Criterion: Fixed, Lags: 1})).P < 0.05 {
			invented++
		}
	}
	t.Logf("found %d, invented %d of %d", found, invented, n)
	if found < 95 || invented < 1 || invented > 14 {
		t.Errorf("found %d, invented %d of %d", found, invented, n)
	}
}

// The first regression by its normal equations, and ADF of its residuals.
func TestEngleGrangerOracle(t *testing.T) {
	y, x, z := together(3, 90)
	for _, tr := range []Trend{Constant, ConstantTrend, NoConstant} {
		r := answer[EngleGrangerResult](t)(EngleGranger(y, []series.Series{x, z}, ADFConfig{Trend: tr, Criterion: BIC, MaxLag: 4}))
		row := func(i int) []float64 {
			return append([]float64{1, float64(i + 1)}[:tr.columns()], x.Value(i), z.Value(i))
		}
		k := tr.columns() + 2
		var a, b, coef mat.Dense
		a.ReuseAs(k, k)
		b.ReuseAs(k, 1)
		for i := range y.Len() {
			v := mat.NewDense(k, 1, row(i))
			var vv, vy mat.Dense
			vv.Mul(v, v.T())
			vy.Scale(y.Value(i), v)
			a.Add(&a, &vv)
			b.Add(&b, &vy)
		}
		if err := coef.Solve(&a, &b); err != nil {
			t.Fatal(err)
		}
		u := make([]float64, y.Len())
		for i := range u {
			u[i] = y.Value(i)
			for j, v := range row(i) {
				u[i] -= coef.At(j, 0) * v
			}
		}
		adf := answer[ADFResult](t)(ADF(stamped(u...), ADFConfig{Trend: NoConstant, Criterion: BIC, MaxLag: 4}))
		got, want := append([]float64{r.Level, r.Slope}[:tr.columns()], r.Coef...), mat.Col(nil, 0, &coef)
		if !nearAll(got, want, 1e-8) || math.Abs(r.Tau-adf.Tau) > 1e-8 || r.Lags != adf.Lags || r.Rows != adf.Rows || r.P <= adf.P || r.N != 90 {
			t.Errorf("%v: %+v, want %v and %+v", tr, r, want, adf)
		}
		if math.IsNaN(r.Critical.Five) != (tr == NoConstant) {
			t.Errorf("%v: %v", tr, r.Critical)
		}
	}
}

func TestCointegrationBadSamples(t *testing.T) {
	y, x, z := together(1, 60)
	nan, flat := stamped(math.NaN(), math.NaN()), x.Map(func(float64) float64 { return 3 })
	twice := x.Map(func(v float64) float64 { return 2*v + 1 })
	steps := make([]float64, 60)
	for i := range steps {
		steps[i] = float64(i)
	}
	line := stamped(steps...)
	later := build([]int64{start.Add(-day).UnixNano()}, []float64{1}) // no shared stamp
	for what, c := range map[string]struct {
		y, x series.Series
		want error
	}{
		"empty": {series.Series{}, series.Series{}, ErrShort}, "NaN": {nan, nan, ErrShort}, "apart": {y, later, ErrShort},
		"two": {y.Slice(0, 2), x.Slice(0, 2), ErrShort}, "five": {y.Slice(0, 5), x.Slice(0, 5), nil},
		"flat x": {y, flat, ErrSingular}, "flat y": {flat, x, ErrSingular}, "same": {x, x, ErrSingular}, "twice": {x, twice, ErrSingular},
	} {
		r, err := EngleGranger(c.y, []series.Series{c.x}, ADFConfig{})
		var at *SampleError
		if !errors.Is(err, c.want) || err != nil && (!errors.As(err, &at) || at.Name != "EngleGranger" || len(r.Coef) > 0) {
			t.Errorf("EngleGranger: %s: %v, want %v", what, err, c.want)
		}
		want := c.want
		if what == "five" {
			want = ErrShort
		}
		if _, err := Johansen([]series.Series{c.y, c.x}, JohansenConfig{}); !errors.Is(err, want) {
			t.Errorf("Johansen: %s: %v, want %v", what, err, want)
		}
	}
	sum := make([]float64, 60)
	for i := range sum {
		sum[i] = y.Value(i) - 3*x.Value(i)
	}
	for _, third := range []series.Series{stamped(sum...), flat, line} {
		for _, d := range []Deterministic{UnrestrictedConstant, RestrictedConstant, RestrictedTrend} {
			if third.Value(1)-third.Value(0) == 1 && d == RestrictedConstant {
				continue // a line moves by 1, which is not cleared away
			}
			if _, err := Johansen([]series.Series{y, x, third}, JohansenConfig{Deterministic: d}); !errors.Is(err, ErrSingular) {
				t.Errorf("Johansen: %v: %v", d, err)
			}
		}
	}
	// As many rows as it takes, and one fewer.
	for d, least := range map[Deterministic]int{UnrestrictedConstant: 2 + 4 + 6 + 1, RestrictedConstant: 2 + 3 + 7 + 1, RestrictedTrend: 2 + 4 + 7 + 1} {
		s := []series.Series{y.Slice(0, least), x.Slice(0, least), z.Slice(0, least)}
		if _, err := Johansen(s, JohansenConfig{Deterministic: d}); err != nil {
			t.Errorf("%v: %d: %v", d, least, err)
		}
		s[1] = s[1].Slice(0, least-1)
		if _, err := Johansen(s, JohansenConfig{Deterministic: d}); !errors.Is(err, ErrShort) {
			t.Errorf("%v: %d: %v", d, least-1, err)
		}
	}
}

// Which combinations the series are given in makes no difference to what holds
// them together.
func TestJohansenOfCombinations(t *testing.T) {
	y, x, z := together(5, 120)
	mix := func(a, b, c float64) series.Series {
		v := make([]float64, y.Len())
		for i := range v {
			v[i] = float64(a*y.Value(i)) + float64(b*x.Value(i)) + float64(c*z.Value(i))
		}
		return stamped(v...)
	}
	for _, d := range []Deterministic{UnrestrictedConstant, RestrictedConstant, RestrictedTrend} {
		for lags := 1; lags <= 3; lags++ {
			cfg := JohansenConfig{Deterministic: d, Lags: lags, Season: 5 * (lags - 1)}
			want := answer[JohansenResult](t)(Johansen([]series.Series{y, x, z}, cfg))
			got := answer[JohansenResult](t)(Johansen([]series.Series{mix(1e6, -2e6, 0), mix(0, 1, 1), mix(1e-3, 0, 3e-3)}, cfg))
			if !nearAll(got.Eigen, want.Eigen, 1e-10) || want.Rows != 120-lags || want.Lags != lags || want.N != 120 {
				t.Errorf("%v %d: %v, want %v", d, lags, got.Eigen, want.Eigen)
			}
			for i := range 3 { // Alpha'Beta, the speed of the return, is in no unit
				speed := func(r JohansenResult) float64 { return floats.Dot(r.Alpha[i], r.Beta[i][:3]) }
				if a, b := speed(got), speed(want); !(math.Abs(a-b) <= 1e-8) {
					t.Errorf("%v %d: relation %d returns at %v, want %v", d, lags, i, a, b)
				}
			}
		}
	}
}

func TestJohansenFindsTheRelation(t *testing.T) {
	ranks := [4]int{}
	for seed := range uint64(60) {
		y, x, z := together(seed, 200)
		r := answer[JohansenResult](t)(Johansen([]series.Series{y, x, z}, JohansenConfig{Deterministic: RestrictedConstant}))
		rank := 0
		for rank < 3 && r.Trace[rank] > r.TraceCritical[rank].Five {
			rank++
		}
		ranks[rank]++
		if b := r.Beta[0]; rank == 1 && (math.Abs(b[1]+2) > 0.4 || math.Abs(b[2]) > 0.4) {
			t.Errorf("%d: %v", seed, b)
		}
		if r.MaxEigen[2] != r.Trace[2] || !near(r.Trace[0], r.MaxEigen[0]+r.MaxEigen[1]+r.MaxEigen[2]) || !(r.Eigen[0] >= r.Eigen[1] && r.Eigen[1] >= r.Eigen[2] && r.Eigen[2] >= 0) {
			t.Errorf("%d: %+v", seed, r)
		}
	}
	t.Logf("ranks found: %v", ranks)
	if ranks[1] < 50 || ranks[0] > 0 {
		t.Errorf("ranks found: %v", ranks)
	}
}

// Two series, by the normal equations and the roots of a quadratic.
func TestJohansenOracle(t *testing.T) {
	y, x, _ := together(9, 80)
	r := answer[JohansenResult](t)(Johansen([]series.Series{y, x}, JohansenConfig{Lags: 1}))
	n := 79
	mean := func(f func(i int) float64) float64 {
		m := 0.0
		for i := range n {
			m += f(i) / float64(n)
		}
		return m
	}
	dy := func(i int) float64 { return y.Value(i+1) - y.Value(i) }
	dx := func(i int) float64 { return x.Value(i+1) - x.Value(i) }
	cov := func(f, g func(i int) float64) float64 {
		a, b := mean(f), mean(g)
		return mean(func(i int) float64 { return (f(i) - a) * (g(i) - b) })
	}
	move, level := []func(int) float64{dy, dx}, []func(int) float64{y.Value, x.Value}
	s := func(f, g []func(int) float64) *mat.Dense {
		return mat.NewDense(2, 2, []float64{cov(f[0], g[0]), cov(f[0], g[1]), cov(f[1], g[0]), cov(f[1], g[1])})
	}
	var i00, ikk, m, h mat.Dense
	if err := errors.Join(i00.Inverse(s(move, move)), ikk.Inverse(s(level, level))); err != nil {
		t.Fatal(err)
	}
	m.Mul(&ikk, s(level, move))
	h.Mul(&i00, s(move, level))
	m.Mul(mat.DenseCopyOf(&m), &h)
	half, det := mat.Trace(&m)/2, mat.Det(&m)
	root := math.Sqrt(half*half - det)
	if !nearAll(r.Eigen, []float64{half + root, half - root}, 1e-9) {
		t.Errorf("%v, want %v %v", r.Eigen, half+root, half-root)
	}
	for i, l := range r.Eigen { // m*beta = l*beta
		b := r.Beta[i]
		if got := m.At(0, 0) + m.At(0, 1)*b[1]; b[0] != 1 || math.Abs(got-l) > 1e-8 {
			t.Errorf("beta %v: %v, want %v", b, got, l)
		}
	}
}

func TestJohansenManySeries(t *testing.T) {
	var s []series.Series
	for i := range uint64(7) {
		s = append(s, autoregression(50+i, 100, 1))
	}
	r := answer[JohansenResult](t)(Johansen(s, JohansenConfig{}))
	for i := range 7 {
		c, m := r.TraceCritical[i], r.MaxEigenCritical[i]
		if math.IsNaN(c.Five) != (i < 2) || math.IsNaN(m.Five) != (i < 2) {
			t.Errorf("%d: %v %v", i, c, m)
		}
	}
	if r.TraceCritical[2] != (Critical{78.87, 70.60, 66.49}) || len(r.Beta[0]) != 7 || len(r.Alpha[6]) != 7 {
		t.Errorf("%+v", r)
	}
}

// The published figures grow with what is left, and with the model; with one
// relation left both statistics are one.
func TestOsterwaldLenumTables(t *testing.T) {
	for d := range johansenTable {
		for left := 1; left <= 5; left++ {
			c, m := johansenCritical(Deterministic(d), left)
			if !(c.One > c.Five && c.Five > c.Ten && m.One > m.Five && m.Five > m.Ten) || left == 1 && c != m || left > 1 && !(c.Ten > m.Ten) {
				t.Errorf("%d %d: %v %v", d, left, c, m)
			}
			if left < 5 {
				c2, m2 := johansenCritical(Deterministic(d), left+1)
				for l := range 3 {
					if a, b := c.list()[l], c2.list()[l]; !(b > a+5) {
						t.Errorf("%d %d: trace %v then %v", d, left, a, b)
					}
					if a, b := m.list()[l], m2.list()[l]; math.Abs(b-a-6.2) > 1.5 {
						t.Errorf("%d %d: eigen %v then %v", d, left, a, b)
					}
				}
			}
		}
	}
}
