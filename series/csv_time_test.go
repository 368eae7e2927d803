package series

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// Every text that looks like a date, against package time.
func TestParseDate(t *testing.T) {
	for year := 0; year <= 9999; year++ {
		if year > 10 && year < 9990 && year%7 != 0 && (year < 1890 || year > 2110) {
			continue
		}
		for month := 0; month <= 13; month++ {
			for d := 0; d <= 32; d++ {
				text := fmt.Appendf(nil, "%04d-%02d-%02d", year, month, d)
				want, err := time.Parse(time.DateOnly, string(text))
				got, ok := parseDate(text)
				if ok != (err == nil) || ok && int64(got)*secondsPerDay != want.Unix() {
					t.Fatalf("%s: %v %v, want %v", text, got, ok, want)
				}
			}
		}
	}
	for _, text := range []string{"2026/01/02", "2026-1-002", "2026-01-0x", "x026-01-02", "20260-1-02"} {
		if _, ok := parseDate([]byte(text)); ok {
			t.Error("takes", text)
		}
	}
}

func TestParseClock(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 100_000 {
		at := time.Unix(rnd.Int64N(1<<35)-1<<34, rnd.Int64N(1e9)).In(time.FixedZone("", 60*(rnd.IntN(2*24*60-1)-24*60+1)))
		if at.Year() < 0 || at.Year() > 9999 {
			continue
		}
		if rnd.IntN(2) == 0 {
			at = at.Truncate(time.Second)
		}
		text := at.Format(time.RFC3339Nano)
		c, ok := parseClock([]byte(text), rnd.IntN(2) == 0)
		if !ok || c.local || c.sec != at.Unix() || c.nsec != at.Nanosecond() {
			t.Fatalf("%s: %v %v", text, c, ok)
		}
		// One byte changed: what we take, package time takes, and it is the same.
		b := []byte(text)
		b[rnd.IntN(len(b))] = byte(" 0123456789-+:.TZtz,"[rnd.IntN(20)])
		c, ok = parseClock(b, false)
		want, err := time.Parse(time.RFC3339, string(b))
		if ok && (err != nil || c.sec != want.Unix() || c.nsec != want.Nanosecond()) {
			t.Fatalf("%s: %v, want %v %v", b, c, want, err)
		}
	}
}

func TestNanos(t *testing.T) {
	for _, x := range []time.Time{minTime, minTime.Add(-1), maxTime, maxTime.Add(1), minTime.Add(time.Second), maxTime.Add(-time.Second),
		minTime.Add(-time.Minute), maxTime.Add(time.Minute), time.Unix(0, 0), time.Unix(-1, 999999999), time.Unix(-1, 0)} {
		want, in := unixNano(x)
		got, ok := nanos(x.Unix(), x.Nanosecond())
		if ok != in || ok && got != want {
			t.Errorf("%v: %d %v, want %d %v", x, got, ok, want, in)
		}
	}
	if _, ok := nanos(math.MinInt64, 0); ok {
		t.Error("wraps around")
	}
}

// The zone's short cut gives what the long way gives, in places that change
// their clocks at midnight, skip days or begin with odd offsets.
func TestZone(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, name := range []string{"UTC", "America/New_York", "America/Sao_Paulo", "Pacific/Apia", "Asia/Manila", "Africa/Cairo", "Australia/Lord_Howe"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		var z zone
		g := Daily(loc)
		for d := day(-60_000); d < 25_000; d += day(1 + rnd.IntN(3)) {
			if got, err := z.date(g, d-1, true); err != nil || got != d.start(loc).Unix() {
				t.Fatalf("%s: day %d begins at %d %v, want %d", name, d, got, err, d.start(loc).Unix())
			}
			reading := int64(d)*secondsPerDay + rnd.Int64N(secondsPerDay)
			got, err := z.instant(g, reading)
			want, bad := Local(time.Unix(reading, 0).UTC(), loc)
			if (err == nil) != (bad == nil) || err == nil && got != want.Unix() {
				t.Fatalf("%s: %d is %d %v, want %v %v", name, reading, got, err, want, bad)
			}
		}
	}
}

// The same around every change of clocks, where short cuts go wrong. One zone is
// used for all, so that it comes from either side.
func TestZoneAtChanges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, name := range []string{"America/New_York", "America/Sao_Paulo", "Pacific/Apia", "Asia/Manila", "Africa/Cairo", "Australia/Lord_Howe"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		var z zone
		g := Daily(loc)
		for at := time.Unix(-5e9, 0).In(loc); at.Year() < 2037; {
			_, end := at.ZoneBounds()
			if end.IsZero() {
				break
			}
			_, before := at.Zone()
			_, after := end.Zone()
			for range 60 {
				reading := end.Unix() + int64([]int{before, after}[rnd.IntN(2)]) + 900*(rnd.Int64N(17)-8)
				if rnd.IntN(3) == 0 {
					reading += secondsPerDay * (rnd.Int64N(9) - 4)
				}
				got, err := z.instant(g, reading)
				want, bad := Local(time.Unix(reading, 0).UTC(), loc)
				if (err == nil) != (bad == nil) || err == nil && got != want.Unix() {
					t.Fatalf("%s: %d is %d %v, want %v %v", name, reading, got, err, want, bad)
				}
				d := dayAt(reading)
				if got, err := z.date(g, d, false); err != nil || got != d.start(loc).Unix() {
					t.Fatalf("%s: day %d begins at %d %v, want %d", name, d, got, err, d.start(loc).Unix())
				}
			}
			at = end
		}
	}
}
