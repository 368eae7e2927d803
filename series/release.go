package series

import "time"

// A release calendar says when a figure becomes known: it is a function from
// the reference date, what the figure is about, to the instant from which it
// may be used. The functions below read the date that ref shows in its own
// location and return UTC.
//
// They are rules, not records. A release that came late, for a storm or a
// shutdown, was known later than the rule says.

// H41 returns when the Federal Reserve's balance sheet (H.4.1) with the
// reference date ref is known: at 16:30 New York time on the first Thursday
// after ref, or on the Friday if that Thursday is a federal holiday. The
// reference dates of the H.4.1 are Wednesdays, for levels and week averages alike.
func H41(ref time.Time) time.Time {
	d := dayOf(ref).after(time.Thursday)
	if _, closed := d.holiday(); closed {
		d++
	}
	return newYork(d, 16, 30)
}

// H10 returns when the exchange rate or dollar index (H.10) of the day ref is
// known: at 16:15 New York time on the first Monday after ref, or on the Tuesday
// if that Monday is a federal holiday.
func H10(ref time.Time) time.Time {
	d := dayOf(ref).after(time.Monday)
	if _, closed := d.holiday(); closed {
		d++
	}
	return newYork(d, 16, 15)
}

// ReverseRepo returns when the New York Fed's overnight reverse repo operation
// of the day ref is known: at 14:00 New York time of that day.
func ReverseRepo(ref time.Time) time.Time { return newYork(dayOf(ref), 14, 0) }

// EquityClose returns when a daily bar of a US stock exchange is known, or a
// weekly bar whose last session is ref: at 16:00 New York time of that day. On
// days with an early close that is three hours late, never early.
func EquityClose(ref time.Time) time.Time { return newYork(dayOf(ref), 16, 0) }

// UTCDay returns the end of the UTC day ref, the next 00:00 UTC: when the daily
// bar of a market that never closes is known.
func UTCDay(ref time.Time) time.Time { return (dayOf(ref) + 1).utc() }

// newYork returns the instant at which New York's clocks show hour:minute on d.
// The hour must be 3 or later, when the day's change of clocks is over.
//
// The rule is that of the United States as it stands, also for years to come:
//
//	since 2007  second Sunday of March to first Sunday of November
//	1987-2006   first Sunday of April to last Sunday of October
//	1976-1986   last Sunday of April to last Sunday of October
//
// Years before 1976 are taken as 1976-1986, which is an hour wrong in the
// winters of 1974 and 1975, and before 1955 in some weeks of every year.
func newYork(d day, hour, minute int) time.Time {
	year := d.utc().Year()
	var begin, end day
	switch {
	case year >= 2007:
		begin, end = nthWeekday(2, time.Sunday, year, time.March), nthWeekday(1, time.Sunday, year, time.November)
	case year >= 1987:
		begin, end = nthWeekday(1, time.Sunday, year, time.April), lastWeekday(time.Sunday, year, time.October)
	default:
		begin, end = lastWeekday(time.Sunday, year, time.April), lastWeekday(time.Sunday, year, time.October)
	}
	behind := 5 // hours behind UTC
	if begin <= d && d < end {
		behind = 4
	}
	return d.utc().Add(time.Duration(hour+behind)*time.Hour + time.Duration(minute)*time.Minute)
}
