package ratio

import (
	"time"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// A SerialTest says whether the errors of a regression depend on those before
// them.
type SerialTest struct {
	From, To time.Time
	N, Order int
	LM       float64 // chi-square with Order degrees of freedom if they do not
	P        float64 // of a larger LM then
}

// BreuschGodfrey tests the errors of a regression for serial correlation up to
// an order, as T. S. Breusch (1978) and L. G. Godfrey (1978):
//
//	LM = n * R2 of e[t] on x[t], e[t-1], ..., e[t-order],   e before the first = 0
//
// Small P: they depend on those before, and only NeweyWest's standard errors
// hold. The error is a *SampleError: ErrShort unless there are more rows than
// coefficients and lags, ErrSingular for an exact fit and if a lag is a
// combination of others. It panics if order < 1. Not Exact: agrees to 1e-9
// across CPUs.
//
// Source: T. S. Breusch, Testing for Autocorrelation in Dynamic Linear Models,
// Australian Economic Papers 17 (1978), 334-355; L. G. Godfrey, Econometrica 46
// (1978), 1293-1301.
func (r Regression) BreuschGodfrey(order int) (SerialTest, error) {
	if order < 1 {
		panic("ratio: BreuschGodfrey: order < 1")
	}
	out := SerialTest{From: r.From, To: r.To, N: r.N, Order: order}
	fail := func(err error) (SerialTest, error) {
		return SerialTest{}, &SampleError{Name: "BreuschGodfrey", N: r.N, From: r.From, To: r.To, Err: err}
	}
	if k := r.size(); k == 0 || r.N-k <= order {
		return fail(ErrShort)
	}
	n, k := r.fit.size()
	wide := mat.NewDense(n, k+order, nil)
	for i := range n {
		copy(wide.RawRowView(i), r.fit.X.RawRowView(i))
		for j := 1; j <= min(order, i); j++ {
			wide.Set(i, k+j-1, r.fit.Resid[i-j])
		}
	}
	f, err := regress(wide, r.fit.Resid)
	if err != nil {
		return fail(err)
	}
	out.LM = float64(n) * max(0, 1-f.RSS/r.fit.RSS)
	out.P = distuv.ChiSquared{K: float64(order)}.Survival(out.LM)
	return out, nil
}
