package series

import (
	"errors"
	"fmt"
	"time"
)

// What can be wrong with a point, a bar or a file. They arrive wrapped, in a
// *PointError or a *ParseError, and are found with errors.Is.
var (
	ErrLength    = errors.New("different lengths")
	ErrOrder     = errors.New("time not after the one before")
	ErrDuplicate = errors.New("time twice")
	ErrRange     = errors.New("time outside 1678..2262")
	ErrInfinite  = errors.New("infinite or larger than 1e75")
	ErrBar       = errors.New("bar needs start < end and low <= open, close <= high")
	ErrOverlap   = errors.New("bar starts before the end of the one before")
	ErrClock     = errors.New("different clocks")
	ErrMissing   = errors.New("value is missing")
	ErrTick      = errors.New("tick not within 1e-75..1e75")
	ErrStamp     = errors.New("meaning of the time column not given: want Opens(grid) or Closes(grid)")
	ErrHeader    = errors.New("header is not time,value or time,open,high,low,close,volume as asked")
	ErrTime      = errors.New("time is neither 2006-01-02 nor RFC 3339")
	ErrNumber    = errors.New("not a number")
)

// A PointError says which point is bad, when it is, and why. Index is its
// position in the input, or -1 where there is none; Err is one of the package's sentinels.
type PointError struct {
	Index int
	Time  time.Time
	Err   error
}

func (e *PointError) Error() string {
	switch {
	case e.Index < 0:
		return fmt.Sprintf("series: %v", e.Err)
	case e.Time.IsZero():
		return fmt.Sprintf("series: point %d: %v", e.Index, e.Err)
	}
	return fmt.Sprintf("series: point %d (%s): %v", e.Index, e.Time.UTC().Format(time.RFC3339Nano), e.Err)
}

// Unwrap gives the sentinel.
func (e *PointError) Unwrap() error { return e.Err }

// A ParseError says where in a file the input is bad, and why. Line and Column
// count from 1; Column counts bytes and is the start of the bad field. Err is
// one of the package's sentinels or one of encoding/csv's.
type ParseError struct {
	Line, Column int
	Err          error
}

func (e *ParseError) Error() string {
	return fmt.Sprintf("series: line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap gives the sentinel.
func (e *ParseError) Unwrap() error { return e.Err }
