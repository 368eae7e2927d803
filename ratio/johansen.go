package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A Deterministic says where Johansen's model has its constant and its trend.
type Deterministic int

// The zero Deterministic is UnrestrictedConstant.
const (
	UnrestrictedConstant Deterministic = iota // a constant in every equation: the levels may drift
	RestrictedConstant                        // a constant only inside the relations: no drift
	RestrictedTrend                           // a constant in every equation, and a line inside the relations
)

// A JohansenConfig says which model Johansen fits. Zero fields take the defaults.
type JohansenConfig struct {
	Deterministic Deterministic // UnrestrictedConstant
	Lags          int           // K, the order of the autoregression in levels; 2
	Season        int           // observations in a year, for centred seasonal dummies; 0 for none
}

// A JohansenResult is what Johansen found for p series. Index r of Trace and
// MaxEigen tests that there are r relations: against more, and against r+1.
// Index r of Beta and Alpha is the relation of Eigen[r].
type JohansenResult struct {
	Eigen            []float64 // descending: how strongly a relation pulls the series back, 0..1
	Trace, MaxEigen  []float64 // high values speak for more relations
	TraceCritical    []Critical
	MaxEigenCritical []Critical
	Beta             [][]float64 // coefficients of the series, the first 1, and of the restricted constant or trend
	Alpha            [][]float64 // how each series answers to a deviation of 1
	Lags, Rows       int         // K, and the rows of the model: N-K
	N                int         // shared observations
	From, To         time.Time
}

// Johansen is the test of Johansen (1988, 1991) for how many fixed combinations
// of p series keep to a level.
//
//	D[t]     = x[t] - x[t-1]
//	R0, RK   = residuals of D[t] and of x[t-1] on D[t-1], ..., D[t-K+1], a constant and seasonal dummies
//	Eigen    = squared canonical correlations of R0 and RK
//	Trace    = -T * (ln(1-Eigen[r]) + ... + ln(1-Eigen[p-1])), T = N-K rows
//	MaxEigen = -T * ln(1-Eigen[r])
//	Alpha[r] = R0'z / z'z, z = RK*Beta[r]
//
// RestrictedConstant and RestrictedTrend give RK a column more, 1 or t, counted from
// 1; RestrictedConstant takes the constant from the regressors. With x[t-K] in
// place of x[t-1], the long-run form, all of this is the same. Season dummies
// count observations from the first.
//
// The critical values are asymptotic, of Osterwald-Lenum (1992), as urca has
// them, for up to 5 relations that are left (p-r), and NaN beyond. Those of
// UnrestrictedConstant hold where the levels do not drift. If they do, these are
// too high, the last one most: it is then 3.84 at 5 %, not 8.18.
//
// It takes levels of two series or more. Only stamps that all have, none
// missing, are used; neighbours become adjacent.
//
// The error is a *SampleError: ErrShort unless there are more rows than
// columns of the regressors, of R0 and of RK together; ErrSingular where a series
// is constant, a combination of others or, but for RestrictedConstant, a straight
// line. It panics with fewer than two series, if Lags is not in 0..100000, or
// Season not 0 or 2..100000. A relation in which the first
// series has no part has a NaN Beta and Alpha.
//
// Not Exact: agrees to 1e-9 across CPUs. Sources: Søren Johansen, Statistical
// analysis of cointegration vectors, Journal of Economic Dynamics and Control 12
// (1988), pages 231-254, and Estimation and hypothesis testing of cointegration
// vectors in Gaussian vector autoregressive models, Econometrica 59 (1991),
// pages 1551-1580; Michael Osterwald-Lenum, A note with quantiles of the
// asymptotic distribution of the maximum likelihood cointegration rank test
// statistics, Oxford Bulletin of Economics and Statistics 54 (1992), pages
// 461-472.
func Johansen(s []series.Series, cfg JohansenConfig) (JohansenResult, error) {
	cfg = cfg.check(len(s))
	sm := shared(s...)
	r := JohansenResult{Lags: cfg.Lags}
	r.N, r.From, r.To = sm.span()
	p := len(s)
	r.Rows = r.N - cfg.Lags
	if r.Rows <= cfg.regressors(p)+p+cfg.width(p) {
		return JohansenResult{}, sm.fail("Johansen", ErrShort)
	}
	moves, levels, err := cfg.residuals(sm.cols)
	if err == nil {
		err = r.correlate(moves, levels)
	}
	if err != nil {
		return JohansenResult{}, sm.fail("Johansen", err)
	}
	for i := range p {
		trace := 0.0
		for _, l := range r.Eigen[i:] {
			trace -= float64(float64(r.Rows) * math.Log1p(-l))
		}
		r.Trace = append(r.Trace, trace)
		r.MaxEigen = append(r.MaxEigen, -float64(r.Rows)*math.Log1p(-r.Eigen[i]))
		t, m := johansenCritical(cfg.Deterministic, p-i)
		r.TraceCritical, r.MaxEigenCritical = append(r.TraceCritical, t), append(r.MaxEigenCritical, m)
	}
	return r, nil
}

// check returns c with its defaults, and panics where it makes no sense.
func (c JohansenConfig) check(p int) JohansenConfig {
	if c.Lags == 0 {
		c.Lags = 2
	}
	switch {
	case c.Lags < 1 || c.Lags > 100000:
		panic("ratio: Johansen: lags not in 0..100000")
	case p < 2:
		panic("ratio: Johansen: fewer than two series")
	case c.Deterministic < UnrestrictedConstant || c.Deterministic > RestrictedTrend:
		panic("ratio: Johansen: unknown Deterministic")
	case c.Season < 0 || c.Season == 1 || c.Season > 100000:
		panic("ratio: Johansen: season not 0 or 2..100000")
	}
	return c
}
