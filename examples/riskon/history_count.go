package main

import (
	"errors"
	"math"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/regime/evaluate"
)

// ahead is how far the history looks beyond a step, in weeks.
var ahead = [...]int{4, 13, 26}

// Followed is the change of an asset in the 4, 13 and 26 weeks after a step, as a
// share. It is missing where the data end or have a gap, or the basket is thin or
// began anew.
type Followed struct {
	Asset   string        `json:"asset"` // ETH/BTC where the basket was thin at the start
	Weeks4  regime.Number `json:"change_4_weeks"`
	Weeks13 regime.Number `json:"change_13_weeks"`
	Weeks26 regime.Number `json:"change_26_weeks"`
}

// A Count says after how many episodes an asset rose, beside any week. Two
// spells less than Weeks apart are one episode; it counts if its first step
// has an outcome.
type Count struct {
	State          regime.State     `json:"state"`
	Asset          string           `json:"asset"`
	Weeks          int              `json:"weeks"`
	After          Rose             `json:"after_episodes"`
	ClopperPearson [2]float64       `json:"clopper_pearson_95"` // where the true share lies
	Wilson         [2]float64       `json:"wilson_95"`
	Any            Rose             `json:"after_any_week"`        // with a state; weeks overlap and are no independent cases
	P              regime.Number    `json:"probability_of_a_rise"` // at the score now; null where refused
	Skill          regime.Number    `json:"skill"`                 // of the probabilities, out of fold
	Skill95        [2]regime.Number `json:"skill_95"`
	Note           string           `json:"probability_or_refusal"` // how it was made, or why there is none
}

// Rose counts rises.
type Rose struct {
	N     int           `json:"n"`
	Rose  int           `json:"rose"`
	Share regime.Number `json:"share"`
}

// share returns x/n, missing for n = 0.
func share(x float64, n int) regime.Number {
	if n == 0 {
		return regime.Number(math.NaN())
	}
	return regime.Number(x / float64(n))
}

// counts returns a row for each state, asset and horizon. The steps and the
// tracks are cut at the instant of score.
func (t tracks) counts(steps []regime.Step, score float64) ([]Count, error) {
	var rows []Count
	for _, state := range states[:2] {
		for _, asset := range []string{assetAlt, assetBTC} {
			for _, weeks := range ahead {
				c, err := counted(steps, t.outcomes(asset, steps, weeks), state, weeks, score)
				if err != nil {
					return nil, err
				}
				c.Asset = asset
				rows = append(rows, c)
			}
		}
	}
	return rows, nil
}

// confidence is that of the intervals.
const confidence = 0.95

// counted counts the episodes of a state that a rise followed, and all weeks that one did.
func counted(steps []regime.Step, outcomes evaluate.Outcomes, state regime.State, weeks int, score float64) (Count, error) {
	none := regime.Number(math.NaN())
	c := Count{State: state, Weeks: weeks, P: none, Skill: none, Skill95: [2]regime.Number{none, none}}
	episodes, err := evaluate.EpisodesOf(steps, state, time.Duration(weeks)*week)
	if err != nil {
		return c, err
	}
	rose := map[int64]bool{}
	for _, o := range outcomes {
		rose[o.Time.Unix()] = o.Happened
	}
	for _, e := range episodes {
		if up, ok := rose[e.From.Unix()]; ok {
			c.After.add(up)
		}
	}
	cases, err := evaluate.Join(steps, outcomes)
	if err != nil {
		return c, err
	}
	for _, x := range cases {
		c.Any.add(x.Happened)
	}
	c.After.Share, c.Any.Share = share(float64(c.After.Rose), c.After.N), share(float64(c.Any.Rose), c.Any.N)
	exact, approximate := evaluate.ClopperPearson(c.After.Rose, c.After.N, confidence), evaluate.Wilson(c.After.Rose, c.After.N, confidence)
	c.ClopperPearson, c.Wilson = [2]float64{exact.Low, exact.High}, [2]float64{approximate.Low, approximate.High}
	err = c.calibrate(steps, outcomes, score)
	return c, err
}

// calibrate asks for the probability of a rise at a score, and keeps it or why it
// is refused.
func (c *Count) calibrate(steps []regime.Step, outcomes evaluate.Outcomes, score float64) error {
	fit, err := evaluate.Calibrate(steps, outcomes, evaluate.CalibrateConfig{State: c.State})
	var bad *evaluate.RowError
	switch {
	case errors.As(err, &bad): // not too few data, but wrong ones
		return err
	case err != nil:
		c.Note = err.Error()
		return nil
	}
	p := fit.Probability(score)
	c.P, c.Note, c.Skill = regime.Number(p.P), p.String(), regime.Number(fit.Skill)
	c.Skill95 = [2]regime.Number{regime.Number(fit.SkillInterval.Low), regime.Number(fit.SkillInterval.High)}
	return nil
}

func (r *Rose) add(up bool) {
	r.N++
	if up {
		r.Rose++
	}
}

// outcomes says of each step whether the asset rose in the weeks after it.
func (t tracks) outcomes(asset string, steps []regime.Step, weeks int) evaluate.Outcomes {
	var out evaluate.Outcomes
	for _, s := range steps {
		_, tr := t.of(asset, dateOf(s.Time))
		if x := tr.over(dateOf(s.Time), weeks); !x.Missing() {
			out = append(out, evaluate.Outcome{Time: s.Time, Known: s.Time.AddDate(0, 0, 7*weeks), Return: float64(x), Happened: x > 0})
		}
	}
	return out
}

// followed is what came after a step.
func (t tracks) followed(asset string, step time.Time) Followed {
	date := dateOf(step)
	name, tr := t.of(asset, date)
	return Followed{name, tr.over(date, ahead[0]), tr.over(date, ahead[1]), tr.over(date, ahead[2])}
}

// of returns the asset's track with its name: ETH/BTC for a basket that is thin on the date.
func (t tracks) of(asset string, date time.Time) (string, track) {
	switch {
	case asset == assetBTC:
		return asset, t.btc
	case t.alt.value(t.alt.row(date)).Missing():
		return assetETHBTC, t.ethbtc
	}
	return asset, t.alt
}

const week = 7 * 24 * time.Hour

// dateOf is the last date that is over at a step: that of the closes known then.
func dateOf(step time.Time) time.Time { return step.AddDate(0, 0, -1) }

// over returns the change in the weeks after a date, from the last close of the
// week that ends with it. It is missing where a week is.
func (t track) over(date time.Time, weeks int) regime.Number {
	i, j := t.row(date), t.row(date.AddDate(0, 0, 7*weeks))
	if i < 0 || j != i+weeks || date.Sub(t.dates[i]) >= week {
		return regime.Number(math.NaN())
	}
	return t.change(i, weeks)
}

// until cuts the tracks to what was known at an instant.
func (t tracks) until(at time.Time) tracks {
	return tracks{t.alt.until(at), t.ethbtc.until(at), t.btc.until(at), t.iwm.until(at)}
}

func (t track) until(at time.Time) track {
	n := t.row(dateOf(at)) + 1
	t.dates, t.values = t.dates[:n], t.values[:n]
	if t.chains != nil {
		t.chains = t.chains[:n]
	}
	return t
}
