package regime

import (
	"math"
	"time"
)

// The units of a time that is claimed.
const (
	unitWeeks  = "weeks"
	unitMonths = "months"
	unitYears  = "years"
)

var units = []string{unitWeeks, unitMonths, unitYears}

// weekly reports whether the path has one value a week at most, from Monday to Sunday.
func (p path) weekly() bool {
	for i := 1; i < len(p); i++ {
		if weekOf(p[i].Ref) == weekOf(p[i-1].Ref) {
			return false
		}
	}
	return true
}

// weeks are the last values of the weeks that are over at t, Saturday to Friday: all
// values of a path that has one a week at most.
func (p path) weeks(t time.Time) path {
	if p.weekly() {
		return p
	}
	const saturday = 2 * 24 * 60 * 60 // 1970-01-03 in Unix seconds
	endOf := func(d Date) int64 {
		return int64(math.Floor(float64(d.Unix()-saturday)/(7*24*60*60))+1)*(7*24*60*60) + saturday
	}
	var out path
	for i, q := range p {
		end := endOf(q.Ref)
		if (i+1 == len(p) || p[i+1].Ref.Unix() >= end) && end <= t.Unix() {
			out = append(out, q)
		}
	}
	return out
}

// weekOf counts the weeks, which begin on Monday, from one long ago.
func weekOf(d Date) int {
	const monday = 4 * 24 * 60 * 60 // 1970-01-05 in Unix seconds
	return int(math.Floor(float64(d.Unix()-monday) / (7 * 24 * 60 * 60)))
}

// A spanClock measures the time between two dates of a path.
type spanClock struct{ weekly, monthly bool }

// between is the time from a to b, which is not before a.
func (s spanClock) between(a, b Date, unit string) float64 {
	switch {
	case unit == unitWeeks && s.weekly:
		return float64(weekOf(b) - weekOf(a))
	case unit == unitWeeks:
		return float64(b.Unix()-a.Unix()) / (7 * 24 * 60 * 60)
	}
	months := monthsBetween(a, b)
	if s.monthly {
		months = float64(monthOf(b) - monthOf(a))
	}
	if unit == unitYears {
		return months / 12
	}
	return months
}

func monthOf(d Date) int { return 12*d.Year() + int(d.Month()) - 1 }

// monthsBetween is the whole months from a to b and the days that are left over the
// days of the month they are in. A month after the 31st is the last day of a month that
// is shorter.
func monthsBetween(a, b Date) float64 {
	n := monthOf(b) - monthOf(a)
	for n > 0 && addMonths(a, n).After(b.Time) {
		n--
	}
	from, to := addMonths(a, n), addMonths(a, n+1)
	return float64(n) + float64(b.Sub(from.Time))/float64(to.Sub(from.Time))
}

// addMonths is the same day n months later, or the last one of a shorter month.
func addMonths(d Date, n int) Date {
	last := time.Date(d.Year(), d.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return Date{last.AddDate(0, 0, min(d.Day(), last.Day())-last.Day())}
}
