package series

// A clock is what a text says: an instant, or what a clock on the wall shows if
// local, as Unix time.
type clock struct {
	sec   int64
	nsec  int
	local bool
}

// parseClock reads RFC 3339 and, if loose, the forms of Exchange.
func parseClock(b []byte, loose bool) (c clock, ok bool) {
	if loose && len(b) >= 9 && b[4]-'0' <= 9 {
		return parseUnix(b)
	}
	if len(b) < len("2006-01-02T15:04") || b[10] != 'T' && !(loose && b[10] == ' ') || b[13] != ':' {
		return c, false
	}
	d, ok1 := parseDate(b)
	h, ok2 := two(b[11:])
	m, ok3 := two(b[14:])
	if !(ok1 && ok2 && ok3) || h > 23 || m > 59 {
		return c, false
	}
	c.sec = int64(d)*secondsPerDay + int64(3600*h+60*m)
	b = b[16:]
	if len(b) >= 3 && b[0] == ':' {
		s, ok := two(b[1:])
		if !ok || s > 59 {
			return c, false
		}
		c.sec += int64(s)
		b = b[3:]
		if len(b) > 0 && b[0] == '.' {
			if c.nsec, b, ok = parseFraction(b[1:]); !ok {
				return c, false
			}
		}
	} else if !loose {
		return c, false
	}
	offset, local, ok := parseOffset(b, loose)
	c.sec -= offset
	c.local = local
	return c, ok
}

// parseFraction reads one to nine digits after the point as nanoseconds. A tenth
// would be lost.
func parseFraction(b []byte) (nsec int, rest []byte, ok bool) {
	n := 0
	for n < len(b) && b[n]-'0' <= 9 {
		if n < 9 {
			nsec = 10*nsec + int(b[n]-'0')
		}
		n++
	}
	for i := n; i < 9; i++ {
		nsec *= 10
	}
	return nsec, b[n:], 1 <= n && n <= 9
}

// parseOffset reads Z or an offset like -05:00, in seconds east of Greenwich.
func parseOffset(b []byte, loose bool) (offset int64, local, ok bool) {
	switch {
	case string(b) == "Z", loose && (string(b) == " UTC" || string(b) == "UTC"):
		return 0, false, true
	case loose && len(b) == 0:
		return 0, true, true
	case len(b) != len("-05:00") || b[3] != ':' || b[0] != '+' && b[0] != '-':
		return 0, false, false
	}
	h, ok1 := two(b[1:])
	m, ok2 := two(b[4:])
	offset = int64(3600*h + 60*m)
	if b[0] == '-' {
		offset = -offset
	}
	return offset, false, ok1 && ok2 && h <= 23 && m <= 59
}

// parseUnix reads Unix time, whose unit follows from the number of digits.
func parseUnix(b []byte) (c clock, ok bool) {
	unit := int64(0) // per second
	switch len(b) {
	case 9, 10:
		unit = 1
	case 13:
		unit = 1e3
	case 16:
		unit = 1e6
	case 19:
		unit = 1e9
	default:
		return c, false
	}
	var x uint64 // 19 digits fit
	for _, d := range b {
		if d-'0' > 9 {
			return c, false
		}
		x = 10*x + uint64(d-'0')
	}
	c.sec = int64(x / uint64(unit))
	c.nsec = int(x%uint64(unit)) * int(1e9/unit)
	return c, true
}
