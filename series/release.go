package series

import "time"

// A release calendar says when a figure becomes known: it is a function from
// the reference date, what the figure is about, to the instant from which it
// may be used. The functions read the date that ref shows in its own location
// and return UTC. A later ref is never known earlier.
//
// They are rules, not records. A release that came late, for a storm or a
// shutdown, was known later than the rule says. Where a rule is in doubt it is
// late, never early: late costs a signal some hours, early invents one. None
// knows when its series begins: before that, and for dates that are no
// reference dates of the series, each returns what its comment says and no
// error.

// EquityClose returns when a daily bar of a US stock exchange is known, or a
// weekly bar whose last session is ref: at 16:00 New York time of that day. On
// days with an early close that is three hours late, never early. For a day
// without a session it is 16:00 of that day too. Source: NYSE, Holidays and
// Trading Hours; the close is at 16:00
// since October 1974.
func EquityClose(ref time.Time) time.Time { return newYork(dayOf(ref), 16, 0) }

// UTCDay returns the end of the UTC day ref, the next 00:00 UTC: when the daily
// bar of a market that never closes is known. Exchanges whose day ends at
// another hour need a rule of their own.
func UTCDay(ref time.Time) time.Time { return (dayOf(ref) + 1).utc() }

// Filing returns when what was filed with the SEC on the day ref is known: at
// the end of that day in UTC, 19:00 or 20:00 in New York. Most filings that
// arrive by 17:30 New York time bear that day's date, later ones the next; only
// reports of insiders and a few others are dated the same day until 22:00, and
// for them this is early. Ref is the date of filing, not the end of the period
// or the day of the purchase. Source: SEC, Regulation S-T, Rule 13 (17 CFR
// 232.13).
func Filing(ref time.Time) time.Time { return UTCDay(ref) }

// ETFFlow returns when the net flow of the US spot crypto funds of the session
// ref is known: at 12:00 UTC of the next calendar day, when tables such as
// Farside's are complete. For a week, ref is its last session. The funds trade
// since 2024-01-11; a day without a session has no flow. The hour is a
// convention.
func ETFFlow(ref time.Time) time.Time { return UTCDay(ref).Add(12 * time.Hour) }

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
