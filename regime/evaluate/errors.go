package evaluate

import (
	"errors"
	"fmt"
	"time"

	"github.com/riskon/riskon/regime"
)

// What can be wrong. They arrive wrapped in a *SampleError, a *RowError or an
// *EpisodesError, and are found with errors.Is.
var (
	ErrTooFewEpisodes = errors.New("too few episodes for a probability")
	ErrShort          = errors.New("too few cases")
	ErrOneOutcome     = errors.New("all outcomes are the same")
	ErrConstant       = errors.New("all scores are the same")
	ErrEmbargo        = errors.New("embargo shorter than the horizon")
	ErrOrder          = errors.New("out of order, or a time twice")
	ErrKnown          = errors.New("outcome not later than its forecast")
	ErrProbability    = errors.New("probability not in 0..1")
	ErrGap            = errors.New("history does not reach back to the reading before")
)

// A SampleError says which estimator could not answer, and on which cases.
type SampleError struct {
	Name     string // the function, such as "FitPlatt"
	N        int    // cases that could be used
	From, To time.Time
	Err      error
}

// Error names the estimator, its cases and what is wrong with them.
func (e *SampleError) Error() string {
	return fmt.Sprintf("evaluate: %s: %s: %v", e.Name, span(e.N, "cases", e.From, e.To), e.Err)
}

// Unwrap gives the sentinel.
func (e *SampleError) Unwrap() error { return e.Err }

// A RowError says which row was refused: a step, an outcome, a case or a reading.
type RowError struct {
	Name  string // the function
	Row   string // what the row is, such as "step"
	Index int    // from 0
	Time  time.Time
	Err   error
}

// Error names the row and what is wrong with it.
func (e *RowError) Error() string {
	return fmt.Sprintf("evaluate: %s: %s %d at %s: %v", e.Name, e.Row, e.Index, e.Time.UTC().Format(time.RFC3339Nano), e.Err)
}

// Unwrap gives the sentinel.
func (e *RowError) Unwrap() error { return e.Err }

// An EpisodesError is the refusal to give a probability: the history has too few
// episodes, or so few that one fold would learn from one outcome only. It wraps
// ErrTooFewEpisodes.
type EpisodesError struct {
	State    regime.State // of the episodes
	Episodes int          // found, with an outcome
	Need     int
	Fold     int // from 1, that has outcomes of one kind only to learn from; 0: Episodes < Need
	From, To time.Time
}

// Error says how many episodes there are and what that is too few for.
func (e *EpisodesError) Error() string {
	n := span(e.Episodes, e.State.String()+" episodes", e.From, e.To)
	if e.Fold > 0 {
		return fmt.Sprintf("evaluate: %s: %v: fold %d is left outcomes of one kind at most to learn from", n, ErrTooFewEpisodes, e.Fold)
	}
	return fmt.Sprintf("evaluate: %s: %v, which takes %d", n, ErrTooFewEpisodes, e.Need)
}

// Unwrap gives ErrTooFewEpisodes.
func (e *EpisodesError) Unwrap() error { return ErrTooFewEpisodes }

// span says how many of what there are, and from when to when.
func span(n int, what string, from, to time.Time) string {
	if n == 0 {
		return "no " + what
	}
	return fmt.Sprintf("%d %s from %s to %s", n, what, date(from), date(to))
}

func date(t time.Time) string { return t.UTC().Format(time.DateOnly) }
