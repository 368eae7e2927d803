package evaluate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Interval is where a share lies.
type Interval struct {
	Low, High float64
	Level     float64 // the confidence, such as 0.95
}

// String shows the interval with its level.
func (i Interval) String() string {
	return fmt.Sprintf("%s to %s (%s)", number(i.Low), number(i.High), percent(i.Level))
}

// ClopperPearson returns the exact two-sided confidence interval of a
// probability after hits of n trials, of C. J. Clopper and E. S. Pearson (1934):
//
//	Low  = the (1-level)/2 quantile of Beta(hits, n-hits+1), 0 for hits = 0
//	High = the (1+level)/2 quantile of Beta(hits+1, n-hits), 1 for hits = n
//
// It covers at least as often as it says, and is wide: after 3 hits of 3 it
// begins at 0.29. No trials give 0 to 1. The trials must be independent, which
// episodes may be and steps are not.
//
// It panics unless 0 <= hits <= n and 0 < level < 1. Not Exact: agrees to 1e-9
// across CPUs.
//
// Source: C. J. Clopper, E. S. Pearson, The Use of Confidence or Fiducial Limits
// Illustrated in the Case of the Binomial, Biometrika 26 (1934), 404-413.
func ClopperPearson(hits, n int, level float64) Interval {
	checkTrials("ClopperPearson", hits, n, level)
	out := Interval{Low: 0, High: 1, Level: level}
	if hits > 0 {
		out.Low = distuv.Beta{Alpha: float64(hits), Beta: float64(n - hits + 1)}.Quantile((1 - level) / 2)
	}
	if hits < n {
		out.High = distuv.Beta{Alpha: float64(hits + 1), Beta: float64(n - hits)}.Quantile((1 + level) / 2)
	}
	return out
}

// Wilson returns the score interval of a probability after hits of n trials, of
// E. B. Wilson (1927):
//
//	(p + z^2/2n +- z*sqrt(p*(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
//	p = hits/n,   z = the (1+level)/2 quantile of the normal distribution
//
// It covers as often as it says on average over p, and is narrower than
// ClopperPearson but near no hits and only hits. No trials give 0 to 1. The
// trials must be independent.
//
// It panics unless 0 <= hits <= n and 0 < level < 1. Not Exact: agrees to 1e-9
// across CPUs.
//
// Source: E. B. Wilson, Probable Inference, the Law of Succession, and
// Statistical Inference, Journal of the American Statistical Association 22
// (1927), 209-212.
func Wilson(hits, n int, level float64) Interval {
	checkTrials("Wilson", hits, n, level)
	if n == 0 {
		return Interval{Low: 0, High: 1, Level: level}
	}
	m, p, z := float64(n), float64(hits)/float64(n), distuv.UnitNormal.Quantile((1+level)/2)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	out := Interval{Low: (p + z*z/(2*m) - half) / (1 + z*z/m), High: (p + z*z/(2*m) + half) / (1 + z*z/m), Level: level}
	if hits == 0 {
		out.Low = 0
	}
	if hits == n {
		out.High = 1
	}
	return out
}

func checkTrials(name string, hits, n int, level float64) {
	if hits < 0 || hits > n || !(0 < level && level < 1) {
		panic("evaluate: " + name + ": hits not in 0..n or level not within 0..1")
	}
}
