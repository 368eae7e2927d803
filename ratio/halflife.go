package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A HalfLifeResult is what HalfLife found.
type HalfLifeResult struct {
	Observations float64 // half a deviation is gone after so many; +Inf if it is not drawn back, NaN if it is overshot
	Pull         float64 // b, the share of a deviation that one observation takes away, with a minus
	SE           float64 // standard error of Pull
	Mean         float64 // the level it is drawn to, -a/b; NaN if it is not drawn back
	N            int
	From, To     time.Time
}

// HalfLife is how many observations it takes until half of a deviation from the
// mean is expected to be gone, for a series that is a first-order autoregression.
//
//	x[t] - x[t-1] = a + b*x[t-1] + e[t]    least squares
//	Observations  = -ln(2) / ln(1+b)
//
// It takes levels, such as a spread. With b >= 0 nothing draws the series back:
// Observations is +Inf. With b < -1 it swings to the other side at each
// observation: Observations is NaN; it is 0 with b = -1. Least squares
// exaggerates the pull of a short sample, so a random walk has a finite
// half-life too, of about a sixth of the sample: look at ADF first. Missing
// observations are dropped and their neighbours become adjacent.
//
// The error is a *SampleError: ErrShort with fewer than 4 observations;
// ErrSingular for a constant series, or one that a row predicts to the last
// digit.
//
// Not Exact: agrees to 1e-9 across CPUs. Source: the discrete form of Leonard
// Ornstein and George Uhlenbeck, On the theory of the Brownian motion, Physical
// Review 36 (1930), page 823; in finance Ernest Chan, Algorithmic Trading (2013),
// chapter 2, who has -ln(2)/b, the limit for small b.
func HalfLife(s series.Series) (HalfLifeResult, error) {
	sm := shared(s)
	x := sm.cols[0]
	var r HalfLifeResult
	r.N, r.From, r.To = sm.span()
	if r.N < 4 {
		return HalfLifeResult{}, sm.fail("HalfLife", ErrShort)
	}
	f, err := fit(Constant.design(r.N-1, x[:r.N-1]), differences(x), largest(x))
	if err != nil {
		return HalfLifeResult{}, sm.fail("HalfLife", err)
	}
	r.Pull, r.SE, r.Mean = f.Coef[1], f.se(1), math.NaN()
	if r.Pull < 0 {
		r.Mean = finite(-f.Coef[0] / r.Pull)
	}
	r.Observations = halfLife(r.Pull)
	return r, nil
}

// halfLife returns -ln(2)/ln(1+b).
func halfLife(b float64) float64 {
	switch {
	case b >= 0:
		return math.Inf(1)
	case b < -1:
		return math.NaN()
	}
	return max(0, -math.Ln2/math.Log1p(b))
}
