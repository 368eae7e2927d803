package series

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"slices"
	"time"
)

// A Calendar says on which dates an exchange trades, and from when to when. It
// has one session a date, by rule or by a dated list; sessions that run past
// midnight are not supported. A Calendar never changes: Close and Open return
// another. The zero Calendar has no sessions.
//
// Two calendars are equal with == if one is a copy of the other. NYSE always
// returns the same.
type Calendar struct{ c *calendar }

type calendar struct {
	name string
	rule func(day) hours // what holds on dates that are not listed; nil for Monday to Friday
	from day             // with a rule: before it only listed dates have sessions
	week hours           // Monday to Friday
	loc  *time.Location  // nil for New York by rule
	list []dated         // by date, each once
}

// hours are readings of the exchange's clock; the zero value is closed all day.
type hours struct{ open, close time.Duration }

type dated struct {
	day day
	hours
}

// Weekdays returns the calendar of an exchange that trades Monday to Friday
// from open to close by the clocks of loc, both counted from 00:00. Holidays and
// half days are then added with Close and Open. It panics if loc is nil, and
// unless 0 <= open < close <= 24h, in whole seconds.
//
// Where a change of clocks skips the opening or the close, it is the end of the
// gap; where the clock shows it twice, the first.
func Weekdays(loc *time.Location, open, close time.Duration) Calendar {
	if loc == nil {
		panic("series: Weekdays: loc is nil")
	}
	h := newHours("Weekdays", open, close)
	return Calendar{&calendar{name: fmt.Sprintf("Monday to Friday %v %s", h, loc), week: h, loc: loc}}
}

// Close returns the calendar with no session on the given dates: a holiday, a
// day of mourning, a storm. The dates are those that the times show in their own
// locations. It panics for the zero Calendar.
func (c Calendar) Close(dates ...time.Time) Calendar { return c.with("Close", hours{}, dates) }

// Open returns the calendar with the hours open to close, counted from 00:00 by
// the exchange's clocks, on the given dates: a half day, a late opening, a
// session on a Saturday. It panics for the zero Calendar, and unless
// 0 <= open < close <= 24h, in whole seconds.
func (c Calendar) Open(open, close time.Duration, dates ...time.Time) Calendar {
	return c.with("Open", newHours("Open", open, close), dates)
}

func newHours(name string, open, close time.Duration) hours {
	if open < 0 || open >= close || close > 24*time.Hour || open%time.Second != 0 || close%time.Second != 0 {
		panic("series: " + name + ": want 0 <= open < close <= 24h in whole seconds")
	}
	return hours{open, close}
}

func (c Calendar) with(name string, h hours, dates []time.Time) Calendar {
	if c.c == nil {
		panic("series: " + name + ": zero Calendar")
	}
	changed := *c.c
	changed.list = slices.Clone(changed.list)
	for _, t := range dates {
		x := dated{dayOf(t), h}
		if i, found := search(changed.list, x.day); found {
			changed.list[i] = x
		} else {
			changed.list = slices.Insert(changed.list, i, x)
		}
	}
	return Calendar{&changed}
}

// Hours returns the opening and the close, in UTC, on the date that t shows in
// its own location. It reports false if there is no session on it.
func (c Calendar) Hours(t time.Time) (open, close time.Time, ok bool) {
	if c.c == nil {
		return time.Time{}, time.Time{}, false
	}
	return c.c.hours(dayOf(t))
}

// String names the calendar, with the number of dates set by Close and Open and
// a checksum of them, so that different calendars have different names.
func (c Calendar) String() string {
	switch {
	case c.c == nil:
		return "no calendar"
	case len(c.c.list) == 0:
		return c.c.name
	}
	var list []byte
	for _, x := range c.c.list {
		list = fmt.Appendf(list, "%d %d %d\n", x.day, x.open, x.close)
	}
	return fmt.Sprintf("%s, dates set: %d (%08x)", c.c.name, len(c.c.list), crc32.ChecksumIEEE(list))
}

// hours returns the session of a date.
func (c *calendar) hours(d day) (open, close time.Time, ok bool) {
	h := c.clock(d)
	if h == (hours{}) {
		return time.Time{}, time.Time{}, false
	}
	open, close = c.at(d, h.open), c.at(d, h.close)
	if !open.Before(close) { // a date that the place never had
		return time.Time{}, time.Time{}, false
	}
	return open, close, true
}

// clock returns the hours of a date by the exchange's clock.
func (c *calendar) clock(d day) hours {
	if i, found := search(c.list, d); found {
		return c.list[i].hours
	}
	if c.rule != nil {
		return c.rule(d)
	}
	if w := d.weekday(); w == time.Saturday || w == time.Sunday {
		return hours{}
	}
	return c.week
}

// at returns when the exchange's clock first shows the reading on d, or a later one.
func (c *calendar) at(d day, reading time.Duration) time.Time {
	if c.loc == nil {
		return newYork(d, 12, 0).Add(reading - 12*time.Hour)
	}
	return firstReading(c.loc, int64(d)*secondsPerDay+int64(reading/time.Second))
}

// dateOf returns a date at or before that of the session which holds t or comes
// next.
func (c *calendar) dateOf(t time.Time) day {
	offset := -5 * 60 * 60 // New York, an hour behind in summer
	if c.loc != nil {
		_, offset = t.In(c.loc).Zone()
	}
	return dayAt(t.Unix() + int64(offset))
}

func search(list []dated, d day) (int, bool) {
	return slices.BinarySearchFunc(list, d, func(x dated, d day) int { return cmp.Compare(x.day, d) })
}

// String gives the hours as 09:30 to 16:00.
func (h hours) String() string { return reading(h.open) + " to " + reading(h.close) }

// reading gives a duration from 00:00 as a clock shows it, with seconds if there are any.
func reading(d time.Duration) string {
	text := fmt.Sprintf("%02d:%02d", d/time.Hour, d%time.Hour/time.Minute)
	if s := d % time.Minute / time.Second; s != 0 {
		text += fmt.Sprintf(":%02d", s)
	}
	return text
}
