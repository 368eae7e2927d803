package series_test

import (
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestReleases(t *testing.T) {
	for _, x := range []struct {
		name       string
		rule       func(time.Time) time.Time
		ref, known string
	}{
		{"H41", series.H41, "2025-03-26", "2025-03-27T20:30:00Z"},
		{"H41", series.H41, "2015-11-25", "2015-11-27T21:30:00Z"}, // Thanksgiving
		{"H41", series.H41, "2025-12-24", "2025-12-26T21:30:00Z"}, // Christmas
		{"H41", series.H41, "2025-12-31", "2026-01-02T21:30:00Z"}, // New Year
		{"H41", series.H41, "2025-10-29", "2025-10-30T20:30:00Z"},
		{"H41", series.H41, "2025-11-05", "2025-11-06T21:30:00Z"},
		{"H41", series.H41, "2015-06-24", "2015-06-25T20:30:00Z"},
		{"H41", series.H41, "2026-08-19", "2026-08-20T20:30:00Z"},
		{"H41", series.H41, "2026-01-08", "2026-01-15T21:30:00Z"}, // a Thursday: the next one
		{"H10", series.H10, "2015-06-24", "2015-06-29T20:15:00Z"},
		{"H10", series.H10, "2020-12-23", "2020-12-28T21:15:00Z"},
		{"H10", series.H10, "2025-12-31", "2026-01-05T21:15:00Z"},
		{"H10", series.H10, "2026-08-12", "2026-08-17T20:15:00Z"},
		{"H10", series.H10, "2026-01-14", "2026-01-20T21:15:00Z"}, // King's birthday
		{"H10", series.H10, "2021-06-30", "2021-07-06T20:15:00Z"}, // 4 July on a Sunday
		{"H10", series.H10, "2021-06-16", "2021-06-21T20:15:00Z"}, // Juneteenth on a Saturday
		{"H10", series.H10, "2022-06-15", "2022-06-21T20:15:00Z"}, // Juneteenth on a Sunday
		{"ReverseRepo", series.ReverseRepo, "2026-01-07", "2026-01-07T19:00:00Z"},
		{"ReverseRepo", series.ReverseRepo, "2026-07-08", "2026-07-08T18:00:00Z"},
		{"EquityClose", series.EquityClose, "2015-06-26", "2015-06-26T20:00:00Z"},
		{"EquityClose", series.EquityClose, "2020-12-31", "2020-12-31T21:00:00Z"},
		{"EquityClose", series.EquityClose, "2026-01-09", "2026-01-09T21:00:00Z"},
		{"EquityClose", series.EquityClose, "2026-08-21", "2026-08-21T20:00:00Z"},
		{"UTCDay", series.UTCDay, "2026-01-09", "2026-01-10T00:00:00Z"},
		{"UTCDay", series.UTCDay, "2020-02-28", "2020-02-29T00:00:00Z"},
		{"UTCDay", series.UTCDay, "1969-12-30", "1969-12-31T00:00:00Z"},
	} {
		if got := x.rule(on(x.ref)).Format(time.RFC3339); got != x.known {
			t.Errorf("%s of %s is known %s, want %s", x.name, x.ref, got, x.known)
		}
	}
}

// The rule of daylight saving time against the tz database, every day.
func TestNewYork(t *testing.T) {
	ny := location(t, "America/New_York")
	wrong := map[int]int{}
	for d := on("1955-01-01"); d.Year() < 2038; d = d.AddDate(0, 0, 1) {
		y, m, dom := d.Date()
		for rule, clock := range map[string][2]any{
			"ReverseRepo": {series.ReverseRepo(d), time.Date(y, m, dom, 14, 0, 0, 0, ny)},
			"EquityClose": {series.EquityClose(d), time.Date(y, m, dom, 16, 0, 0, 0, ny)},
		} {
			if got, want := clock[0].(time.Time), clock[1].(time.Time); !got.Equal(want) {
				wrong[y]++
				if y >= 1976 {
					t.Errorf("%s on %s is %v, want %v", rule, d.Format(time.DateOnly), got, want.UTC())
				}
			}
		}
	}
	if len(wrong) != 2 || wrong[1974] == 0 || wrong[1975] == 0 {
		t.Error("days off by an hour, by year, want only 1974 and 1975:", wrong)
	}
}

// Releases are on business days, after their reference date, and never run back.
func TestReleaseOrder(t *testing.T) {
	rules := map[string]func(time.Time) time.Time{"H41": series.H41, "H10": series.H10}
	for name, rule := range rules {
		var prev time.Time
		for d := on("1976-01-01"); d.Year() < 2050; d = d.AddDate(0, 0, 1) {
			known := rule(d)
			_, holiday := series.FederalHoliday(known)
			wait := known.Sub(d)
			if holiday || known.Weekday() == time.Saturday || known.Weekday() == time.Sunday ||
				wait < 24*time.Hour || wait > 9*24*time.Hour || known.Before(prev) {
				t.Fatalf("%s of %s is known %s", name, d.Format(time.DateOnly), known)
			}
			prev = known
		}
	}
}
