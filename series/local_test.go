package series_test

import (
	"errors"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestLocal(t *testing.T) {
	for _, x := range []struct {
		zone, civil, want string
		err               error
	}{
		{"UTC", "2026-03-08 02:30:00", "2026-03-08T02:30:00Z", nil},
		{"America/New_York", "2026-03-08 01:59:59", "2026-03-08T06:59:59Z", nil},
		{"America/New_York", "2026-03-08 02:00:00", "2026-03-08T07:00:00Z", series.ErrSkipped},
		{"America/New_York", "2026-03-08 02:59:59", "2026-03-08T07:00:00Z", series.ErrSkipped},
		{"America/New_York", "2026-03-08 03:00:00", "2026-03-08T07:00:00Z", nil},
		{"America/New_York", "2026-11-01 00:59:59", "2026-11-01T04:59:59Z", nil},
		{"America/New_York", "2026-11-01 01:00:00", "2026-11-01T06:00:00Z", series.ErrAmbiguous},
		{"America/New_York", "2026-11-01 01:59:59", "2026-11-01T06:59:59Z", series.ErrAmbiguous},
		{"America/New_York", "2026-11-01 02:00:00", "2026-11-01T07:00:00Z", nil},
		{"Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T01:30:00Z", series.ErrAmbiguous},
		{"Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T15:15:00Z", series.ErrAmbiguous},
		{"Asia/Beirut", "2022-03-27 00:30:00", "2022-03-26T22:00:00Z", series.ErrSkipped},
		{"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T10:00:00Z", series.ErrSkipped},
		{"America/Juneau", "1800-01-01 00:00:00", "1799-12-31T08:57:41Z", nil},
	} {
		civil, _ := time.Parse(time.DateTime, x.civil)
		at, err := series.Local(civil, location(t, x.zone))
		if got := at.Format(time.RFC3339); got != x.want || !errors.Is(err, x.err) {
			t.Errorf("%s in %s is %s, %v; want %s, %v", x.civil, x.zone, got, err, x.want, x.err)
		}
		var e *series.PointError
		if err != nil && (!errors.As(err, &e) || e.Index != -1 || !e.Time.Equal(at)) {
			t.Errorf("%s in %s: %#v", x.civil, x.zone, err)
		}
	}
	mustPanic(t, "series: Local: loc is nil", func() { series.Local(time.Time{}, nil) })
}

// Every minute around the changes of a year, against a table made by asking the
// clock what it shows at every minute.
func TestLocalNaive(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu"} {
		loc := location(t, zone)
		shown := map[string][]time.Time{}
		for at := on("2024-12-25"); at.Before(on("2026-01-07")); at = at.Add(10 * time.Minute) {
			text := at.In(loc).Format(time.DateTime)
			shown[text] = append(shown[text], at)
		}
		counts := map[int]int{}
		for civil := on("2025-01-01"); civil.Before(on("2026-01-01")); civil = civil.Add(10 * time.Minute) {
			want := shown[civil.Format(time.DateTime)]
			if zone == "Asia/Kathmandu" { // 5:45 ahead
				civil := civil.Add(5 * time.Minute)
				want = shown[civil.Format(time.DateTime)]
				checkLocal(t, civil, loc, want)
			} else {
				checkLocal(t, civil, loc, want)
			}
			counts[len(want)]++
		}
		if zone != "Asia/Kathmandu" && (counts[0] == 0 || counts[2] == 0) {
			t.Errorf("%s: no changes seen: %v", zone, counts)
		}
	}
}

func checkLocal(t *testing.T, civil time.Time, loc *time.Location, want []time.Time) {
	t.Helper()
	at, err := series.Local(civil, loc)
	switch {
	case len(want) == 0 && errors.Is(err, series.ErrSkipped):
	case len(want) == 1 && err == nil && at.Equal(want[0]):
	case len(want) == 2 && errors.Is(err, series.ErrAmbiguous) && at.Equal(want[1]):
	default:
		t.Fatalf("%v in %v is %v, %v; want %v", civil, loc, at, err, want)
	}
}
