package series

import (
	"fmt"
	"math"
	"time"
)

// A Grid cuts time into buckets [start, end): hours, the weeks of New York, the
// sessions of an exchange. It is a small value that can be copied and compared.
// The zero Grid has no buckets.
//
// The buckets of Every, Daily, Weekly and Monthly follow each other without gap
// or overlap. Those of Session do not overlap, and between them the exchange is
// closed.
//
// Daily, Weekly and Monthly count in dates of a place, so a bucket can be an
// hour longer or shorter than its neighbours. A date begins at 00:00. Where
// daylight saving time skips that midnight, it begins when the clock first
// shows the date; where the clock shows midnight twice, at the first. A date
// that a place never had, such as 30 December 2011 in Samoa, has no bucket. The
// caller brings the *time.Location; this package never loads one.
//
// What is placed in a bucket goes by its stamps: a bar must lie within
// [start, end), a trade belongs to [start, end), a level, which is still valid
// at its stamp, to (start, end].
type Grid struct {
	unit  unit
	first time.Weekday   // of a weekly grid
	width time.Duration  // of Every
	loc   *time.Location // nil for sessions
	cal   *calendar      // of sessions
}

type unit int8

const (
	every unit = 1 + iota
	daily
	weekly
	monthly
	session
)

// Every returns the grid of buckets that are d long, one of which begins at the
// Unix epoch, 1970-01-01 00:00 UTC. It panics for d <= 0.
//
//	start = floor((t - epoch) / d) * d + epoch
//
// It knows no zone: Every(24*time.Hour) are the days of UTC, and the days of no
// place with daylight saving time. Weeks from Every(7*24*time.Hour) begin on Thursdays.
func Every(d time.Duration) Grid {
	if d <= 0 {
		panic("series: Every: duration <= 0")
	}
	return Grid{unit: every, width: d, loc: time.UTC}
}

// Daily returns the grid of civil days in loc. It panics if loc is nil.
func Daily(loc *time.Location) Grid { return civil("Daily", Grid{unit: daily, loc: loc}) }

// Weekly returns the grid of civil weeks in loc that begin at 00:00 of the
// weekday start. It panics if loc is nil or start is no day of the week.
func Weekly(loc *time.Location, start time.Weekday) Grid {
	g := civil("Weekly", Grid{unit: weekly, loc: loc, first: start})
	if start < time.Sunday || start > time.Saturday {
		panic("series: Weekly: no such weekday")
	}
	return g
}

// Monthly returns the grid of civil months in loc. It panics if loc is nil.
func Monthly(loc *time.Location) Grid { return civil("Monthly", Grid{unit: monthly, loc: loc}) }

func civil(name string, g Grid) Grid {
	if g.loc == nil {
		panic("series: " + name + ": loc is nil")
	}
	return g
}

// Bucket returns the bucket that holds t, start <= t < end, in UTC. It reports
// false for the zero Grid, where t, start or end lies outside 1678..2262, and on
// a Session grid when the exchange is closed at t.
//
// A level at t belongs to the bucket of the nanosecond before: Bucket(t.Add(-1)).
func (g Grid) Bucket(t time.Time) (start, end time.Time, ok bool) {
	start, end, ok = g.Next(t)
	if !ok || t.Before(start) {
		return time.Time{}, time.Time{}, false
	}
	return start, end, true
}

// Next returns the first bucket that ends after t, in UTC: the one that holds t,
// or on a Session grid, when the exchange is closed at t, the next session. It
// reports false for the zero Grid and where t, start or end lies outside
// 1678..2262.
func (g Grid) Next(t time.Time) (start, end time.Time, ok bool) {
	ns, ok := unixNano(t)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	switch g.unit {
	case 0:
		return time.Time{}, time.Time{}, false
	case every:
		return g.fixed(ns)
	case session:
		return g.cal.next(t)
	}
	start, end = g.civil(t)
	return inRange(start, end)
}

// fixed gives the bucket of an Every grid.
func (g Grid) fixed(ns int64) (start, end time.Time, ok bool) {
	w := int64(g.width)
	into := ns % w
	if into < 0 {
		into += w
	}
	if ns < math.MinInt64+into || ns-into > math.MaxInt64-w {
		return time.Time{}, time.Time{}, false
	}
	return time.Unix(0, ns-into).UTC(), time.Unix(0, ns-into+w).UTC(), true
}

// civil gives the bucket of a grid of dates.
func (g Grid) civil(t time.Time) (start, end time.Time) {
	local := t.In(g.loc)
	_, offset := local.Zone()
	d := g.floor(dayAt(t.Unix() + int64(offset)))

	// Nearly always the clock runs evenly from two days before the bucket to its
	// end. Offsets differ by less than two days, so no earlier clock showed d.
	a, b := int64(d)*secondsPerDay-int64(offset), int64(g.next(d))*secondsPerDay-int64(offset)
	to := stretchEnd(time.Unix(a-2*secondsPerDay, 0).In(g.loc))
	if to.IsZero() || b < to.Unix() {
		return time.Unix(a, 0).UTC(), time.Unix(b, 0).UTC()
	}

	// Where a clock was put back across midnight it shows the day before once
	// more. So the date of t can be too early, never too late, and the
	// boundaries decide.
	start, end = d.start(g.loc), g.next(d).start(g.loc)
	for !t.Before(end) {
		d = g.next(d)
		start, end = end, g.next(d).start(g.loc)
	}
	return start, end
}

// inRange returns a bucket, or false where a Series cannot hold its bounds.
func inRange(start, end time.Time) (time.Time, time.Time, bool) {
	_, a := unixNano(start)
	_, b := unixNano(end)
	if !a || !b {
		return time.Time{}, time.Time{}, false
	}
	return start, end, true
}

// floor returns the first day of the bucket that d falls into.
func (g Grid) floor(d day) day {
	switch g.unit {
	case weekly:
		return d - day((d.weekday()-g.first+7)%7)
	case monthly:
		return d - day(d.utc().Day()-1)
	}
	return d
}

// next returns the first day of the bucket after the one that begins on d.
func (g Grid) next(d day) day {
	switch g.unit {
	case weekly:
		return d + 7
	case monthly:
		return (d + 31) - day((d+31).utc().Day()-1)
	}
	return d + 1
}

// String describes the grid.
func (g Grid) String() string {
	switch g.unit {
	case every:
		return fmt.Sprintf("every %v", g.width)
	case daily:
		return fmt.Sprintf("daily from 00:00 %s", g.loc)
	case weekly:
		return fmt.Sprintf("weekly from %s 00:00 %s", g.first, g.loc)
	case monthly:
		return fmt.Sprintf("monthly from day 1 00:00 %s", g.loc)
	case session:
		return fmt.Sprintf("sessions of %s", Calendar{g.cal})
	}
	return "no grid"
}
