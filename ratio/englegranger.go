package ratio

import (
	"time"

	"github.com/riskon/riskon/series"
)

// An EngleGrangerResult is what EngleGranger found.
type EngleGrangerResult struct {
	Coef       []float64 // of each x, in order: the hedge ratios
	Level      float64   // the constant c; 0 without
	Slope      float64   // the trend d for each observation, counted from 1; 0 without
	Tau        float64   // ADF's t statistic of the residuals; low values speak for cointegration
	P          float64   // of Tau where nothing holds the series together; MacKinnon 1994
	Critical   Critical  // NaN with NoConstant, for which none are published
	Lags, Rows int       // of the ADF regression
	N          int       // shared observations
	From, To   time.Time
}

// EngleGranger is the test of cointegration of Engle and Granger (1987): does a
// fixed combination of series, each of which wanders, keep to a level?
//
//	y[t] = c + d*t + Coef[0]*x[0][t] + Coef[1]*x[1][t] + ... + u[t]    least squares
//	Tau  = ADF of u without a constant, lags as cfg says
//
// cfg.Trend is that of the first regression; Criterion, Lags and MaxLag are
// those of ADF. P and the critical values are MacKinnon's for 1 + len(x) series,
// and for N-1 rows, as statsmodels takes them. The answer depends on which
// series is y. The coefficients come from the whole sample: u was not known then.
//
// It takes levels of 1 to 5 series x beside y. Only stamps that all have, none
// missing, are used; neighbours become adjacent.
//
// The error is a *SampleError: ErrShort as ADF, or with not more observations
// than coefficients; ErrSingular where a series is constant, a combination of
// the others, or y is one of x. It panics with no x or more than 5, and where
// ADF does.
//
// Not Exact: agrees to 1e-9 across CPUs. Sources: Robert Engle and Clive
// Granger, Co-integration and error correction, Econometrica 55 (1987), pages
// 251-276; for P and the critical values James MacKinnon, Journal of Business &
// Economic Statistics 12 (1994), page 167, and Critical values for cointegration
// tests, Queen's Economics Department working paper 1227 (2010).
func EngleGranger(y series.Series, x []series.Series, cfg ADFConfig) (EngleGrangerResult, error) {
	if len(x) < 1 || len(x) > 5 {
		panic("ratio: EngleGranger: not 1 to 5 series x")
	}
	cfg.check("EngleGranger")
	sm := shared(append([]series.Series{y}, x...)...)
	var r EngleGrangerResult
	r.N, r.From, r.To = sm.span()
	k := cfg.Trend.columns()
	if r.N <= k+len(x) {
		return EngleGrangerResult{}, sm.fail("EngleGranger", ErrShort)
	}
	f, err := fit(cfg.Trend.design(r.N, sm.cols[1:]...), sm.cols[0], largest(sm.cols[0]))
	if err != nil {
		return EngleGrangerResult{}, sm.fail("EngleGranger", err)
	}
	r.Coef = f.Coef[k:]
	if k > 0 {
		r.Level = f.Coef[0]
	}
	if k > 1 {
		r.Slope = f.Coef[1]
	}
	of := cfg
	of.Trend = NoConstant
	df, err := dickeyFuller(f.Resid, of)
	if err != nil {
		return EngleGrangerResult{}, sm.fail("EngleGranger", err)
	}
	r.Tau, r.Lags, r.Rows = df.tau, df.lags, df.rows
	r.P = mackinnonP(r.Tau, cfg.Trend, 1+len(x))
	r.Critical = mackinnonCritical(cfg.Trend, 1+len(x), float64(r.N-1))
	return r, nil
}
