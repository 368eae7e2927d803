package ratio

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// An HC is a way to estimate standard errors where each error has a variance of
// its own. The zero HC is invalid.
type HC int

// The four of MacKinnon and White. HC3 is the one for small samples.
const (
	HC0 HC = iota + 1 // White: e^2
	HC1               // e^2 * n/(n-k)
	HC2               // e^2 / (1-h)
	HC3               // e^2 / (1-h)^2
)

// String returns the name of the constant.
func (h HC) String() string {
	if h < HC0 || h > HC3 {
		return fmt.Sprintf("HC(%d)", int(h))
	}
	return fmt.Sprintf("HC%d", int(h-HC0))
}

// HC returns the standard errors that hold where each error has a variance of
// its own and none depends on another, of White (1980), corrected for small
// samples as MacKinnon and White (1985):
//
//	cov = B * sum of w[t] x[t]x[t]' * B,   B = inverse of X'X
//	w[t] = e[t]^2 times 1, n/(n-k), 1/(1-h[t]) or 1/(1-h[t])^2
//	h[t] = x[t]'B x[t]
//
// Where an observation decides a coefficient alone, h is 1 (to 12 digits) and
// HC2 and HC3 are NaN. It panics if h is none of the constants.
//
// Source: H. White, A Heteroskedasticity-Consistent Covariance Matrix Estimator,
// Econometrica 48 (1980), 817-838; J. G. MacKinnon, H. White, Some
// Heteroskedasticity-Consistent Covariance Matrix Estimators with Improved Finite
// Sample Properties, Journal of Econometrics 29 (1985), 305-325.
func (r Regression) HC(h HC) StandardErrors {
	if h < HC0 || h > HC3 {
		panic("ratio: Regression: HC: not HC0 to HC3")
	}
	out := r.bare(h.String())
	if r.size() == 0 {
		return out
	}
	f := &r.fit
	n, k := f.size()
	scores := mat.NewDense(n, k, nil)
	for i := range n {
		scores.SetRow(i, f.X.RawRowView(i))
		row := scores.RowView(i).(*mat.VecDense)
		row.ScaleVec(f.Resid[i]*h.factor(f, i), row)
	}
	out.sandwich(f, longRun(scores, 0))
	return out
}

// factor is the square root of what multiplies e^2 in row i.
func (h HC) factor(f *leastSquares, i int) float64 {
	n, k := f.size()
	switch h {
	case HC1:
		return math.Sqrt(float64(n) / float64(n-k))
	case HC2:
		return 1 / math.Sqrt(f.free(i))
	case HC3:
		return 1 / f.free(i)
	}
	return 1
}

// free is 1-h of row i, NaN where that is 0.
func (f *leastSquares) free(i int) float64 {
	x := f.X.RowView(i)
	free := 1 - mat.Inner(x, f.Inv, x)
	if free < 1e-12 {
		return math.NaN()
	}
	return free
}
