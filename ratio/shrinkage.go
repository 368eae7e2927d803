package ratio

import (
	"errors"
	"math"
	"slices"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mat"
)

// ErrColumns means that a frame has no two columns to correlate.
var ErrColumns = errors.New("fewer than two columns")

// A Target is what LedoitWolf shrinks the sample covariance to. The zero Target
// is invalid: which structure to believe in is not a matter for a default.
type Target int

const (
	ScaledIdentity      Target = iota + 1 // equal variances, no correlation
	ConstantCorrelation                   // the sample's variances, all correlations equal to their mean
)

// String returns the name of the constant.
func (t Target) String() string {
	switch t {
	case ScaledIdentity:
		return "ScaledIdentity"
	case ConstantCorrelation:
		return "ConstantCorrelation"
	}
	return "no target"
}

// LedoitWolf estimates the covariance and the correlations of the columns of f by
// shrinkage, as Olivier Ledoit and Michael Wolf did in 2004: the fewer the rows
// beside the columns, the more of the sample is noise, and the nearer the answer
// is to a target F of few parameters. It is an estimator: it uses all rows.
//
//	S[i,j]   = sum(x_i*x_j)/T       x the T rows less their mean
//	Cov      = d*F + (1-d)*S        d the intensity
//	pi[i,j]  = sum((x_i*x_j - S[i,j])^2)/T
//	gamma    = sum((F[i,j] - S[i,j])^2)
//	d        = max(0, min(1, (sum(pi) - rho)/gamma/T))
//
// For ScaledIdentity, with p columns:
//
//	F   = I * sum(S[i,i])/p
//	rho = 0
//
// For ConstantCorrelation, with m the mean of the correlations of all pairs and
// s_i = sqrt(S[i,i]):
//
//	F[i,i] = S[i,i]
//	F[i,j] = m*s_i*s_j
//	rho    = sum(pi[i,i]) + sum over i != j of m/2 * (s_j/s_i*u[i,j] + s_i/s_j*u[j,i])
//	u[i,j] = sum((x_i^2 - S[i,i]) * (x_i*x_j - S[i,j]))/T
//
// Inputs: a frame, usually of returns in one unit; ScaledIdentity depends on the
// units of the columns, ConstantCorrelation does not. Rows with a missing number
// are left out. Where the sample is the target to 14 digits, as it always is for
// ConstantCorrelation of two columns, the intensity is 0.
//
// The error is a *SampleError: ErrColumns, ErrShort with fewer than two rows,
// ErrSingular where a column is constant, or deviates by less than 1e-145, in its
// unit or beside the largest column. It panics if target is none of the
// constants. Not Exact: agrees to 1e-9 across CPUs.
//
// Source: Olivier Ledoit and Michael Wolf, A Well-Conditioned Estimator for
// Large-Dimensional Covariance Matrices, Journal of Multivariate Analysis 88, 2004,
// pages 365-411; Honey, I Shrunk the Sample Covariance Matrix, Journal of
// Portfolio Management 30(4), 2004, pages 110-119.
func LedoitWolf(f series.Frame, target Target) (CorrelationMatrix, error) {
	if target != ScaledIdentity && target != ConstantCorrelation {
		panic("ratio: LedoitWolf: neither ScaledIdentity nor ConstantCorrelation")
	}
	columns := make([]series.Series, f.Width())
	for j := range columns {
		columns[j] = f.Column(j)
	}
	if len(columns) < 2 {
		return CorrelationMatrix{}, shared(columns...).fail("LedoitWolf", ErrColumns)
	}
	sample := shared(columns...)
	if len(sample.t) < 2 {
		return CorrelationMatrix{}, sample.fail("LedoitWolf", ErrShort)
	}
	x, scale := centredRows(sample.cols)
	s := secondMoments(x, x)
	for j, c := range sample.cols {
		v := s.At(j, j)
		if slices.Min(c) == slices.Max(c) || !(min(v, v*scale*scale) >= tiny*tiny) {
			return CorrelationMatrix{}, sample.fail("LedoitWolf", ErrSingular)
		}
	}
	to, rho := identityTarget(s), 0.0
	if target == ConstantCorrelation {
		to, rho = constantTarget(s, x)
	}
	d := shrinkIntensity(s, to, x, rho)
	out := CorrelationMatrix{Names: f.Names(), Shrinkage: d, Cov: mat.NewSymDense(len(columns), nil)}
	out.N, out.From, out.To = sample.span()
	for i := range columns {
		for j := i; j < len(columns); j++ {
			out.Cov.SetSym(i, j, (d*to.At(i, j)+(1-d)*s.At(i, j))*scale*scale)
		}
	}
	out.Corr = correlationOf(out.Cov)
	return out, nil
}

// centredRows returns a row for each column of cols, less its mean, all divided by
// the same power of two, which brings them below 1: no fourth power overflows.
func centredRows(cols [][]float64) (x *mat.Dense, scale float64) {
	n, most := len(cols[0]), 0.0
	x = mat.NewDense(len(cols), n, nil)
	for j, c := range cols {
		mean := 0.0
		for _, v := range c {
			mean += v / float64(n)
		}
		for i, v := range c {
			x.Set(j, i, v-mean)
			most = max(most, math.Abs(v-mean))
		}
	}
	_, exp := math.Frexp(most)
	scale = math.Ldexp(1, exp)
	x.Scale(1/scale, x)
	return x, scale
}

// secondMoments returns the mean over the observations of a_i*b_j.
func secondMoments(a, b *mat.Dense) *mat.Dense {
	var m mat.Dense
	_, n := a.Dims()
	m.Mul(a, b.T())
	m.Scale(1/float64(n), &m)
	return &m
}

// identityTarget returns the mean variance times the identity.
func identityTarget(s *mat.Dense) *mat.Dense {
	p, _ := s.Dims()
	f := mat.NewDense(p, p, nil)
	for i := range p {
		f.Set(i, i, mat.Trace(s)/float64(p))
	}
	return f
}

// constantTarget returns the constant-correlation target and rho.
func constantTarget(s, x *mat.Dense) (f *mat.Dense, rho float64) {
	p, _ := s.Dims()
	m := 0.0
	for i := range p {
		for j := range i {
			m += s.At(i, j) / math.Sqrt(s.At(i, i)) / math.Sqrt(s.At(j, j)) * 2 / float64(p*(p-1))
		}
	}
	var cube mat.Dense
	cube.Apply(func(_, _ int, v float64) float64 { return v * v * v }, x)
	cubes := secondMoments(&cube, x)
	f = mat.NewDense(p, p, nil)
	for i := range p {
		v := s.At(i, i)
		f.Set(i, i, v)
		rho += cubes.At(i, i) - v*v
		for j := range p {
			if i == j {
				continue
			}
			w := s.At(j, j)
			f.Set(i, j, m*math.Sqrt(v)*math.Sqrt(w))
			rho += m * math.Sqrt(w/v) * (cubes.At(i, j) - v*s.At(i, j)) // u[i,j]; u[j,i] comes with j, i
		}
	}
	return f, rho
}

// shrinkIntensity returns d.
func shrinkIntensity(s, f, x *mat.Dense, rho float64) float64 {
	var square, diff mat.Dense
	square.MulElem(x, x)
	norm := mat.Norm(s, 2)
	pi := mat.Sum(secondMoments(&square, &square)) - norm*norm
	diff.Sub(f, s)
	gap := mat.Norm(&diff, 2)
	if gap <= 1e-14*norm {
		return 0
	}
	_, n := x.Dims()
	return max(0, min(1, (pi-rho)/(gap*gap)/float64(n)))
}
