package ratio

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/mat"
)

// A CorrelationMatrix is what an estimator found about the columns of a frame. It
// describes From to To and is no transform. The zero CorrelationMatrix is empty.
type CorrelationMatrix struct {
	From, To  time.Time // the first and the last row used
	N         int       // rows used
	Names     []string  // of the columns; nil if they have none
	Cov       *mat.SymDense
	Corr      *mat.SymDense // Cov[i,j] / sqrt(Cov[i,i]*Cov[j,j])
	Shrinkage float64       // weight of the target in Cov, from 0 to 1
}

// String shows the correlations with two decimals: the first ten columns, the
// first and the last ten rows.
func (c CorrelationMatrix) String() string { return c.table().text() }

// HTML shows the same as a table for a notebook.
func (c CorrelationMatrix) HTML() string { return c.table().html() }

func (c CorrelationMatrix) table() matrixTable {
	if c.Corr == nil || c.Corr.IsEmpty() {
		return matrixTable{title: "Correlation, empty"}
	}
	return matrixTable{title: fmt.Sprintf("Correlation of %d columns, %d rows%s, shrinkage %.2f", c.Corr.SymmetricDim(), c.N, spanText(c.From, c.To), c.Shrinkage),
		names: c.Names, m: c.Corr}
}

// spanText says from when to when; nothing where both are zero.
func spanText(from, to time.Time) string {
	if from.IsZero() && to.IsZero() {
		return ""
	}
	return ", " + from.UTC().Format(time.DateOnly) + " to " + to.UTC().Format(time.DateOnly)
}

// correlationOf returns the correlations of a covariance matrix whose variances
// are above 0.
func correlationOf(cov *mat.SymDense) *mat.SymDense {
	p := cov.SymmetricDim()
	r := mat.NewSymDense(p, nil)
	for i := range p {
		r.SetSym(i, i, 1)
		for j := i + 1; j < p; j++ {
			r.SetSym(i, j, withinOne(cov.At(i, j)/math.Sqrt(cov.At(i, i))/math.Sqrt(cov.At(j, j))))
		}
	}
	return r
}
