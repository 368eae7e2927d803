package ratio

import (
	"math"
	"strconv"
	"time"

	"gonum.org/v1/gonum/mat"

	"github.com/riskon/riskon/series"
)

// Regress fits y by the columns of x and an intercept, by ordinary least
// squares:
//
//	y[t] = Coef[0] + Coef[1]*x[t,1] + ... + Coef[k]*x[t,k] + e[t]
//	sum of e[t]^2 least
//	R2 = 1 - sum of e[t]^2 / sum of (y[t] - mean y)^2
//	DurbinWatson = sum of (e[t] - e[t-1])^2 / sum of e[t]^2
//
// It uses the rows that y and x share and in which nothing is missing; nothing
// is carried forward. The rows are taken in order, one after the other, as if
// they were evenly spaced: a lag is a row. The zero Frame fits the intercept
// alone, the mean of y. Standard errors are for the caller to choose: Classical,
// HC, NeweyWest.
//
// R2 is NaN where y is constant, DurbinWatson where the fit is exact. What is
// less than 1e-14 of the largest |y|, as a root mean square, is rounding and
// counts as 0.
//
// The error is a *SampleError: ErrShort unless there are more rows than
// coefficients, ErrSingular if a column of x is constant or a combination of
// others, to 12 digits. Not Exact: agrees to 1e-9 across CPUs.
//
// Source: W. H. Greene, Econometric Analysis, 7th ed. 2012, ch. 3; J. Durbin,
// G. S. Watson, Testing for Serial Correlation in Least Squares Regression I,
// Biometrika 37 (1950), 409-428.
func Regress(y series.Series, x series.Frame) (Regression, error) {
	all := []series.Series{y}
	names := append([]string{"intercept"}, x.Names()...)
	for j := range x.Width() {
		all = append(all, x.Column(j))
		if x.Names() == nil {
			names = append(names, strconv.Itoa(j))
		}
	}
	s := shared(all...)
	r, err := fitRows(s.cols[0], s.cols[1:]...)
	if err != nil {
		return Regression{}, s.fail("Regress", err)
	}
	r.N, r.From, r.To = s.span()
	r.Names = names
	return r, nil
}

// A Regression is a fit over its whole sample, From to To. It is no transform:
// at From it knows what came until To.
type Regression struct {
	From, To     time.Time
	N            int       // rows
	Names        []string  // "intercept", then the columns' names, or their numbers
	Coef         []float64 // in the order of Names
	R2           float64   // share of the variance of y that is explained
	DurbinWatson float64   // 2 without, below 2 with positive serial correlation of the errors
	fit          leastSquares
}

// fitRows regresses y on an intercept and x. It takes y from its first value
// on, so that a constant y leaves residuals of exactly 0. Residuals that are the
// rounding of numbers as large as y are 0 too.
func fitRows(y []float64, x ...[]float64) (Regression, error) {
	n := len(y)
	if n <= len(x)+1 {
		return Regression{}, ErrShort
	}
	design, rest, base := mat.NewDense(n, len(x)+1, nil), make([]float64, n), y[0]
	for i := range y {
		rest[i] = y[i] - base
		design.Set(i, 0, 1)
		for j := range x {
			design.Set(i, j+1, x[j][i])
		}
	}
	fit, err := regress(design, rest)
	if err != nil {
		return Regression{}, err
	}
	fit.Coef[0] += base
	total, size := squares(rest), largest(y)
	if exact(total, n, size) {
		total = 0
	}
	if exact(fit.RSS, n, size) {
		clear(fit.Resid)
		fit.RSS = 0
	}
	e, steps := fit.Resid, 0.0
	for i := 1; i < n; i++ {
		steps += (e[i] - e[i-1]) * (e[i] - e[i-1])
	}
	return Regression{N: n, Coef: append([]float64(nil), fit.Coef...), R2: finite(1 - fit.RSS/total),
		DurbinWatson: finite(steps / fit.RSS), fit: fit}, nil
}

// squares returns the sum of squares about the mean.
func squares(x []float64) float64 {
	m, sum := mean(x), 0.0
	for _, v := range x {
		sum += (v - m) * (v - m)
	}
	return sum
}

// mean adds what x is above its first value: exact where x is constant.
func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v - x[0]
	}
	return x[0] + sum/float64(len(x))
}

// String shows the coefficients, without standard errors.
func (r Regression) String() string {
	t := newText("Regression", r.N, r.From, r.To)
	t.note("R2 %s, Durbin-Watson %s", short(r.R2), short(r.DurbinWatson))
	t.row("", "coef")
	for j, c := range r.Coef {
		t.row(name(r.Names, j), short(c))
	}
	return t.String()
}

// name returns names[j], or nothing where there is none.
func name(names []string, j int) string {
	if j < len(names) {
		return names[j]
	}
	return ""
}

// short writes a number with five significant digits.
func short(x float64) string {
	if math.IsNaN(x) {
		return "NaN"
	}
	return strconv.FormatFloat(x, 'g', 5, 64)
}
