package evaluate

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestVerifyOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 0))
	for range 60 {
		c := make(Cases, 2+r.IntN(80))
		for i := range c {
			c[i].Score = math.Floor(r.Float64()*21) / 20
			c[i].Happened = r.Float64() < c[i].Score
		}
		v, err := Verify(c)
		if err != nil {
			t.Fatal(err)
		}
		n, hits, brier, logs := float64(len(c)), 0.0, 0.0, 0.0
		won, pairs := 0.0, 0.0
		for _, x := range c {
			if x.Happened {
				hits++
				brier += (x.Score - 1) * (x.Score - 1)
				logs -= math.Log(x.Score)
			} else {
				brier += x.Score * x.Score
				logs -= math.Log(1 - x.Score)
			}
			for _, y := range c {
				if x.Happened && !y.Happened {
					pairs++
					if x.Score > y.Score {
						won++
					} else if x.Score == y.Score {
						won += 0.5
					}
				}
			}
		}
		near(t, "base", v.Base, hits/n, 1e-14)
		near(t, "brier", v.Brier, brier/n, 1e-12)
		if v.LogLoss != logs/n {
			near(t, "log loss", v.LogLoss, logs/n, 1e-12)
		}
		near(t, "auc", v.AUC, won/pairs, 1e-14)
		near(t, "parts", v.Reliability-v.Resolution+v.Uncertainty+v.Within, v.Brier, 1e-12)
		count := 0
		reliability := 0.0
		for k, b := range v.Bins {
			sum, hits, m := 0.0, 0.0, 0.0
			for _, x := range c {
				if b.Low <= x.Score && (x.Score < b.High || k == 9 && x.Score == 1) {
					sum, m = sum+x.Score, m+1
					if x.Happened {
						hits++
					}
				}
			}
			if b.N != int(m) || b.Happened != int(hits) {
				t.Fatalf("bin %+v, want %v of %v", b, hits, m)
			}
			if m > 0 {
				near(t, "mean", b.Mean, sum/m, 1e-12)
				near(t, "rate", b.Rate, hits/m, 1e-12)
				reliability += m / n * math.Pow(sum/m-hits/m, 2)
			} else if b.Mean == b.Mean || b.Rate == b.Rate {
				t.Error("an empty bin has numbers", b)
			}
			count += b.N
		}
		near(t, "reliability", v.Reliability, reliability, 1e-9)
		if count != len(c) {
			t.Error("cases in no bin", count, len(c))
		}
	}
}

func TestVerifyEdges(t *testing.T) {
	_, err := Verify(nil)
	is(t, err, ErrShort)
	_, err = Verify(Cases{{Score: math.NaN()}})
	is(t, err, ErrShort)
	for _, p := range []float64{-1e-9, 1.0000001, math.Inf(1)} {
		_, err = Verify(Cases{{Score: 0.5}, {Score: p}})
		is(t, err, ErrProbability)
	}
	_, err = Verify(Cases{{Time: start}, {Time: start.Add(-1)}})
	is(t, err, ErrOrder)
	for k := 1.0; k < bins; k++ {
		for _, p := range []float64{math.Nextafter(k/bins, 0), k / bins, math.Nextafter(k/bins, 1)} {
			v, err := Verify(Cases{{Score: p}})
			if i := slices.IndexFunc(v.Bins, func(b ReliabilityBin) bool { return b.N == 1 }); err != nil || p < v.Bins[i].Low || p >= v.Bins[i].High {
				t.Errorf("%.17g is in [%v, %v)", p, v.Bins[i].Low, v.Bins[i].High)
			}
		}
	}
	v, err := Verify(Cases{{Score: 0, Happened: true}, {Score: 1}, {Score: 1, Happened: true}, {Score: 0}})
	if err != nil || v.Brier != 0.5 || !math.IsInf(v.LogLoss, 1) || v.AUC != 0.5 || v.Bins[9].N != 2 {
		t.Error(v, err)
	}
	v, err = Verify(Cases{{Score: 0.25}, {Score: 0}})
	if err != nil || v.AUC == v.AUC || v.Uncertainty != 0 || v.Brier != 0.03125 || strings.Contains(v.String(), "NaN") {
		t.Error(v, err)
	}
}

// Products of the counts of many cases do not fit 32 bits, which an int may have.
func TestManyCases(t *testing.T) {
	const n, low, high = 50_000, 10_000, 45_000 // of n cases each
	c := make(Cases, 2*n)
	for i := range n {
		c[i] = Case{Score: 0, Happened: i < low}
		c[n+i] = Case{Score: 1, Happened: i < high}
	}
	v, err := Verify(c)
	if err != nil {
		t.Fatal(err)
	}
	won := float64(high*(n-low)) + float64(low*(n-low)+high*(n-high))/2
	near(t, "auc", v.AUC, won/float64((low+high)*(2*n-low-high)), 1e-14)
	fit, err := FitIsotonic(c)
	if want := []IsotonicPoint{{0, 0.2}, {1, 0.9}}; err != nil || !slices.Equal(fit.Points, want) {
		t.Error(fit, err)
	}
}
