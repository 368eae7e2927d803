package evaluate

import (
	"fmt"
	"math"
	"time"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// A Platt is a logistic curve from scores to probabilities:
//
//	p = 1 / (1 + exp(A*score + B))
//
// Where A < 0 a higher score means a higher probability.
type Platt struct {
	A, B     float64
	N        int // cases it was fitted on
	Happened int // among them
	From, To time.Time
	// Lowest and Highest are the scores it was fitted on. Beyond them it guesses.
	Lowest, Highest float64
}

// FitPlatt fits the curve of J. Platt (1999) by the Newton iterations of Lin, Lin
// and Weng (2007). It makes the least of
//
//   - sum of t*ln(p) + (1 - t)*ln(1 - p)
//     t = (H + 1)/(H + 2) where it happened, 1/(N - H + 2) where not
//
// with H of N cases in which it happened. The targets t are not 1 and 0, so
// the curve is never certain and there is one answer for scores that separate
// the outcomes, too. Cases whose score is missing are skipped.
//
// It is an estimator: the curve uses all of the cases, each of them after the
// fact, and may be used from the last Known on.
//
// The error is a *SampleError: ErrShort without cases, ErrOneOutcome, or
// ErrConstant; or a *RowError with ErrOrder. Not Exact: agrees to 1e-9 across
// CPUs.
//
// Source: J. Platt, Probabilistic Outputs for Support Vector Machines and
// Comparisons to Regularized Likelihood Methods, in Advances in Large Margin
// Classifiers, 1999, 61-74; H.-T. Lin, C.-J. Lin, R. C. Weng, A Note on Platt's
// Probabilistic Outputs for Support Vector Machines, Machine Learning 68 (2007),
// 267-276.
func FitPlatt(c Cases) (Platt, error) {
	c, err := c.observed("FitPlatt")
	if err != nil {
		return Platt{}, err
	}
	p, err := fitPlatt(c)
	if err != nil {
		return Platt{}, c.fail("FitPlatt", err)
	}
	return p, nil
}

func fitPlatt(c Cases) (Platt, error) {
	p := Platt{Happened: c.happened()}
	p.N, p.From, p.To = c.span()
	p.Lowest, p.Highest = c.scores()
	switch {
	case p.N == 0:
		return Platt{}, ErrShort
	case p.Happened == 0 || p.Happened == p.N:
		return Platt{}, ErrOneOutcome
	case p.Lowest == p.Highest:
		return Platt{}, ErrConstant
	}
	// Newton's steps do not depend on the unit of the scores, their rounding does.
	f, t := make([]float64, p.N), make([]float64, p.N)
	for i, x := range c {
		f[i], t[i] = x.Score/2-p.Lowest/2, 1/float64(p.N-p.Happened+2)
		if x.Happened {
			t[i] = float64(p.Happened+1) / float64(p.Happened+2)
		}
	}
	half := p.Highest/2 - p.Lowest/2
	for i := range f {
		f[i] /= half
	}
	mean, sd := stat.PopMeanStdDev(f, nil)
	for i := range f {
		f[i] = (f[i] - mean) / sd
	}
	a, b := newton(f, t, math.Log(float64(p.N-p.Happened+1)/float64(p.Happened+1)))
	p.A = a / sd / half / 2
	p.B = b - a*(mean+p.Lowest/half/2)/sd
	if missing(p.A) || missing(p.B) {
		return Platt{}, ErrConstant
	}
	return p, nil
}

// newton returns the a and b that make loss the least, from a = 0.
func newton(f, t []float64, b float64) (a, _ float64) {
	least := loss(f, t, a, b)
	for range 100 {
		hessian, gradient := curvature(f, t, a, b)
		var chol mat.Cholesky
		var step mat.VecDense
		if !chol.Factorize(hessian) || chol.SolveVecTo(&step, gradient) != nil {
			return a, b // flat to the last bit
		}
		length := mat.Norm(&step, 2) / (1 + math.Hypot(a, b))
		size := 1.0
		for ; size >= 1e-10; size /= 2 {
			a1, b1 := a-size*step.AtVec(0), b-size*step.AtVec(1)
			// A short step is right, whatever the last bits of the loss say.
			if l := loss(f, t, a1, b1); l < least || length < 1e-6 {
				least, a, b = l, a1, b1
				break
			}
		}
		if size < 1e-10 || length < 1e-13 {
			break
		}
	}
	return a, b
}

// loss is what FitPlatt makes the least, without overflow and without 1 - p.
func loss(f, t []float64, a, b float64) float64 {
	sum := 0.0
	for i := range f {
		x := a*f[i] + b
		if x >= 0 {
			sum += t[i]*x + math.Log1p(math.Exp(-x))
		} else {
			sum += (t[i]-1)*x + math.Log1p(math.Exp(x))
		}
	}
	return sum
}

// curvature returns the second and first derivatives of loss by a and b.
func curvature(f, t []float64, a, b float64) (*mat.SymDense, *mat.VecDense) {
	var aa, ab, bb, ga, gb float64
	for i := range f {
		p := logistic(a*f[i] + b)
		w, d := p*logistic(-a*f[i]-b), t[i]-p
		aa, ab, bb = aa+w*f[i]*f[i], ab+w*f[i], bb+w
		ga, gb = ga+d*f[i], gb+d
	}
	return mat.NewSymDense(2, []float64{aa, ab, ab, bb}), mat.NewVecDense(2, []float64{ga, gb})
}

// logistic is 1/(1 + exp(x)), without overflow.
func logistic(x float64) float64 {
	if x >= 0 {
		e := math.Exp(-x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(x))
}

// P returns the probability at a score, NaN for NaN.
func (p Platt) P(score float64) float64 {
	if missing(score) {
		return math.NaN()
	}
	return logistic(p.A*score + p.B)
}

// String shows the curve in a line.
func (p Platt) String() string {
	if p.N == 0 {
		return "Platt, empty"
	}
	return fmt.Sprintf("Platt, %s: p = 1/(1 + exp(%s*score %+.5g)), scores %s to %s", span(p.N, "cases", p.From, p.To),
		number(p.A), p.B, number(p.Lowest), number(p.Highest))
}
