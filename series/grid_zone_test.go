package series_test

import (
	"archive/zip"
	"crypto/sha256"
	"go/build"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// A zone of the tz database, and how many names it has.
type tzone struct {
	loc   *time.Location
	names int
}

// database reads every zone from the Go installation. Zones with the same data
// under several names are given once.
func database(t testing.TB) (zones []tzone, names int) {
	t.Helper()
	root := os.Getenv("GOROOT") // go test sets it
	if root == "" {
		root = build.Default.GOROOT
	}
	file, err := zip.OpenReader(filepath.Join(root, "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skip("no tz database in the Go installation:", err)
	}
	defer file.Close()
	seen := map[[32]byte]int{}
	for _, f := range file.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		loc, err := time.LoadLocationFromTZData(f.Name, data)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		names++
		sum := sha256.Sum256(data)
		if i, ok := seen[sum]; ok {
			zones[i].names++
			continue
		}
		seen[sum] = len(zones)
		zones = append(zones, tzone{loc, 1})
	}
	return zones, names
}

// posix makes a location of a TZ rule, as the tz database has it for years to come.
func posix(t testing.TB, rule string) *time.Location {
	t.Helper()
	// Twice the header and one unused type, RFC 8536; then the footer.
	part := "TZif2" + strings.Repeat("\x00", 15+5*4-1) + "\x01\x00\x00\x00\x04" + "\x00\x00\x00\x00\x00\x00" + "LMT\x00"
	loc, err := time.LoadLocationFromTZData(rule, []byte(part+part+"\n"+rule+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// Locations that have only a rule, over years for which ZoneBounds guesses: its
// end is a day early in leap years (golang.org/issue/81583).
func TestRuleZones(t *testing.T) {
	for _, rule := range []string{"EST5EDT,M3.2.0,M11.1.0", "EET-2EEST,M4.5.5/0,M10.5.4/24", "NZST-12NZDT,M9.5.0,M4.1.0/3", "WET0"} {
		loc := posix(t, rule)
		at := time.Date(2023, 12, 1, 0, 0, 0, 0, loc)
		for at.Year() < 2029 {
			y, m, d := at.Date()
			next := time.Date(y, m, d+1, 0, 0, 0, 0, loc)
			if h := next.Hour(); h == 23 { // Date gives the hour before a gap
				next = next.Add(time.Hour)
			}
			start, end, ok := series.Daily(loc).Bucket(at.Add(12 * time.Hour))
			if !ok || !start.Equal(at) || !end.Equal(next) {
				t.Fatalf("%s: %v is in %v to %v, %v", rule, at, start, end, ok)
			}
			open, close, ok := series.Weekdays(loc, hm(9, 0), hm(17, 0)).Open(hm(9, 0), hm(17, 0), at).Hours(at)
			if !ok || open.In(loc).Format(time.TimeOnly) != "09:00:00" || close.Sub(open) != hm(8, 0) {
				t.Fatalf("%s: %v from %v to %v, %v", rule, at, open, close, ok)
			}
			at = next
		}
	}
}

// days returns the date that t shows in loc, as a number.
func days(t time.Time, loc *time.Location) int {
	y, m, d := t.In(loc).Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// A labelled grid numbers its buckets by the dates in them.
type labelled struct {
	series.Grid
	label func(date int) int
}

func civilGrids(loc *time.Location, first time.Weekday) []labelled {
	return []labelled{
		{series.Daily(loc), func(date int) int { return date }},
		{series.Weekly(loc, first), func(date int) int { return (date + 70000 + 4 - int(first)) / 7 }},
		{series.Monthly(loc), func(date int) int {
			y, m, _ := time.Unix(int64(date)*86400, 0).UTC().Date()
			return 12*y + int(m)
		}},
	}
}

// Days, weeks and months follow each other without gap or overlap, and change
// exactly when the latest date that the clock has shown does: in every zone of
// the tz database, around every change of clocks from 1970 to 2037.
func TestEveryZone(t *testing.T) {
	zones, names := database(t)
	from, to := on("1970-01-01"), on("2038-01-01")
	transitions, used := 0, 0
	for i, z := range zones {
		if testing.Short() && i%8 != 0 {
			continue
		}
		used++
		grids := civilGrids(z.loc, time.Weekday(i%7))
		for at := nextChange(from.In(z.loc)); at.Before(to); at = nextChange(at) {
			transitions++
			around(t, grids, z.loc, at)
		}
	}
	t.Logf("%d zones of %d names: %d transitions in %d of them", len(zones), names, transitions, used)
	if !testing.Short() && (len(zones) < 300 || transitions < 15000) {
		t.Error("that is not the tz database")
	}
}

// nextChange returns the next instant after t at which the clocks of its location
// change, or a time after 2262.
func nextChange(t time.Time) time.Time {
	_, before := t.Zone()
	for {
		_, end := t.ZoneBounds()
		if end.IsZero() {
			return on("2300-01-01")
		}
		if !end.After(t) { // golang.org/issue/81583
			end = t.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour).In(t.Location())
		}
		_, after := end.Zone()
		if after != before {
			return end
		}
		t = end
	}
}

// around checks the buckets from two days before a change of clocks to two days after.
func around(t *testing.T, grids []labelled, loc *time.Location, change time.Time) {
	t.Helper()
	const span, step = 50 * time.Hour, 30 * time.Minute
	for _, g := range grids {
		latest := days(change.Add(-span-26*time.Hour), loc)
		for back := 26 * time.Hour; back > 0; back -= step {
			latest = max(latest, days(change.Add(-span-back), loc))
		}
		var start, end time.Time
		label := -1
		check := func(x time.Time) {
			latest = max(latest, days(x, loc))
			a, b, ok := g.Bucket(x)
			switch {
			case !ok || x.Before(a) || !x.Before(b) || a.Location() != time.UTC || b.Location() != time.UTC:
				t.Fatalf("%v: %v is in %v to %v, %v", g, x, a, b, ok)
			case label >= 0 && g.label(latest) == label && !(a.Equal(start) && b.Equal(end)):
				t.Fatalf("%v: %v is in %v to %v, the instant before in %v to %v", g, x, a, b, start, end)
			case label >= 0 && g.label(latest) != label && !a.Equal(end):
				t.Fatalf("%v: %v is in %v to %v, after %v to %v", g, x, a, b, start, end)
			}
			start, end, label = a, b, g.label(latest)
		}
		check(change.Add(-span))
		for x := change.Add(-span); x.Before(change.Add(span)); x = x.Add(step) {
			for !end.After(x) { // both sides of a boundary
				check(end.Add(-1))
				check(end)
			}
			if near := x.Sub(change); -90*time.Minute <= near && near <= 90*time.Minute || g.label(max(latest, days(x, loc))) != label {
				check(x)
			}
		}
	}
}

// Weeks and months in one chain from 1970 to 2038, in every zone; days in the
// zones with unusual changes.
func TestChain(t *testing.T) {
	from, to := on("1970-01-01"), on("2038-01-01")
	var grids []series.Grid
	zones, _ := database(t)
	for i, z := range zones {
		if !testing.Short() || i%8 == 0 {
			grids = append(grids, series.Weekly(z.loc, time.Weekday(i%7)), series.Monthly(z.loc))
		}
	}
	for i, loc := range locations(t) {
		if !testing.Short() || i%8 == 0 {
			grids = append(grids, series.Daily(loc))
		}
	}
	for _, g := range grids {
		start, end, ok := g.Bucket(from)
		if !ok || start.After(from) {
			t.Fatalf("%v: %v is in the bucket from %v, %v", g, from, start, ok)
		}
		for start.Before(to) {
			next, after, ok := g.Bucket(end)
			if !ok || !start.Before(end) || !next.Equal(end) {
				t.Fatalf("%v: %v to %v is followed by %v, %v", g, start, end, next, ok)
			}
			start, end = next, after
		}
	}
}
