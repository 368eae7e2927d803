package series

import "time"

// date reads the forms of a date that a dialect has.
func (d Dialect) date(b []byte) (day, bool) {
	if d.vendor == farside {
		if at, ok := parseEnglish(b); ok {
			return at, true
		}
	}
	if len(b) != 10 {
		return 0, false
	}
	return parseDate(b)
}

// parseDate reads 2006-01-02 at the beginning of b, which has ten bytes or more.
func parseDate(b []byte) (day, bool) {
	_ = b[9]
	y1, ok1 := two(b[0:])
	y2, ok2 := two(b[2:])
	m, ok3 := two(b[5:])
	d, ok4 := two(b[8:])
	y := 100*y1 + y2
	if !(ok1 && ok2 && ok3 && ok4) || b[4] != '-' || b[7] != '-' || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, false
	}
	return daysSince1970(y, m, d), true
}

// parseEnglish reads 2 Jan 2006, the day with one digit or two.
func parseEnglish(b []byte) (day, bool) {
	if len(b) == 10 {
		b = append([]byte{'0'}, b...)
	}
	if len(b) != 11 || b[2] != ' ' || b[6] != ' ' {
		return 0, false
	}
	d, ok1 := two(b)
	y1, ok2 := two(b[7:])
	y2, ok3 := two(b[9:])
	m, y := 0, 100*y1+y2
	for i := range 12 {
		if string(b[3:6]) == time.Month(i + 1).String()[:3] {
			m = i + 1
		}
	}
	if !(ok1 && ok2 && ok3) || m == 0 || d < 1 || d > daysIn(y, m) {
		return 0, false
	}
	return daysSince1970(y, m, d), true
}

// two reads two digits at the beginning of b.
func two(b []byte) (int, bool) {
	x, y := b[0]-'0', b[1]-'0'
	return 10*int(x) + int(y), x <= 9 && y <= 9
}

// daysIn returns the number of days in a month.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// daysSince1970 returns the day of a date of the years 0 to 9999. It counts from
// 0000-03-01, so that the leap day is the last of a year.
func daysSince1970(year, month, d int) day {
	if month <= 2 {
		year, month = year-1, month+12
	}
	year += 400 // not negative
	return day(365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + d - 1 - 719468 - 146097)
}
