package regime

import (
	"errors"
	"fmt"
	"slices"
)

// A ClaimError says which field of which claim makes no sense.
type ClaimError struct {
	ID    string
	Field string // its name in JSON; "" for the claim as a whole
	// Where it was read, from 1, columns in bytes; 0 for a claim that was not.
	Line, Column int
	Err          error
}

// Error names the place, the claim, the field and what is wrong with it.
func (e *ClaimError) Error() string {
	s := "regime: "
	if e.Line > 0 {
		s += fmt.Sprintf("line %d, column %d: ", e.Line, e.Column)
	}
	if e.ID != "" {
		s += fmt.Sprintf("claim %q: ", e.ID)
	}
	if e.Field != "" {
		s += e.Field + ": "
	}
	return s + e.Err.Error()
}

// Unwrap gives what is wrong.
func (e *ClaimError) Unwrap() error { return e.Err }

var (
	rangeMeasures = []Measure{RecordCloses, ChangeOf, LowCloses, LongestRun, LowestRSI, HighestAfter, USDDeployed, NetOutflow}
	valueMeasures = []Measure{EachValue, EachRSI}
	eventMeasures = []Measure{EachRecord, EachFlip, EachMonthFlip, EachBreak, EachConfirm}
)

// each reports whether the measure is one of each date, not of the range.
func (m Measure) each() bool { return slices.Contains(valueMeasures, m) || m.happens() }

// happens reports whether the measure is an event.
func (m Measure) happens() bool { return slices.Contains(eventMeasures, m) }

// ops are those that a measure can be asked with; nil if there is no such measure.
func (m Measure) ops() []Op {
	switch {
	case slices.Contains(rangeMeasures, m):
		return []Op{AtLeast, AtMost}
	case slices.Contains(valueMeasures, m):
		return []Op{LowestIn}
	case m.happens():
		return []Op{AtLeast, AtMost, FirstIn}
	}
	return nil
}

// Check reports what makes no sense in a claim, as a *ClaimError: a name that is
// missing or not UTF-8, a Measure that does not exist, an Op that it cannot be asked
// with, a range that ends before it begins, and a time that is not above 0 or in a
// Unit other than weeks, months and years.
func (c Claim) Check() error {
	bad := func(field, format string, args ...any) error {
		return &ClaimError{ID: c.ID, Field: field, Err: fmt.Errorf(format, args...)}
	}
	for _, name := range []struct{ field, text string }{{"id", c.ID}, {"text", c.Text}, {"series", c.Series}} {
		if name.text == "" || !text(name.text) {
			return bad(name.field, "missing, or not UTF-8")
		}
	}
	ops := c.Measure.ops()
	lasts := c.Op == LowestIn || c.Op == FirstIn
	switch {
	case ops == nil:
		return bad("measure", "no %q", c.Measure)
	case !slices.Contains(ops, c.Op):
		return bad("op", "%q is none of %v, which %q takes", c.Op, ops, c.Measure)
	case c.From.IsZero():
		return bad("from", "missing")
	case c.To.Before(c.From.Time):
		return bad("to", "range ends before it begins")
	case !finite(c.Value), lasts && c.Value <= 0:
		return bad("claimed", "%v is not a number, or no time above 0", c.Value)
	case !text(c.Unit), lasts && !slices.Contains(units, c.Unit):
		return bad("unit", "%q is none of %v", c.Unit, units)
	}
	return nil
}

// errTwice is what a second claim of one id is.
var errTwice = errors.New("twice")
