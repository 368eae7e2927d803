package evaluate

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/regime"
)

// rising is a chance that the score decides.
func rising(score float64) float64 { return 1 / (1 + math.Exp((50-score)/6)) }

func even(float64) float64 { return 0.4 }

// TestCalibrateOracle makes every number again from its definition: purged by a
// look at each pair of outcomes, the curve by FitPlatt and FitIsotonic.
func TestCalibrateOracle(t *testing.T) {
	history, out := world(4, 500, 6, rising)
	history[77].State, history[78].Score = regime.Unknown, math.NaN()
	out = append(out[:200:200], out[230:]...)
	for _, c := range []CalibrateConfig{{}, {Method: IsotonicRegression, Folds: 3, Embargo: 9 * week, State: regime.RiskOff, Level: 0.8, Reps: 200, Length: 20, Seed: 3}} {
		got, err := Calibrate(history, out, c)
		if err != nil {
			t.Fatal(err)
		}
		c.check()
		cases, _ := Join(history, out)
		if got.N != len(cases) || got.Horizon != 6*week || got.Known != out[len(out)-1].Known || got.From != cases[0].Time {
			t.Errorf("%+v", got)
		}
		embargo := max(c.Embargo, 6*week)
		n := len(cases)
		sums := [2]float64{}
		var squares [2][]float64
		learned := map[int]Cases{}
		for i, x := range cases {
			fold := 0
			for first := 0; ; fold++ {
				size := n / c.Folds
				if fold < n%c.Folds {
					size++
				}
				if first += size; i < first {
					break
				}
			}
			train, ok := learned[fold]
			if !ok {
				judged := cases[got.Folds[fold].First : got.Folds[fold].Last+1]
				for _, y := range cases {
					ok := true
					for _, z := range judged {
						late := y.Time.After(z.Time)
						ok = ok && (y.Known.Before(z.Time) || late && y.Time.After(z.Known.Add(embargo)))
					}
					if ok {
						train = append(train, y)
					}
				}
				learned[fold] = train
			}
			p := 0.0
			if c.Method == IsotonicRegression {
				fit, _ := FitIsotonic(train)
				p = fit.P(x.Score)
			} else {
				fit, _ := FitPlatt(train)
				p = fit.P(x.Score)
			}
			hits, y := 0.0, 0.0
			for _, z := range train {
				if z.Happened {
					hits++
				}
			}
			if x.Happened {
				y = 1
			}
			base := hits / float64(len(train))
			near(t, "p", got.Predictions[i].P, p, 1e-12)
			near(t, "climatology", got.Predictions[i].Climatology, base, 1e-14)
			if got.Predictions[i].Fold != fold+1 || got.Predictions[i].Case != x {
				t.Fatal(got.Predictions[i], fold, x)
			}
			sums[0], sums[1] = sums[0]+(p-y)*(p-y), sums[1]+(base-y)*(base-y)
			squares[0], squares[1] = append(squares[0], (p-y)*(p-y)), append(squares[1], (base-y)*(base-y))
		}
		near(t, "brier", got.Verification.Brier, sums[0]/float64(n), 1e-12)
		near(t, "climatology", got.BrierClimatology, sums[1]/float64(n), 1e-12)
		near(t, "skill", got.Skill, 1-sums[0]/sums[1], 1e-12)

		blocks := ratio.NewStationary(n, got.Length, c.Seed)
		var skills []float64
		for range c.Reps {
			a, b := 0.0, 0.0
			for _, i := range blocks.Indices(nil) {
				a, b = a+squares[0][i], b+squares[1][i]
			}
			skills = append(skills, 1-a/b)
		}
		sort.Float64s(skills)
		at := func(q float64) float64 {
			h := q * float64(len(skills)-1)
			i := int(h)
			return skills[i] + (h-float64(i))*(skills[min(i+1, len(skills)-1)]-skills[i])
		}
		near(t, "low", got.SkillInterval.Low, at((1-c.Level)/2), 1e-9)
		near(t, "high", got.SkillInterval.High, at((1+c.Level)/2), 1e-9)
		if c.Length > 0 && got.Length != c.Length || got.Length < 6 {
			t.Error("block length", got.Length)
		}
		all, _ := EpisodesOf(history, c.State, 6*week)
		if len(got.Episodes) > len(all) || len(got.Episodes) < 10 || got.HitRate != ClopperPearson(got.Hits, len(got.Episodes), c.Level) {
			t.Error(len(got.Episodes), len(all), got.HitRate)
		}
		hits := 0
		for _, e := range got.Episodes {
			for i, s := range history {
				if j := find(cases, s.Time); history[i].State == c.State && j >= 0 && !s.Time.Before(e.From) && !s.Time.After(e.To) {
					if cases[j].Happened {
						hits++
					}
					break
				}
			}
		}
		if hits != got.Hits {
			t.Error("hits", got.Hits, hits)
		}
		again, _ := Calibrate(history, out, c)
		if !reflect.DeepEqual(got, again) {
			t.Error("another result from the same")
		}
	}
}

func find(c Cases, t time.Time) int {
	for i, x := range c {
		if x.Time.Equal(t) {
			return i
		}
	}
	return -1
}

// A score that decides has skill, and a curve that is near the truth; one that
// does not has none, and the interval knows.
func TestCalibrateKnows(t *testing.T) {
	history, out := world(11, 1500, 4, rising)
	for _, m := range []Method{PlattScaling, IsotonicRegression} {
		c, err := Calibrate(history, out, CalibrateConfig{Method: m})
		if err != nil || !(c.Skill > 0.2 && c.SkillInterval.Low > 0) {
			t.Fatal(c, err)
		}
		for s := 35.0; s <= 65; s += 5 {
			if p := c.Probability(s); math.Abs(p.P-rising(s)) > 0.15 || strings.Contains(p.Note, "beyond") {
				t.Error(m, s, p, rising(s))
			}
		}
		if _, ok := c.Platt(); ok != (m == PlattScaling) {
			t.Error(m)
		}
		if _, ok := c.Isotonic(); ok != (m == IsotonicRegression) {
			t.Error(m)
		}
	}
	covered := 0
	for seed := range uint64(20) {
		history, out := world(seed, 600, 4, even)
		c, err := Calibrate(history, out, CalibrateConfig{Reps: 200})
		if err != nil {
			t.Fatal(err)
		}
		if c.SkillInterval.Low <= 0 {
			covered++
		}
		if note := c.Probability(50).Note; c.Skill <= 0 && !strings.Contains(note, "none") {
			t.Error(note)
		}
	}
	if covered < 19 {
		t.Errorf("%d of 20 worlds without skill have an interval that reaches 0", covered)
	}
}

// Ten episodes are enough and nine are not, however many steps there are.
func TestCalibrateRefuses(t *testing.T) {
	spells := func(n, between int) ([]regime.Step, Outcomes) {
		var history []regime.Step
		for range n {
			for j := range 20 + between {
				s := regime.Step{Time: start.Add(time.Duration(len(history)) * week), Score: 60 + float64(j), State: regime.RiskOn}
				if j >= 20 {
					s.Score, s.State = 50-float64(j), regime.Neutral
				}
				history = append(history, s)
			}
		}
		var out Outcomes
		for i, s := range history[:len(history)-5] {
			out = append(out, Outcome{Time: s.Time, Known: s.Time.Add(5 * week), Happened: i%3 == 0})
		}
		return history, out
	}
	ten, out := spells(10, 30)
	if c, err := Calibrate(ten, out, CalibrateConfig{Reps: 10}); err != nil || len(c.Episodes) != 10 {
		t.Error(c, err)
	}
	_, err := Calibrate(ten, out, CalibrateConfig{MinEpisodes: 11})
	is(t, err, ErrTooFewEpisodes)
	nine, out := spells(9, 30)
	c, err := Calibrate(nine, out, CalibrateConfig{})
	var few *EpisodesError
	if !errors.As(err, &few) || few.Episodes != 9 || few.Need != 10 || few.Fold != 0 || few.State != regime.RiskOn || !few.From.Equal(start) {
		t.Errorf("%+v", err)
	}
	if p := c.Probability(70); p.P == p.P || c.N != 0 || !strings.HasPrefix(p.String(), "no probability") {
		t.Error("a probability beside the error", p)
	}
	// The first case of an episode is one in the state: not that of a step between its spells.
	split, whole := spells(10, 30)
	split[15].State = regime.Neutral
	if c, err := Calibrate(split, whole[15:], CalibrateConfig{Reps: 10}); err != nil || len(c.Episodes) != 10 || c.Episodes[0].Spells != 2 ||
		!whole[15].Happened || whole[16].Happened || c.Hits != 3 {
		t.Error(c, err)
	}
	near10, out := spells(12, 3) // less than a horizon between
	if _, err = Calibrate(near10, out, CalibrateConfig{}); !errors.As(err, &few) || few.Episodes != 1 {
		t.Error(err)
	}
	// The last of ten has no outcome yet.
	if _, err = Calibrate(ten, out[:0:0], CalibrateConfig{}); !errors.As(err, &few) || few.Episodes != 0 {
		t.Error(err)
	}
	_, out = spells(10, 30)
	if _, err = Calibrate(ten, out[:450], CalibrateConfig{}); !errors.As(err, &few) || few.Episodes != 9 {
		t.Error(err)
	}
	gap := append(out[:195:195], out[225:]...) // the fifth has none, nor its neighbourhood
	if _, err = Calibrate(ten, gap, CalibrateConfig{}); !errors.As(err, &few) || few.Episodes != 9 {
		t.Error(err)
	}
	// All that happened is in the first fold, and what judges it sees nothing of it.
	for i := range out {
		out[i].Happened = i < 40
	}
	if _, err = Calibrate(ten, out, CalibrateConfig{}); !errors.As(err, &few) || few.Fold != 1 || few.Episodes != 10 {
		t.Error(err)
	}
	is(t, err, ErrTooFewEpisodes)
}

func TestCalibrateEdges(t *testing.T) {
	history, out := world(7, 500, 6, rising)
	_, err := Calibrate(history, out, CalibrateConfig{Embargo: 6*week - 1})
	is(t, err, ErrEmbargo)
	_, err = Calibrate(history, out, CalibrateConfig{Embargo: -1})
	is(t, err, ErrEmbargo)
	_, err = Calibrate(nil, nil, CalibrateConfig{})
	is(t, err, ErrTooFewEpisodes)
	_, err = Calibrate(history, out, CalibrateConfig{Folds: 1000})
	is(t, err, ErrShort)
	_, err = Calibrate(history, append(out[:1:1], out[0]), CalibrateConfig{})
	is(t, err, ErrOrder)
	if c, err := Calibrate(history, out, CalibrateConfig{Length: 1, Reps: 10}); err != nil || c.Length != 6 {
		t.Error("blocks shorter than a horizon", c.Length, err)
	}
	flat := append([]regime.Step(nil), history...)
	for i := range flat {
		flat[i].Score = 7
	}
	_, err = Calibrate(flat, out, CalibrateConfig{})
	is(t, err, ErrConstant)
	if c, err := Calibrate(flat, out, CalibrateConfig{Method: IsotonicRegression, Reps: 50}); err != nil || c.Skill != 0 || c.SkillInterval.SE != 0 {
		t.Error("a score that never moves is climatology", c, err)
	}
	for i, c := range []CalibrateConfig{{Method: "x"}, {State: 9}, {Folds: 1}, {Folds: -1}, {MinEpisodes: 9}, {MinEpisodes: -1},
		{Reps: -1}, {Level: 1}, {Level: math.NaN()}, {Length: 0.5}, {Length: math.NaN()}, {Length: math.Inf(1)}} {
		panics(t, fmt.Sprint(i), func() { Calibrate(history, out, c) })
	}
}

// A forecast of the future by its neighbours has no skill once they are purged:
// here outcomes are a slow wave of their own, and the score tells where in it we are.
func TestPurgeMatters(t *testing.T) {
	var c Cases
	for i := range 400 {
		at := start.Add(time.Duration(i) * week)
		c = append(c, Case{Time: at, Known: at.Add(40 * week), Score: float64(i), Happened: i/40%2 == 0})
	}
	brier := func(horizon int) (sum float64) {
		folds, err := PurgedKFold(len(c), 100, horizon, horizon)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range folds {
			for j := f.First; j <= f.Last; j++ {
				best := -1 // the nearest neighbour that may be asked
				for _, i := range f.Train {
					if best < 0 || math.Abs(c[i].Score-c[j].Score) < math.Abs(c[best].Score-c[j].Score) {
						best = i
					}
				}
				if c[best].Happened != c[j].Happened {
					sum += 1 / float64(len(c))
				}
			}
		}
		return sum
	}
	if leaky, clean := brier(0), brier(40); leaky > 0.1 || clean < 0.5 {
		t.Error(leaky, clean)
	}
}

// TestCalibrationWithoutCurve: what JSON leaves of a calibration says no probability.
func TestCalibrationWithoutCurve(t *testing.T) {
	p := Calibration{N: 500}.Probability(50)
	if p.P == p.P || p.Note != "no calibration" {
		t.Errorf("%v", p)
	}
}
