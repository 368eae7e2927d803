package evaluate

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// drawn are n cases at scores of few digits, so that some are equal.
func drawn(seed uint64, n int, chance func(score float64) float64) Cases {
	r := rand.New(rand.NewPCG(seed, 0))
	c := make(Cases, n)
	for i := range c {
		at := start
		c[i] = Case{Time: at, Known: at.Add(week), Score: math.Floor(r.Float64()*40) / 4}
		c[i].Happened = r.Float64() < chance(c[i].Score)
	}
	c[0].Happened, c[n-1].Happened = true, false
	return c
}

// The probability of a score is the largest of the least of the shares of the
// stretches of scores that hold it.
func TestIsotonicOracle(t *testing.T) {
	for seed := range uint64(25) {
		c := drawn(seed, 5+int(seed)*2, func(s float64) float64 { return s / 10 })
		fit, err := FitIsotonic(c)
		if err != nil {
			t.Fatal(err)
		}
		share := func(lo, hi float64) float64 {
			hits, n := 0.0, 0.0
			for _, x := range c {
				if lo <= x.Score && x.Score <= hi {
					n++
					if x.Happened {
						hits++
					}
				}
			}
			return hits / n
		}
		for _, x := range c {
			best := 0.0
			for _, lo := range c {
				least := 1.0
				for _, hi := range c {
					if lo.Score <= x.Score && hi.Score >= x.Score {
						least = min(least, share(lo.Score, hi.Score))
					}
				}
				if lo.Score <= x.Score {
					best = max(best, least)
				}
			}
			near(t, "p", fit.P(x.Score), best, 1e-14)
		}
		for i := 1; i < len(fit.Points); i++ {
			a, b := fit.Points[i-1], fit.Points[i]
			if !(a.Score < b.Score) || a.P > b.P {
				t.Fatal(fit.Points)
			}
			near(t, "between", fit.P((a.Score+b.Score)/2), (a.P+b.P)/2, 1e-14)
		}
		last := fit.Points[len(fit.Points)-1]
		if fit.P(-1e70) != fit.Points[0].P || fit.P(1e70) != last.P {
			t.Error("not level outside")
		}
	}
}

// The loss rises in every direction from the answer, also for scores of other
// units, and its slope is 0.
func TestPlattOracle(t *testing.T) {
	for seed := range uint64(40) {
		c := drawn(seed, 4+int(seed)*5, func(s float64) float64 { return 1 / (1 + math.Exp(3-s)) })
		p, err := FitPlatt(c)
		if err != nil {
			t.Fatal(err)
		}
		if s := plattSlope(c, p.A, p.B); s > 1e-11*float64(len(c)) {
			t.Errorf("seed %d: slope %g", seed, s)
		}
		least := plattLoss(c, p.A, p.B)
		for _, d := range [][2]float64{{1e-4, 0}, {-1e-4, 0}, {0, 1e-4}, {0, -1e-4}, {1e-4, -5e-4}} {
			if plattLoss(c, p.A+d[0], p.B+d[1]) <= least {
				t.Errorf("seed %d: lower at %v", seed, d)
			}
		}
		for _, unit := range []float64{1e-60, -3, 1e60} {
			other := append(Cases(nil), c...)
			for i := range other {
				other[i].Score = unit*other[i].Score + unit
			}
			q, err := FitPlatt(other)
			if err != nil {
				t.Fatal(unit, err)
			}
			for i := range c {
				near(t, "p in another unit", q.P(other[i].Score), p.P(c[i].Score), 1e-9)
			}
		}
	}
}

// Scores that separate the outcomes have an answer, and it is not certain.
func TestPlattSeparated(t *testing.T) {
	c := Cases{{Score: 1}, {Score: 2}, {Score: 3}, {Score: 4, Happened: true}, {Score: 5, Happened: true}}
	p, err := FitPlatt(c)
	if err != nil || plattSlope(c, p.A, p.B) > 1e-12 || !(p.P(1) > 0.01 && p.P(5) < 0.99 && p.A < 0) {
		t.Error(p, p.P(1), p.P(5), err)
	}
	two := Cases{{Score: 0}, {Score: 1e70, Happened: true}}
	if p, err = FitPlatt(two); err != nil {
		t.Fatal(err)
	}
	near(t, "low", p.P(0), 1.0/3, 1e-9)
	near(t, "high", p.P(1e70), 2.0/3, 1e-9)
	if q := (Platt{A: -1e70, B: 3}); q.P(1e70) != 1 || q.P(-1e70) != 0 || q.P(0) != logistic(3) {
		t.Error("overflow", q.P(1e70), q.P(-1e70))
	}
}

func TestCurveEdges(t *testing.T) {
	nan := math.NaN()
	fits := map[string]func(Cases) (fmt.Stringer, error){
		"Platt":    func(c Cases) (fmt.Stringer, error) { return FitPlatt(c) },
		"isotonic": func(c Cases) (fmt.Stringer, error) { return FitIsotonic(c) },
	}
	for name, fit := range fits {
		_, err := fit(nil)
		is(t, err, ErrShort)
		_, err = fit(Cases{{Score: nan}, {Score: math.Inf(1), Happened: true}, {Score: 1e76}})
		is(t, err, ErrShort)
		_, err = fit(Cases{{Score: 1}, {Score: 2}})
		is(t, err, ErrOneOutcome)
		_, err = fit(Cases{{Score: 1, Happened: true}, {Score: nan}})
		is(t, err, ErrOneOutcome)
		_, err = fit(Cases{{Time: start, Score: 1}, {Time: start.Add(-1), Score: 2, Happened: true}})
		is(t, err, ErrOrder)
		with, err := fit(Cases{{Score: 1}, {Score: nan, Happened: true}, {Score: 2, Happened: true}, {Score: 3}})
		without, err2 := fit(Cases{{Score: 1}, {Score: 2, Happened: true}, {Score: 3}})
		if err != nil || err2 != nil || with.String() != without.String() {
			t.Errorf("%s: a missing score counts: %v, %v", name, with, without)
		}
	}
	same := Cases{{Score: 7}, {Score: 7, Happened: true}, {Score: 7}}
	_, err := FitPlatt(same)
	is(t, err, ErrConstant)
	fit, err := FitIsotonic(same)
	if err != nil || len(fit.Points) != 1 || fit.P(0) != 1.0/3 || fit.P(9) != 1.0/3 {
		t.Error(fit, err)
	}
	signs := Cases{{Score: math.Copysign(0, -1)}, {Score: 0, Happened: true}}
	if fit, err = FitIsotonic(signs); err != nil || len(fit.Points) != 1 || math.Signbit(fit.Points[0].Score) {
		t.Error(fit, err)
	}
	const least = math.SmallestNonzeroFloat64
	if fit, err = FitIsotonic(Cases{{Score: 3 * least}, {Score: 5 * least, Happened: true}}); err != nil || fit.P(4*least) != 0.5 {
		t.Error("between the smallest numbers", fit.P(4*least), err)
	}
	if fit, err = FitIsotonic(Cases{{Score: -1e75}, {Score: 1e75, Happened: true}}); err != nil || fit.P(0) != 0.5 {
		t.Error("between the largest numbers", fit.P(0), err)
	}
	if p := (Isotonic{}).P(1); p == p {
		t.Error(p)
	}
	if a, b := (Isotonic{Points: []IsotonicPoint{{0, 0.5}}}).P(nan), (Platt{}).P(nan); a == a || b == b {
		t.Error(a, b)
	}
	if s := (Platt{}).String() + (Isotonic{}).String(); s != "Platt, emptyIsotonic, empty" {
		t.Error(s)
	}
}

// TestBitsIsotonic says that the curve has the same bits on every CPU.
func TestBitsIsotonic(t *testing.T) {
	h := sha256.New()
	for seed := range uint64(20) {
		fit, err := FitIsotonic(drawn(seed, 200, func(s float64) float64 { return s / 12 }))
		if err != nil {
			t.Fatal(err)
		}
		for s := -1.0; s < 12; s += 1.0 / 7 {
			binary.Write(h, binary.LittleEndian, math.Float64bits(fit.P(s)))
		}
	}
	if got := fmt.Sprintf("%x", h.Sum(nil))[:16]; got != "6b4f901bf256202c" {
		t.Errorf("bits %s", got)
	}
}
