package ratio

import (
	"errors"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mat"
)

// naiveShrinkage is both papers, sum by sum. x has a row for each observation.
func naiveShrinkage(x [][]float64, target Target) (cov [][]float64, d float64) {
	n, p := float64(len(x)), len(x[0])
	mean := make([]float64, p)
	for j := range p {
		for _, row := range x {
			mean[j] += row[j]
		}
		mean[j] /= n
	}
	square := func() [][]float64 {
		m := make([][]float64, p)
		for i := range m {
			m[i] = make([]float64, p)
		}
		return m
	}
	s, f := square(), square()
	for i := range p {
		for j := range p {
			for _, row := range x {
				s[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / n
			}
		}
	}
	// The identity: the paper's m, d^2, b^2 and a^2, with norms over p.
	if target == ScaledIdentity {
		m, d2, b2 := 0.0, 0.0, 0.0
		for i := range p {
			m += s[i][i] / float64(p)
		}
		for i := range p {
			f[i][i] = m
			for j := range p {
				d2 += math.Pow(s[i][j]-f[i][j], 2) / float64(p)
				for _, row := range x {
					b2 += math.Pow((row[i]-mean[i])*(row[j]-mean[j])-s[i][j], 2) / float64(p) / n / n
				}
			}
		}
		d = min(b2, d2) / d2
	} else {
		mean2, pi, rho, gamma := 0.0, 0.0, 0.0, 0.0
		for i := range p {
			for j := i + 1; j < p; j++ {
				mean2 += s[i][j] / math.Sqrt(s[i][i]*s[j][j])
			}
		}
		mean2 *= 2 / float64(p) / float64(p-1)
		for i := range p {
			for j := range p {
				f[i][j] = mean2 * math.Sqrt(s[i][i]*s[j][j])
				if i == j {
					f[i][j] = s[i][i]
				}
				gamma += math.Pow(f[i][j]-s[i][j], 2)
				both, ii, jj := 0.0, 0.0, 0.0
				for _, row := range x {
					a, b := row[i]-mean[i], row[j]-mean[j]
					both += math.Pow(a*b-s[i][j], 2) / n
					ii += (a*a - s[i][i]) * (a*b - s[i][j]) / n
					jj += (b*b - s[j][j]) * (a*b - s[i][j]) / n
				}
				pi += both
				if i == j {
					rho += both
				} else {
					rho += mean2 / 2 * (math.Sqrt(s[j][j]/s[i][i])*ii + math.Sqrt(s[i][i]/s[j][j])*jj)
				}
			}
		}
		d = max(0, min((pi-rho)/gamma/n, 1))
	}
	for i := range p {
		for j := range p {
			s[i][j] = d*f[i][j] + (1-d)*s[i][j]
		}
	}
	return s, d
}

func TestLedoitWolfNaive(t *testing.T) {
	inside := map[Target]int{}
	for _, size := range [][2]int{{2, 3}, {3, 2}, {5, 8}, {30, 4}, {30, 12}, {200, 6}} {
		for seed := range uint64(4) {
			f := moving(t, seed, size[0]*10/9+2, size[1], 0.01)
			var x [][]float64
			for i := range f.Len() {
				if row := rowOf(f, i); !math.IsNaN(mat.Sum(mat.NewVecDense(len(row), row))) {
					x = append(x, row)
				}
			}
			for _, target := range []Target{ScaledIdentity, ConstantCorrelation} {
				if target == ConstantCorrelation && size[1] == 2 {
					continue // 0/0, tested apart
				}
				cov, d := naiveShrinkage(x, target)
				got, err := LedoitWolf(f, target)
				if err != nil {
					t.Fatal(err)
				}
				if got.N != len(x) || !near(got.Shrinkage, d) || !(0 <= d && d <= 1) {
					t.Fatalf("%v of %v: %d rows, intensity %v, want %d, %v", target, size, got.N, got.Shrinkage, len(x), d)
				}
				if d > 0.01 && d < 0.99 {
					inside[target]++
				}
				for i := range cov {
					for j := range cov {
						if r := got.Corr.At(i, j); !(math.Abs(r) <= 1) {
							t.Fatalf("%v: correlation %v", target, r)
						}
						root := math.Sqrt(cov[i][i] * cov[j][j])
						if !(math.Abs(got.Cov.At(i, j)-cov[i][j]) <= 1e-12*root) || !(math.Abs(got.Corr.At(i, j)-cov[i][j]/root) <= 1e-12) {
							t.Fatalf("%v of %v: %d, %d: %v %v, want %v", target, size, i, j, got.Cov.At(i, j), got.Corr.At(i, j), cov[i][j])
						}
					}
				}
				if low := smallest(t, got.Corr); low < -1e-12 || d > 1e-3 && low <= 0 {
					t.Errorf("%v of %v: eigenvalue %v at intensity %v", target, size, low, d)
				}
			}
		}
	}
	if inside[ScaledIdentity] < 5 || inside[ConstantCorrelation] < 5 {
		t.Errorf("intensities between the ends: %v", inside)
	}
}

// With more rows the sample is believed more; with few rows and many columns the
// sample is singular and the answer is not.
func TestLedoitWolfRows(t *testing.T) {
	for _, target := range []Target{ScaledIdentity, ConstantCorrelation} {
		last := 2.0
		for _, n := range []int{10, 100, 1000, 10000} {
			got, err := LedoitWolf(moving(t, 1, n, 9, 0), target)
			if err != nil || got.Shrinkage >= last {
				t.Fatalf("%v of %d rows: %v after %v, %v", target, n, got.Shrinkage, last, err)
			}
			last = got.Shrinkage
		}
		if last > 0.05 {
			t.Errorf("%v: intensity %v of 10,000 rows", target, last)
		}
		wide, err := LedoitWolf(moving(t, 2, 10, 40, 0), target)
		if err != nil || smallest(t, wide.Corr) <= 0 {
			t.Errorf("%v of 40 columns and 10 rows: %v", target, err)
		}
	}
}

func TestLedoitWolfEdges(t *testing.T) {
	f := moving(t, 3, 40, 3, 0)
	x, y := f.Column(0), f.Column(1)
	two := series.Align(series.Inner, x, y)
	got, err := LedoitWolf(two.Named("X", "Y"), ConstantCorrelation)
	if err != nil || got.Shrinkage != 0 || !near(got.Corr.At(0, 1), pearson(x.Values(), y.Values())) || got.Names[1] != "Y" {
		t.Errorf("two columns: %v, %v", got, err)
	}
	if !got.From.Equal(f.Time(0)) || !got.To.Equal(f.Time(39)) || got.N != 40 {
		t.Errorf("%v to %v, %d", got.From, got.To, got.N)
	}
	alike, err := LedoitWolf(series.Align(series.Inner, x, x, less(x, 3)), ConstantCorrelation)
	if err != nil || alike.Shrinkage != 0 || !near(alike.Corr.At(0, 2), 1) {
		t.Errorf("columns alike: %v, %v", alike, err)
	}
	// Where the sample covariance is the identity, each answer is the sample.
	cross := func(a, b float64) series.Series { return build(x.UnixNanos()[:4], []float64{a, b, -b, -a}) }
	round, err := LedoitWolf(series.Align(series.Inner, cross(1, 0), cross(0, 1)), ScaledIdentity)
	if err != nil || round.Shrinkage != 0 || round.Cov.At(0, 0) != 0.5 || round.Corr.At(0, 1) != 0 {
		t.Errorf("the sample is the target: %v, %v", round, err)
	}
	// Numbers at the ends of the range.
	for _, scale := range []float64{2e76, 1e-85} {
		cols := columnsOf(f)
		for j, c := range cols {
			v := make([]float64, c.Len())
			for i, a := range c.Values() {
				v[i] = a * scale
			}
			cols[j] = build(c.UnixNanos(), v)
		}
		for _, target := range []Target{ScaledIdentity, ConstantCorrelation} {
			want, _ := LedoitWolf(f, target)
			got, err := LedoitWolf(series.Align(series.Inner, cols...), target)
			if err != nil || !near(got.Shrinkage, want.Shrinkage) || !near(got.Cov.At(0, 1)/scale/scale, want.Cov.At(0, 1)) {
				t.Errorf("%v times %v: %v, %v", target, scale, got, err)
			}
		}
	}
}

func TestLedoitWolfErrors(t *testing.T) {
	f := moving(t, 4, 40, 2, 0)
	x, y := f.Column(0), f.Column(1)
	fill := func(c float64) series.Series {
		v := make([]float64, x.Len())
		for i := range v {
			v[i] = c
		}
		return build(x.UnixNanos(), v)
	}
	frame := func(s ...series.Series) series.Frame { return series.Align(series.Inner, s...) }
	for name, c := range map[string]struct {
		f    series.Frame
		n    int
		want error
	}{
		"nothing":        {series.Frame{}, 0, ErrColumns},
		"one column":     {frame(x), 40, ErrColumns},
		"no rows":        {frame(x.Slice(0, 3), y.Slice(5, 9)), 0, ErrShort},
		"empty":          {frame(series.Series{}, series.Series{}), 0, ErrShort},
		"one row":        {frame(x.Slice(0, 1), y), 1, ErrShort},
		"only NaN":       {frame(x, fill(math.NaN())), 0, ErrShort},
		"a constant":     {frame(x, fill(0.1)), 40, ErrSingular},
		"zeros":          {frame(fill(0), y), 40, ErrSingular},
		"two constants":  {frame(fill(1), fill(2)), 40, ErrSingular},
		"subnormal":      {frame(x.Map(func(v float64) float64 { return v * 1e-158 }), y), 40, ErrSingular},
		"vanishing":      {frame(build(x.UnixNanos()[:2], []float64{0, 1e-300}), build(x.UnixNanos()[:2], []float64{1, 2})), 2, ErrSingular},
		"below the mean": {frame(build(x.UnixNanos()[:2], []float64{1, math.Nextafter(1, 2)}), x.Slice(0, 2)), 2, nil},
	} {
		for _, target := range []Target{ScaledIdentity, ConstantCorrelation} {
			got, err := LedoitWolf(c.f, target)
			var se *SampleError
			if !errors.Is(err, c.want) || c.want != nil && (!errors.As(err, &se) || se.N != c.n || se.Name != "LedoitWolf" || got.Corr != nil) {
				t.Errorf("%s, %v: %v", name, target, err)
			}
			if err == nil && !(got.Shrinkage >= 0 && got.Shrinkage <= 1) {
				t.Errorf("%s, %v: %v", name, target, got)
			}
		}
	}
	for _, target := range []Target{0, 3} {
		if !panics(func() { _, _ = LedoitWolf(f, target) }) || target.String() != "no target" {
			t.Error("no panic")
		}
	}
}
