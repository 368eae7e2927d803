package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A HACConfig says how NeweyWest weighs serial correlation. The zero value takes
// its lag from the data.
type HACConfig struct {
	// Lag is the last autocovariance used. 0 is automatic, by Newey and West
	// (1994). For none at all use HC0.
	Lag int
	// Prewhite fits a VAR(1) to the scores first and weighs what it leaves, after
	// Andrews and Monahan (1992): less biased where they depend strongly.
	Prewhite bool
	// Adjust multiplies the covariances by n/(n-k), n rows and k coefficients.
	Adjust bool
}

// NeweyWest returns the standard errors that hold where errors have variances of
// their own and depend on those before them (heteroskedasticity and
// autocorrelation consistent, HAC), of Newey and West (1987):
//
//	u[t] = e[t]*x[t]                             the scores
//	S = G[0] + sum over j = 1..Lag of (1 - j/(Lag+1)) (G[j] + G[j]')
//	G[j] = sum over t of u[t]u[t-j]'
//	cov = B*S*B,   B = inverse of X'X
//
// With Prewhite u is replaced by v[t] = u[t] - A*u[t-1], A by least squares
// without intercept, and S by D*S*D', D = inverse of (1 - A).
//
// The automatic lag is the whole part of
//
//	1.1447 * ((s1/s0)^2 * n)^(1/3)
//	s0 = g[0] + 2 * sum of g[j],   s1 = 2 * sum of j*g[j],   j = 1..m
//	m = whole part of 4 * (n/100)^(2/9), 3 instead of 4 with Prewhite
//
// g[j] being the autocovariances of the sum of the scores, that of the intercept
// left out unless it is alone. Lag and Bandwidth of the result say what was
// used; autocovariances from lag n on do not exist and count as 0.
//
// The error is a *SampleError, with Prewhite only: ErrShort unless there is one
// more row than Regress needs, ErrSingular if the VAR has no unique answer or a
// unit root. It panics if Lag is negative. Not Exact: agrees to 1e-9 across CPUs.
//
// Source: W. K. Newey, K. D. West, A Simple, Positive Semi-Definite,
// Heteroskedasticity and Autocorrelation Consistent Covariance Matrix,
// Econometrica 55 (1987), 703-708, and Automatic Lag Selection in Covariance
// Matrix Estimation, Review of Economic Studies 61 (1994), 631-653; D. W. K.
// Andrews, J. C. Monahan, Econometrica 60 (1992), 953-966; as in A. Zeileis,
// Econometric Computing with HC and HAC Covariance Matrix Estimators, Journal of
// Statistical Software 11 (2004), no. 10.
func (r Regression) NeweyWest(c HACConfig) (StandardErrors, error) {
	if c.Lag < 0 {
		panic("ratio: NeweyWest: Lag < 0")
	}
	out := r.bare("Newey-West")
	if r.size() == 0 {
		return out, nil
	}
	f := &r.fit
	n, k := f.size()
	u, d := f.scores(), mat.NewDense(k, k, nil)
	for j := range k {
		d.Set(j, j, 1)
	}
	if c.Prewhite {
		var err error
		if u, d, err = prewhiten(u); err != nil {
			return StandardErrors{}, &SampleError{Name: "NeweyWest", N: r.N, From: r.From, To: r.To, Err: err}
		}
	}
	out.Lag = c.Lag
	if c.Lag == 0 {
		out.Bandwidth, out.Lag = bandwidth(u, n, c.Prewhite)
	}
	if c.Adjust {
		d.Scale(math.Sqrt(float64(n)/float64(n-k)), d)
	}
	var half, meat mat.Dense
	half.Mul(d, longRun(u, out.Lag))
	meat.Mul(&half, d.T())
	out.sandwich(f, &meat)
	return out, nil
}

// scores returns the rows of X, each times its residual.
func (f *leastSquares) scores() *mat.Dense {
	u := mat.DenseCopyOf(f.X)
	for i, e := range f.Resid {
		row := u.RawRowView(i)
		for j := range row {
			row[j] *= e
		}
	}
	return u
}

// longRun returns the weighted sum S of NeweyWest, over the rows of u.
func longRun(u *mat.Dense, lag int) *mat.Dense {
	n, k := u.Dims()
	var s, g mat.Dense
	s.Mul(u.T(), u)
	for j := 1; j <= min(lag, n-1); j++ {
		g.Mul(u.Slice(j, n, 0, k).T(), u.Slice(0, n-j, 0, k))
		g.Scale(1-float64(j)/(float64(lag)+1), &g)
		s.Add(&s, &g)
		s.Add(&s, g.T())
	}
	return &s
}

// longRunVariance is S of the numbers u, whose mean is taken to be 0, over how
// many they are.
func longRunVariance(u []float64, lag int) float64 {
	return longRun(mat.NewDense(len(u), 1, u), lag).At(0, 0) / float64(len(u))
}

// bandwidth returns the bandwidth of Newey and West (1994) and its whole part,
// for the scores u that n rows have left.
func bandwidth(u *mat.Dense, n int, prewhite bool) (width float64, lag int) {
	rows, k := u.Dims()
	sum := make([]float64, rows)
	for i := range sum {
		row := u.RawRowView(i)
		if k > 1 {
			row = row[1:]
		}
		for _, x := range row {
			sum[i] += x
		}
	}
	c := 4.0
	if prewhite {
		c = 3
	}
	m := int(c * math.Pow(float64(n)/100, 2.0/9))
	s0, s1 := autocovariance(sum, 0), 0.0
	for j := 1; j <= min(m, rows-1); j++ {
		g := 2 * autocovariance(sum, j)
		s0, s1 = s0+g, s1+float64(j)*g
	}
	width = finite(1.1447 * math.Cbrt(s1/s0*(s1/s0)*float64(n)))
	if width > 0 {
		lag = int(min(width, math.MaxInt32))
	}
	return width, lag
}

// autocovariance is the mean of x[t]*x[t-j], about 0, over all of x.
func autocovariance(x []float64, j int) float64 {
	return mat.Dot(mat.NewVecDense(len(x)-j, x[j:]), mat.NewVecDense(len(x)-j, x[:len(x)-j])) / float64(len(x))
}

// prewhiten fits u[t] = A*u[t-1] + v[t] and returns v and the inverse of 1-A.
func prewhiten(u *mat.Dense) (v, d *mat.Dense, err error) {
	n, k := u.Dims()
	if n-1 <= k {
		return nil, nil, ErrShort
	}
	before, v, left := mat.DenseCopyOf(u.Slice(0, n-1, 0, k)), mat.NewDense(n-1, k, nil), mat.NewDense(k, k, nil)
	for j := range k {
		f, err := regress(before, mat.Col(nil, j, u)[1:])
		if err != nil {
			return nil, nil, err
		}
		v.SetCol(j, f.Resid)
		for i, a := range f.Coef {
			left.Set(j, i, -a)
		}
		left.Set(j, j, 1+left.At(j, j))
	}
	d = new(mat.Dense)
	if d.Inverse(left) != nil {
		return nil, nil, ErrSingular
	}
	return v, d, nil
}
