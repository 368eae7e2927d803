package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A leastSquares is a regression y = X*Coef + Resid that makes the sum of the
// squares of Resid least. Everything in this package that regresses over a
// whole sample stands on it; none of it is Exact.
type leastSquares struct {
	X     *mat.Dense // a row for each observation, a column for each regressor
	Coef  []float64
	Resid []float64
	RSS   float64       // the sum of the squares of Resid
	Inv   *mat.SymDense // the inverse of X'X
}

// regress solves by QR, each column of x scaled to length one before, so that a
// trend beside a constant costs no digits. It returns ErrShort when there are
// not more rows than columns, ErrSingular when a column is a combination of the
// others.
func regress(x *mat.Dense, y []float64) (leastSquares, error) {
	n, k := x.Dims()
	if n <= k {
		return leastSquares{}, ErrShort
	}
	scaled, scale := mat.DenseCopyOf(x), make([]float64, k)
	for j := range scale {
		scale[j] = mat.Norm(x.ColView(j), 2)
		if !(scale[j] > 0) || math.IsInf(scale[j], 0) {
			return leastSquares{}, ErrSingular
		}
		for i := range n {
			scaled.Set(i, j, x.At(i, j)/scale[j])
		}
	}
	var qr mat.QR
	qr.Factorize(scaled)
	if !(qr.Cond() < 1/1e-12) {
		return leastSquares{}, ErrSingular
	}
	var b mat.VecDense
	if err := qr.SolveVecTo(&b, false, mat.NewVecDense(n, y)); err != nil {
		return leastSquares{}, ErrSingular
	}
	f := leastSquares{X: x, Coef: make([]float64, k), Resid: make([]float64, n), Inv: mat.NewSymDense(k, nil)}
	for j := range f.Coef {
		f.Coef[j] = b.AtVec(j) / scale[j]
	}
	var fitted mat.VecDense
	fitted.MulVec(scaled, &b)
	for i := range f.Resid {
		f.Resid[i] = y[i] - fitted.AtVec(i)
		f.RSS += float64(f.Resid[i] * f.Resid[i])
	}
	var r, inv mat.Dense
	qr.RTo(&r)
	if err := inv.Inverse(r.Slice(0, k, 0, k)); err != nil {
		return leastSquares{}, ErrSingular
	}
	for i := range k {
		for j := i; j < k; j++ {
			f.Inv.SetSym(i, j, mat.Dot(inv.RowView(i), inv.RowView(j))/scale[i]/scale[j])
		}
	}
	return f, nil
}

// size returns the numbers of observations and of regressors.
func (f *leastSquares) size() (n, k int) { return f.X.Dims() }

// se returns the standard error of coefficient j where all errors have the same
// variance: sqrt(RSS/(n-k) * Inv[j,j]).
func (f *leastSquares) se(j int) float64 {
	n, k := f.size()
	return math.Sqrt(f.RSS / float64(n-k) * f.Inv.At(j, j))
}
