package main

import "time"

// start is the instant from which the classifier runs: the earliest reference
// date of any table.
func (d *data) start() time.Time { return d.first }

// firstTick is the first step of the clock: Saturday 00:00 UTC after start.
func (d *data) firstTick() time.Time {
	days := (int(time.Saturday)-int(d.first.Weekday())+6)%7 + 1
	return d.first.AddDate(0, 0, days)
}

// instant returns when the day of date is over, in UTC: what is known by then
// is in the report as of date.
func instant(date time.Time) time.Time { return date.AddDate(0, 0, 1) }

// horizon is the latest date a report may be asked for: ten years after the
// last row everything is long stale, and nothing more would change.
func (d *data) horizon() time.Time { return d.last.AddDate(10, 0, 0) }
