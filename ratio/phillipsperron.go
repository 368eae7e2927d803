package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A PhillipsPerronResult is what PhillipsPerron found.
type PhillipsPerronResult struct {
	ZTau     float64 // low values speak against a unit root
	P        float64 // of ZTau under a unit root; MacKinnon 1994
	Critical Critical
	ZAlpha   float64 // the other statistic of the paper, N-1 times the estimate less 1
	Lags     int
	N        int
	From, To time.Time
}

// PhillipsPerron is the unit-root test of Phillips and Perron (1988): a
// Dickey-Fuller test without lags, corrected for what its errors share.
//
//	x[t] = c + d*t + a*x[t-1] + u[t], n = N-1 rows
//	s = sum(u^2)/n, v = (sum(u^2) + 2 * sum over l = 1..lags of (1 - l/(lags+1)) * sum(u[t]*u[t-l])) / n
//	M = sum((x[t] - mean(x))^2) / n^2                             Constant
//	M = (1 - 1/n^2) * (RSS of x[t] on 1 and t, t = 1..n) / n^2    ConstantTrend
//	ZTau   = sqrt(s/v) * (a-1)/se(a) - (v-s)/2 / sqrt(v*M)
//	ZAlpha = n*(a-1) - (v-s)/2 / M
//
// It takes levels; trend is Constant or ConstantTrend; lags is AutoLag, of the n
// rows, or 0 or more. M is of x[t], not of x[t-1], as Perron prints it. P is
// asymptotic; the critical values are those of MacKinnon 2010 for n rows.
// Missing observations are dropped and their neighbours become adjacent.
//
// The error is a *SampleError: ErrShort with fewer than 4 observations (5 with a
// trend) or not more rows than lags; ErrSingular for a constant series, or one
// that a row predicts to the last digit. It panics if trend or lags is out of
// range.
//
// Not Exact: agrees to 1e-9 across CPUs. Sources: Peter Phillips and Pierre
// Perron, Testing for a unit root in time series regression, Biometrika 75
// (1988), pages 335-346; Pierre Perron, Trends and random walks in macroeconomic
// time series, Journal of Economic Dynamics and Control 12 (1988), pages 297-332.
func PhillipsPerron(s series.Series, trend Trend, lags int) (PhillipsPerronResult, error) {
	trend.check("PhillipsPerron", false)
	checkLags("PhillipsPerron", lags, AutoLag)
	sm := shared(s)
	var r PhillipsPerronResult
	r.N, r.From, r.To = sm.span()
	rows := r.N - 1
	r.Lags = autoLag(lags, max(0, rows))
	if rows < trend.columns()+2 || r.Lags >= rows {
		return PhillipsPerronResult{}, sm.fail("PhillipsPerron", ErrShort)
	}
	x, level := sm.cols[0], trend.columns()
	f, err := fit(trend.design(rows, x[:rows]), x[1:], largest(x))
	if err != nil {
		return PhillipsPerronResult{}, sm.fail("PhillipsPerron", err)
	}
	around, err := fit(trend.design(rows), x[1:], largest(x))
	if err != nil {
		return PhillipsPerronResult{}, sm.fail("PhillipsPerron", err)
	}
	n := float64(rows)
	m := around.RSS / n / n
	if trend == ConstantTrend {
		m *= 1 - 1/(n*n)
	}
	short, long := longRunVariance(f.Resid, 0), longRunVariance(f.Resid, r.Lags)
	half := (long - short) / 2
	r.ZTau = math.Sqrt(short/long)*(f.Coef[level]-1)/f.se(level) - half/math.Sqrt(long)/math.Sqrt(m)
	r.ZAlpha = float64(n*(f.Coef[level]-1)) - half/m
	r.P, r.Critical = mackinnonP(r.ZTau, trend, 1), mackinnonCritical(trend, 1, n)
	return r, nil
}
