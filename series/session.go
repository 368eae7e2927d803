package series

import "time"

// Session returns the grid of an exchange's sessions: each bucket is the regular
// trading of one date, from the opening to the close. It panics for the zero
// Calendar.
//
// Nights, weekends and holidays are in no bucket, so what is stamped there is
// placed nowhere: trades before the opening and after the close do not count.
// That includes the prints of a closing auction that come after the bell. A
// level stamped at the very close belongs to the session, one stamped at the
// very opening does not: it was set before.
func Session(c Calendar) Grid {
	if c.c == nil {
		panic("series: Session: zero Calendar")
	}
	return Grid{unit: session, cal: c.c}
}

// next returns the first session that ends after t.
func (c *calendar) next(t time.Time) (start, end time.Time, ok bool) {
	for d := c.dateOf(t); ; d++ {
		if c.rule != nil && d < c.from { // in one step, not day by day
			if i, _ := search(c.list, d); i < len(c.list) {
				d = min(c.from, c.list[i].day)
			} else {
				d = c.from
			}
		}
		start, end, ok := c.hours(d)
		if ok && t.Before(end) {
			return inRange(start, end)
		}
		if d.utc().After(maxTime) {
			return time.Time{}, time.Time{}, false
		}
	}
}
