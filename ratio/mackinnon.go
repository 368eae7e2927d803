package ratio

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// A tauSurface is what MacKinnon published for one Trend: approximations of the
// distribution of the Dickey-Fuller t statistic for 1 to 6 series of which a
// linear combination is tested.
//
//	p = Phi(a0 + a1*tau + a2*tau^2)               tau <= star
//	p = Phi(b0 + b1*tau + b2*tau^2 + b3*tau^3)    star < tau
//	critical value = c0 + c1/n + c2/n^2 + c3/n^3
//
// p is 0 below low and 1 above high, where the polynomials turn back.
//
// Sources: James MacKinnon, Approximate asymptotic distribution functions for
// unit-root and cointegration tests, Journal of Business & Economic Statistics
// 12 (1994), pages 167-176; Critical values for cointegration tests, Queen's
// Economics Department working paper 1227 (2010).
type tauSurface struct {
	low, star, high [6]float64
	left            [6][3]float64
	right           [6][4]float64
	critical        [][3][4]float64 // for each number of series, at 1, 5 and 10 %
}

// mackinnonP returns the approximate asymptotic p of tau for n series, 1 to 6.
func mackinnonP(tau float64, tr Trend, n int) float64 {
	s, i := &tauSurfaces[tr], n-1
	switch {
	case tau > s.high[i]:
		return 1
	case tau < s.low[i]:
		return 0
	case tau <= s.star[i]:
		return distuv.UnitNormal.CDF(polynomial(s.left[i][:], tau))
	}
	return distuv.UnitNormal.CDF(polynomial(s.right[i][:], tau))
}

// mackinnonCritical returns the critical values for n series, 1 to 6, with rows
// observations, which may be infinite. They are NaN for more than one series
// without a constant, which the paper leaves out.
func mackinnonCritical(tr Trend, n int, rows float64) Critical {
	c := tauSurfaces[tr].critical
	if n > len(c) {
		return Critical{math.NaN(), math.NaN(), math.NaN()}
	}
	at := func(level int) float64 { return polynomial(c[n-1][level][:], 1/rows) }
	return Critical{One: at(0), Five: at(1), Ten: at(2)}
}

// polynomial returns c[0] + c[1]*x + c[2]*x^2 + ...
func polynomial(c []float64, x float64) float64 {
	y := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		y = float64(y*x) + c[i]
	}
	return y
}
