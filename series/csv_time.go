package series

import "math"

// time returns the instant in a field. A date is the beginning of its day or
// session, or the end if it closes.
func (r *Reader) time(column int, closes bool) int64 {
	if r.err != nil {
		return 0
	}
	text := r.rows.text(column)
	c := clock{local: true}
	d, isDate := r.dialect.date(text)
	if !isDate {
		var ok bool
		if c, ok = parseClock(text, r.dialect.vendor == exchange); !ok || r.stamp.rule != nil {
			r.fail(column, ErrTime)
			return 0
		}
	}
	if r.stamp.rule != nil {
		ns, ok := unixNano(r.stamp.rule(d.utc()))
		if !ok {
			r.fail(column, ErrRange)
		}
		return ns
	}
	if c.local && r.stamp.grid == (Grid{}) {
		r.fail(column, ErrStamp) // in which zone?
		return 0
	}
	var err error
	switch {
	case isDate:
		c.sec, err = r.zone.date(r.stamp.grid, d, closes)
	case c.local:
		c.sec, err = r.zone.instant(r.stamp.grid, c.sec)
	}
	ns, ok := nanos(c.sec, c.nsec)
	switch {
	case err != nil:
		r.fail(column, err)
	case !ok:
		r.fail(column, ErrRange)
	}
	return ns
}

// nanos returns a Unix time in nanoseconds and whether it fits into an int64.
func nanos(sec int64, nsec int) (ns int64, ok bool) {
	const most = math.MaxInt64 / 1_000_000_000
	if sec < -most-1 || sec > most {
		return 0, false
	}
	n := int64(nsec)
	if sec < 0 { // one nearer to zero, so that the product fits
		sec, n = sec+1, n-1e9
	}
	ns = sec*1e9 + n
	return ns, (ns < 0) == (sec < 0 || n < 0)
}
