package series

import "time"

// SOFR returns when the New York Fed's secured overnight financing rate of the
// day ref is known: at 08:00 New York time on the next business day of the
// market for US government securities. That is a weekday which is no federal
// holiday and which SIFMA does not recommend to close. By rule those are
//
//	Good Friday                              every year
//	the Friday before a holiday on Saturday  for Independence Day, Christmas Day
//	                                         and, from 2022, Juneteenth
//
// and, once, the day of mourning 2018-12-05. They matter: by federal holidays
// alone the rate of 2020-07-02 would be known three days before it was. A ref
// without a rate of its own is taken as a business day. Source: New York
// Fed, Secured Overnight Financing Rate; SIFMA, Holiday Schedule. The rate
// begins on 2018-04-02. What SIFMA does when Juneteenth is on a Saturday, next
// in 2027, is an assumption.
func SOFR(ref time.Time) time.Time {
	d := dayOf(ref) + 1
	for d.bondsClosed() {
		d++
	}
	return newYork(d, 8, 0)
}

// bondsClosed reports whether there is no full business in US government
// securities on d.
func (d day) bondsClosed() bool {
	year, month, _ := (d + 1).utc().Date()
	switch d.weekday() {
	case time.Saturday, time.Sunday:
		return true
	case time.Friday:
		if d == easter(year)-2 {
			return true
		}
		_, eve := (d + 1).fixedHoliday()
		if eve && (month == time.July || month == time.December || month == time.June && year >= 2022) {
			return true
		}
	}
	_, closed := d.holiday()
	return closed || d == date(2018, time.December, 5)
}
