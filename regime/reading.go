package regime

import "time"

// A Reading is the score at an instant with everything that makes it up:
// Base + Contributions + Cautions + Clip add up to Micro, in integers.
type Reading struct {
	Time  time.Time `json:"time"`          // the instant; everything known at or before it is in
	Tick  time.Time `json:"tick,omitzero"` // the last step of the model's clock; zero before the first
	Model string    `json:"model"`         // the model's id

	Score float64 `json:"score"`       // 0..100, Micro / 1e6
	Micro int64   `json:"score_micro"` // the score in micro-points

	State  State  `json:"state"`  // as of Tick
	Since  Date   `json:"since"`  // when State began
	Margin Margin `json:"margin"` // to the nearest threshold

	Coverage   float64 `json:"coverage"`   // 0..1, the weight of inputs that are there and fresh
	Agreement  float64 `json:"agreement"`  // 0..1, |sum| over sum of magnitudes of the pillars
	Confidence float64 `json:"confidence"` // Coverage * Agreement, less what unknown cautions could say

	A     float64 `json:"a"`     // weighted mean of the pillars, -1..1
	K     float64 `json:"k"`     // the cautions together
	Kappa float64 `json:"kappa"` // what a K of 1 takes from A
	// Renormalised says that the inputs of a pillar share the weight of a missing one.
	Renormalised bool        `json:"renormalised,omitempty"`
	R            [][]float64 `json:"r,omitempty"` // how far the cautions come together; nil is all ones
	Raw          float64     `json:"raw"`         // A - Kappa*K
	S            float64     `json:"s"`           // Raw clipped to [-1, 1]

	Pillars       []PillarReading  `json:"pillars"`
	Base          Part             `json:"base"`
	Contributions []Contribution   `json:"contributions"`
	Cautions      []CautionReading `json:"cautions"`
	Clip          Part             `json:"clip"`

	Events   []Event  `json:"events"`  // the latest, oldest first; shared: do not write to them
	History  []Step   `json:"history"` // the latest steps, oldest first; shared too
	Thesis   []Leg    `json:"thesis"`
	Evidence Evidence `json:"evidence"`
}

// A Margin is the distance from the score to the nearest threshold of the states.
type Margin struct {
	Distance  float64 `json:"distance"`
	Threshold float64 `json:"threshold"`
}

// A Part is a share of the score.
type Part struct {
	Points float64 `json:"points"`
	Micro  int64   `json:"micro"`
}

// A PillarReading is a pillar's weighted mean of signals, -1..1.
type PillarReading struct {
	ID       string  `json:"id"`
	Weight   float64 `json:"weight"`
	Value    float64 `json:"value"`
	Coverage float64 `json:"coverage"`
}

// A Contribution is what one input adds to the score.
type Contribution struct {
	ID        string    `json:"id"` // pillar/input
	Pillar    string    `json:"pillar"`
	Input     string    `json:"input"`
	Value     Number    `json:"value"`
	Unit      string    `json:"unit"`
	Weight    float64   `json:"weight"` // what a fresh signal of 1 adds, in points
	Share     float64   `json:"share"`  // of the pillar
	Reference Date      `json:"reference"`
	Known     time.Time `json:"-"`
	AgeDays   Number    `json:"age_days"`
	Quality   float64   `json:"q"`
	Z         Number    `json:"z"`
	Centre    Number    `json:"centre"` // the value of z 0, and
	Spread    Number    `json:"spread"` // what a z of 1 is away from it; missing without z
	Sign      float64   `json:"sign"`   // of the signal to the z: 1 or -1, 0 without
	Signal    Number    `json:"signal"`
	Part
	Flags []string `json:"flags"` // missing, insufficient, thin, meanad, degenerate, tga_week_average
}

// A CautionReading is what one caution takes from the score.
type CautionReading struct {
	ID        string  `json:"id"` // caution/name
	Value     Number  `json:"value"`
	Unit      string  `json:"unit"`
	V         float64 `json:"v"` // 0..1: what it weighs
	Reference Date    `json:"reference"`
	C         Number  `json:"c"`  // 0..1 after the ramp
	Lo        float64 `json:"lo"` // the value at which C begins to rise
	Hi        float64 `json:"hi"` // and is 1
	Part
	Flags []string `json:"flags"` // stale, unknown, expired
}

// An Event is a change of state, or a dated caution that became known or left.
type Event struct {
	Time  time.Time `json:"time"`
	From  State     `json:"from"`
	To    State     `json:"to"`
	Score float64   `json:"score"`
	Rule  string    `json:"rule"`
	// Caution names the caution that became known or left; Change is the score
	// with what happened to it less the score without.
	Caution string  `json:"caution,omitempty"`
	Change  float64 `json:"change,omitempty"`
}

// A Step is one tick of the model's clock.
type Step struct {
	Time  time.Time `json:"time"`
	Score float64   `json:"score"`
	State State     `json:"state"`
}

// LegStatus says whether a leg of the thesis holds.
type LegStatus string

// The values of a LegStatus.
const (
	Met        LegStatus = "met"
	NotMet     LegStatus = "not met"
	LegUnknown LegStatus = "unknown"
)

// A Leg is one of the four conditions of the thesis.
type Leg struct {
	ID     string    `json:"id"`
	Status LegStatus `json:"status"`
	Since  time.Time `json:"since,omitzero"` // the first step of the spell; zero if it began after the last step
	Reads  string    `json:"reads"`          // what it reads now, in words
	Value  Number    `json:"value"`          // the same as a number: of the machine, the pillar or the histogram
	Change Number    `json:"change_at"`
	// Changes says in words what Change is: a close, a value of the pillar.
	Changes string `json:"change"`
	Series  string `json:"series"`
	// Next are the releases after Reading.Time that decide the leg next, soonest first,
	// one for each series it reads that has a calendar.
	Next []Release `json:"next"`
}
