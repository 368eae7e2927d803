package ratio

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// testdata/hac_reference.json was made with R 4.2.2 (sandwich, lmtest, stats)
// and statsmodels 0.13.5, on the public data sets beside it: Investment
// (sandwich), ChickEgg (lmtest), mdeaths and fdeaths (datasets), and the errors of
// two forecasts of log10 lynx.

type hacReference struct {
	Investment struct {
		Coef   []float64 `json:"coef"`
		OLS    []float64 `json:"se_ols"`
		NW4    []float64 `json:"nw_lag4_noprewhite"`
		NW4Adj []float64 `json:"nw_lag4_adj"`
		Width  float64   `json:"bwNW"`
		Auto   []float64 `json:"nw_auto"`
		HC0    []float64 `json:"hc0"`
		HC3    []float64 `json:"hc3"`
		DW     float64   `json:"dw"`
		BG4    float64   `json:"bg4"`
	} `json:"hac_investment"`
	Granger map[string]struct{ F, P float64 } `json:"granger_chickegg"`
	CCF     struct {
		Lag []int     `json:"lag"`
		ACF []float64 `json:"acf"`
	} `json:"ccf_deaths"`
	Lynx0 meanReference `json:"hac_mean_lynxloss_L0"`
	Lynx3 meanReference `json:"hac_mean_lynxloss_L3"`
}

type meanReference struct{ Mean, SE, T float64 }

func readHAC(t testing.TB) (ref hacReference) {
	t.Helper()
	readJSON(t, "testdata/hac_reference.json", &ref)
	return ref
}

// columns reads a table of numbers, a row a year from 1900 on. What is no number
// is missing.
func columns(t testing.TB, path string) map[string]series.Series {
	t.Helper()
	heads, rows := readTable(t, path)
	out := map[string]series.Series{}
	for j, head := range heads {
		var times []time.Time
		var values []float64
		for i, row := range rows {
			x, err := strconv.ParseFloat(row[j], 64)
			if err != nil {
				x = math.NaN()
			}
			times, values = append(times, time.Date(1900+i, 1, 1, 0, 0, 0, 0, time.UTC)), append(values, x)
		}
		out[head] = newSeries(t, times, values)
	}
	return out
}

// golden compares to 1e-9 relative and logs the largest error.
func golden(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	worst := 0.0
	for i := range want {
		worst = max(worst, math.Abs(got[i]/want[i]-1))
	}
	if !(worst <= 1e-9) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
	t.Logf("%s: error %.1e", what, worst)
}

func investment(t testing.TB) (Regression, hacReference) {
	t.Helper()
	c := columns(t, "testdata/investment.csv")
	r, err := Regress(c["RealInv"], series.Align(series.Outer, c["RealGNP"], c["RealInt"]).Named("gnp", "interest"))
	if err != nil {
		t.Fatal(err)
	}
	return r, readHAC(t)
}

func neweyWest(t testing.TB, r Regression, c HACConfig) StandardErrors {
	t.Helper()
	e, err := r.NeweyWest(c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestGoldenRegress(t *testing.T) {
	r, ref := investment(t)
	want := ref.Investment
	if r.N != 19 || r.From.Year() != 1901 || r.To.Year() != 1919 {
		t.Errorf("%+v", r)
	}
	golden(t, "coef", r.Coef, want.Coef)
	golden(t, "classical", r.Classical().SE, want.OLS)
	golden(t, "HC0", r.HC(HC0).SE, want.HC0)
	golden(t, "HC3", r.HC(HC3).SE, want.HC3)
	golden(t, "lag 4", neweyWest(t, r, HACConfig{Lag: 4}).SE, want.NW4)
	golden(t, "lag 4 adjusted", neweyWest(t, r, HACConfig{Lag: 4, Adjust: true}).SE, want.NW4Adj)
	auto := neweyWest(t, r, HACConfig{Prewhite: true})
	golden(t, "bandwidth", []float64{neweyWest(t, r, HACConfig{}).Bandwidth}, []float64{want.Width})
	golden(t, "automatic", auto.SE, want.Auto)
	bg, err := r.BreuschGodfrey(4)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "serial", []float64{r.DurbinWatson, bg.LM}, []float64{want.DW, want.BG4})
}

// The mean of a series is its regression on nothing.
func TestGoldenMean(t *testing.T) {
	c, ref := columns(t, "testdata/dm_errors_lynx.csv"), readHAC(t)
	loss := make([]float64, c["e1"].Len())
	for i := range loss {
		a, b := c["e1"].Value(i), c["e2"].Value(i)
		loss[i] = a*a - b*b
	}
	r, err := Regress(build(c["e1"].UnixNanos(), loss), series.Frame{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		got  StandardErrors
		want meanReference
	}{{r.HC(HC0), ref.Lynx0}, {neweyWest(t, r, HACConfig{Lag: 3}), ref.Lynx3}} {
		golden(t, x.got.Kind, []float64{x.got.Coef[0], x.got.SE[0], x.got.T[0]}, []float64{x.want.Mean, x.want.SE, x.want.T})
	}
}

// pathOf is a file of the reference folder that may be compared with only.
func pathOf(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("RISKON_REFERENCE")
	if root == "" {
		t.Skip("RISKON_REFERENCE is not set: not compared with golden/regime/" + name)
	}
	return filepath.Join(root, "golden", "regime", name)
}
