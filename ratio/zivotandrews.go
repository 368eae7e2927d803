package ratio

import (
	"errors"
	"math"
	"time"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mat"
)

// A BreakModel says what breaks once in the trend of a series.
type BreakModel int

// The models A, B and C of Zivot and Andrews. The zero BreakModel is none.
const (
	BreakInLevel BreakModel = iota + 1 // the line jumps
	BreakInTrend                       // the line bends
	BreakInBoth
)

// A ZivotAndrewsResult is what ZivotAndrews found.
type ZivotAndrewsResult struct {
	Tau      float64   // the least t statistic; low values speak against a unit root
	Critical Critical  // asymptotic
	Break    int       // observations before the break
	BreakAt  time.Time // the stamp of the last one before the break
	Lags     int
	N        int
	From, To time.Time
}

// ZivotAndrews is the unit-root test of Zivot and Andrews (1992) against a trend
// that breaks once, at an instant that is not known before.
//
//	x[t] = c + d*t + h*U[t] + k*T[t] + a*x[t-1] + sum over i = 1..lags of b[i]*(x[t-i] - x[t-i-1]) + e[t]
//	U[t] = 1 and T[t] = t - B after the break B, 0 up to it
//	Tau  = the least (a-1)/se(a) over all B that leave the regression an answer
//
// BreakInLevel drops T, BreakInTrend drops U. No B near the ends is trimmed. Of
// equals the earliest break is reported. The break is where a unit root is
// least likely, in hindsight: BreakAt was not known then.
//
// It takes levels. The critical values of the paper are asymptotic: of a hundred
// observations 5 % reject about 8 % of random walks. A regression for each B
// costs 0.2 s for 1,000 observations and 2 s for 2,500.
// Missing observations are dropped and their neighbours become adjacent.
//
// The error is a *SampleError: ErrShort with fewer than 2*lags+8 observations;
// ErrSingular for a constant series, or one that a row predicts to the last
// digit. It panics if model or lags is out of range.
//
// Not Exact: agrees to 1e-9 across CPUs. Source: Eric Zivot and Donald Andrews,
// Further evidence on the great crash, the oil-price shock, and the unit-root
// hypothesis, Journal of Business & Economic Statistics 10 (1992), pages
// 251-270, tables 2 to 4.
func ZivotAndrews(s series.Series, model BreakModel, lags int) (ZivotAndrewsResult, error) {
	if model < BreakInLevel || model > BreakInBoth {
		panic("ratio: ZivotAndrews: unknown model")
	}
	checkLags("ZivotAndrews", lags, 0)
	sm := shared(s)
	r := ZivotAndrewsResult{Critical: zivotAndrewsTable[model], Lags: lags}
	r.N, r.From, r.To = sm.span()
	if lags > r.N || r.N < 2*lags+8 {
		return ZivotAndrewsResult{}, sm.fail("ZivotAndrews", ErrShort)
	}
	var err error
	r.Tau, r.Break, err = leastBreak(sm.cols[0], model, lags)
	if err != nil {
		return ZivotAndrewsResult{}, sm.fail("ZivotAndrews", err)
	}
	r.BreakAt = time.Unix(0, sm.t[r.Break-1]).UTC()
	return r, nil
}

// leastBreak returns the least t statistic of any break, and how many
// observations are before that break.
func leastBreak(x []float64, model BreakModel, lags int) (tau float64, at int, err error) {
	design, _ := dfRows(x, lags, ConstantTrend)
	rows, k := design.Dims()
	first := lags + 1 // the observation of the first row
	y, size := x[first:], largest(x)
	add := 1
	if model == BreakInBoth {
		add = 2
	}
	design = design.Grow(0, add).(*mat.Dense)
	tau, at = math.Inf(1), 0
	for b := 1; b < len(x); b++ {
		for i := range rows {
			after := float64(max(0, first+i+1-b))
			design.Set(i, k, min(1, after))
			if model != BreakInLevel {
				design.Set(i, k+add-1, after)
			}
		}
		f, err := fit(design, y, size)
		switch {
		case errors.Is(err, ErrSingular):
			continue
		case err != nil:
			return 0, 0, err
		}
		if t := (f.Coef[2] - 1) / f.se(2); t < tau {
			tau, at = t, b
		}
	}
	if at == 0 {
		return 0, 0, ErrSingular
	}
	return tau, at, nil
}

// zivotAndrewsTable holds the critical values of the paper, by BreakModel.
var zivotAndrewsTable = [...]Critical{
	BreakInLevel: {One: -5.34, Five: -4.80, Ten: -4.58},
	BreakInTrend: {One: -4.93, Five: -4.42, Ten: -4.11},
	BreakInBoth:  {One: -5.57, Five: -5.08, Ten: -4.82},
}
