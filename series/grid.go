package series

import (
	"fmt"
	"time"
)

// A Grid cuts time into buckets [start, end) that follow each other without gap
// or overlap: the weeks of New York, say. It is a small value that can be
// copied and compared. The zero Grid has no buckets.
//
// A civil grid counts in dates of a place, so a bucket can be an hour longer or
// shorter than its neighbours. The caller brings the *time.Location; this
// package never loads one.
type Grid struct {
	unit  unit
	loc   *time.Location
	first time.Weekday
}

type unit int8

const weekly unit = 1

// Weekly returns the grid of civil weeks in loc that begin at 00:00 of the
// weekday start. It panics if loc is nil or start is no day of the week.
//
// Where daylight saving time skips that midnight, the week begins when the
// clock first shows the day; where the clock shows midnight twice, at the first.
func Weekly(loc *time.Location, start time.Weekday) Grid {
	if loc == nil {
		panic("series: Weekly: loc is nil")
	}
	if start < time.Sunday || start > time.Saturday {
		panic("series: Weekly: no such weekday")
	}
	return Grid{unit: weekly, loc: loc, first: start}
}

// Bucket returns the bucket that holds t, start <= t < end, in UTC. It reports
// false for the zero Grid and where t, start or end lies outside 1678..2262.
func (g Grid) Bucket(t time.Time) (start, end time.Time, ok bool) {
	if _, exact := unixNano(t); !exact || g.unit == 0 {
		return time.Time{}, time.Time{}, false
	}
	// Where a clock was put back across midnight it shows the day before once
	// more. So the date of t can be too early, never too late, and the
	// boundaries decide.
	d := g.floor(dayOf(t.In(g.loc)))
	start, end = d.start(g.loc), g.next(d).start(g.loc)
	for !t.Before(end) {
		d = g.next(d)
		start, end = end, g.next(d).start(g.loc)
	}
	_, a := unixNano(start)
	_, b := unixNano(end)
	if !a || !b {
		return time.Time{}, time.Time{}, false
	}
	return start, end, true
}

// floor returns the first day of the bucket that d falls into.
func (g Grid) floor(d day) day { return d - day((d.weekday()-g.first+7)%7) }

// next returns the first day of the bucket after the one that begins on d.
func (g Grid) next(d day) day { return d + 7 }

// String describes the grid.
func (g Grid) String() string {
	if g.unit == 0 {
		return "no grid"
	}
	return fmt.Sprintf("weekly from %s 00:00 %s", g.first, g.loc)
}
