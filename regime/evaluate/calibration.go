package evaluate

import (
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/regime"
)

// A Calibration is how scores became probabilities, and how good those were on
// cases they were not learned from. It is of the past: use it from Known on.
type Calibration struct {
	From, To time.Time // of the cases
	Known    time.Time // when the last outcome became known
	N        int       // cases

	Method  Method
	Horizon time.Duration // the longest time from a forecast to its outcome
	Embargo time.Duration
	Folds   Folds

	State    regime.State
	Episodes Episodes // that have a case
	Hits     int      // episodes whose first case happened
	HitRate  Interval // of Hits among Episodes, Clopper and Pearson's

	Skill            float64 // against climatology, out of fold; 0 is none
	SkillInterval    ratio.BootstrapInterval
	Level            float64 // of the intervals
	Length           float64 // mean block length of the resamples, in cases
	BrierClimatology float64 // that of climatology, out of fold
	Verification     Verification
	Predictions      []Prediction

	fit             curve
	lowest, highest float64
}

// A Prediction is what was said of a case by a curve that had not seen it.
type Prediction struct {
	Case
	P           float64
	Climatology float64 // the share in which it happened among what the curve learned from
	Fold        int     // from 1
}

// squares are the squared errors of P and of Climatology.
func (p Prediction) squares() (of, climatology float64) {
	y := 0.0
	if p.Happened {
		y = 1
	}
	return float64((p.P - y) * (p.P - y)), float64((p.Climatology - y) * (p.Climatology - y))
}

// A curve is a Platt or an Isotonic.
type curve struct {
	platt    *Platt
	isotonic *Isotonic
}

func fitCurve(m Method, c Cases) (curve, error) {
	if m == IsotonicRegression {
		fit, err := fitIsotonic(c)
		return curve{isotonic: &fit}, err
	}
	fit, err := fitPlatt(c)
	return curve{platt: &fit}, err
}

// P returns the probability at a score.
func (c curve) P(score float64) float64 {
	switch {
	case c.platt != nil:
		return c.platt.P(score)
	case c.isotonic != nil:
		return c.isotonic.P(score)
	}
	return math.NaN()
}

// Platt returns the curve of all cases, and false if another method made it.
func (r Calibration) Platt() (Platt, bool) {
	if r.fit.platt == nil {
		return Platt{}, false
	}
	return *r.fit.platt, true
}

// Isotonic returns the curve of all cases, and false if another method made it.
func (r Calibration) Isotonic() (Isotonic, bool) {
	if r.fit.isotonic == nil {
		return Isotonic{}, false
	}
	return *r.fit.isotonic, true
}

// A Probability is a number with how it was made.
type Probability struct {
	P     float64 // NaN where there is none
	Score float64
	Base  float64 // how often it happened whatever the score
	Note  string
}

// String shows the number, the base rate and the note.
func (p Probability) String() string {
	if missing(p.P) {
		return "no probability: " + p.Note
	}
	return fmt.Sprintf("%s at score %s, against %s whatever the score: %s", percent(p.P), number(p.Score), percent(p.Base), p.Note)
}

// Probability returns the probability of the target at a score, by the curve of
// all cases, with a note of how it was made and what is wrong with it. It is for
// scores said at Known or later, and in any state but Unknown, of which there are no
// cases. P is NaN for a score that is NaN, and where r has no curve: JSON keeps a Platt
// or an Isotonic, and of a Calibration only the judgement.
func (r Calibration) Probability(score float64) Probability {
	out := Probability{P: r.fit.P(score), Score: score, Base: r.Verification.Base}
	switch {
	case r.fit == curve{}:
		out.Note = "no calibration"
	case missing(score):
		out.Note = "no score"
	default:
		out.Note = fmt.Sprintf("%s on %s, %d %v episodes; %s; for scores from %s on", r.Method,
			span(r.N, "cases", r.From, r.To), len(r.Episodes), r.State, r.verdict(), date(r.Known))
		if score < r.lowest || score > r.highest {
			out.Note += fmt.Sprintf("; beyond the scores seen, %s to %s", number(r.lowest), number(r.highest))
		}
	}
	return out
}

// verdict says what the skill is worth.
func (r Calibration) verdict() string {
	in := fmt.Sprintf("skill %s (%s %s to %s)", share(r.Skill), percent(r.Level), share(r.SkillInterval.Low), share(r.SkillInterval.High))
	switch {
	case !(r.Skill > 0):
		return in + ", none: the base rate was as good or better"
	case !(r.SkillInterval.Low > 0):
		return in + ", not told from none"
	}
	return in
}

// String shows the judgement, and the reliability out of fold.
func (r Calibration) String() string { return r.table().text() }

// HTML shows the judgement, and the reliability out of fold as a table for a
// notebook.
func (r Calibration) HTML() string { return r.table().html() }

func (r Calibration) table() *table {
	t := &table{notes: []string{"Calibration, empty"}}
	if r.N == 0 {
		return t
	}
	t.notes[0] = fmt.Sprintf("Calibration (retrospective), %s, %s", r.Method, span(r.N, "cases", r.From, r.To))
	t.note("outcomes after up to %s; %d folds, purged, embargo %s", days(r.Horizon), len(r.Folds), days(r.Embargo))
	t.note("%d %v episodes; it happened after the start of %d of them: %s", len(r.Episodes), r.State, r.Hits, r.HitRate)
	t.note("happened in %s of all cases", percent(r.Verification.Base))
	t.note("out of fold: Brier %s, climatology %s, AUC %s", number(r.Verification.Brier), number(r.BrierClimatology), share(r.Verification.AUC))
	t.note("%s; %d resamples, blocks of %s cases", r.verdict(), r.SkillInterval.N, number(r.Length))
	if r.fit.platt != nil && r.fit.platt.A > 0 {
		t.note("a higher score means a lower probability here")
	}
	r.Verification.addBins(t)
	return t
}

// days shows a time in days.
func days(d time.Duration) string { return number(d.Hours()/24) + " days" }
