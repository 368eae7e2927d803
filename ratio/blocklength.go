package ratio

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"github.com/riskon/riskon/series"
)

// BlockLength returns the mean block length for NewStationary, and the block
// length for NewCircular before it is rounded up, that make the variance of a
// resampled mean most accurate, of Politis and White (2004) as corrected by
// Patton, Politis and White (2009):
//
//	stationary = (G^2/g^2 * n)^(1/3),   circular = (3/2)^(1/3) * stationary
//	G = sum over |j| <= M of w(j/M)*|j|*R[j],   g = sum of w(j/M)*R[j]
//	w(x) = 1 up to |x| = 1/2, 2*(1 - |x|) up to 1, 0 beyond
//	R[j] = sum of (s[t] - mean)*(s[t-j] - mean) / n
//	M = 2m, m the first lag >= 1 of five in a row with |R[j]/R[0]| < 2*sqrt(log10(n)/n)
//
// M is at most ceil(sqrt(n)) + 5, and that much where there are no such five.
// Both lengths are kept within 1..ceil(min(3*sqrt(n), n/3)).
//
// s is what is to be resampled, such as returns: prices have no block length.
// Missing values are skipped; a lag counts observations.
//
// The error is a *SampleError: ErrShort below 11 observations, ErrSingular if
// s is constant. Not Exact: agrees to 1e-9 across CPUs.
//
// Source: D. N. Politis, H. White, Automatic Block-Length Selection for the
// Dependent Bootstrap, Econometric Reviews 23 (2004), 53-70; A. Patton, D. N.
// Politis, H. White, Correction, Econometric Reviews 28 (2009), 372-375. Differs
// from the text in m, which there is the lag before the five: this is as the
// Python package arch counts.
func BlockLength(s series.Series) (stationary, circular float64, err error) {
	u := shared(s)
	stationary, circular, err = blockLength(u.cols[0])
	if err != nil {
		return 0, 0, u.fail("BlockLength", err)
	}
	return stationary, circular, nil
}

func blockLength(x []float64) (stationary, circular float64, err error) {
	const run = 5
	n, most := float64(len(x)), int(math.Ceil(math.Sqrt(float64(len(x)))))+run
	if most+1 >= len(x) {
		return 0, 0, ErrShort
	}
	rest, m := make([]float64, len(x)), mean(x)
	for i := range x {
		rest[i] = x[i] - m
	}
	r := make([]float64, most+1)
	for j := range r {
		r[j] = floats.Dot(rest[j:], rest[:len(rest)-j]) / n
	}
	if !(r[0] >= tiny*tiny) {
		return 0, 0, ErrSingular
	}
	last := lastLag(r, 2*math.Sqrt(math.Log10(n)/n), run)
	slope, level := 0.0, r[0]
	for j := 1; j <= last; j++ {
		w := 2 * min(1, 2*(1-float64(j)/float64(last)))
		slope, level = slope+w*float64(j)*r[j], level+w*r[j]
	}
	highest := math.Ceil(min(3*math.Sqrt(n), n/3))
	fit := func(c float64) float64 {
		if slope == 0 {
			return 1
		}
		return max(1, min(highest, math.Cbrt(c*n*slope/level*(slope/level))))
	}
	return fit(1), fit(1.5), nil
}

// lastLag is M of BlockLength.
func lastLag(r []float64, limit float64, run int) int {
	most := len(r) - 1
	small := 0 // lags in a row up to j
	for j := 1; j <= most; j++ {
		small++
		if math.Abs(r[j]/r[0]) >= limit {
			small = 0
		}
		if small == run {
			return min(2*(j-run+1), most)
		}
	}
	return most
}
