package series_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
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
		{"EquityClose", series.EquityClose, "2026-01-10", "2026-01-10T21:00:00Z"}, // a Saturday
		{"UTCDay", series.UTCDay, "2026-01-09", "2026-01-10T00:00:00Z"},
		{"UTCDay", series.UTCDay, "2020-02-28", "2020-02-29T00:00:00Z"},
		{"UTCDay", series.UTCDay, "1969-12-30", "1969-12-31T00:00:00Z"},
		{"Filing", series.Filing, "2020-08-11", "2020-08-12T00:00:00Z"},
		{"ETFFlow", series.ETFFlow, "2024-01-12", "2024-01-13T12:00:00Z"},
		{"FedTarget", series.FedTarget, "2025-12-11", "2025-12-12T00:00:00Z"},

		// Weekly releases of the H.6: an ordinary one, the one after Thanksgiving
		// 2011, the last one.
		{"H6Week", series.H6Week, "2009-12-07", "2009-12-17T21:30:00Z"},
		{"H6Week", series.H6Week, "2011-11-14", "2011-11-25T21:30:00Z"},
		{"H6Week", series.H6Week, "2021-02-01", "2021-02-11T21:30:00Z"},
		{"H6Week", series.H6Week, "2021-01-26", "2021-02-11T21:30:00Z"}, // a Tuesday, in that week
		// Files of different vintages end with the weeks to 2022-12-05, 2025-06-30,
		// 2025-11-03 and 2025-12-01, each the last to begin in its month.
		{"H6Week", series.H6Week, "2021-02-08", "2021-03-23T17:00:00Z"},
		{"H6Week", series.H6Week, "2022-12-05", "2022-12-27T18:00:00Z"},
		{"H6Week", series.H6Week, "2022-12-12", "2023-01-24T18:00:00Z"},
		{"H6Week", series.H6Week, "2025-06-30", "2025-07-22T17:00:00Z"},
		{"H6Week", series.H6Week, "2025-07-07", "2025-08-26T17:00:00Z"},
		{"H6Week", series.H6Week, "2025-11-03", "2025-11-25T18:00:00Z"},
		{"H6Week", series.H6Week, "2025-12-01", "2025-12-23T18:00:00Z"},
		{"H6Week", series.H6Week, "2025-12-08", "2026-01-27T18:00:00Z"},
		// The first release of a month marks it as preliminary: those of 2009-12-17
		// (November ended on a Monday), 2011-01-13 and 2012-07-12. That of 2009-04-09
		// did not have March yet, nor that of 2010-07-08 June, that of 2012-04-05 March.
		{"H6Month", series.H6Month, "2009-11-01", "2009-12-17T21:30:00Z"},
		{"H6Month", series.H6Month, "2012-06-01", "2012-07-12T20:30:00Z"},
		{"H6Month", series.H6Month, "2010-12-01", "2011-01-13T21:30:00Z"},
		{"H6Month", series.H6Month, "2009-03-01", "2009-04-16T20:30:00Z"},
		{"H6Month", series.H6Month, "2010-06-01", "2010-07-15T20:30:00Z"},
		{"H6Month", series.H6Month, "2012-03-31", "2012-04-12T20:30:00Z"},
		{"H6Month", series.H6Month, "2021-01-01", "2021-02-11T21:30:00Z"},
		{"H6Month", series.H6Month, "2021-02-01", "2021-03-23T17:00:00Z"},
		{"H6Month", series.H6Month, "2021-07-15", "2021-08-24T17:00:00Z"},
		{"H6Month", series.H6Month, "2024-02-01", "2024-03-26T17:00:00Z"},
		{"H6Month", series.H6Month, "2025-12-31", "2026-01-27T18:00:00Z"},
		{"H6Month", series.H6Month, "2029-11-01", "2029-12-26T18:00:00Z"}, // Christmas Day is the fourth Tuesday

		{"NFCI", series.NFCI, "2017-09-15", "2017-09-20T12:30:00Z"},
		{"NFCI", series.NFCI, "2026-05-22", "2026-05-28T12:30:00Z"}, // Memorial Day on the Monday
		{"NFCI", series.NFCI, "2025-11-07", "2025-11-13T13:30:00Z"}, // Veterans Day on the Tuesday
		{"NFCI", series.NFCI, "2024-12-20", "2024-12-26T13:30:00Z"}, // Christmas on the Wednesday
		{"NFCI", series.NFCI, "2025-06-13", "2025-06-18T12:30:00Z"}, // Juneteenth on the Thursday
		{"NFCI", series.NFCI, "2017-09-16", "2017-09-27T12:30:00Z"}, // a Saturday: the next week

		{"SOFR", series.SOFR, "2018-04-02", "2018-04-03T12:00:00Z"},
		{"SOFR", series.SOFR, "2020-07-02", "2020-07-06T12:00:00Z"}, // Independence Day on a Saturday
		{"SOFR", series.SOFR, "2021-12-23", "2021-12-27T13:00:00Z"}, // Christmas on a Saturday
		{"SOFR", series.SOFR, "2021-12-30", "2021-12-31T13:00:00Z"}, // New Year on a Saturday
		{"SOFR", series.SOFR, "2021-06-17", "2021-06-18T12:00:00Z"}, // Juneteenth two days old
		{"SOFR", series.SOFR, "2023-11-09", "2023-11-10T13:00:00Z"}, // Veterans Day on a Saturday
		{"SOFR", series.SOFR, "2024-03-28", "2024-04-01T12:00:00Z"}, // Good Friday
		{"SOFR", series.SOFR, "2018-12-04", "2018-12-06T13:00:00Z"}, // mourning
		{"SOFR", series.SOFR, "2025-01-08", "2025-01-09T13:00:00Z"}, // mourning, published as scheduled
		{"SOFR", series.SOFR, "2026-01-16", "2026-01-20T13:00:00Z"}, // King's birthday
		{"SOFR", series.SOFR, "2026-01-17", "2026-01-20T13:00:00Z"}, // a Saturday
		{"SOFR", series.SOFR, "2027-06-17", "2027-06-21T12:00:00Z"}, // assumed
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

var calendars = map[string]func(time.Time) time.Time{
	"H41": series.H41, "H10": series.H10, "H6Week": series.H6Week, "H6Month": series.H6Month, "NFCI": series.NFCI,
	"SOFR": series.SOFR, "ReverseRepo": series.ReverseRepo, "EquityClose": series.EquityClose,
	"UTCDay": series.UTCDay, "Filing": series.Filing, "ETFFlow": series.ETFFlow, "FedTarget": series.FedTarget,
}

// Every rule for every day: never before the day has begun in New York, not long
// after, never running back. What the Federal Reserve publishes is never on a
// weekend or a holiday.
func TestReleaseOrder(t *testing.T) {
	longest := map[string]int{"H41": 9, "H10": 9, "H6Week": 60, "H6Month": 60, "NFCI": 13, "SOFR": 5}
	for name, rule := range calendars {
		most, office := longest[name]
		if !office {
			most = 2
		}
		var prev time.Time
		for d := on("1976-01-01"); d.Year() < 2050; d = d.AddDate(0, 0, 1) {
			known := rule(d)
			_, holiday := series.FederalHoliday(known)
			closed := holiday || known.Weekday() == time.Saturday || known.Weekday() == time.Sunday
			wait := known.Sub(d)
			if office && (closed || wait < 24*time.Hour) || wait < 5*time.Hour || wait > time.Duration(most)*24*time.Hour || known.Before(prev) || known.Location() != time.UTC {
				t.Fatalf("%s of %s is known %s, after %s", name, d.Format(time.DateOnly), known, prev)
			}
			prev = known
		}
	}
}

// The date is the one that ref shows, whatever the hour and the zone.
func TestReleaseZone(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Asia/Tokyo", "Pacific/Apia"} {
		loc := location(t, zone)
		for name, rule := range calendars {
			for d := on("2024-02-25"); d.Year() < 2025; d = d.AddDate(0, 0, 1) {
				y, m, dom := d.Date()
				if got, want := rule(time.Date(y, m, dom, 23, 30, 0, 0, loc)), rule(d); !got.Equal(want) {
					t.Fatalf("%s of %s late in %s is %v, want %v", name, d.Format(time.DateOnly), zone, got, want)
				}
			}
		}
	}
}

// A week is in the month's release if and only if the month is not over without it.
func TestH6WeekAndMonth(t *testing.T) {
	for monday := on("2010-01-04"); monday.Year() < 2038; monday = monday.AddDate(0, 0, 7) {
		known, begins := series.H6Week(monday), monday.AddDate(0, 0, -6)
		month := series.H6Month(begins)
		if late := monday.After(on("2021-02-01")); late && !known.Equal(month) || !late && known.After(month) {
			t.Errorf("the week to %s is known %v, its month %v", monday.Format(time.DateOnly), known, month)
		}
	}
}

// The cases of the Federal Reserve's balance sheet: their holidays say why.
func TestH41Availability(t *testing.T) {
	text, err := os.ReadFile("testdata/h41_availability.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Obs      string
		Avail    string `json:"avail_utc"`
		Holidays []string
	}
	if err := json.Unmarshal(text, &cases); err != nil || len(cases) < 6 {
		t.Fatal(len(cases), err)
	}
	for _, x := range cases {
		if got := series.H41(on(x.Obs)).Format("2006-01-02T15:04:05-07:00"); got != x.Avail {
			t.Errorf("H41 of %s is known %s, want %s", x.Obs, got, x.Avail)
		}
		for _, h := range x.Holidays {
			if _, ok := series.FederalHoliday(on(h)); !ok {
				t.Error(h, "is no holiday")
			}
		}
	}
}

// Each rate of the reference data but the last is published when the next business
// day, which is the day of the next rate, begins.
func TestSOFRDays(t *testing.T) {
	file, err := os.Open(filepath.Join(referenceFolder(t), "market", "FRED_SOFR.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) < 2000 {
		t.Fatal(len(rows), err)
	}
	ny := location(t, "America/New_York")
	for i := 1; i+1 < len(rows); i++ {
		next := on(rows[i+1][0])
		want := time.Date(next.Year(), next.Month(), next.Day(), 8, 0, 0, 0, ny)
		if got := series.SOFR(on(rows[i][0])); !got.Equal(want) {
			t.Errorf("SOFR of %s is known %v, want %v", rows[i][0], got, want)
		}
	}
}

// referenceFolder returns the folder of the reference data, or skips.
func referenceFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("RISKON_REFERENCE")
	if folder == "" {
		t.Skip("RISKON_REFERENCE is not set: not compared with the reference data")
	}
	return folder
}
