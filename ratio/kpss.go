package ratio

import (
	"time"

	"github.com/riskon/riskon/series"
)

// A KPSSResult is what KPSS found.
type KPSSResult struct {
	Stat     float64 // high values speak against stationarity
	P        float64 // between 0.01 and 0.1
	Outside  bool    // P is less than 0.01, or more than 0.1, and stands at that end
	Critical Critical
	Lags     int
	N        int
	From, To time.Time
}

// KPSS is the test of stationarity of Kwiatkowski, Phillips, Schmidt and Shin
// (1992): its null hypothesis is what ADF's is against, that the series keeps
// to a level, or to a line.
//
//	u = x - mean(x), or the residuals of x on 1 and t
//	S[t] = u[1] + ... + u[t]
//	Stat = sum(S[t]^2) / N^2 / v
//	v    = (sum(u[t]^2) + 2 * sum over l = 1..lags of (1 - l/(lags+1)) * sum(u[t]*u[t-l])) / N
//
// It takes levels; trend is Constant or ConstantTrend; lags is AutoLag, or 0 or
// more. P is interpolated between the critical values of the paper, at 10, 5,
// 2.5 and 1 %, the only ones it has. Missing observations are dropped and their
// neighbours become adjacent.
//
// The error is a *SampleError: ErrShort with fewer than 3 observations (4 with a
// trend) or not more than lags; ErrSingular for a constant series, or a straight
// line with ConstantTrend. It panics if trend or lags is out of range.
//
// Not Exact: agrees to 1e-9 across CPUs. Source: Denis Kwiatkowski, Peter
// Phillips, Peter Schmidt and Yongcheol Shin, Testing the null hypothesis of
// stationarity against the alternative of a unit root, Journal of Econometrics
// 54 (1992), pages 159-178, table 1.
func KPSS(s series.Series, trend Trend, lags int) (KPSSResult, error) {
	trend.check("KPSS", false)
	checkLags("KPSS", lags, AutoLag)
	sm := shared(s)
	x := sm.cols[0]
	r := KPSSResult{Critical: kpssTable[trend].critical(), Lags: autoLag(lags, len(x))}
	r.N, r.From, r.To = sm.span()
	if r.N < 2+trend.columns() || r.Lags >= r.N {
		return KPSSResult{}, sm.fail("KPSS", ErrShort)
	}
	f, err := fit(trend.design(r.N), x, largest(x))
	if err != nil {
		return KPSSResult{}, sm.fail("KPSS", err)
	}
	at, sum := 0.0, 0.0
	for _, u := range f.Resid {
		at += u
		sum += float64(at * at)
	}
	r.Stat = sum / float64(r.N) / float64(r.N) / longRunVariance(f.Resid, r.Lags)
	r.P, r.Outside = kpssTable[trend].p(r.Stat)
	return r, nil
}

// kpssLevels are the probabilities of a kpssRow.
var kpssLevels = [4]float64{0.10, 0.05, 0.025, 0.01}

// A kpssRow holds critical values at kpssLevels.
type kpssRow [4]float64

// kpssTable is table 1 of the paper, by Trend.
var kpssTable = [...]kpssRow{
	Constant:      {0.347, 0.463, 0.574, 0.739},
	ConstantTrend: {0.119, 0.146, 0.176, 0.216},
}

func (k kpssRow) critical() Critical { return Critical{One: k[3], Five: k[1], Ten: k[0]} }

// p interpolates, and reports whether the table ends before stat.
func (k kpssRow) p(stat float64) (p float64, outside bool) {
	switch {
	case stat < k[0]:
		return kpssLevels[0], true
	case stat > k[3]:
		return kpssLevels[3], true
	}
	i := 0
	for i < 2 && stat > k[i+1] {
		i++
	}
	w := (stat - k[i]) / (k[i+1] - k[i])
	return kpssLevels[i] + float64(w*(kpssLevels[i+1]-kpssLevels[i])), false
}
