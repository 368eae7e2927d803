package evaluate

import (
	"fmt"
	"math"
	"testing"
)

func TestGoldenFolds(t *testing.T) {
	ref := readReference(t).Folds
	folds, err := PurgedKFold(ref.N, ref.K, ref.H, ref.Embargo)
	if err != nil || len(folds) != len(ref.Folds) || len(folds) == 0 {
		t.Fatal(len(folds), err)
	}
	for i, want := range ref.Folds {
		f := folds[i]
		left, right := -1, -1
		for _, j := range f.Train {
			if j < f.First {
				left = j
			} else if right < 0 {
				right = j
			}
		}
		at := func(p *int) int {
			if p == nil {
				return -1
			}
			return *p
		}
		if f.First != want.Test[0] || f.Last != want.Test[1] || len(f.Train) != want.N || left != at(want.Left) || right != at(want.Right) {
			t.Errorf("fold %d: %d to %d, %d rows, %d, %d; want %+v", i, f.First, f.Last, len(f.Train), left, right, want)
		}
	}
}

func TestGoldenIntervals(t *testing.T) {
	ref := readReference(t).Small
	check := func(of map[string][2]float64, f func(hits, n int, level float64) Interval) {
		if len(of) == 0 {
			t.Error("no figures")
		}
		for name, want := range of {
			var hits, n int
			if _, err := fmt.Sscanf(name, "%d/%d", &hits, &n); err != nil {
				t.Fatal(err)
			}
			got := f(hits, n, 0.95)
			near(t, name+" low", got.Low, want[0], 1e-9)
			near(t, name+" high", got.High, want[1], 1e-9)
		}
	}
	check(ref.CP, ClopperPearson)
	check(ref.Wilson, Wilson)
}

func TestGoldenVerify(t *testing.T) {
	ref := readReference(t).Calib
	cases, _, _ := recessions(t)
	v, err := Verify(cases)
	if err != nil || v.N != ref.N {
		t.Fatal(v.N, err)
	}
	near(t, "base", v.Base, ref.Base, 1e-12)
	near(t, "brier", v.Brier, ref.Brier, 1e-12)
	near(t, "logloss", v.LogLoss, ref.LogLoss, 1e-12)
	near(t, "auc", v.AUC, ref.AUC, 1e-12)
	near(t, "reliability", v.Reliability, ref.Reliability, 1e-12)
	near(t, "resolution", v.Resolution, ref.Resolution, 1e-12)
	near(t, "uncertainty", v.Uncertainty, ref.Uncertainty, 1e-12)
}

// scikit-learn's optimiser stops early: it is compared where it stopped, and
// must not have found a lower loss.
func TestGoldenPlatt(t *testing.T) {
	ref := readReference(t).Calib
	cases, platt, _ := recessions(t)
	p, err := FitPlatt(cases)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "A", p.A, ref.A, 1e-5)
	near(t, "B", p.B, ref.B, 1e-5)
	if got, theirs := plattLoss(cases, p.A, p.B), plattLoss(cases, ref.A, ref.B); got > theirs*(1+1e-14) {
		t.Errorf("loss %.17g, scikit-learn's %.17g", got, theirs)
	}
	slope, theirs := plattSlope(cases, p.A, p.B), plattSlope(cases, ref.A, ref.B)
	t.Logf("slope of the loss %.1e, scikit-learn's %.1e", slope, theirs)
	if slope > 1e-12 || theirs < slope {
		t.Errorf("slope of the loss %g, scikit-learn's %g", slope, theirs)
	}
	for i, c := range cases {
		near(t, "p", p.P(c.Score), platt[i], 1e-5)
	}
	t.Logf("A off by %.1e, B by %.1e", p.A/ref.A-1, p.B/ref.B-1)
}

func TestGoldenIsotonic(t *testing.T) {
	ref := readReference(t).Calib
	cases, _, iso := recessions(t)
	fit, err := FitIsotonic(cases)
	if err != nil || len(fit.Points) != len(ref.X) || len(ref.X) == 0 {
		t.Fatal(fit, err)
	}
	for i, p := range fit.Points {
		if p.Score != ref.X[i] || p.P != ref.Y[i] {
			t.Errorf("point %d: %v, want %v %v", i, p, ref.X[i], ref.Y[i])
		}
	}
	sum := 0.0
	for i, c := range cases {
		p := fit.P(c.Score)
		near(t, "p", p, iso[i], 1e-12)
		if c.Happened {
			sum += (1 - p) * (1 - p)
		} else {
			sum += p * p
		}
	}
	near(t, "brier in sample", sum/float64(len(cases)), ref.BrierIso, 1e-12)
}

// plattLoss is the loss of FitPlatt as it is written there.
func plattLoss(c Cases, a, b float64) (sum float64) {
	hits := 0.0
	for _, x := range c {
		if x.Happened {
			hits++
		}
	}
	for _, x := range c {
		p, target := 1/(1+math.Exp(a*x.Score+b)), 1/(float64(len(c))-hits+2)
		if x.Happened {
			target = (hits + 1) / (hits + 2)
		}
		sum -= target*math.Log(p) + (1-target)*math.Log(1-p)
	}
	return sum
}

// plattSlope is how steep that loss is.
func plattSlope(c Cases, a, b float64) float64 {
	hits := 0.0
	for _, x := range c {
		if x.Happened {
			hits++
		}
	}
	da, db := 0.0, 0.0
	for _, x := range c {
		p, target := 1/(1+math.Exp(a*x.Score+b)), 1/(float64(len(c))-hits+2)
		if x.Happened {
			target = (hits + 1) / (hits + 2)
		}
		da, db = da+(target-p)*x.Score, db+target-p
	}
	return math.Hypot(da, db)
}
