package ratio

import (
	"math"
	"testing"
	"time"
)

func TestExtremeText(t *testing.T) {
	const year = 8766 * time.Hour
	at := time.Date(2025, 5, 17, 0, 0, 0, 0, time.UTC)
	for want, v := range map[string]ExtremeValue{
		"no value":                                     {},
		"lowest of 1 observation":                      {Time: at, SinceN: 1, Open: true, Value: math.NaN()},
		"lowest in 4.2 years, since 2021-03-05":        {Time: at, SinceN: 219, Since: 1534 * day},
		"highest of all 312 observations in 6.0 years": {Time: at, SinceN: 312, Since: 6 * year, Open: true, High: true},
		"lowest in 7 days, since 2025-05-10":           {Time: at, SinceN: 1, Since: week},
		"highest in 47 hours":                          {Time: at, SinceN: 1, Since: 47 * time.Hour, High: true},
		"highest in 2 days, since 2025-05-15":          {Time: at, SinceN: 1, Since: 2 * day, High: true},
		"lowest in 2.0 years, since 2023-05-17":        {Time: at, SinceN: 105, Since: 2 * year},
		"lowest in 1m30s":                              {Time: at, SinceN: 1, Since: 90 * time.Second},
	} {
		if got := v.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFlipText(t *testing.T) {
	for want, v := range map[string]FlipValue{
		"no value":                           {},
		"down":                               {Sign: -1, Run: 1},
		"up for at least 3 weeks":            {Sign: 1, Run: 4, Duration: 3 * week},
		"turned up, first turn in 22 months": {Sign: 1, Run: 1, RunBefore: 22, DurationBefore: 665 * day, Flipped: true},
		"up for 3 weeks, first turn in 22 months":           {Sign: 1, Run: 4, RunBefore: 95, Duration: 3 * week, DurationBefore: 672 * day},
		"down for 2.5 years, first turn in at least 2 days": {Sign: -1, Run: 4, RunBefore: 2, Duration: 913 * day, DurationBefore: 2 * day, BeforeOpen: true},
		"turned down, first turn in at least 2.0 years":     {Sign: -1, Run: 1, RunBefore: 2, DurationBefore: 731 * day, BeforeOpen: true, Flipped: true},
		"down for 2 weeks, first turn in 2 months":          {Sign: -1, Run: 4, RunBefore: 2, Duration: 17 * day, DurationBefore: 61 * day},
		"down for 2 hours, first turn in 13 days":           {Sign: -1, Run: 4, RunBefore: 2, Duration: 149 * time.Minute, DurationBefore: 13 * day},
	} {
		if got := v.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
