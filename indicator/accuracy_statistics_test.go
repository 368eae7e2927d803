package indicator

import (
	"math"
	"math/big"
	"testing"
)

// Statistics of one number against 200 bits, on the series of TestAccuracy.
func TestAccuracyStatistics(t *testing.T) {
	t.Parallel()
	size := func(xs []float64) (most float64) {
		for _, x := range xs {
			most = max(most, math.Abs(x))
		}
		return most
	}
	ofLargest := func(y float64, truth *big.Float, xs []float64) float64 { return distance(y, truth) / size(xs) }
	ofSum := func(y float64, truth *big.Float, xs []float64) float64 {
		all := 0.0
		for _, x := range xs {
			all += math.Abs(x)
		}
		return distance(y, truth) / all
	}
	ofTruth := func(y float64, truth *big.Float, _ []float64) float64 { return relative(y, truth) }
	ofOne := func(y float64, truth *big.Float, _ []float64) float64 {
		return distance(y, truth) / max(1, math.Abs(y))
	}
	// The slope's error in units of the slope, or of what it can be.
	ofSlope := func(y float64, truth *big.Float, xs []float64) float64 {
		slope, _ := truth.Float64()
		dev, _ := bigStdDev(xs).Float64()
		if scale := max(math.Abs(slope), dev/float64(len(xs))); scale > 0 {
			return distance(y, truth) / scale
		}
		return distance(y, truth)
	}
	at := func(at func(n int) int) func(xs []float64) *big.Float {
		return func(xs []float64) *big.Float { return bigLine(xs, len(xs), at(len(xs)))[len(xs)-1] }
	}
	rules := []struct {
		name  string
		live  func(int) *Stream
		truth func(xs []float64) *big.Float
		err   func(y float64, truth *big.Float, xs []float64) float64
		bar   float64
	}{
		{"Sum, of its values", NewSum, bigSum, ofSum, 1e-14},
		{"Var relative", NewVar, bigVar, ofTruth, 2e-14},
		{"StdDev relative", NewStdDev, bigStdDev, ofTruth, 1e-14},
		{"AvgDev relative", NewAvgDev, bigAvgDev, ofTruth, 2e-14},
		{"ZScore, of 1 or itself", NewZScore, bigScore, ofOne, 2e-14},
		{"slope", NewLinRegSlope, bigSlope, ofSlope, 1e-12},
		{"LinReg, of the largest", NewLinReg, at(func(n int) int { return n - 1 }), ofLargest, 2e-15},
		{"intercept, of the largest", NewLinRegIntercept, at(func(int) int { return 0 }), ofLargest, 2e-15},
		{"TSF, of the largest", NewTSF, at(func(n int) int { return n }), ofLargest, 2e-15},
	}
	for name, xs := range hostile(6000) {
		for _, r := range rules {
			for _, n := range []int{5, 20, 200} {
				bar := r.bar
				if n == 200 && name == "spike 1e12" {
					bar *= 20 // the spike is a block's anchor here: all other values are far from it, and n of them cancel
				}
				worst := 0.0
				ys := r.live(n).Append(nil, xs)
				for i := n - 1; i < len(xs); i += 1 + n/2 {
					window := xs[i-n+1 : i+1]
					worst = max(worst, r.err(ys[i], r.truth(window), window))
				}
				t.Logf("%-10s period %3d %-25s %.2g", name, n, r.name, worst)
				if worst > bar {
					t.Errorf("%s: %s of period %d is off by %v, at most %v", name, r.name, n, worst, bar)
				}
			}
		}
	}
}

// The bands are as far from the middle as their rounding allows.
func TestAccuracyBollinger(t *testing.T) {
	t.Parallel()
	for name, xs := range hostile(10000) {
		for _, n := range []int{5, 20} {
			worst := 0.0
			vs := NewBollinger(BollingerConfig{Period: n, Up: 3}).Append(nil, xs)
			for i := n - 1; i < len(xs); i += 7 {
				window := xs[i-n+1 : i+1]
				mean, dev := bigMean(window), bigStdDev(window)
				for _, band := range []struct{ y, k float64 }{{vs[i].Upper, 3}, {vs[i].Middle, 0}, {vs[i].Lower, -2}} {
					truth := zero().Add(mean, zero().Mul(wide(band.k), dev))
					m, _ := mean.Float64()
					width, _ := dev.Float64()
					ulp := math.Nextafter(math.Abs(m)+3*width, math.Inf(1)) - (math.Abs(m) + 3*width)
					worst = max(worst, (distance(band.y, truth)-1.5*ulp)/(3*width))
				}
			}
			t.Logf("%-10s period %3d %.2g", name, n, worst)
			if worst > 1e-14 {
				t.Errorf("%s: period %d: width is off by %v", name, n, worst)
			}
		}
	}
}

// Pairs: each series with an unrelated one, with its own past, and with itself turned
// over.
func TestAccuracyPairs(t *testing.T) {
	t.Parallel()
	const count = 6000
	other := walk(count, 99)
	all := hostile(count)
	for name, xs := range all {
		late, turned := append([]float64{xs[0]}, xs[:count-1]...), make([]float64, count)
		for i, x := range xs {
			turned[i] = 3 - 2*x + 1e-3*other[i]
		}
		for partner, ys := range map[string][]float64{"walk": other, "past": late, "turned": turned} {
			for _, n := range []int{5, 30} {
				correl, beta := NewCorrel(n).Append(nil, xs, ys), NewBeta(n).Append(nil, xs, ys)
				hedge := NewHedgeRatio(n).Append(nil, xs, ys)
				wx, wy := wides(xs), wides(ys)
				truth := bigPairs(wx, wy, n, 11, bigCorrel)
				rx, ry := bigReturns(xs), bigReturns(ys)
				slopes := bigPairs(rx, ry, n, 11, bigRegress)
				worst, worstBeta, worstHedge := 0.0, 0.0, 0.0
				ratio := func(xs, ys []*big.Float) float64 { // of deviations, the largest that a slope can be
					xx, yy, _ := bigSquares(xs, ys)
					r, _ := zero().Sqrt(yy.Quo(yy, xx)).Float64()
					return r
				}
				for i := n; i < count; i++ {
					if math.Abs(correl[i]) > 1 {
						t.Fatalf("%s with %s, period %d: correlation %v", name, partner, n, correl[i])
					}
					if truth[i] != nil {
						worst = max(worst, distance(correl[i], truth[i]))
						// r is the slope in units of the ratio of deviations.
						r := ratio(wx[i-n+1:i+1], wy[i-n+1:i+1])
						worstHedge = max(worstHedge, distance(hedge[i], zero().Mul(truth[i], wide(r)))/r)
					}
					if slopes[i] != nil {
						worstBeta = max(worstBeta, distance(beta[i], slopes[i])/ratio(rx[i-n+1:i+1], ry[i-n+1:i+1]))
					}
				}
				t.Logf("%-10s with %-6s period %3d: Correl %.2g; Beta %.2g, HedgeRatio %.2g of the ratio of deviations", name, partner, n, worst, worstBeta, worstHedge)
				if worstHedge > 1e-12 {
					t.Errorf("%s with %s, period %d: HedgeRatio is off by %v", name, partner, n, worstHedge)
				}
				if worst > 1e-14 {
					t.Errorf("%s with %s, period %d: Correl is off by %v", name, partner, n, worst)
				}
				if worstBeta > 1e-12 {
					t.Errorf("%s with %s, period %d: Beta is off by %v", name, partner, n, worstBeta)
				}
			}
		}
	}
}
