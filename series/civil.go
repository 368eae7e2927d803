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
	return dayAt(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix())
}

// dayAt returns the date of a clock's reading in seconds since 1970-01-01 00:00.
func dayAt(reading int64) day {
	d := reading / secondsPerDay
	if reading%secondsPerDay < 0 {
		d--
	}
	return day(d)
}

// utc returns 00:00 UTC of d.
func (d day) utc() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// weekday returns the day of the week. 1970-01-01 was a Thursday.
func (d day) weekday() time.Weekday { return time.Weekday(((d+4)%7 + 7) % 7) }

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

// easter returns Easter Sunday of a Gregorian year: the Sunday after the first
// ecclesiastical full moon on or after 21 March. It is the anonymous algorithm
// printed in Nature 13 (1876), page 487, and in Meeus, Astronomical Algorithms,
// 2nd edition (1998), chapter 8.
func easter(year int) day {
	golden, century, rest := year%19, year/100, year%100 // a, b, c of the source
	leaps, skew := century/4, (century+8)/25
	moon := (19*golden + century - leaps - (century-skew+1)/3 + 15) % 30 // h: the full moon is moon days after 21 March
	sunday := (32 + 2*(century%4) + 2*(rest/4) - moon - rest%4) % 7      // l
	late := (golden + 11*moon + 22*sunday) / 451                         // m: 1 where the moon would be too late
	n := moon + sunday - 7*late + 114
	return date(year, time.Month(n/31), n%31+1)
}

// start returns the first instant, in UTC, at which a clock in loc shows d or a
// later date. That is 00:00, or the end of the gap where a change to daylight
// saving time skips midnight, or the next day's start where the date itself was
// skipped. Where a clock is put back past midnight it is the first of the two
// midnights. So start never decreases as d grows, although clocks do run back.
func (d day) start(loc *time.Location) time.Time { return firstReading(loc, int64(d)*secondsPerDay) }

// firstReading returns the first instant, in UTC, at which a clock in loc shows
// the reading, in seconds since 1970-01-01 00:00, or a later one. It never
// decreases as the reading grows.
func firstReading(loc *time.Location, reading int64) time.Time {
	_, offset := time.Unix(reading, 0).In(loc).Zone()
	// Two days before, no clock shows it yet. Go on from there, one stretch of
	// constant offset after the other.
	at := time.Unix(reading-int64(offset)-2*secondsPerDay, 0).In(loc)
	for {
		_, offset := at.Zone()
		end := stretchEnd(at)
		reached := time.Unix(max(reading-int64(offset), at.Unix()), 0)
		if end.IsZero() || reached.Before(end) {
			return reached.UTC()
		}
		at = end
	}
}

// stretchEnd returns an instant after t up to which the offset of t's location
// is that at t, or the zero time if it never changes. It is that of ZoneBounds,
// except on 31 December UTC of a leap year, where that can be the beginning of
// the day (golang.org/issue/81583). The year ends with the day.
func stretchEnd(t time.Time) time.Time {
	_, end := t.ZoneBounds()
	if end.IsZero() || end.After(t) {
		return end
	}
	return (dayAt(t.Unix()) + 1).utc().In(t.Location())
}
