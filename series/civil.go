package series

import "time"

const secondsPerDay = 24 * 60 * 60

// A day is a civil date without a zone, as the number of days since 1970-01-01.
type day int64

// dayOf returns the date that t shows in its own location.
func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return date(y, m, d)
}

// date returns the day of a civil date. Like time.Date it takes overflowing
// days and months.
func date(year int, month time.Month, d int) day {
	return day(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// utc returns 00:00 UTC of d.
func (d day) utc() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// weekday returns the day of the week.
func (d day) weekday() time.Weekday { return d.utc().Weekday() }

// after returns the first day later than d that is a w.
func (d day) after(w time.Weekday) day { return d + 1 + day((w-(d+1).weekday()+7)%7) }

// from returns the first day, d included, that is a w.
func (d day) from(w time.Weekday) day { return (d - 1).after(w) }

// nthWeekday returns the n-th weekday w of a month, counted from 1.
func nthWeekday(n int, w time.Weekday, year int, month time.Month) day {
	return date(year, month, 1).from(w) + day(7*(n-1))
}

// lastWeekday returns the last weekday w of a month.
func lastWeekday(w time.Weekday, year int, month time.Month) day {
	return date(year, month+1, 1).from(w) - 7
}

// start returns the first instant, in UTC, at which a clock in loc shows d or a
// later date. That is 00:00, or the end of the gap where a change to daylight
// saving time skips midnight, or the next day's start where the date itself was
// skipped. Where a clock is put back past midnight it is the first of the two
// midnights. So start never decreases as d grows, although clocks do run back.
func (d day) start(loc *time.Location) time.Time {
	midnight := int64(d) * secondsPerDay // as a reading of the clock
	_, offset := time.Unix(midnight, 0).In(loc).Zone()
	// Two days before, no clock shows d yet. Go on from there, one stretch of
	// constant offset after the other.
	at := time.Unix(midnight-int64(offset)-2*secondsPerDay, 0).In(loc)
	for {
		_, offset := at.Zone()
		_, end := at.ZoneBounds()
		reached := time.Unix(max(midnight-int64(offset), at.Unix()), 0)
		if end.IsZero() || reached.Before(end) {
			return reached.UTC()
		}
		at = end
	}
}
