package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// correlate fills Eigen, Beta and Alpha from R0 and RK. Each is turned into an
// orthonormal basis by its singular values; those of the product of both bases
// are the canonical correlations, to full precision: no matrix is squared.
func (r *JohansenResult) correlate(moves, levels *mat.Dense) error {
	_, p := moves.Dims()
	u, _, err := basis(moves)
	if err != nil {
		return err
	}
	w, turn, err := basis(levels)
	if err != nil {
		return err
	}
	var product mat.Dense
	product.Mul(u.T(), w)
	var svd mat.SVD
	if !svd.Factorize(&product, mat.SVDThin) {
		return ErrSingular
	}
	var v, beta mat.Dense
	svd.VTo(&v)
	beta.Mul(turn, &v)
	for i, c := range svd.Values(nil)[:p] {
		l := float64(c * c)
		if !(l < 1-1e-12) {
			return ErrSingular
		}
		b := mat.Col(nil, i, &beta)
		first := b[0]
		for j := range b {
			b[j] = finite(b[j] / first)
		}
		var z, answer mat.VecDense
		z.MulVec(levels, mat.NewVecDense(len(b), b))
		answer.MulVec(moves.T(), &z)
		alpha := make([]float64, p)
		for j := range alpha {
			alpha[j] = finite(answer.AtVec(j) / mat.Dot(&z, &z))
		}
		r.Eigen, r.Beta, r.Alpha = append(r.Eigen, l), append(r.Beta, b), append(r.Alpha, alpha)
	}
	return nil
}

// basis returns an orthonormal basis u of the columns of x, and the matrix turn
// with x*turn = u. It is ErrSingular where the columns, brought to length one,
// are combinations of each other to 12 digits.
func basis(x *mat.Dense) (u, turn *mat.Dense, err error) {
	n, k := x.Dims()
	scaled, scale := mat.DenseCopyOf(x), make([]float64, k)
	for j := range k {
		scale[j] = mat.Norm(x.ColView(j), 2)
		if !(scale[j] > 0) || math.IsInf(scale[j], 0) {
			return nil, nil, ErrSingular
		}
		for i := range n {
			scaled.Set(i, j, x.At(i, j)/scale[j])
		}
	}
	var svd mat.SVD
	if !svd.Factorize(scaled, mat.SVDThin) {
		return nil, nil, ErrSingular
	}
	values := svd.Values(nil)
	if !(values[k-1] > 1e-12*values[0]) {
		return nil, nil, ErrSingular
	}
	u, turn = new(mat.Dense), new(mat.Dense)
	svd.UTo(u)
	svd.VTo(turn)
	for j := range k {
		for i := range k {
			turn.Set(i, j, turn.At(i, j)/scale[i]/values[j])
		}
	}
	return u, turn, nil
}
