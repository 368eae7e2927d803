package series_test

import (
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func hm(h, m int) time.Duration { return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute }

// hours gives a date's session by the clocks of loc, or "closed".
func hours(c series.Calendar, date string, loc *time.Location) string {
	open, close, ok := c.Hours(on(date))
	if !ok {
		if !open.IsZero() || !close.IsZero() {
			return "closed, but with hours"
		}
		return "closed"
	}
	return open.In(loc).Format("01-02 15:04") + " " + close.In(loc).Format("01-02 15:04")
}

func TestWeekdays(t *testing.T) {
	london := location(t, "Europe/London")
	lse := series.Weekdays(london, hm(8, 0), hm(16, 30))
	some := lse.Close(on("2026-05-04"), on("2026-05-25"), on("2026-05-25")).Open(hm(8, 0), hm(12, 30), on("2026-12-24"), on("2026-12-31"))
	for _, x := range []struct {
		c          series.Calendar
		date, want string
	}{
		{lse, "2026-01-09", "01-09 08:00 01-09 16:30"},
		{lse, "2026-01-10", "closed"}, // Saturday
		{lse, "2026-01-11", "closed"},
		{lse, "2026-07-10", "07-10 08:00 07-10 16:30"},
		{lse, "2026-05-04", "05-04 08:00 05-04 16:30"}, // Close left it alone
		{some, "2026-05-04", "closed"},
		{some, "2026-05-05", "05-05 08:00 05-05 16:30"},
		{some, "2026-05-25", "closed"},
		{some, "2026-12-24", "12-24 08:00 12-24 12:30"},
		{some.Close(on("2026-12-24")), "2026-12-24", "closed"}, // the last call holds
		{some.Open(hm(9, 0), hm(10, 0), on("2026-05-04")), "2026-05-04", "05-04 09:00 05-04 10:00"},
		{lse.Open(0, hm(24, 0), on("2026-01-10")), "2026-01-10", "01-10 00:00 01-11 00:00"},
		{lse.Open(hm(1, 30), hm(3, 0), on("2026-03-29")), "2026-03-29", "03-29 02:00 03-29 03:00"}, // 01:30 is skipped
		{lse.Open(hm(1, 30), hm(3, 0), on("2026-10-25")), "2026-10-25", "10-25 01:30 10-25 03:00"}, // and shown twice
		{lse.Open(hm(1, 15), hm(1, 45), on("2026-03-29")), "2026-03-29", "closed"},
		{series.Calendar{}, "2026-01-09", "closed"},
	} {
		if got := hours(x.c, x.date, london); got != x.want {
			t.Errorf("%v, %s: %s, want %s", x.c, x.date, got, x.want)
		}
	}
	if open, _, _ := lse.Open(hm(1, 30), hm(3, 0), on("2026-10-25")).Hours(on("2026-10-25")); open.UTC().Hour() != 0 {
		t.Error("the second of two 01:30:", open)
	}
	// The date is the one the time shows.
	if _, _, ok := lse.Hours(time.Date(2026, 1, 9, 23, 0, 0, 0, location(t, "America/New_York"))); !ok {
		t.Error("Friday evening in New York is no Friday")
	}
	if a, b := lse.Close(on("2026-05-04")).String(), lse.Close(on("2026-05-05")).String(); a == b {
		t.Error("two calendars have one name:", a)
	}
	for c, want := range map[series.Calendar]string{
		{}:   "no calendar",
		lse:  "Monday to Friday 08:00 to 16:30 Europe/London",
		some: "Monday to Friday 08:00 to 16:30 Europe/London, dates set: 4 (44f5601b)",
		series.Weekdays(time.UTC, time.Second, hm(23, 0)): "Monday to Friday 00:00:01 to 23:00 UTC",
		series.Weekdays(time.UTC, 0, hm(24, 0)):           "Monday to Friday 00:00 to 24:00 UTC",
		series.NYSE():                                     "NYSE",
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCalendarPanics(t *testing.T) {
	bad := ": want 0 <= open < close <= 24h in whole seconds"
	mustPanic(t, "series: Weekdays: loc is nil", func() { series.Weekdays(nil, 0, hm(1, 0)) })
	mustPanic(t, "series: Weekdays"+bad, func() { series.Weekdays(time.UTC, -1, hm(1, 0)) })
	mustPanic(t, "series: Weekdays"+bad, func() { series.Weekdays(time.UTC, hm(1, 0), hm(1, 0)) })
	mustPanic(t, "series: Weekdays"+bad, func() { series.Weekdays(time.UTC, hm(1, 0), hm(24, 1)) })
	mustPanic(t, "series: Open"+bad, func() { series.NYSE().Open(hm(9, 0), hm(10, 0)+1) })
	mustPanic(t, "series: Open"+bad, func() { series.NYSE().Open(hm(9, 0)+1, hm(10, 0)) })
	mustPanic(t, "series: Open: zero Calendar", func() { series.Calendar{}.Open(hm(9, 0), hm(10, 0)) })
	mustPanic(t, "series: Close: zero Calendar", func() { series.Calendar{}.Close() })
	mustPanic(t, "series: Session: zero Calendar", func() { series.Session(series.Calendar{}) })
}

// Sessions are in order and do not overlap, whatever the clocks do; every
// instant is in the session that Hours gives for its date, or in none.
func TestSessions(t *testing.T) {
	locs := append(locations(t), nil) // nil for the NYSE
	all := [][2]time.Duration{{hm(9, 30), hm(16, 0)}, {0, hm(24, 0)}, {hm(0, 15), hm(23, 45)}, {hm(23, 0), hm(24, 0)}, {0, hm(1, 30)}}
	for i, loc := range locs {
		c := series.NYSE()
		if loc != nil {
			c = series.Weekdays(loc, all[i%5][0], all[i%5][1])
		}
		g := series.Session(c)
		at, to, first := on("1986-01-01"), on("2038-01-01"), 0
		if testing.Short() {
			at = on("2008-01-01")
		}
		for at.Before(to) {
			start, end, ok := g.Next(at)
			if !ok || !start.Before(end) || start.Before(at) && first > 0 || !end.After(at) {
				t.Fatalf("%v: after %v comes %v to %v, %v", g, at, start, end, ok)
			}
			for _, x := range []time.Time{start, start.Add(end.Sub(start) / 2), end.Add(-1)} {
				if a, b, ok := g.Bucket(x); !ok || a != start || b != end {
					t.Fatalf("%v: %v is in %v to %v, %v, not in %v to %v", g, x, a, b, ok, start, end)
				}
			}
			if loc != nil {
				date := start.Add(end.Sub(start) / 2).In(loc)
				if a, b, ok := c.Hours(date); !ok || a != start || b != end {
					t.Fatalf("%v: on %v from %v to %v, not %v to %v", c, date, a, b, start, end)
				}
			}
			// Up to the next session the exchange is closed.
			if next, _, _ := g.Next(end); next.After(end) {
				for _, x := range []time.Time{end, end.Add(next.Sub(end) / 2), next.Add(-1)} {
					if a, b, ok := g.Bucket(x); ok || !a.IsZero() || !b.IsZero() {
						t.Fatalf("%v: %v is in %v to %v", g, x, a, b)
					}
					if a, _, ok := g.Next(x); !ok || a != next {
						t.Fatalf("%v: after %v comes %v, not %v", g, x, a, next)
					}
				}
			}
			at, first = end, first+1
		}
		if loc != nil && !testing.Short() && (first < 13560 || first > 13570) { // 2713 weeks, less or more at the ends
			t.Errorf("%v: %d sessions in 52 years", g, first)
		}
	}
}

func TestSessionEnds(t *testing.T) {
	g := series.Session(series.NYSE())
	if g != series.Session(series.NYSE()) || g == series.Session(series.NYSE().Close()) {
		t.Error("grids compare wrong")
	}
	// Before the calendar begins there is no session, but a next one.
	if start, _, ok := g.Next(on("1700-01-01")); !ok || start.Format(time.RFC3339) != "1985-09-30T13:30:00Z" {
		t.Error("the first session begins", start, ok)
	}
	// Dates that are listed before it count: those that are over, closed and to come.
	old := series.Session(series.NYSE().Open(10*time.Hour, 15*time.Hour, on("1929-10-24"), on("1929-10-28")).Close(on("1929-10-25")))
	for at, want := range map[string]string{"1929-10-01": "1929-10-24", "1929-10-25": "1929-10-28", "1929-10-30": "1985-09-30"} {
		if start, _, ok := old.Next(on(at)); !ok || start.Format(time.DateOnly) != want {
			t.Errorf("after %s the next session begins %v", at, start)
		}
	}
	if start, _, ok := g.Next(on("2262-04-11")); !ok || start.Format(time.DateOnly) != "2262-04-11" {
		t.Error("the last session begins", start, ok)
	}
	for _, at := range []time.Time{{}, on("1500-01-01"), on("2400-01-01"), time.Date(2262, 4, 11, 22, 0, 0, 0, time.UTC)} {
		if start, end, ok := g.Next(at); ok || !start.IsZero() || !end.IsZero() {
			t.Errorf("after %v comes %v to %v", at, start, end)
		}
	}
}
