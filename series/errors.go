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
	ErrStamp     = errors.New("meaning of the time column not given, or not what its header says: want Opens, Closes or References")
	ErrHeader    = errors.New("header does not have each column asked for once")
	ErrRow       = errors.New("row longer than 65536 bytes")
	ErrTime      = errors.New("not a time in the form asked for")
	ErrClosed    = errors.New("no session on this date")
	ErrNumber    = errors.New("not a number")
	ErrJSON      = errors.New("not the JSON of this type")
)

// A PointError says which point is bad, when it is, and why. Index is its
// position in the input, or -1 where there is none; Err is, or wraps, one of the
// package's sentinels.
type PointError struct {
	Index int
	Time  time.Time
	Err   error
}

// Error says which point, when, and why.
func (e *PointError) Error() string {
	point := fmt.Sprintf("point %d", e.Index)
	at := e.Time.UTC().Format(time.RFC3339Nano)
	switch {
	case e.Index < 0 && e.Time.IsZero():
		return fmt.Sprintf("series: %v", e.Err)
	case e.Index < 0:
		return fmt.Sprintf("series: %s: %v", at, e.Err)
	case e.Time.IsZero():
		return fmt.Sprintf("series: %s: %v", point, e.Err)
	}
	return fmt.Sprintf("series: %s (%s): %v", point, at, e.Err)
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

// Error says where and why.
func (e *ParseError) Error() string {
	return fmt.Sprintf("series: line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap gives the sentinel.
func (e *ParseError) Unwrap() error { return e.Err }
