package series

import (
	"errors"
	"fmt"
	"time"
)

// What can be wrong with a reading of a wall clock. Local wraps them.
var (
	ErrAmbiguous = errors.New("the local clock shows this time twice")
	ErrSkipped   = errors.New("the local clock skips this time")
)

// Local returns the instant at which a clock in loc shows the date and the time of
// day that civil shows in its own location: what time.Parse makes of a file's
// "2026-03-08 09:30" without a zone. The result is in UTC.
//
// When clocks are put back, an hour is shown twice, and when they are put forward,
// an hour is not shown at all; a file that has such a time does not say which
// instant it means. That is a *PointError with ErrAmbiguous or ErrSkipped and no
// index. time.Date guesses in silence. The instant comes with the error: the later
// of the two, or the end of the gap, and is the PointError's Time. Who decides to
// use it knows nothing too early.
//
// Local panics if loc is nil.
func Local(civil time.Time, loc *time.Location) (time.Time, error) {
	if loc == nil {
		panic("series: Local: loc is nil")
	}
	reading := time.Date(civil.Year(), civil.Month(), civil.Day(),
		civil.Hour(), civil.Minute(), civil.Second(), civil.Nanosecond(), time.UTC)
	// No clock differs from UTC by more than a day and two hours. Look at each
	// stretch of constant offset around.
	const most = 26 * time.Hour
	var found []time.Time
	var gap time.Time
	for at := reading.Add(-most).In(loc); !at.After(reading.Add(most)); {
		end := stretchEnd(at)
		_, offset := at.Zone()
		u := reading.Add(-time.Duration(offset) * time.Second)
		switch {
		case u.Before(at):
			if gap.IsZero() {
				gap = at.UTC() // here the clock already shows a later time
			}
		case end.IsZero() || u.Before(end):
			found = append(found, u)
		}
		if end.IsZero() {
			break
		}
		at = end
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return gap, unclear(civil, loc, gap, ErrSkipped)
	}
	last := found[len(found)-1]
	return last, unclear(civil, loc, last, ErrAmbiguous)
}

// unclear returns an error that names the reading.
func unclear(civil time.Time, loc *time.Location, at time.Time, err error) error {
	return &PointError{Index: -1, Time: at, Err: fmt.Errorf("%w: %s in %v", err, civil.Format("2006-01-02 15:04:05"), loc)}
}
