package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A Criterion says how the number of lags is chosen.
type Criterion int

// The zero Criterion is AIC.
const (
	AIC   Criterion = iota // the least n*log(RSS) + 2*k
	BIC                    // the least n*log(RSS) + log(n)*k
	Fixed                  // ADFConfig.Lags
)

// An ADFConfig says which regression ADF runs. Zero fields take the defaults.
type ADFConfig struct {
	Trend     Trend     // Constant
	Criterion Criterion // AIC
	Lags      int       // lagged differences if Criterion is Fixed, and only then; 0
	MaxLag    int       // the most that AIC and BIC may choose, and with them only; 0 is ceil(12 * (N/100)^(1/4)), at most N/2-1 less the columns of Trend
}

// An ADFResult is what ADF found.
type ADFResult struct {
	Tau              float64 // t statistic of the level; low values speak against a unit root
	P                float64 // of Tau under a unit root; MacKinnon 1994
	Critical         Critical
	Lags             int     // lagged differences
	Rows             int     // of the regression: N-1-Lags
	Phi1, Phi2, Phi3 float64 // F statistics of Dickey and Fuller 1981; NaN where not of this Trend
	N                int     // observations
	From, To         time.Time
}

// ADF is the augmented Dickey-Fuller test of a unit root (Dickey and Fuller
// 1979, with lags Said and Dickey 1984): can the series wander for ever, or is
// it drawn back to a level or a line.
//
//	x[t] - x[t-1] = c + d*t + g*x[t-1] + sum over i = 1..lags of b[i]*(x[t-i] - x[t-i-1]) + e[t]
//	Tau  = g / se(g)
//	Phi1 = F of c = g = 0 (Constant)
//	Phi2 = F of c = d = g = 0, Phi3 = F of d = g = 0 (ConstantTrend)
//
// Trend drops d, or c and d. AIC and BIC compare 0..MaxLag lags on the rows that
// all of them have; the chosen one is then run on all the rows it can have. Of
// equals the fewest lags win. P is asymptotic; the critical values are those of
// MacKinnon 2010 for this many rows.
//
// It takes levels: prices, better their logarithms, or a spread. Missing
// observations are dropped and their neighbours become adjacent.
//
// The error is a *SampleError: ErrShort where more than N/2-1 lags, less the
// columns of Trend, would be tried; ErrSingular for a constant series, or one
// that a row predicts to the last digit. It panics if a field of cfg is out of
// range.
//
// Not Exact: agrees to 1e-9 across CPUs. Sources: David Dickey and Wayne Fuller,
// Journal of the American Statistical Association 74 (1979), page 427, and
// Econometrica 49 (1981), page 1057; Said Said and David Dickey, Biometrika 71
// (1984), page 599; for P and the critical values James MacKinnon, Journal of
// Business & Economic Statistics 12 (1994), page 167, and Critical values for
// cointegration tests, Queen's Economics Department working paper 1227 (2010).
func ADF(s series.Series, cfg ADFConfig) (ADFResult, error) {
	cfg.check("ADF")
	sm := shared(s)
	x := sm.cols[0]
	df, err := dickeyFuller(x, cfg)
	if err != nil {
		return ADFResult{}, sm.fail("ADF", err)
	}
	r := ADFResult{
		Tau: df.tau, P: mackinnonP(df.tau, cfg.Trend, 1), Critical: mackinnonCritical(cfg.Trend, 1, float64(df.rows)),
		Lags: df.lags, Rows: df.rows, Phi1: math.NaN(), Phi2: math.NaN(), Phi3: math.NaN(),
	}
	r.N, r.From, r.To = sm.span()
	switch cfg.Trend {
	case Constant:
		r.Phi1 = df.joint(0)
	case ConstantTrend:
		r.Phi2, r.Phi3 = df.joint(0), df.joint(1)
	}
	return r, nil
}

// check panics where c makes no sense.
func (c ADFConfig) check(name string) {
	c.Trend.check(name, true)
	checkLags(name, min(c.Lags, c.MaxLag), 0)
	switch {
	case c.Criterion < AIC || c.Criterion > Fixed:
		panic("ratio: " + name + ": unknown criterion")
	case c.Criterion != Fixed && c.Lags > 0:
		panic("ratio: " + name + ": Lags needs Criterion Fixed")
	case c.Criterion == Fixed && c.MaxLag > 0:
		panic("ratio: " + name + ": MaxLag needs Criterion AIC or BIC")
	}
}
