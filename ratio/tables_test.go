package ratio

import (
	"math"
	"testing"
)

// weigh adds up figures, each times its place: a wrong digit or two figures in
// each other's place change it.
func weigh(figures []float64) float64 {
	sum := 0.0
	for i, x := range figures {
		if !math.IsInf(x, 0) {
			sum += float64(i+1) * x
		}
	}
	return sum
}

// The published figures, all of them, as they stand in statsmodels
// (tsa/adfvalues.py) and urca (ca.jo, ur.za, ur.kpss). The sums were taken there.
func TestPublishedTables(t *testing.T) {
	for tr, want := range map[Trend]float64{Constant: -36779.053162, ConstantTrend: 24263.686384, NoConstant: 3811.533574} {
		s := tauSurfaces[tr]
		figures := append(append(append([]float64(nil), s.low[:]...), s.star[:]...), s.high[:]...)
		for _, row := range s.left {
			figures = append(figures, row[:]...)
		}
		for _, row := range s.right {
			figures = append(figures, row[:]...)
		}
		for _, n := range s.critical {
			for _, row := range n {
				figures = append(figures, row[:]...)
			}
		}
		if got := weigh(figures); math.Abs(got-want) > 1e-7 {
			t.Errorf("MacKinnon, %v: %.7f, want %.7f", tr, got, want)
		}
	}
	for d, want := range map[Deterministic]float64{UnrestrictedConstant: 13927.36, RestrictedConstant: 14765.26, RestrictedTrend: 16966.79} {
		var figures []float64
		for _, of := range [][5][3]float64{johansenTable[d].trace, johansenTable[d].eigen} {
			for _, row := range of {
				figures = append(figures, row[:]...)
			}
		}
		if got := weigh(figures); math.Abs(got-want) > 1e-7 {
			t.Errorf("Osterwald-Lenum, %v: %.7f, want %.7f", d, got, want)
		}
	}
	for model, want := range map[BreakModel][3]float64{BreakInLevel: {-5.34, -4.80, -4.58}, BreakInTrend: {-4.93, -4.42, -4.11}, BreakInBoth: {-5.57, -5.08, -4.82}} {
		r := answer[ZivotAndrewsResult](t)(ZivotAndrews(autoregression(1, 30, 0.5), model, 0))
		if r.Critical != (Critical{want[0], want[1], want[2]}) {
			t.Errorf("Zivot and Andrews, %v: %v, want %v", model, r.Critical, want)
		}
	}
	for tr, want := range map[Trend][3]float64{Constant: {0.739, 0.463, 0.347}, ConstantTrend: {0.216, 0.146, 0.119}} {
		r := answer[KPSSResult](t)(KPSS(autoregression(1, 30, 0.5), tr, 0))
		if r.Critical != (Critical{want[0], want[1], want[2]}) {
			t.Errorf("KPSS, %v: %v, want %v", tr, r.Critical, want)
		}
	}
}
