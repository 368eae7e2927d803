package regime

import "time"

// A level is the newest value of a series that a caution reads: the latest
// reference date and, of equal dates, the one known last.
type level struct {
	Series string
	X      Number
	Ref    Date
	Known  time.Time
}

func (l *level) observe(x float64, ref Date, known time.Time) {
	if !ref.Before(l.Ref.Time) {
		l.X, l.Ref, l.Known = Number(x), ref, known
	}
}

// at is the value at t, missing if it is older than maxAge days.
func (l *level) at(t time.Time, maxAge int) Number {
	if l.X.Missing() || ageDays(l.Ref, t) > maxAge {
		return missing
	}
	return l.X
}

func (l *level) valid(name string) bool {
	if l.Series != name {
		return false
	}
	if l.X.Missing() {
		return l.Ref.IsZero() && l.Known.IsZero()
	}
	return finite(float64(l.X)) && !l.Ref.After(l.Known)
}
