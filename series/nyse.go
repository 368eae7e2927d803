package series

import (
	"slices"
	"time"
)

// NYSE returns the calendar of the New York Stock Exchange, which the other
// exchanges for US shares follow: Monday to Friday, 9:30 to 16:00 New York time.
//
// It begins with 1985-09-30, the first day that opened at 9:30; before that it
// has no sessions. Later years follow the rules as they stand.
//
// Holidays are those of NYSE Rule 7.2, once Rule 51: New Year's Day, Martin
// Luther King's birthday (from 1998), Washington's Birthday, Good Friday, Memorial
// Day, Juneteenth (from 2022), Independence Day, Labor Day, Thanksgiving Day and
// Christmas Day. One that falls on a Sunday is kept on the Monday after, one on
// a Saturday on the Friday before, unless that Friday ends a month or a year:
// when New Year's Day is a Saturday, the exchange does not close for it.
//
// It closes early at 13:00 on these days, unless they are holidays themselves:
//
//	the day after Thanksgiving  from 1993; at 14:00 in 1992
//	24 December                 from 1993; at 14:00 in 1990-1992
//	3 July                      from 1995, a Wednesday only from 2013
//	Friday 5 July               1995-2012
//
// Closings for mourning, terror and storms, and other hours than those above,
// are in a dated list from 1985-09-30 to 2026-08. Delays and early closes of some
// minutes, and halts within a session, are not in it. Close and Open add what
// comes later.
//
// Hours before 3:00, set with Open, are an hour off on the two Sundays of the
// year when clocks change.
//
// Sources: the New York Stock Exchange's list of special closings since 1885; its
// Holiday and Early Closings Calendar, each year's press release, the last that
// of December 2025 for 2026-2028; its announcements of 1999-06-04 (a close at
// 13:00 on the last day of that year) and 2024-12-30 (mourning for Jimmy Carter).
func NYSE() Calendar { return nyse }

var nyse = Calendar{&calendar{name: "NYSE", rule: day.nyse, from: dayOf(time.Date(1985, 9, 30, 0, 0, 0, 0, time.UTC))}}

// extraordinary are the dates on which the rules do not hold, with the opening
// and the close as hours and minutes; 0, 0 is closed all day.
var extraordinary = []struct{ date, open, close int }{
	{1987_10_23, 930, 1400}, // 12 days to work off the record volume of the crash
	{1987_10_26, 930, 1400},
	{1987_10_27, 930, 1400},
	{1987_10_28, 930, 1400},
	{1987_10_29, 930, 1400},
	{1987_10_30, 930, 1400},
	{1987_11_02, 930, 1430},
	{1987_11_03, 930, 1430},
	{1987_11_04, 930, 1430},
	{1987_11_05, 930, 1500},
	{1987_11_06, 930, 1500},
	{1987_11_09, 930, 1530},
	{1987_11_10, 930, 1530},
	{1987_11_11, 930, 1530},
	{1989_11_10, 1100, 1600}, // electrical fire
	{1990_12_27, 1100, 1600}, // transformer explosion
	{1994_02_11, 930, 1430},  // snow
	{1994_04_27, 0, 0},       // funeral of Richard Nixon
	{1995_12_18, 1030, 1600}, // computer trouble
	{1996_01_08, 1100, 1400}, // snow
	{1997_10_27, 930, 1530},  // circuit breaker
	{1997_12_26, 930, 1300},
	{1999_12_31, 930, 1300}, // change of the millennium
	{2001_09_11, 0, 0},      // attack on the World Trade Center
	{2001_09_12, 0, 0},
	{2001_09_13, 0, 0},
	{2001_09_14, 0, 0},
	{2002_09_11, 1200, 1600}, // its anniversary
	{2003_12_26, 930, 1300},
	{2004_06_11, 0, 0}, // mourning for Ronald Reagan
	{2007_01_02, 0, 0}, // mourning for Gerald Ford
	{2012_10_29, 0, 0}, // hurricane Sandy
	{2012_10_30, 0, 0},
	{2018_12_05, 0, 0}, // mourning for George H. W. Bush
	{2025_01_09, 0, 0}, // mourning for Jimmy Carter
}

// nyse gives the exchange's hours on d.
func (d day) nyse() hours {
	if w := d.weekday(); w == time.Saturday || w == time.Sunday {
		return hours{}
	}
	year, month, dom := d.utc().Date()
	key := year*1_00_00 + int(month)*1_00 + dom
	if key < 1985_09_30 {
		return hours{}
	}
	i, found := slices.BinarySearchFunc(extraordinary, key, func(x struct{ date, open, close int }, key int) int { return x.date - key })
	if found {
		return hours{clockTime(extraordinary[i].open), clockTime(extraordinary[i].close)}
	}
	if d.nyseHoliday() {
		return hours{}
	}
	return hours{clockTime(930), clockTime(d.nyseClose())}
}

// clockTime reads 1330 as 13:30.
func clockTime(hhmm int) time.Duration {
	return time.Duration(hhmm/100)*time.Hour + time.Duration(hhmm%100)*time.Minute
}

// nyseHoliday reports whether rule 7.2 closes the exchange on d, a weekday. It
// is the federal calendar, but Saturday's holidays move to Friday, Good Friday
// is one, and some are not kept or are kept from a later year.
func (d day) nyseHoliday() bool {
	name, ok := d.holiday()
	year := d.utc().Year()
	if d.weekday() == time.Friday {
		if d == easter(year)-2 {
			return true
		}
		if saturday, off := (d + 1).fixedHoliday(); off && saturday != newYearsDay {
			name, ok = saturday, true
		}
	}
	switch name {
	case columbusDay, veteransDay:
		return false
	case kingsDay:
		return year >= 1998
	case juneteenth:
		return year >= 2022
	}
	return ok
}

// nyseClose gives the regular close on d, a session.
func (d day) nyseClose() int {
	early := 1300
	year, month, dom := d.utc().Date()
	if year < 1993 {
		early = 1400
	}
	switch {
	case month == time.November && year >= 1992 && d == thanksgivingOf(year)+1,
		month == time.December && year >= 1990 && dom == 24,
		month == time.July && year >= 1995 && dom == 3 && (year >= 2013 || d.weekday() != time.Wednesday),
		month == time.July && year >= 1995 && dom == 5 && year < 2013 && d.weekday() == time.Friday:
		return early
	}
	return 1600
}
