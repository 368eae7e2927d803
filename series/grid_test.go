package series_test

import (
	"math"
	"math/big"
	"math/rand/v2"
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
		if testing.Short() && i%6 != 0 {
			continue
		}
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
	if g != series.Weekly(time.UTC, time.Monday) {
		t.Error("equal grids differ")
	}
	mustPanic(t, "series: Every: duration <= 0", func() { series.Every(0) })
	mustPanic(t, "series: Every: duration <= 0", func() { series.Every(-time.Hour) })
	mustPanic(t, "series: Daily: loc is nil", func() { series.Daily(nil) })
	mustPanic(t, "series: Weekly: loc is nil", func() { series.Weekly(nil, time.Monday) })
	mustPanic(t, "series: Weekly: no such weekday", func() { series.Weekly(time.UTC, 7) })
	mustPanic(t, "series: Weekly: no such weekday", func() { series.Weekly(time.UTC, -1) })
	mustPanic(t, "series: Monthly: loc is nil", func() { series.Monthly(nil) })
}

func TestGridString(t *testing.T) {
	ny := location(t, "America/New_York")
	for _, x := range []struct {
		g    series.Grid
		want string
	}{
		{series.Grid{}, "no grid"},
		{series.Every(90 * time.Minute), "every 1h30m0s"},
		{series.Daily(ny), "daily from 00:00 America/New_York"},
		{series.Weekly(time.UTC, time.Monday), "weekly from Monday 00:00 UTC"},
		{series.Monthly(ny), "monthly from day 1 00:00 America/New_York"},
		{series.Session(series.NYSE()), "sessions of NYSE"},
	} {
		if got := x.g.String(); got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
}

// Every against plain arithmetic on nanoseconds, at the ends of time too.
func TestEvery(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	for range 20000 {
		d := time.Duration(1 + rnd.Int64N(1<<(1+rnd.IntN(62))))
		ns := int64(rnd.Uint64())
		if rnd.IntN(2) == 0 {
			ns >>= rnd.IntN(63)
		}
		q, r := new(big.Int), new(big.Int)
		q.DivMod(big.NewInt(ns), big.NewInt(int64(d)), r) // Euclidean: floor for d > 0
		from := new(big.Int).Mul(q, big.NewInt(int64(d)))
		to := new(big.Int).Add(from, big.NewInt(int64(d)))
		at := time.Unix(0, ns)
		start, end, ok := series.Every(d).Bucket(at)
		if ok != (from.IsInt64() && to.IsInt64()) {
			t.Fatalf("every %v: %d in a bucket: %v", d, ns, ok)
		}
		if ok && (start.UnixNano() != from.Int64() || end.UnixNano() != to.Int64() || start.Location() != time.UTC) {
			t.Fatalf("every %v: %d is in %v to %v, want %v to %v", d, ns, start, end, from, to)
		}
	}
}

func TestCivilKnown(t *testing.T) {
	for _, x := range []struct {
		g          func(*time.Location) series.Grid
		zone, at   string
		start, end string
	}{
		{series.Daily, "UTC", "2026-01-09T23:59:59Z", "2026-01-09T00:00:00Z", "2026-01-10T00:00:00Z"},
		{series.Daily, "UTC", "1969-12-31T23:59:59Z", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z"},
		// 23 and 25 hours.
		{series.Daily, "America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"},
		{series.Daily, "America/New_York", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"},
		// Cairo skips 00:00 of the last Friday of April.
		{series.Daily, "Africa/Cairo", "2024-04-25T22:00:00Z", "2024-04-25T22:00:00Z", "2024-04-26T21:00:00Z"},
		// 31 December of a leap year, where ZoneBounds is wrong.
		{series.Daily, "Africa/Cairo", "2024-12-31T12:00:00Z", "2024-12-30T22:00:00Z", "2024-12-31T22:00:00Z"},
		{series.Monthly, "America/New_York", "2028-12-31T12:00:00Z", "2028-12-01T05:00:00Z", "2029-01-01T05:00:00Z"},
		// Ciudad Juarez went from 00:00 back to 23:00 and stayed there.
		{series.Daily, "America/Ciudad_Juarez", "2022-11-30T06:30:00Z", "2022-11-29T06:00:00Z", "2022-11-30T07:00:00Z"},
		{series.Daily, "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"},
		{series.Daily, "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"},
		{series.Monthly, "UTC", "2024-02-29T23:59:59Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"},
		{series.Monthly, "UTC", "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{series.Monthly, "America/New_York", "2026-03-31T23:00:00Z", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z"},
		{series.Monthly, "America/New_York", "2026-04-01T03:59:59Z", "2026-03-01T05:00:00Z", "2026-04-01T04:00:00Z"},
	} {
		at, _ := time.Parse(time.RFC3339, x.at)
		g := x.g(location(t, x.zone))
		start, end, ok := g.Bucket(at)
		if got := start.Format(time.RFC3339) + " " + end.Format(time.RFC3339); got != x.start+" "+x.end || !ok {
			t.Errorf("%v, %s: %s, want %s %s", g, x.at, got, x.start, x.end)
		}
		if a, b, ok := g.Next(at); !ok || a != start || b != end {
			t.Errorf("%v, %s: Next is %v %v", g, x.at, a, b)
		}
	}
}

func TestBucketAllocs(t *testing.T) {
	ny := location(t, "America/New_York")
	at := on("2026-01-07")
	for _, g := range []series.Grid{series.Every(time.Hour), series.Daily(ny), series.Weekly(ny, time.Monday), series.Monthly(ny),
		series.Session(series.NYSE()), series.Session(series.Weekdays(ny, 9*time.Hour, 16*time.Hour))} {
		if n := testing.AllocsPerRun(100, func() { g.Bucket(at); g.Next(at) }); n != 0 {
			t.Errorf("%v: %v allocations", g, n)
		}
	}
}

func BenchmarkBucket(b *testing.B) {
	ny := location(b, "America/New_York")
	for _, g := range []series.Grid{series.Every(time.Hour), series.Daily(time.UTC), series.Daily(ny), series.Weekly(ny, time.Monday), series.Monthly(ny),
		series.Session(series.NYSE()), series.Session(series.Weekdays(ny, 9*time.Hour, 16*time.Hour))} {
		b.Run(g.String(), func(b *testing.B) {
			at, i := on("2020-01-01"), 0
			for b.Loop() {
				g.Bucket(at.Add(time.Duration(i%2000) * 25 * time.Hour))
				i++
			}
		})
	}
}
