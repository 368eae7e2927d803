package series_test

import (
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// Zones that change clocks at midnight, skip a date, change by half an hour, or
// have a rule of their own.
var zones = []string{
	"UTC", "America/New_York", "Europe/London", "America/Sao_Paulo", "America/Havana", "America/St_Johns",
	"America/Asuncion", "America/Santiago", "Asia/Beirut", "Asia/Amman", "Asia/Gaza", "Asia/Tehran", "Africa/Cairo",
	"Africa/Casablanca", "Atlantic/Azores", "America/Scoresbysund", "America/Godthab", "Australia/Lord_Howe",
	"Pacific/Apia", "Pacific/Kwajalein", "Pacific/Fakaofo", "Pacific/Kiritimati", "Antarctica/Troll", "Europe/Lisbon",
	"Asia/Kathmandu", "Asia/Pyongyang", "America/Toronto", "Europe/Warsaw",
}

func locations(t testing.TB) []*time.Location {
	locs := []*time.Location{time.FixedZone("far east", 14*3600+1800), time.FixedZone("nowhere", -100*3600), time.FixedZone("nor there", 100*3600)}
	for _, name := range zones {
		locs = append(locs, location(t, name))
	}
	return locs
}

// Weeks follow each other without gap or overlap, and begin when the clock
// first shows the day.
func TestWeeklyPartition(t *testing.T) {
	from, to := on("1970-01-01"), on("2038-01-01")
	for i, loc := range locations(t) {
		first := time.Weekday(i % 7)
		g := series.Weekly(loc, first)
		start, end, ok := g.Bucket(from)
		for start.Before(to) {
			if !ok || !start.Before(end) || end.Sub(start) < 5*24*time.Hour || end.Sub(start) > 9*24*time.Hour {
				t.Fatalf("%v: week %v to %v, %v", g, start, end, ok)
			}
			checkStart(t, g, start, loc, first)
			a, b, ok2 := g.Bucket(end.Add(-1))
			if !a.Equal(start) || !b.Equal(end) || !ok2 {
				t.Fatalf("%v: the last nanosecond before %v is in %v to %v", g, end, a, b)
			}
			next, after, ok3 := g.Bucket(end)
			if !next.Equal(end) {
				t.Fatalf("%v: %v is in the week from %v", g, end, next)
			}
			start, end, ok = next, after, ok3
		}
	}
}

// checkStart checks that the clock shows the weekday first at start.
func checkStart(t *testing.T, g series.Grid, start time.Time, loc *time.Location, first time.Weekday) {
	t.Helper()
	local := start.In(loc)
	_, before := start.Add(-time.Nanosecond).In(loc).Zone()
	_, after := local.Zone()
	if before == after {
		if local.Weekday() != first || local.Hour() != 0 || local.Minute() != 0 || local.Second() != 0 {
			t.Fatalf("%v: a week begins %v", g, local)
		}
	}
	y, m, d := local.Date()
	for back := time.Nanosecond; back < 30*time.Hour; back += 10 * time.Minute {
		y2, m2, d2 := start.Add(-back).In(loc).Date()
		if !time.Date(y2, m2, d2, 0, 0, 0, 0, time.UTC).Before(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) {
			t.Fatalf("%v: the week begins %v, but %v before was that date too", g, local, back)
		}
	}
}

// Every instant around every change of clocks is in the bucket that Bucket gives.
func TestWeeklyTransitions(t *testing.T) {
	for i, loc := range locations(t) {
		g := series.Weekly(loc, time.Weekday((i+3)%7))
		at, to := on("1970-01-01").In(loc), on("2038-01-01")
		for at.Before(to) {
			_, change := at.ZoneBounds()
			if change.IsZero() {
				break
			}
			var prev time.Time
			for _, d := range []time.Duration{-25 * time.Hour, -time.Hour, -time.Minute, -1, 0, 1, time.Minute, time.Hour, 25 * time.Hour} {
				x := change.Add(d)
				start, end, ok := g.Bucket(x)
				if !ok || x.Before(start) || !x.Before(end) || start.Before(prev) {
					t.Fatalf("%v: %v is in %v to %v, %v", g, x, start, end, ok)
				}
				prev = start
			}
			at = change
		}
	}
}

func TestWeeklyKnown(t *testing.T) {
	for _, x := range []struct {
		zone       string
		first      time.Weekday
		at         string
		start, end string
	}{
		{"UTC", time.Saturday, "2026-01-10T00:00:00Z", "2026-01-10T00:00:00Z", "2026-01-17T00:00:00Z"},
		{"UTC", time.Saturday, "2026-01-09T23:59:59Z", "2026-01-03T00:00:00Z", "2026-01-10T00:00:00Z"},
		// An hour shorter in March, an hour longer in November.
		{"America/New_York", time.Monday, "2026-03-04T00:00:00Z", "2026-03-02T05:00:00Z", "2026-03-09T04:00:00Z"},
		{"America/New_York", time.Monday, "2026-10-28T00:00:00Z", "2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z"},
		// Sao Paulo skipped 00:00 of Sunday 2018-11-04, and had 23:00 of Saturday 2019-02-16 twice.
		{"America/Sao_Paulo", time.Sunday, "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z", "2018-11-11T02:00:00Z"},
		{"America/Sao_Paulo", time.Sunday, "2019-02-17T02:59:59Z", "2019-02-10T02:00:00Z", "2019-02-17T03:00:00Z"},
		// Havana goes from 01:00 back to 00:00: Sunday begins at the first of the two midnights.
		{"America/Havana", time.Sunday, "2025-11-02T04:30:00Z", "2025-11-02T04:00:00Z", "2025-11-09T05:00:00Z"},
		// St. John's went from 00:01 back to 23:01 of the day before.
		{"America/St_Johns", time.Sunday, "2010-11-07T02:45:00Z", "2010-11-07T02:30:00Z", "2010-11-14T03:30:00Z"},
		// Samoa had no Friday 2011-12-30.
		{"Pacific/Apia", time.Friday, "2011-12-31T00:00:00Z", "2011-12-30T10:00:00Z", "2012-01-05T10:00:00Z"},
	} {
		at, _ := time.Parse(time.RFC3339, x.at)
		start, end, ok := series.Weekly(location(t, x.zone), x.first).Bucket(at)
		if got := start.Format(time.RFC3339) + " " + end.Format(time.RFC3339); got != x.start+" "+x.end || !ok {
			t.Errorf("%s %s: %s, want %s %s", x.zone, x.at, got, x.start, x.end)
		}
		if start.Location() != time.UTC || end.Location() != time.UTC {
			t.Errorf("%s: buckets are not in UTC", x.zone)
		}
	}
}

func TestGridInvalid(t *testing.T) {
	if _, _, ok := (series.Grid{}).Bucket(on("2026-01-01")); ok {
		t.Error("the zero Grid has a bucket")
	}
	g := series.Weekly(time.UTC, time.Monday)
	for _, at := range []time.Time{on("1500-01-01"), on("2400-01-01"), time.Unix(0, math.MinInt64), time.Unix(0, math.MaxInt64), {}} {
		if start, end, ok := g.Bucket(at); ok || !start.IsZero() || !end.IsZero() {
			t.Errorf("%v is in a bucket, %v to %v", at, start, end)
		}
	}
	if got := g.String() + "; " + (series.Grid{}).String(); got != "weekly from Monday 00:00 UTC; no grid" {
		t.Error(got)
	}
	if g != series.Weekly(time.UTC, time.Monday) {
		t.Error("equal grids differ")
	}
	mustPanic(t, "series: Weekly: loc is nil", func() { series.Weekly(nil, time.Monday) })
	mustPanic(t, "series: Weekly: no such weekday", func() { series.Weekly(time.UTC, 7) })
}
