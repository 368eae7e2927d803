package ratio

import (
	"errors"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
)

// autoregression is x[t] = phi*x[t-1] + e[t].
func autoregression(seed uint64, n int, phi float64) series.Series {
	r := newRand(seed)
	x := make([]float64, n)
	for i := 1; i < n; i++ {
		x[i] = float64(phi*x[i-1]) + r.NormFloat64()
	}
	return stamped(x...)
}

// estimators gives the main figures of each estimator of one series.
var estimators = map[string]func(series.Series) ([]float64, error){
	"ADF": func(s series.Series) ([]float64, error) {
		r, err := ADF(s, ADFConfig{Trend: ConstantTrend})
		return append([]float64{r.Tau, r.P, r.Phi2, r.Phi3, float64(r.Lags), float64(r.Rows)}, r.Critical.list()...), err
	},
	"KPSS": func(s series.Series) ([]float64, error) {
		r, err := KPSS(s, Constant, AutoLag)
		return []float64{r.Stat, r.P, float64(r.Lags)}, err
	},
	"PhillipsPerron": func(s series.Series) ([]float64, error) {
		r, err := PhillipsPerron(s, Constant, AutoLag)
		return []float64{r.ZTau, r.ZAlpha, r.P}, err
	},
	"ZivotAndrews": func(s series.Series) ([]float64, error) {
		r, err := ZivotAndrews(s, BreakInLevel, 1)
		return []float64{r.Tau, float64(r.Break)}, err
	},
	"HalfLife": func(s series.Series) ([]float64, error) {
		r, err := HalfLife(s)
		return []float64{r.Pull, r.Observations}, err
	},
	"VarianceRatio": func(s series.Series) ([]float64, error) {
		r, err := VarianceRatio(s, 4)
		return []float64{r.Ratio, r.Z, r.P, r.RobustZ, r.RobustP}, err
	},
	"Hurst": func(s series.Series) ([]float64, error) {
		r, err := Hurst(s)
		return []float64{r.H, r.Corrected}, err
	},
}

func nearAll(a, b []float64, to float64) bool {
	for i := range a {
		if !same(a[i], b[i]) && !(math.Abs(a[i]-b[i]) <= to*max(1, math.Abs(b[i]))) {
			return false
		}
	}
	return len(a) == len(b)
}

// Missing observations leave no trace, and a change of unit none but rounding.
func TestEstimatorsMissingAndScale(t *testing.T) {
	full := autoregression(1, 120, 0.7)
	var ns []int64
	var x []float64
	for i := range full.Len() {
		for _, bad := range []float64{math.NaN(), math.NaN()}[:i%3%2] {
			ns, x = append(ns, full.UnixNanos()[i]-1), append(x, bad)
		}
		ns, x = append(ns, full.UnixNanos()[i]), append(x, full.Value(i))
	}
	gaps := build(ns, x)
	for name, f := range estimators {
		want, err := f(full)
		if err != nil {
			t.Fatal(name, err)
		}
		if got, err := f(gaps); err != nil || !nearAll(got, want, 0) {
			t.Errorf("%s: %v with gaps, want %v; %v", name, got, want, err)
		}
		for _, c := range []float64{1e60, 1e-60, 1e-120, 3} {
			got, err := f(full.Map(func(x float64) float64 { return c * x }))
			if err != nil || !nearAll(got, want, 1e-9) {
				t.Errorf("%s: %v times %v, want %v; %v", name, got, c, want, err)
			}
		}
	}
	r, err := HalfLife(gaps)
	if err != nil || r.N != 120 || !r.From.Equal(full.Time(0)) || !r.To.Equal(full.Time(119)) {
		t.Errorf("%+v %v", r, err)
	}
}

// No sample makes an estimator panic, or answer where there is no answer.
func TestEstimatorsBadSamples(t *testing.T) {
	nan, full60 := math.NaN(), autoregression(3, 60, 0.5)
	line, geometric, constant := make([]float64, 60), make([]float64, 60), make([]float64, 60)
	for i := range line {
		line[i], geometric[i], constant[i] = 1e6+0.1*float64(i), 100*math.Pow(1.01, float64(i)), 0.1
	}
	for name, f := range estimators {
		for what, s := range map[string]series.Series{
			"empty": {}, "NaN": stamped(nan, nan, nan, nan), "one": stamped(1), "two": stamped(1, 2), "three": stamped(1, 2, 1.5),
		} {
			_, err := f(s)
			if name == "KPSS" && what == "three" { // enough for a level
				continue
			}
			var at *SampleError
			if !errors.As(err, &at) || !errors.Is(err, ErrShort) || at.Name != name {
				t.Errorf("%s: %s: %v", name, what, err)
			}
		}
		if _, err := f(stamped(constant...)); !errors.Is(err, ErrSingular) {
			t.Errorf("%s: constant: %v", name, err)
		}
		for what, x := range map[string][]float64{"line": line, "geometric": geometric} {
			switch _, err := f(stamped(x...)); {
			case name == "Hurst", name == "KPSS", name == "VarianceRatio" && what == "geometric":
				if err != nil {
					t.Errorf("%s: %s: %v", name, what, err)
				}
			case !errors.Is(err, ErrSingular):
				t.Errorf("%s: %s: %v", name, what, err)
			}
		}
		for n := range 40 {
			if out, err := f(autoregression(uint64(n), n, 0.5)); err == nil {
				for _, x := range out {
					if math.IsInf(x, 0) && name != "HalfLife" || math.IsNaN(x) && name != "HalfLife" {
						t.Errorf("%s: %d: %v", name, n, out)
					}
				}
			}
		}
		// Numbers whose squares a float64 does not hold: refused, or right.
		for _, x := range []float64{1e-130, 1e-150, 1e-158, 1e-162, 1e-200} {
			out, err := f(full60.Map(func(v float64) float64 { return x * v }))
			if want, _ := f(full60); !errors.Is(err, ErrSingular) && (err != nil || !nearAll(out, want, 1e-9)) {
				t.Errorf("%s: times %v: %v %v, want %v", name, x, out, err, want)
			}
		}
		for _, x := range []float64{1e75, 1e-75, 1e-300} {
			if out, err := f(autoregression(3, 60, 0.5).Map(func(v float64) float64 { return math.Copysign(x, v) })); err == nil && math.IsNaN(out[0]) {
				t.Errorf("%s: %v: %v", name, x, out)
			}
		}
	}
}

// Lags that the sample cannot bear.
func TestUnitRootLags(t *testing.T) {
	s := autoregression(4, 21, 0.5)
	for want, errs := range map[error][]error{
		nil: {
			second(ADF(s, ADFConfig{Criterion: Fixed, Lags: 8})), second(ADF(s, ADFConfig{MaxLag: 8})),
			second(ADF(s, ADFConfig{Trend: ConstantTrend, Criterion: Fixed, Lags: 7})),
			second(ADF(s, ADFConfig{Trend: NoConstant, Criterion: BIC, MaxLag: 9})),
			second(KPSS(s, Constant, 20)), second(PhillipsPerron(s, Constant, 19)), second(ZivotAndrews(s, BreakInBoth, 6)),
		},
		ErrShort: {
			second(ADF(s, ADFConfig{Criterion: Fixed, Lags: 9})), second(ADF(s, ADFConfig{MaxLag: 9})),
			second(ADF(s, ADFConfig{Trend: ConstantTrend, Criterion: Fixed, Lags: 8})),
			second(ADF(s, ADFConfig{Trend: NoConstant, Criterion: BIC, MaxLag: 10})),
			second(KPSS(s, Constant, 21)), second(PhillipsPerron(s, Constant, 20)), second(ZivotAndrews(s, BreakInBoth, 7)),
			second(ZivotAndrews(s, BreakInBoth, math.MaxInt)), second(KPSS(s, Constant, math.MaxInt)), second(ADF(s, ADFConfig{MaxLag: math.MaxInt})),
		},
	} {
		for i, err := range errs {
			if !errors.Is(err, want) {
				t.Errorf("%d: %v, want %v", i, err, want)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestUnitRootPanics(t *testing.T) {
	s := autoregression(5, 50, 0.5)
	for what, f := range map[string]func(){
		"ADF trend": func() { _, _ = ADF(s, ADFConfig{Trend: 3}) }, "ADF criterion": func() { _, _ = ADF(s, ADFConfig{Criterion: 3}) },
		"ADF lags": func() { _, _ = ADF(s, ADFConfig{Criterion: Fixed, Lags: -1}) }, "ADF max": func() { _, _ = ADF(s, ADFConfig{MaxLag: -1}) },
		"ADF lags and AIC": func() { _, _ = ADF(s, ADFConfig{Lags: 2}) }, "ADF fixed and max": func() { _, _ = ADF(s, ADFConfig{Criterion: Fixed, MaxLag: 3}) },
		"KPSS none": func() { _, _ = KPSS(s, NoConstant, 0) }, "KPSS lags": func() { _, _ = KPSS(s, Constant, -2) },
		"PP none": func() { _, _ = PhillipsPerron(s, NoConstant, 0) }, "PP lags": func() { _, _ = PhillipsPerron(s, Constant, -2) },
		"ZA model": func() { _, _ = ZivotAndrews(s, 0, 0) }, "ZA lags": func() { _, _ = ZivotAndrews(s, BreakInTrend, -1) },
		"VR q": func() { _, _ = VarianceRatio(s, 1) }, "EG none": func() { _, _ = EngleGranger(s, nil, ADFConfig{}) },
		"EG six":         func() { _, _ = EngleGranger(s, make([]series.Series, 6), ADFConfig{}) },
		"Johansen one":   func() { _, _ = Johansen([]series.Series{s}, JohansenConfig{}) },
		"Johansen lags":  func() { _, _ = Johansen([]series.Series{s, s}, JohansenConfig{Lags: -1}) },
		"Johansen model": func() { _, _ = Johansen([]series.Series{s, s}, JohansenConfig{Deterministic: 3}) },
		"Johansen many":  func() { _, _ = Johansen([]series.Series{s, s}, JohansenConfig{Lags: math.MaxInt}) },
		"Johansen year":  func() { _, _ = Johansen([]series.Series{s, s}, JohansenConfig{Season: 1}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", what)
				}
			}()
			f()
		}()
	}
}

func TestKPSSInterpolation(t *testing.T) {
	for _, c := range []struct {
		stat, p float64
		outside bool
	}{
		{0.1, 0.10, true}, {0.347, 0.10, false}, {0.405, 0.075, false}, {0.463, 0.05, false},
		{0.5185, 0.0375, false}, {0.6565, 0.0175, false}, {0.739, 0.01, false}, {2, 0.01, true},
	} {
		if p, outside := kpssTable[Constant].p(c.stat); !near(p, c.p) || outside != c.outside {
			t.Errorf("%v: %v %v, want %v", c.stat, p, outside, c)
		}
	}
	if r := answer[KPSSResult](t)(KPSS(autoregression(1, 300, 1), Constant, 0)); !r.Outside || r.P != 0.01 || r.Critical != (Critical{0.739, 0.463, 0.347}) {
		t.Errorf("%+v", r)
	}
}

// On 200 samples of 150 the tests reject a true null hypothesis about as often
// as they say, and a false one nearly always.
func TestUnitRootSizeAndPower(t *testing.T) {
	var adf, pp, kpss [2]int // a random walk, an autoregression of 0.7
	const n = 200
	for seed := range uint64(n) {
		for i, phi := range []float64{1, 0.7} {
			s := autoregression(100+seed, 150, phi)
			if answer[ADFResult](t)(ADF(s, ADFConfig{Criterion: Fixed, Lags: 1})).P < 0.05 {
				adf[i]++
			}
			if answer[PhillipsPerronResult](t)(PhillipsPerron(s, Constant, AutoLag)).P < 0.05 {
				pp[i]++
			}
			if answer[KPSSResult](t)(KPSS(s, Constant, 12)).P < 0.05 {
				kpss[i]++
			}
		}
	}
	t.Logf("rejections of %d: ADF %v, Phillips-Perron %v, KPSS %v", n, adf, pp, kpss)
	within := func(name string, got, low, high int) {
		if got < low || got > high {
			t.Errorf("%s: %d of %d, want %d to %d", name, got, n, low, high)
		}
	}
	within("ADF size", adf[0], 3, 20)
	within("ADF power", adf[1], 190, n)
	within("Phillips-Perron size", pp[0], 3, 20)
	within("Phillips-Perron power", pp[1], 190, n)
	within("KPSS size", kpss[1], 3, 24)
	within("KPSS power", kpss[0], 120, n)
}

// A walk that breaks is found where it breaks.
func TestZivotAndrewsFindsTheBreak(t *testing.T) {
	x := append([]float64(nil), autoregression(7, 200, 0.4).Values()...)
	for i := 120; i < 200; i++ {
		x[i] += 12
	}
	s := stamped(x...)
	r := answer[ZivotAndrewsResult](t)(ZivotAndrews(s, BreakInLevel, 1))
	if r.Break < 118 || r.Break > 121 || !r.BreakAt.Equal(s.Time(r.Break-1)) || r.Tau > r.Critical.One || r.Critical.One != -5.34 {
		t.Errorf("%+v", r)
	}
}

// The last observation can be the one after the break: no break is trimmed.
func TestZivotAndrewsAtTheEnd(t *testing.T) {
	x := append([]float64(nil), autoregression(8, 80, 0.3).Values()...)
	x[79] = 1000
	for _, model := range []BreakModel{BreakInLevel, BreakInTrend} {
		if r := answer[ZivotAndrewsResult](t)(ZivotAndrews(stamped(x...), model, 0)); r.Break != 79 {
			t.Errorf("%v: %+v", model, r)
		}
	}
}

// By default AIC looks as far as ceil(12*(N/100)^(1/4)) lags, here 13, which is
// what moves come back after.
func TestADFDefaultLags(t *testing.T) {
	r, n := newRand(9), 130
	d, x := make([]float64, n), make([]float64, n)
	for i := range d {
		d[i] = r.NormFloat64()
		if i >= 13 {
			d[i] -= float64(0.9 * d[i-13])
		}
		if i > 0 {
			x[i] = x[i-1] + d[i]
		}
	}
	if got := answer[ADFResult](t)(ADF(stamped(x...), ADFConfig{})); got.Lags != 13 || got.Rows != n-14 {
		t.Errorf("%+v", got)
	}
	if got := answer[ADFResult](t)(ADF(stamped(x...), ADFConfig{MaxLag: 12})); got.Lags > 12 {
		t.Errorf("%+v", got)
	}
}

func TestTrendString(t *testing.T) {
	if Constant.String() != "constant" || ConstantTrend.String() != "constant and trend" || NoConstant.String() != "no constant" || Trend(9).String() == "" {
		t.Error("names")
	}
}
