package evaluate

import (
	"time"

	"github.com/riskon/riskon/regime"
)

// A Case is a score, or a probability, said at Time and what came of it. Like an
// Outcome it looks forward, and is no input for anything at Time.
type Case struct {
	Time     time.Time // of the forecast
	Known    time.Time // of the outcome
	Score    float64   // in any unit; Verify wants a probability
	Happened bool
}

// Cases are what the estimators of this package learn from, in order of Time.
// Several may have the same Time.
type Cases []Case

// Join puts the score of each step beside the outcome with the same Time. Steps
// without an outcome, steps whose score is NaN and steps in Unknown are left
// out: in Unknown the score says how much is missing.
//
// The error is a *RowError with ErrOrder or ErrKnown.
func Join(history []regime.Step, outcomes Outcomes) (Cases, error) {
	if err := inOrder("Join", history); err != nil {
		return nil, err
	}
	if err := outcomes.check("Join"); err != nil {
		return nil, err
	}
	var out Cases
	next := 0
	for i, o := range outcomes {
		if i > 0 && o.Time.Equal(outcomes[i-1].Time) {
			return nil, &RowError{Name: "Join", Row: "outcome", Index: i, Time: o.Time, Err: ErrOrder}
		}
		for next < len(history) && history[next].Time.Before(o.Time) {
			next++
		}
		if next == len(history) {
			break
		}
		if s := history[next]; s.Time.Equal(o.Time) && s.State != regime.Unknown && !missing(s.Score) {
			out = append(out, Case{Time: o.Time, Known: o.Known, Score: s.Score, Happened: o.Happened})
		}
	}
	return out, nil
}

// outcomes are the cases without their scores.
func (c Cases) outcomes() Outcomes {
	out := make(Outcomes, len(c))
	for i, x := range c {
		out[i] = Outcome{Time: x.Time, Known: x.Known, Happened: x.Happened}
	}
	return out
}

// observed returns the cases whose score is there, and a *RowError for the first
// that is before the one before it.
func (c Cases) observed(name string) (Cases, error) {
	var out Cases
	for i, x := range c {
		if i > 0 && x.Time.Before(c[i-1].Time) {
			return nil, &RowError{Name: name, Row: "case", Index: i, Time: x.Time, Err: ErrOrder}
		}
		if !missing(x.Score) {
			out = append(out, x)
		}
	}
	return out, nil
}

// pick returns the cases of the given rows.
func (c Cases) pick(rows []int) Cases {
	out := make(Cases, len(rows))
	for i, j := range rows {
		out[i] = c[j]
	}
	return out
}

// span returns how many cases there are, and the times of the first and the last.
func (c Cases) span() (n int, from, to time.Time) {
	if len(c) == 0 {
		return 0, time.Time{}, time.Time{}
	}
	return len(c), c[0].Time, c[len(c)-1].Time
}

// happened counts the cases in which it did.
func (c Cases) happened() (n int) {
	for _, x := range c {
		if x.Happened {
			n++
		}
	}
	return n
}

// scores returns the lowest and the highest score.
func (c Cases) scores() (lowest, highest float64) {
	for i, x := range c {
		if i == 0 {
			lowest, highest = x.Score, x.Score
		}
		lowest, highest = min(lowest, x.Score), max(highest, x.Score)
	}
	return lowest, highest
}

// fail wraps err with the estimator's name and the cases.
func (c Cases) fail(name string, err error) error {
	e := &SampleError{Name: name, Err: err}
	e.N, e.From, e.To = c.span()
	return e
}
