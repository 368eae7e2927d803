package ratio

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// What can be wrong with an observation or a saved state. They arrive wrapped
// and are found with errors.Is.
var (
	ErrClosed    = errors.New("instant already closed")
	ErrDuplicate = errors.New("given twice")
	ErrPrice     = errors.New("price not between 1e-75 and 1e75")
	ErrSize      = errors.New("size out of range") // a market cap, a supply or a weight
	ErrName      = errors.New("name empty or not UTF-8")
	ErrState     = errors.New("not a valid state")
	ErrSpec      = errors.New("state of other parameters")
)

// An ObserveError says which observation was refused and why. Nothing of it is
// kept. Time is zero where there is none. Err is a sentinel of this package, or series.ErrRange.
type ObserveError struct {
	Input string // a coin, "base", "clock", "numerator", "denominator", "y", "x", "low", "high", "flip", "drawdown" or "events"
	Time  time.Time
	Value float64
	Err   error
}

// Error names the input, in quotes where it is no plain name, the instant and what is wrong.
func (e *ObserveError) Error() string {
	name := e.Input
	if quoted := strconv.Quote(name); name == "" || quoted != `"`+name+`"` {
		name = quoted
	}
	if e.Time.IsZero() {
		return fmt.Sprintf("ratio: %s: %v", name, e.Err)
	}
	return fmt.Sprintf("ratio: %s at %s: %v", name, e.Time.UTC().Format(time.RFC3339Nano), e.Err)
}

// Unwrap gives the sentinel.
func (e *ObserveError) Unwrap() error { return e.Err }

// stateError says what is wrong with a saved state of kind what.
func stateError(what string, err error, why string) error {
	return fmt.Errorf("ratio: %s: %w: %s", what, err, why)
}
