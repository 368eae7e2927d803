package ratio

import (
	"fmt"
	"time"
)

// String says it for people: "lowest in 4.2 years, since 2021-03-05", or "lowest
// of all 312 observations in 6.0 years" where no lower one is in memory. Times
// are rounded, and a date is given from two days on.
func (v ExtremeValue) String() string {
	word := "lowest"
	if v.High {
		word = "highest"
	}
	switch {
	case v.SinceN == 0:
		return "no value"
	case v.Open && v.SinceN == 1:
		return word + " of 1 observation"
	case v.Open:
		return fmt.Sprintf("%s of all %d observations in %s", word, v.SinceN, roughly(v.Since))
	case v.Since < 48*time.Hour:
		return word + " in " + roughly(v.Since)
	}
	return fmt.Sprintf("%s in %s, since %s", word, roughly(v.Since), v.Time.Add(-v.Since).Format(time.DateOnly))
}

// String says it for people: "up for 3 weeks, first turn in 22 months". Times are
// rounded.
func (v FlipValue) String() string {
	way := "up"
	if v.Sign < 0 {
		way = "down"
	}
	least := ""
	if v.BeforeOpen {
		least = "at least "
	}
	turn := ", first turn in " + least + roughly(v.DurationBefore)
	switch {
	case v.Sign == 0:
		return "no value"
	case v.RunBefore == 0 && v.Duration == 0:
		return way
	case v.RunBefore == 0:
		return way + " for at least " + roughly(v.Duration)
	case v.Flipped:
		return "turned " + way + turn
	}
	return way + " for " + roughly(v.Duration) + turn
}

// roughly is a time as people say it, rounded: years with one decimal from two
// years on, and likewise months, weeks, days and hours.
func roughly(d time.Duration) string {
	const (
		days   = 24 * time.Hour
		years  = 36525 * days / 100
		months = years / 12
	)
	if d >= 2*years {
		return fmt.Sprintf("%.1f years", float64(d)/float64(years))
	}
	for _, unit := range []struct {
		name string
		d    time.Duration
	}{{"months", months}, {"weeks", 7 * days}, {"days", days}, {"hours", time.Hour}} {
		if d >= 2*unit.d {
			return fmt.Sprintf("%d %s", (d+unit.d/2)/unit.d, unit.name)
		}
	}
	return d.Round(time.Second).String()
}
