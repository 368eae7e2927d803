package ratio

import (
	"math"
	"testing"
)

func TestGoldenMacKinnon(t *testing.T) {
	var want map[string]struct {
		P    []float64
		Inf  any `json:"crit_inf"`
		N100 any `json:"crit_n100"`
	}
	readUnitRoot(t).ref(t, "mackinnon", &want)
	var y errorTally
	for key, tr := range map[string]Trend{"n": NoConstant, "c": Constant, "ct": ConstantTrend} {
		for n := 1; n <= 2; n++ {
			w := want[key+"_N"+string(rune('0'+n))]
			for i, tau := range []float64{-4.5, -3.5, -2.86, -1, 0.5} {
				y.see(t, key, mackinnonP(tau, tr, n), w.P[i])
			}
			for rows, list := range map[float64]any{math.Inf(1): w.Inf, 100: w.N100} {
				got := mackinnonCritical(tr, n, rows)
				figures, ok := list.([]any)
				if !ok { // none are published
					figures = []any{math.NaN(), math.NaN(), math.NaN()}
				}
				for i, c := range got.list() {
					y.see(t, key, c, figures[i].(float64))
				}
			}
		}
	}
	y.log(t)
}

// The tables agree with each other: both polynomials meet at star, p rises with
// tau, p at the critical values is their level, and those grow smoothly as the
// sample shrinks. A wrong leading digit breaks one of these.
func TestMacKinnonTables(t *testing.T) {
	for i, s := range tauSurfaces {
		tr := Trend(i)
		for n := 1; n <= 6; n++ {
			star := s.star[n-1]
			if a, b := mackinnonP(star, tr, n), mackinnonP(star+1e-9, tr, n); math.Abs(a-b) > 0.008*math.Sqrt(a) {
				t.Errorf("%v, %d: %v and %v at %v", tr, n, a, b, star)
			}
			last := 0.0
			for tau := -8.0; tau <= s.high[n-1] && tau < 3; tau += 0.01 {
				p := mackinnonP(tau, tr, n)
				if p < last-0.003*math.Sqrt(last) || p > 1 {
					t.Fatalf("%v, %d: p falls from %v to %v at %v", tr, n, last, p, tau)
				}
				last = p
			}
			if last < 0.98 || mackinnonP(s.low[n-1]-1, tr, n) != 0 || mackinnonP(min(s.high[n-1]+1, 9), tr, n) != 1 {
				t.Errorf("%v, %d: ends at %v", tr, n, last)
			}
			c := mackinnonCritical(tr, n, math.Inf(1))
			if tr == NoConstant && n > 1 {
				if !math.IsNaN(c.One) || !math.IsNaN(c.Five) || !math.IsNaN(c.Ten) {
					t.Errorf("%v, %d: %v", tr, n, c)
				}
				continue
			}
			for level, tau := range map[float64]float64{0.01: c.One, 0.05: c.Five, 0.10: c.Ten} {
				if p := mackinnonP(tau, tr, n); math.Abs(p/level-1) > 0.06 {
					t.Errorf("%v, %d: p %v at the critical value of %v", tr, n, p, level)
				}
			}
			// Small samples ask for more, smoothly.
			for _, rows := range []float64{1000, 200, 50, 25} {
				d := mackinnonCritical(tr, n, rows)
				for l, x := range d.list() {
					if y := c.list()[l]; tr != NoConstant && x > y || math.Abs(x/y-1) > 6*float64(n+2)/rows {
						t.Errorf("%v, %d: %v after %v with %v rows", tr, n, d, c, rows)
					}
				}
				c = d
			}
		}
	}
}
