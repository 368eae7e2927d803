package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/stat/distuv"
)

// A VarianceRatioResult is what VarianceRatio found.
type VarianceRatioResult struct {
	Ratio      float64 // 1 for a random walk, more for a trend, less for a return to the mean
	Z, P       float64 // standard normal score and two-sided p, if all increments have one variance
	RobustZ    float64 // the same where the variance may change
	RobustP    float64
	Increments int // N-1
	N          int
	From, To   time.Time
}

// VarianceRatio is the test of the random walk of Lo and MacKinlay (1988): the
// variance of q increments together against q times that of one.
//
//	d[t]    = x[t] - x[t-1], n of them, m = (x[n] - x[0]) / n, e[t] = d[t] - m
//	V1      = sum(e[t]^2) / (n-1)
//	Vq      = sum((x[t] - x[t-q] - q*m)^2) / (q*(n-q+1)*(1 - q/n)), overlapping
//	Ratio   = Vq / V1
//	Z       = (Ratio-1) / sqrt(2*(2*q-1)*(q-1) / (3*q*n))
//	RobustZ = (Ratio-1) / sqrt(sum over j = 1..q-1 of (2*(q-j)/q)^2 * w[j])
//	w[j]    = sum(e[t]^2 * e[t-j]^2) / sum(e[t]^2)^2
//
// It takes levels: of prices their logarithms. Trust it while q is small beside
// n. Missing observations are dropped and their neighbours become adjacent.
//
// The error is a *SampleError: ErrShort with fewer than q+2 observations;
// ErrSingular where all increments are equal. RobustZ and RobustP are NaN where
// no two increments that are less than q apart differ from the mean. It panics
// if q is not in 2..100000.
//
// Not Exact: agrees to 1e-9 across CPUs. Source: Andrew Lo and Craig MacKinlay,
// Stock market prices do not follow random walks: evidence from a simple
// specification test, Review of Financial Studies 1 (1988), pages 41-66.
func VarianceRatio(s series.Series, q int) (VarianceRatioResult, error) {
	if q < 2 || q > 100000 {
		panic("ratio: VarianceRatio: q not in 2..100000")
	}
	sm := shared(s)
	var r VarianceRatioResult
	r.N, r.From, r.To = sm.span()
	r.Increments = r.N - 1
	if r.N < q+2 {
		return VarianceRatioResult{}, sm.fail("VarianceRatio", ErrShort)
	}
	e, ok := deviations(differences(sm.cols[0]), largest(sm.cols[0]))
	if !ok {
		return VarianceRatioResult{}, sm.fail("VarianceRatio", ErrSingular)
	}
	n, k := float64(r.Increments), float64(q)
	one := 0.0
	for _, v := range e {
		one += float64(v * v)
	}
	r.Ratio = overlapping(e, q) / (k * (n - k + 1) * (1 - k/n)) / (one / (n - 1))
	spread := 0.0
	for j := 1; j < q; j++ {
		w := 0.0
		for t := j; t < len(e); t++ {
			w += float64(float64(e[t]*e[t]) * float64(e[t-j]*e[t-j]))
		}
		c := 2 * (k - float64(j)) / k
		spread += float64(float64(c*c) * (w / (one * one)))
	}
	r.Z, r.P = score(r.Ratio-1, 2*(2*k-1)*(k-1)/(3*k*n))
	r.RobustZ, r.RobustP = score(r.Ratio-1, spread)
	return r, nil
}

// deviations returns d less its mean, divided by the largest, and whether there
// is more than the rounding of numbers of that size.
func deviations(d []float64, size float64) ([]float64, bool) {
	mean := 0.0
	for _, v := range d {
		mean += v / float64(len(d))
	}
	for i := range d {
		d[i] -= mean
	}
	m := largest(d)
	for i := range d {
		d[i] /= m
	}
	return d, m > 1e-14*size
}

// overlapping returns the sum of the squares of all sums of q neighbours.
func overlapping(e []float64, q int) float64 {
	total, at := 0.0, make([]float64, len(e)+1)
	for i, v := range e {
		at[i+1] = at[i] + v
	}
	for i := q; i < len(at); i++ {
		d := at[i] - at[i-q]
		total += float64(d * d)
	}
	return total
}

// score returns x in units of the root of variance, and its two-sided p.
func score(x, variance float64) (z, p float64) {
	z = finite(x / math.Sqrt(variance))
	return z, 2 * distuv.UnitNormal.CDF(-math.Abs(z))
}
