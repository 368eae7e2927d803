package evaluate

import (
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// A Method makes probabilities of scores.
type Method string

// The methods. Platt's curve has two numbers and needs less to learn from; an
// isotonic one has any shape that rises.
const (
	PlattScaling       Method = "Platt"
	IsotonicRegression Method = "isotonic"
)

// minEpisodes is the least that Calibrate gives a probability for.
const minEpisodes = 10

// A CalibrateConfig says how Calibrate learns and judges. The zero value is the
// defaults.
type CalibrateConfig struct {
	Method      Method        // "": PlattScaling
	Folds       int           // 0: 5
	Embargo     time.Duration // after the rows judged; 0: the horizon, and never less
	State       regime.State  // whose episodes count; Unknown: RiskOn
	MinEpisodes int           // 0: 10, and never less
	Level       float64       // of the intervals; 0: 0.95
	Reps        int           // resamples; 0: 1000
	Length      float64       // mean block length in cases; 0: BlockLength of ratio; never less than a horizon
	Seed        uint64        // of the resamples
}

// check sets the defaults and panics on what the program cannot mean.
func (c *CalibrateConfig) check() {
	defaults := func(x *int, d int) {
		if *x == 0 {
			*x = d
		}
	}
	defaults(&c.Folds, 5)
	defaults(&c.MinEpisodes, minEpisodes)
	defaults(&c.Reps, 1000)
	if c.Method == "" {
		c.Method = PlattScaling
	}
	if c.State == regime.Unknown {
		c.State = regime.RiskOn
	}
	if c.Level == 0 {
		c.Level = 0.95
	}
	if c.Method != PlattScaling && c.Method != IsotonicRegression || c.State > regime.RiskOn {
		panic("evaluate: Calibrate: no such Method or State")
	}
	if c.Folds < 2 || c.MinEpisodes < minEpisodes || c.Reps < 1 || !(0 < c.Level && c.Level < 1) || c.Length != 0 && !(c.Length >= 1 && !missing(c.Length)) {
		panic("evaluate: Calibrate: Folds < 2, MinEpisodes < 10, Reps < 1, Level not within 0..1 or Length < 1")
	}
}

// Calibrate makes probabilities of scores, judges them on what they have not
// seen, and refuses where there is too little to learn from.
//
// The cases are those of Join. They are cut into folds by Outcomes.PurgedKFold;
// a curve, FitPlatt or FitIsotonic, learns from the cases of a fold that may be
// learned from and is judged on the others, beside climatology, which always
// says the share of what it learned from:
//
//	Skill = 1 - sum of (p - happened)^2 / sum of (climatology - happened)^2
//
// Skill 0 is no better than knowing nothing about the score, below 0 is worse.
// Its interval is the percentile interval of Blocks.Interval over a stationary
// bootstrap of the cases with their p as they are. Blocks are as long as Length
// says, or as ratio.BlockLength suggests for the difference of the two squares,
// and never shorter than the largest number of cases in one horizon, the longest
// time from a forecast to its outcome.
//
// An episode is one of EpisodesOf, merged at the horizon, that has a case. With
// fewer than MinEpisodes, or where a fold learns from one outcome only, the error
// is an *EpisodesError, which wraps ErrTooFewEpisodes, and there is no
// probability. Ten episodes are few: the interval and HitRate say how few.
//
// It is an estimator. All that it returns may be used from Known on, and not
// for the past it was learned from.
//
// Other errors: a *RowError with ErrOrder or ErrKnown; a *SampleError with
// ErrEmbargo for an Embargo below the horizon, ErrShort with fewer cases than
// folds, ErrConstant where a fold has one score for Platt's curve. It panics on
// a config out of range. Not Exact: agrees to 1e-9 across CPUs.
//
// Source: model riskon/1; M. López de Prado, Advances in Financial Machine
// Learning, 2018, ch. 7; G. W. Brier, Monthly Weather Review 78 (1950), 1-3.
func Calibrate(history []regime.Step, outcomes Outcomes, c CalibrateConfig) (Calibration, error) {
	c.check()
	cases, err := Join(history, outcomes)
	if err != nil {
		return Calibration{}, err
	}
	out := Calibration{Method: c.Method, State: c.State, Level: c.Level, Horizon: cases.outcomes().Horizon(), Embargo: c.Embargo}
	out.N, out.From, out.To = cases.span()
	if c.Embargo == 0 {
		out.Embargo = out.Horizon
	}
	if out.Embargo < out.Horizon {
		return Calibration{}, cases.fail("Calibrate", ErrEmbargo)
	}
	if err := out.count(history, cases, c); err != nil {
		return Calibration{}, err
	}
	if err := out.predict(cases, c.Folds); err != nil {
		return Calibration{}, err
	}
	out.judge(c)
	if out.fit, err = fitCurve(c.Method, cases); err != nil {
		return Calibration{}, cases.fail("Calibrate", err)
	}
	out.lowest, out.highest = cases.scores()
	return out, nil
}

// count finds the episodes, and refuses where there are too few.
func (r *Calibration) count(history []regime.Step, cases Cases, c CalibrateConfig) error {
	all, err := EpisodesOf(history, r.State, r.Horizon)
	if err != nil {
		return err
	}
	state := map[int64]regime.State{}
	for _, s := range history {
		state[s.Time.UnixNano()] = s.State
	}
	next := 0
	for _, e := range all {
		for next < len(cases) && (cases[next].Time.Before(e.From) || state[cases[next].Time.UnixNano()] != r.State) {
			next++
		}
		if next == len(cases) || cases[next].Time.After(e.To) {
			continue
		}
		r.Episodes = append(r.Episodes, e)
		if cases[next].Happened {
			r.Hits++
		}
	}
	r.HitRate = ClopperPearson(r.Hits, len(r.Episodes), r.Level)
	if len(r.Episodes) < c.MinEpisodes {
		return r.tooFew(c.MinEpisodes, 0)
	}
	return nil
}

func (r *Calibration) tooFew(need, fold int) error {
	e := &EpisodesError{State: r.State, Episodes: len(r.Episodes), Need: need, Fold: fold}
	if n := len(r.Episodes); n > 0 {
		e.From, e.To = r.Episodes[0].From, r.Episodes[n-1].To
	}
	return e
}

// predict says p of each case by what its fold may learn from.
func (r *Calibration) predict(cases Cases, k int) error {
	folds, err := cases.outcomes().PurgedKFold(k, r.Embargo)
	if err != nil {
		return err
	}
	r.Folds = folds
	for i, f := range folds {
		train := cases.pick(f.Train)
		fit, err := fitCurve(r.Method, train)
		if err == ErrOneOutcome || err == ErrShort {
			return r.tooFew(minEpisodes, i+1)
		}
		if err != nil {
			return train.fail("Calibrate", err)
		}
		base := float64(train.happened()) / float64(len(train))
		for j := f.First; j <= f.Last; j++ {
			r.Predictions = append(r.Predictions, Prediction{Case: cases[j], P: fit.P(cases[j].Score), Climatology: base, Fold: i + 1})
		}
	}
	return nil
}

// judge compares the predictions with what came.
func (r *Calibration) judge(c CalibrateConfig) {
	n := len(r.Predictions)
	said, times := make(Cases, n), make([]int64, n)
	loss, base, gain := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, p := range r.Predictions {
		said[i], times[i] = p.Case, int64(i)
		said[i].Score = p.P
		loss[i], base[i] = p.squares()
		gain[i] = base[i] - loss[i]
		r.BrierClimatology += base[i] / float64(n)
		if p.Known.After(r.Known) {
			r.Known = p.Known
		}
	}
	r.Verification = verify(said)
	r.Length = c.Length
	if s, err := series.FromUnixNano(times, gain); err == nil && c.Length == 0 {
		if best, _, err := ratio.BlockLength(s); err == nil {
			r.Length = best
		}
	}
	r.Length = max(r.Length, float64(crowd(said, r.Horizon)))
	skill := func(rows []int) float64 {
		a, b := 0.0, 0.0
		for _, i := range rows {
			a, b = a+loss[i], b+base[i]
		}
		return 1 - a/b
	}
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	r.Skill = skill(all)
	r.SkillInterval = ratio.NewStationary(n, r.Length, c.Seed).Interval(skill, c.Reps, c.Level)
}

// crowd is the largest number of cases within a horizon.
func crowd(c Cases, horizon time.Duration) (most int) {
	first := 0
	for i := range c {
		for c[i].Time.Sub(c[first].Time) >= horizon {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}
