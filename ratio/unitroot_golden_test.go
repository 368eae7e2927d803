package ratio

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

// testdata/unitroot.json holds what statsmodels 0.13.5 (adfuller, coint,
// mackinnonp, mackinnoncrit) and urca 1.3-3 (ur.df, ur.kpss, ur.pp, ur.za,
// ca.jo) give on the real GNP of Nelson and Plosser, on U.S. macro data and on
// the Danish data of Johansen and Juselius. "reference" holds the cases that
// were given, the keys of the others name the arguments.
type unitRootGolden struct {
	Reference   map[string]json.RawMessage
	Statsmodels map[string][]*float64
	Urca        map[string][]float64
}

func readUnitRoot(t *testing.T) (g unitRootGolden) {
	t.Helper()
	readJSON(t, "testdata/unitroot.json", &g)
	return g
}

// ref reads a reference case.
func (g unitRootGolden) ref(t *testing.T, key string, to any) {
	t.Helper()
	if err := json.Unmarshal(g.Reference[key], to); err != nil {
		t.Fatal(key, err)
	}
}

// stamped is a series of x, a day apart.
func stamped(x ...float64) series.Series {
	ns := make([]int64, len(x))
	for i := range ns {
		ns[i] = start.UnixNano() + int64(i)*int64(day)
	}
	return build(ns, x)
}

// tableColumns reads the columns of a file of testdata.
func tableColumns(t testing.TB, name string) map[string][]float64 {
	t.Helper()
	head, rows := readTable(t, "testdata/"+name)
	out := map[string][]float64{}
	for _, row := range rows {
		for j, text := range row {
			out[head[j]] = append(out[head[j]], cell(t, text))
		}
	}
	return out
}

// macro holds the series of the golden cases, by the names of their keys.
func macro(t testing.TB) map[string]series.Series {
	m := tableColumns(t, "macro.csv")
	logs := func(x []float64) series.Series { return stamped(x...).Map(math.Log) }
	return map[string]series.Series{
		"gnp": stamped(tableColumns(t, "gnp.csv")["lgnpr"]...), "tbill": stamped(m["tbilrate"]...),
		"gdp": logs(m["realgdp"]), "cons": logs(m["realcons"]), "inv": logs(m["realinv"]),
	}
}

// An errorTally is the largest relative error seen.
type errorTally struct {
	worst float64
	at    string
	n     int
}

func (y *errorTally) see(t *testing.T, what string, got, want float64) {
	t.Helper()
	y.within(t, what, got, want, math.Abs(want))
}

// within compares to 1e-9 of size.
func (y *errorTally) within(t *testing.T, what string, got, want, size float64) {
	t.Helper()
	y.n++
	d := math.Abs(got-want) / size
	if same(got, want) {
		d = 0
	}
	if !(d <= y.worst) {
		y.worst, y.at = d, what
	}
	if !(d <= 1e-9) {
		t.Errorf("%s: %v, want %v: %.1e", what, got, want, d)
	}
}

func (y *errorTally) seeAll(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
	for i := range got {
		y.see(t, fmt.Sprint(what, " ", i), got[i], want[i])
	}
}

// seeVector compares with the largest element: what is small beside it has lost
// digits in urca, which inverts moment matrices. Its two forms, which are the
// same in theory, differ there as much.
func (y *errorTally) seeVector(t *testing.T, what string, got, want []float64) {
	t.Helper()
	size := largest(want)
	for i := range got {
		y.within(t, fmt.Sprint(what, " ", i), got[i], want[i], size)
	}
}

func (y *errorTally) log(t *testing.T) {
	t.Logf("%d figures, largest error %.1e at %s", y.n, y.worst, y.at)
}

func (c Critical) list() []float64 { return []float64{c.One, c.Five, c.Ten} }

func answer[T any](t testing.TB) func(T, error) T {
	return func(x T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

var trendNames = map[string]Trend{
	"c": Constant, "ct": ConstantTrend, "n": NoConstant, "drift": Constant, "trend": ConstantTrend, "none": NoConstant,
	"mu": Constant, "tau": ConstantTrend, "constant": Constant,
}

func config(t *testing.T, trend, criterion, lags string) (c ADFConfig) {
	c.Trend = trendNames[trend]
	n, err := strconv.Atoi(lags)
	if lags != "None" && err != nil {
		t.Fatal(err)
	}
	switch criterion {
	case "None":
		c.Criterion, c.Lags = Fixed, n
	case "BIC":
		c.Criterion, c.MaxLag = BIC, n
	default:
		c.MaxLag = n
	}
	return c
}

func TestGoldenStatsmodels(t *testing.T) {
	var y errorTally
	g, data := readUnitRoot(t), macro(t)
	for key, ptrs := range g.Statsmodels {
		var want []float64
		for _, p := range ptrs {
			if p == nil {
				want = append(want, math.NaN())
				continue
			}
			want = append(want, *p)
		}
		parts := strings.Split(key, "_")
		n := len(parts)
		cfg := config(t, parts[n-3], parts[n-2], parts[n-1])
		if parts[0] == "adf" {
			r := answer[ADFResult](t)(ADF(data[parts[1]], cfg))
			y.seeAll(t, key, append([]float64{r.Tau, r.P, float64(r.Lags), float64(r.Rows)}, r.Critical.list()...), want)
			continue
		}
		var x []series.Series
		for _, name := range parts[1 : n-3] {
			x = append(x, data[name])
		}
		r := answer[EngleGrangerResult](t)(EngleGranger(data["cons"], x, cfg))
		y.seeAll(t, key, append([]float64{r.Tau, r.P}, r.Critical.list()...), want)
	}
	y.log(t)
}

func TestGoldenUrca(t *testing.T) {
	var y errorTally
	g, data := readUnitRoot(t), macro(t)
	breaks := map[string]BreakModel{"intercept": BreakInLevel, "trend": BreakInTrend, "both": BreakInBoth}
	for key, want := range g.Urca {
		parts := strings.Split(key, "_")
		if parts[0] == "jo" {
			continue
		}
		lags, _ := strconv.Atoi(parts[3])
		s, trend := data[parts[1]], trendNames[parts[2]]
		var got []float64
		switch parts[0] {
		case "df":
			r := answer[ADFResult](t)(ADF(s, ADFConfig{Trend: trend, Criterion: Fixed, Lags: lags}))
			got = map[Trend][]float64{NoConstant: {r.Tau}, Constant: {r.Tau, r.Phi1}, ConstantTrend: {r.Tau, r.Phi2, r.Phi3}}[trend]
		case "kpss":
			got = []float64{answer[KPSSResult](t)(KPSS(s, trend, lags)).Stat}
		case "pp":
			r := answer[PhillipsPerronResult](t)(PhillipsPerron(s, trend, lags))
			got = []float64{r.ZTau, r.ZAlpha}
		case "za":
			r := answer[ZivotAndrewsResult](t)(ZivotAndrews(s, breaks[parts[2]], lags))
			got = []float64{r.Tau, float64(r.Break)}
			if !r.BreakAt.Equal(s.Time(r.Break - 1)) {
				t.Errorf("%s: break %d at %v", key, r.Break, r.BreakAt)
			}
		}
		y.seeAll(t, key, got, want)
	}
	y.log(t)
}

func TestGoldenUnitRootReference(t *testing.T) {
	var y errorTally
	g, data := readUnitRoot(t), macro(t)
	gnp := data["gnp"]
	var urca struct {
		TestStat []float64
		Stat     float64
		Lag      int
		Bpoint   int
		Cval     []float64
	}
	g.ref(t, "adf_np_gnpr", &urca)
	adf := answer[ADFResult](t)(ADF(gnp, ADFConfig{Trend: ConstantTrend, Criterion: Fixed, Lags: 1}))
	y.seeAll(t, "adf", []float64{adf.Tau, adf.Phi2, adf.Phi3}, urca.TestStat)
	g.ref(t, "kpss_np_gnpr", &urca)
	kpss := answer[KPSSResult](t)(KPSS(gnp, ConstantTrend, AutoLag))
	y.seeAll(t, "kpss", append([]float64{kpss.Stat, float64(kpss.Lags)}, kpssTable[ConstantTrend][:]...), append([]float64{urca.Stat, float64(urca.Lag)}, urca.Cval...))
	g.ref(t, "pp_np_gnpr", &urca)
	pp := answer[PhillipsPerronResult](t)(PhillipsPerron(gnp, ConstantTrend, AutoLag))
	y.seeAll(t, "pp", []float64{pp.ZTau, float64(pp.Lags)}, []float64{urca.Stat, float64(urca.Lag)})
	g.ref(t, "za_np_gnpr", &urca)
	za := answer[ZivotAndrewsResult](t)(ZivotAndrews(gnp, BreakInBoth, 2))
	y.seeAll(t, "za", append([]float64{za.Tau, float64(za.Break)}, za.Critical.list()...), append([]float64{urca.Stat, float64(urca.Bpoint)}, urca.Cval...))

	for key, cfg := range map[string]ADFConfig{
		"adf_sm_gnpr_ct_lag1": {Trend: ConstantTrend, Criterion: Fixed, Lags: 1}, "adf_sm_gnpr_c_lag1": {Criterion: Fixed, Lags: 1},
		"adf_sm_gnpr_c_aic": {}, "adf_sm_gnpr_ct_bic": {Trend: ConstantTrend, Criterion: BIC},
	} {
		var want struct {
			Stat, P   float64
			Lag, Nobs float64
			Crit      map[string]float64
		}
		g.ref(t, key, &want)
		r := answer[ADFResult](t)(ADF(gnp, cfg))
		y.seeAll(t, key, append([]float64{r.Tau, r.P, float64(r.Lags), float64(r.Rows)}, r.Critical.list()...),
			[]float64{want.Stat, want.P, want.Lag, want.Nobs, want.Crit["1%"], want.Crit["5%"], want.Crit["10%"]})
	}
	var eg struct {
		Stat, P float64
		Crit    []float64 `json:"crit_1_5_10"`
	}
	g.ref(t, "eg_cons_gdp", &eg)
	r := answer[EngleGrangerResult](t)(EngleGranger(data["cons"], []series.Series{data["gdp"]}, ADFConfig{Criterion: Fixed, Lags: 2}))
	y.seeAll(t, "eg", append([]float64{r.Tau, r.P}, r.Critical.list()...), append([]float64{eg.Stat, eg.P}, eg.Crit...))
	y.log(t)
}

func danish(t testing.TB) []series.Series {
	d := tableColumns(t, "denmark.csv")
	var out []series.Series
	for _, name := range []string{"LRM", "LRY", "IBO", "IDE"} {
		out = append(out, stamped(d[name]...))
	}
	return out
}

func TestGoldenJohansen(t *testing.T) {
	var y errorTally
	g, x := readUnitRoot(t), danish(t)
	of := map[string]Deterministic{"none": UnrestrictedConstant, "const": RestrictedConstant, "trend": RestrictedTrend}
	for key := range g.Urca {
		name, ok := strings.CutSuffix(key, "_lambda")
		if !ok {
			continue
		}
		parts := strings.Split(name, "_")
		k, _ := strconv.Atoi(parts[2])
		season, _ := strconv.Atoi(parts[3])
		r := answer[JohansenResult](t)(Johansen(x, JohansenConfig{Deterministic: of[parts[1]], Lags: k, Season: season}))
		y.seeAll(t, name+" lambda", r.Eigen, g.Urca[key][:4]) // a fifth, of the restricted term, is 0
		y.seeAll(t, name+" trace", r.Trace, g.Urca[name+"_trace"])
		y.seeAll(t, name+" max", r.MaxEigen, g.Urca[name+"_max"])
		for i := range r.Beta {
			w := len(r.Beta[i])
			y.seeVector(t, fmt.Sprint(name, " beta ", i), r.Beta[i], g.Urca[name+"_beta"][i*w:(i+1)*w])
			y.seeVector(t, fmt.Sprint(name, " alpha ", i), r.Alpha[i], g.Urca[name+"_alpha"][i*4:(i+1)*4])
		}
	}
	y.log(t)
}

func TestGoldenJohansenReference(t *testing.T) {
	var y errorTally
	g, x := readUnitRoot(t), danish(t)
	var want struct {
		Lambda, Maxeig, Trace, Beta1 []float64
		CvalEig                      [][]float64 `json:"cval_eig"`
		CvalTrace                    [][]float64 `json:"cval_trace"`
	}
	g.ref(t, "johansen_denmark", &want)
	r := answer[JohansenResult](t)(Johansen(x, JohansenConfig{Deterministic: RestrictedConstant, Season: 4}))
	y.seeAll(t, "lambda", r.Eigen, want.Lambda[:4])
	y.seeAll(t, "beta", r.Beta[0], want.Beta1)
	for i := range 4 {
		y.see(t, "trace", r.Trace[i], want.Trace[3-i])
		y.see(t, "max", r.MaxEigen[i], want.Maxeig[3-i])
		c, m := r.TraceCritical[i], r.MaxEigenCritical[i]
		y.seeAll(t, "trace critical", []float64{c.Ten, c.Five, c.One}, want.CvalTrace[3-i])
		y.seeAll(t, "max critical", []float64{m.Ten, m.Five, m.One}, want.CvalEig[3-i])
	}
	g.ref(t, "johansen_denmark_plain", &want)
	r = answer[JohansenResult](t)(Johansen(x, JohansenConfig{}))
	y.seeAll(t, "plain lambda", r.Eigen, want.Lambda)
	for i := range 4 {
		y.see(t, "plain trace", r.Trace[i], want.Trace[3-i])
	}
	y.log(t)
}
