package regime

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/riskon/riskon/series"
)

// A Curve says how far the score at one instant is the doing of choices that could
// have been made otherwise: the scores of all variants of a family.
type Curve struct {
	Model string    `json:"model"` // the id of the base
	From  time.Time `json:"from"`  // after which the steps are
	To    time.Time `json:"to"`    // the instant of the scores, and of the last record

	Base   ScoredVariant `json:"base"`
	Rank   int           `json:"rank"`   // of the base: one more than the variants that score less
	Scores int           `json:"scores"` // different ones

	States []StateShare `json:"states"` // Unknown, RiskOff, Neutral, RiskOn
	Lower  float64      `json:"lower"`  // the first quartile of the scores
	Median float64      `json:"median"`
	Upper  float64      `json:"upper"` // the third quartile

	// Dimensions begin with the one that has the choice that moves the score most.
	Dimensions []DimensionEffect `json:"dimensions"`
	// Variants are all of them, the lowest score first, of equal ones by choices.
	Variants []ScoredVariant `json:"variants"`
}

// A ScoredVariant is what one variant says.
type ScoredVariant struct {
	Choices    []Choice `json:"choices"` // none is the base
	Score      float64  `json:"score"`
	Micro      int64    `json:"score_micro"`
	State      State    `json:"state"`
	Since      Date     `json:"since"`
	Coverage   float64  `json:"coverage"`
	Confidence float64  `json:"confidence"`
}

// A StateShare is how many of the variants are in a state.
type StateShare struct {
	State State   `json:"state"`
	N     int     `json:"n"`
	Share float64 `json:"share"`
}

// SpecificationCurve returns the scores at an instant of all variants of a family,
// each a classifier of its own that is told the records and makes its steps from
// start on. It is an estimator: one result for the instant, on what was known then
// and nothing later.
//
// A record must be read by one of the variants at least; a variant is told those
// that it reads. Quartiles are of type 7, as those of series.Sorted.
//
// The time is that of so many classifiers: 200 variants of riskon/1 over fifteen
// years of weeks and 7,000 records take about two seconds.
//
// The error wraps ErrFamily, is a *VariantError about a variant or a *RecordError
// about a record, or is ErrRewind or ErrClock about the instant.
//
// Source: Simonsohn, Simmons and Nelson, Specification curve analysis, Nature
// Human Behaviour 4 (2020), 1208-1214. What is not here is their test of the curve
// under the null: a score has no null.
func SpecificationCurve(f Family, start time.Time, records []Record, at time.Time) (Curve, error) {
	d, err := f.declare()
	if err != nil {
		return Curve{}, err
	}
	at = at.Round(0).UTC()
	if at.Before(start) {
		return Curve{}, ErrRewind
	}
	// Coins between Fridays are dropped only where no variant reads them.
	weekly := func(v Variant) bool { return !v.Config.DailyCloses }
	known, err := knownFrom(start, records, at, !slices.ContainsFunc(d.variants, weekly))
	if err != nil {
		return Curve{}, err
	}
	c := Curve{Model: d.variants[0].Config.ID, From: start.Round(0).UTC(), To: at}
	read := make([]bool, len(known))
	for _, v := range d.variants {
		scored, err := scoreVariant(v, start, known, read, at)
		if err != nil {
			return Curve{}, err
		}
		c.Variants = append(c.Variants, scored)
	}
	if i := slices.Index(read, false); i >= 0 {
		return Curve{}, &RecordError{known[i].Record, ErrName}
	}
	c.Dimensions = d.effects(c.Variants)
	c.summarise()
	return c, nil
}

// knownFrom checks the records as a Classifier does, but for their names, and returns
// those known at an instant, in the order in which it takes them.
func knownFrom(start time.Time, records []Record, at time.Time, dailyCloses bool) ([]arrival, error) {
	q := newQueue()
	for _, r := range records {
		own, err := ownRecord(r, dailyCloses)
		if err == nil && own.KnownAt().After(at) {
			continue
		}
		if err == nil && own.KnownAt().Before(start) {
			err = ErrClosed
		}
		if err == nil {
			err = q.addAny(own)
		}
		if err != nil {
			return nil, &RecordError{r, err}
		}
	}
	return q.inOrder(), nil
}

// scoreVariant runs one variant over the records that it reads, and notes which they are.
func scoreVariant(v Variant, start time.Time, known []arrival, read []bool, at time.Time) (ScoredVariant, error) {
	c, err := NewClassifier(v.Config, start)
	if err != nil {
		return ScoredVariant{}, &VariantError{v.Choices, err}
	}
	for i, x := range known {
		switch err := c.tell(x); {
		case err == nil:
			read[i] = true
		case !errors.Is(err, ErrName):
			return ScoredVariant{}, &VariantError{v.Choices, &RecordError{x.Record, err}}
		}
	}
	if err := c.Advance(at); errors.Is(err, ErrClock) {
		return ScoredVariant{}, err
	} else if err != nil {
		return ScoredVariant{}, &VariantError{v.Choices, err}
	}
	s := &c.mem
	scored, err := s.score(c.plan, at, s.cautions(c.plan, at))
	if err != nil {
		return ScoredVariant{}, &VariantError{v.Choices, err}
	}
	return ScoredVariant{v.Choices, scored.Score, scored.Micro, s.Machine.State, s.Since, scored.Coverage, scored.Confidence}, nil
}

// summarise sorts the variants, the base first until then, and describes them.
func (c *Curve) summarise() {
	c.Base = c.Variants[0]
	slices.SortStableFunc(c.Variants, func(a, b ScoredVariant) int {
		return cmp.Or(cmp.Compare(a.Micro, b.Micro), strings.Compare(choicesText(a.Choices), choicesText(b.Choices)))
	})
	for s := range stateNames {
		c.States = append(c.States, StateShare{State: State(s)})
	}
	var sorted series.Sorted
	n := len(c.Variants)
	for i, v := range c.Variants {
		sorted.Insert(v.Score)
		c.States[v.State].N++
		if v.Micro < c.Base.Micro {
			c.Rank = i + 1
		}
		if i == 0 || v.Micro != c.Variants[i-1].Micro {
			c.Scores++
		}
	}
	c.Rank++
	for s := range c.States {
		c.States[s].Share = float64(c.States[s].N) / float64(n)
	}
	c.Lower, c.Median, c.Upper = sorted.Quantile(0.25), sorted.Quantile(0.5), sorted.Quantile(0.75)
}

// name is the variant in words.
func (v ScoredVariant) name() string { return choicesText(v.Choices) }

// String is the variant in a line.
func (v ScoredVariant) String() string {
	return strings.TrimRight(plainText(fmt.Sprintf("%.6f %s %s", v.Score, v.State, v.name())), " ")
}
