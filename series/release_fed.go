package series

import "time"

// H41 returns when the Federal Reserve's balance sheet (H.4.1) with the
// reference date ref is known: at 16:30 New York time on the first Thursday
// after ref, or on the Friday if that Thursday is a federal holiday. The
// reference dates of the H.4.1 are Wednesdays, for levels and week averages
// alike; other dates are taken with the Wednesday that follows, a Thursday with
// that of the next week. Source: Federal Reserve Board, H.4.1, About. FRED's
// weekly series of it begin in 2002.
func H41(ref time.Time) time.Time { return fed(dayOf(ref).after(time.Thursday), 16, 30) }

// H10 returns when the exchange rate or dollar index (H.10) of the day ref is
// known: at 16:15 New York time on the first Monday after ref, or on the
// Tuesday if that Monday is a federal holiday. A Saturday or Sunday is taken
// with the week before it, a Monday with its own week. Source: Federal Reserve
// Board, H.10, About. Around 2010 there were daily updates as well, so for
// those years the rule is late. FRED's DTWEXBGS was first published in 2019:
// what it says about earlier days was not known at the time.
func H10(ref time.Time) time.Time { return fed(dayOf(ref).after(time.Monday), 16, 15) }

// h6Monthly is the last Monday whose week came with a weekly H.6.
var h6Monthly = date(2021, time.February, 1)

// H6Week returns when the money stock (H.6, such as FRED's WM2NS) of the week
// that ends on the Monday ref is known. There are two rules:
//
//	weeks to 2021-02-01    16:30 New York time on the Thursday ten days later,
//	                       or on the Friday if that is a federal holiday
//	weeks from 2021-02-08  with the month in which the week begins, see H6Month
//
// So from 2021 on four or five weekly figures arrive at once, three to eight
// weeks old. A ref that is no Monday is taken with the week it is in. Source:
// Federal Reserve Board, H.6, About and the announcement of 2020-12-17. The
// first rule is checked against releases of 2009 to 2013 and the last one.
func H6Week(ref time.Time) time.Time { return dayOf(ref).from(time.Monday).h6Week() }

// H6Month returns when the money stock (H.6, such as FRED's M2SL) of the month
// that holds ref is known, any day of the month being as good as its first:
//
//	months to 2021-01    with the first weekly figure whose week ends after
//	                     the month, see H6Week
//	months from 2021-02  13:00 New York time on the fourth Tuesday of the next
//	                     month, or on the Wednesday if that is a federal holiday
//
// The weekly H.6 ended with the release of 2021-02-11, by this rule the first
// with January; the first monthly one, of 2021-02-23, had January again. Source:
// as for H6Week. The holiday is an assumption; it first matters on 2029-12-25.
func H6Month(ref time.Time) time.Time {
	year, month, _ := ref.Date()
	if last := date(year, month+1, 0); last <= h6Monthly {
		return last.after(time.Monday).h6Week()
	}
	return fed(nthWeekday(4, time.Tuesday, year, month+1), 13, 0)
}

func (monday day) h6Week() time.Time {
	if monday <= h6Monthly {
		return fed(monday+10, 16, 30)
	}
	return H6Month((monday - 6).utc())
}

// NFCI returns when the Chicago Fed's National Financial Conditions Index of
// the week that ends on the Friday ref is known: at 08:30 New York time on the
// Wednesday after it, or on the Thursday if that Wednesday or one of the two
// days before is a federal holiday. Other dates are taken with the week they
// are in, which begins on Saturday. Source: Chicago Fed, NFCI. The index was
// first published on 2011-04-13: what it says about earlier weeks was not known
// at the time. Each release revises the whole history.
func NFCI(ref time.Time) time.Time {
	d := dayOf(ref).from(time.Friday) + 5
	for k := day(0); k < 3; k++ {
		if _, closed := (d - k).holiday(); closed {
			return newYork(d+1, 8, 30)
		}
	}
	return newYork(d, 8, 30)
}

// FedTarget returns when the target of the federal funds rate for the day ref
// (FRED's DFEDTARU) is known: at the end of that day in UTC. A change takes
// effect on the day after the decision and is announced at 14:00 New York time
// of the decision, so this is late by a day and more, never early. The target
// has a value for every calendar day. Source: FRED, DFEDTARU, which begins on
// 2008-12-16.
func FedTarget(ref time.Time) time.Time { return UTCDay(ref) }

// ReverseRepo returns when the New York Fed's overnight reverse repo operation
// of the day ref is known: at 14:00 New York time of that day. A day without an
// operation has no figure. Source: New York Fed, Reverse Repo Operations. The
// daily operations begin on 2013-09-23.
func ReverseRepo(ref time.Time) time.Time { return newYork(dayOf(ref), 14, 0) }

// fed returns hour:minute in New York on d, or on the day after if d is a
// federal holiday.
func fed(d day, hour, minute int) time.Time {
	if _, closed := d.holiday(); closed {
		d++
	}
	return newYork(d, hour, minute)
}
