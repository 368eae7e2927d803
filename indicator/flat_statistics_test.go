package indicator

import (
	"math"
	"testing"
)

// Prices that stand still have no spread, no slope and no correlation, exactly and
// at any level, also after a spike has left the window.
func TestFlatStatistics(t *testing.T) {
	for _, x := range []float64{0, 42.1, 1e-300, 1e75, -0.3} {
		for spec, want := range map[string][]float64{
			"Var(7)": {0}, "AvgDev(7)": {0}, "AvgDev(100)": {0}, "CCI(7)": {0}, "CCI(100)": {0},
			"LinReg(7)": {x}, "LinRegIntercept(7)": {x}, "TSF(7)": {x}, "LinRegSlope(7)": {0}, "LinRegAngle(7)": {0},
			"Bollinger(7)": {x, x, x}, "Correl(7)": {0}, "Beta(7)": {0},
			"ZScore(7)": {0}, "PercentRank(7)": {50}, "Spearman(7)": {0}, "Kendall(7)": {0}, "DownsideBeta(7)": {0}, "HedgeRatio(7)": {0},
		} {
			s := open1(t, spec)
			for i := range 400 {
				s.update(bar(i, x, x, x, x, 1))
				if i == 50 {
					s.update(bar(i, 1e12, 3e12, 1e11, 2e12, 1))
				}
			}
			if got := s.value(); !same(got, want) && !(x == 0 && same(got, []float64{math.Abs(got[0])})) {
				t.Errorf("%s of %v: %v, want %v", spec, x, got, want)
			}
		}
	}
}
