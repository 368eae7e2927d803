package series

import (
	"errors"
	"time"
)

// A zone turns what clocks of a grid's place show into instants, in Unix
// seconds. It remembers the last stretch of constant offset: a million dates of
// New York have a few hundred.
type zone struct {
	from, to int64 // in the stretch, two days or more from its beginning and one from its end
	offset   int64
}

// date returns the beginning of a day, or its end if it closes. On a grid of
// sessions that is the session of the date.
func (z *zone) date(g Grid, d day, closes bool) (int64, error) {
	if g.cal != nil {
		open, end, ok := g.cal.hours(d)
		switch {
		case !ok:
			return 0, ErrClosed
		case closes:
			return end.Unix(), nil
		}
		return open.Unix(), nil
	}
	if closes {
		d++
	}
	// Two days into a stretch no clock can have shown d before it.
	if at, ok := z.inside(g.loc, int64(d)*secondsPerDay); ok {
		return at, nil
	}
	return d.start(g.loc).Unix(), nil
}

// instant returns when clocks show a reading, if they do so once.
func (z *zone) instant(g Grid, reading int64) (int64, error) {
	loc := g.loc
	if g.cal != nil {
		loc = g.cal.loc
	}
	if loc == nil { // New York by rule, which holds from 03:00 on
		d := dayAt(reading)
		hour := reading - int64(d)*secondsPerDay
		if hour < 3*60*60 {
			return 0, ErrAmbiguous
		}
		return newYork(d, 0, 0).Unix() + hour, nil
	}
	if at, ok := z.inside(loc, reading); ok {
		return at, nil
	}
	at, err := Local(time.Unix(reading, 0).UTC(), loc)
	switch {
	case errors.Is(err, ErrSkipped):
		return 0, ErrSkipped
	case err != nil:
		return 0, ErrAmbiguous
	}
	return at.Unix(), nil
}

// inside returns the instant of a reading deep inside a stretch.
func (z *zone) inside(loc *time.Location, reading int64) (at int64, ok bool) {
	at = reading - z.offset
	if z.from <= at && at < z.to {
		return at, true
	}
	t := time.Unix(at-4*secondsPerDay, 0).In(loc) // its stretch begins no later
	end := stretchEnd(t)
	_, offset := t.Zone()
	z.offset, z.from, z.to = int64(offset), t.Unix()+2*secondsPerDay, 1<<62
	if !end.IsZero() {
		z.to = end.Unix() - secondsPerDay
	}
	at = reading - z.offset
	return at, z.from <= at && at < z.to
}
