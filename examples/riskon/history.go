package main

import (
	"encoding/json"
	"io"
	"slices"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/regime/evaluate"
)

// A StateHistory is what the states were, step by step, and what followed them.
// It looks back: what came after a step was unknown at that step. All of it was
// known at Time.
type StateHistory struct {
	Model    string         `json:"model"`
	Time     time.Time      `json:"time"`
	Score    float64        `json:"score"` // at Time
	States   []StateSummary `json:"states"`
	Episodes []EpisodeRow   `json:"episodes"` // every spell of RiskOn and RiskOff, oldest first
	Counts   []Count        `json:"counts"`
	Says     string         `json:"says"` // what the counts can and cannot say
	Steps    []regime.Step  `json:"steps"`
}

// A StateSummary is all spells of one state.
type StateSummary struct {
	State  regime.State  `json:"state"`
	Spells int           `json:"spells"`
	Weeks  int           `json:"weeks"`
	Score  regime.Number `json:"mean_score"`
}

// An EpisodeRow is a spell of one state and what came after its first step.
type EpisodeRow struct {
	State regime.State  `json:"state"`
	From  regime.Date   `json:"from"`
	To    regime.Date   `json:"to"`   // its last step
	Open  bool          `json:"open"` // it is the state now
	Weeks int           `json:"weeks"`
	Mean  regime.Number `json:"mean_score"`
	Last  regime.Number `json:"last_score"`
	Alt   Followed      `json:"alt_btc"`
	BTC   Followed      `json:"btc"`
}

// states are in the order of the tables; what followed is told of the first two.
var states = [...]regime.State{regime.RiskOn, regime.RiskOff, regime.Neutral, regime.Unknown}

// stateHistory returns the history as of date, with what had followed by then.
func (d *data) stateHistory(date time.Time) (StateHistory, error) {
	at := instant(date)
	r, steps, err := d.steps(at)
	if err != nil {
		return StateHistory{}, err
	}
	t, err := d.tracks()
	if err != nil {
		return StateHistory{}, err
	}
	t = t.until(at)
	h := StateHistory{Model: r.Model, Time: r.Time, Score: r.Score, Episodes: []EpisodeRow{}, Steps: steps}
	for _, state := range states {
		spells, err := evaluate.EpisodesOf(steps, state, 0)
		if err != nil {
			return StateHistory{}, err
		}
		h.States = append(h.States, summary(steps, state, spells))
		for _, e := range spells {
			if state == regime.RiskOn || state == regime.RiskOff {
				h.Episodes = append(h.Episodes, t.episode(steps, state, e))
			}
		}
	}
	slices.SortFunc(h.Episodes, func(a, b EpisodeRow) int { return a.From.Compare(b.From.Time) })
	if h.Counts, err = t.counts(steps, r.Score); err != nil {
		return StateHistory{}, err
	}
	h.Says = h.says()
	return h, nil
}

// stride is how many steps are made between two readings, each of which
// remembers the latest 156.
const stride = 100

// steps returns the reading at an instant and every step up to it.
func (d *data) steps(at time.Time) (r regime.Reading, steps []regime.Step, err error) {
	c, err := d.classifier()
	if err != nil {
		return r, nil, err
	}
	var readings []regime.Reading
	for t := d.firstTick(); ; t = t.AddDate(0, 0, 7*stride) {
		if t.After(at) {
			t = at
		}
		if err := c.Advance(t); err != nil {
			return r, nil, err
		}
		if r, err = c.Reading(); err != nil {
			return r, nil, err
		}
		readings = append(readings, r)
		if !t.Before(at) {
			break
		}
	}
	steps, err = evaluate.History(readings)
	return r, steps, err
}

// summary counts the steps of all spells of a state.
func summary(steps []regime.Step, state regime.State, spells evaluate.Episodes) StateSummary {
	s := StateSummary{State: state, Spells: len(spells)}
	sum := 0.0
	for _, x := range steps {
		if x.State == state {
			s.Weeks++
			sum += x.Score
		}
	}
	s.Score = share(sum, s.Weeks)
	return s
}

// episode returns the row of a spell.
func (t tracks) episode(steps []regime.Step, state regime.State, e evaluate.Episode) EpisodeRow {
	i := slices.IndexFunc(steps, func(s regime.Step) bool { return s.Time.Equal(e.From) })
	sum := 0.0
	for _, s := range steps[i : i+e.Steps] {
		sum += s.Score
	}
	return EpisodeRow{
		State: state, From: regime.DateOf(e.From), To: regime.DateOf(e.To), Open: e.Open, Weeks: e.Steps,
		Mean: share(sum, e.Steps), Last: regime.Number(steps[i+e.Steps-1].Score),
		Alt: t.followed(assetAlt, e.From), BTC: t.followed(assetBTC, e.From),
	}
}

// writeJSON writes the history as one object.
func (h StateHistory) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(h)
}
