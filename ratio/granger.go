package ratio

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/riskon/riskon/series"
)

// Granger tests whether the past of x helps to predict y beyond y's own past, of
// C. W. J. Granger (1969):
//
//	wide:   y[t] = a + b1*y[t-1] + ... + bp*y[t-p] + c1*x[t-1] + ... + cp*x[t-p] + e[t]
//	narrow: the same without c1..cp
//	F = ((RSS narrow - RSS wide)/p) / (RSS wide/(n - 2p - 1)),   n = N - p
//
// p is order. It uses the rows that x and y share and in which neither is
// missing; a lag is a row. Small P: x helps. That says what comes first, not what
// is the cause. Both must be stationary, such as returns.
//
// An exact fit gives F and P NaN. The error is a *SampleError: ErrShort unless
// N > 3p + 1, ErrSingular if x or y is constant or their lags are combinations
// of each other. It panics if order < 1. Not Exact: agrees to 1e-9 across CPUs.
//
// Source: C. W. J. Granger, Investigating Causal Relations by Econometric Models
// and Cross-spectral Methods, Econometrica 37 (1969), 424-438; J. D. Hamilton,
// Time Series Analysis, 1994, sec. 11.2.
func Granger(x, y series.Series, order int) (GrangerTest, error) {
	if order < 1 {
		panic("ratio: Granger: order < 1")
	}
	s := shared(x, y)
	n, from, to := s.span()
	if order > n/3 || n <= 3*order+1 {
		return GrangerTest{}, s.fail("Granger", ErrShort)
	}
	lags := make([][]float64, 0, 2*order)
	for _, col := range [][]float64{s.cols[1], s.cols[0]} {
		for j := 1; j <= order; j++ {
			lags = append(lags, col[order-j:n-j])
		}
	}
	now := s.cols[1][order:]
	wide, err := fitRows(now, lags...)
	if err != nil {
		return GrangerTest{}, s.fail("Granger", err)
	}
	narrow, err := fitRows(now, lags[:order]...)
	if err != nil {
		return GrangerTest{}, s.fail("Granger", err)
	}
	out := GrangerTest{From: from, To: to, N: n, Order: order, DF1: order, DF2: n - 3*order - 1}
	gain := max(0, narrow.fit.RSS-wide.fit.RSS)
	out.F = finite(gain / float64(out.DF1) / (wide.fit.RSS / float64(out.DF2)))
	out.P = fisherP(out.F, out.DF1, out.DF2)
	return out, nil
}

// fisherP is the upper tail of F, NaN where f is. It is the lower tail of 1/F,
// which keeps its digits where it is small.
func fisherP(f float64, df1, df2 int) float64 {
	switch d1, d2 := float64(df1), float64(df2); {
	case missing(f):
		return math.NaN()
	case f > 1:
		return distuv.F{D1: d2, D2: d1}.CDF(1 / f)
	default:
		return distuv.F{D1: d1, D2: d2}.Survival(f)
	}
}

// A GrangerTest says whether x helps to predict y.
type GrangerTest struct {
	From, To time.Time
	N        int // rows, the first Order of which serve as past only
	Order    int
	F        float64 // F distribution with DF1 and DF2 degrees of freedom if x does not help
	DF1, DF2 int
	P        float64 // of a larger F then
}

// String shows the test in a line.
func (g GrangerTest) String() string {
	if g.N == 0 {
		return "Granger, empty"
	}
	return fmt.Sprintf("Granger, order %d, %d observations, %s to %s: F(%d, %d) %s, p %s", g.Order, g.N,
		g.From.UTC().Format(time.DateOnly), g.To.UTC().Format(time.DateOnly), g.DF1, g.DF2, short(g.F), short(g.P))
}
