package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// StandardErrors are the uncertainty of the coefficients of a Regression, by one
// of its methods. SE, T and P are NaN where they have no value: P and T where SE
// is 0.
type StandardErrors struct {
	Kind      string    // "classical", "HC0" to "HC3", "Newey-West"
	DF        int       // degrees of freedom of P: rows less coefficients
	Lag       int       // of Newey-West, 0 otherwise
	Bandwidth float64   // from which Lag was taken; NaN where it was given
	Names     []string  // of the coefficients
	Coef      []float64 // the estimates
	SE        []float64 // their standard errors
	T         []float64 // Coef/SE
	P         []float64 // of a larger |T| if the coefficient were 0: Student t, two-sided
}

// Classical returns the standard errors that hold where all errors have the same
// variance and none depends on another:
//
//	cov = sum of e[t]^2 / (n - k) * inverse of X'X
//
// with k coefficients, the intercept among them.
//
// Source: W. H. Greene, Econometric Analysis, 7th ed. 2012, sec. 4.3.
func (r Regression) Classical() StandardErrors {
	out := r.bare("classical")
	for j := range r.size() {
		out.set(j, r.fit.se(j))
	}
	return out
}

// size is the number of coefficients, 0 where there was no fit.
func (r Regression) size() int {
	if r.fit.X == nil {
		return 0
	}
	_, k := r.fit.size()
	return k
}

// bare returns the table without its standard errors.
func (r Regression) bare(kind string) StandardErrors {
	k := r.size()
	out := StandardErrors{Kind: kind, Bandwidth: math.NaN(), Names: append([]string(nil), r.Names...), DF: r.N - k}
	if k == 0 {
		return out
	}
	out.Coef = append(out.Coef, r.fit.Coef...)
	out.SE, out.T, out.P = make([]float64, k), make([]float64, k), make([]float64, k)
	return out
}

// set gives coefficient j its standard error.
func (s *StandardErrors) set(j int, se float64) {
	s.SE[j] = finite(se)
	s.T[j] = finite(s.Coef[j] / se)
	s.P[j] = studentP(s.T[j], s.DF)
}

// sandwich gives all coefficients their standard errors, from
//
//	cov = inverse of X'X * meat * inverse of X'X
func (s *StandardErrors) sandwich(f *leastSquares, meat mat.Matrix) {
	var half, cov mat.Dense
	half.Mul(f.Inv, meat)
	cov.Mul(&half, f.Inv)
	for j := range s.SE {
		s.set(j, math.Sqrt(max(0, cov.At(j, j))))
	}
}

// studentP is the two-sided P of t with df degrees of freedom, NaN where t is.
func studentP(t float64, df int) float64 {
	if missing(t) {
		return math.NaN()
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: float64(df)}.Survival(math.Abs(t))
}

// String shows a row for each coefficient.
func (s StandardErrors) String() string {
	t := &text{title: "Standard errors, " + s.Kind}
	if s.Kind == "" {
		t.title = "Standard errors, empty"
	}
	if s.Lag > 0 {
		t.note("lag %d", s.Lag)
	}
	if len(s.Coef) > 0 {
		t.row("", "coef", "se", "t", "p")
	}
	for j, c := range s.Coef {
		t.row(name(s.Names, j), short(c), short(s.SE[j]), short(s.T[j]), short(s.P[j]))
	}
	return t.String()
}
