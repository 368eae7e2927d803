package series

import "time"

// The names that the calendars of exchanges ask for.
const (
	newYearsDay  = "New Year's Day"
	kingsDay     = "Birthday of Martin Luther King, Jr."
	juneteenth   = "Juneteenth National Independence Day"
	columbusDay  = "Columbus Day"
	veteransDay  = "Veterans Day"
	thanksgiving = "Thanksgiving Day"
)

// FederalHoliday reports whether the Federal Reserve keeps a holiday on the
// date that t shows in its own location, and which.
//
// A holiday that falls on a Sunday is kept on the Monday after, so the Sunday
// itself is none. One that falls on a Saturday stays there: unlike government
// offices, the Reserve Banks are open on the Friday before.
//
// The rules are those of the Uniform Monday Holiday Act and what followed it:
// Veterans Day on a Monday of October until 1977, Martin Luther King's birthday
// from 1986, Juneteenth from 2021. Before 1971 no date is reported. Days of
// mourning and the like are not holidays.
func FederalHoliday(t time.Time) (name string, ok bool) { return dayOf(t).holiday() }

func (d day) holiday() (name string, ok bool) {
	if d.utc().Year() < 1971 {
		return "", false
	}
	switch d.weekday() {
	case time.Sunday:
		return "", false
	case time.Monday:
		if name, ok := (d - 1).fixedHoliday(); ok {
			return name, true
		}
		if name, ok := d.mondayHoliday(); ok {
			return name, true
		}
	case time.Thursday:
		if d == thanksgivingOf(d.utc().Year()) {
			return thanksgiving, true
		}
	}
	return d.fixedHoliday()
}

// fixedHoliday gives the holidays that have a date.
func (d day) fixedHoliday() (name string, ok bool) {
	year, month, dom := d.utc().Date()
	switch {
	case month == time.January && dom == 1:
		return newYearsDay, true
	case month == time.June && dom == 19 && year >= 2021:
		return juneteenth, true
	case month == time.July && dom == 4:
		return "Independence Day", true
	case month == time.November && dom == 11 && year >= 1978:
		return veteransDay, true
	case month == time.December && dom == 25:
		return "Christmas Day", true
	}
	return "", false
}

// mondayHoliday gives the holidays that are always on a Monday, d being one.
func (d day) mondayHoliday() (name string, ok bool) {
	year := d.utc().Year()
	switch {
	case d == nthWeekday(3, time.Monday, year, time.January) && year >= 1986:
		return kingsDay, true
	case d == nthWeekday(3, time.Monday, year, time.February):
		return "Washington's Birthday", true
	case d == lastWeekday(time.Monday, year, time.May):
		return "Memorial Day", true
	case d == nthWeekday(1, time.Monday, year, time.September):
		return "Labor Day", true
	case d == nthWeekday(2, time.Monday, year, time.October):
		return columbusDay, true
	case d == nthWeekday(4, time.Monday, year, time.October) && year < 1978:
		return veteransDay, true
	}
	return "", false
}

// thanksgivingOf returns Thanksgiving Day of a year.
func thanksgivingOf(year int) day { return nthWeekday(4, time.Thursday, year, time.November) }
