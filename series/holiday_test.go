package series_test

import (
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// The Federal Reserve's own list. In 2020 to 2022 and 2026 to 2028 holidays fall
// on Saturdays, which are kept there, and on Sundays, which move to Monday.
var holidays = map[int]string{
	1977: "01-01 02-21 05-30 07-04 09-05 10-10 10-24 11-24 12-26",
	1978: "01-02 02-20 05-29 07-04 09-04 10-09 11-11 11-23 12-25",
	1986: "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25",
	2011: "01-01 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
	2015: "01-01 01-19 02-16 05-25 07-04 09-07 10-12 11-11 11-26 12-25",
	2020: "01-01 01-20 02-17 05-25 07-04 09-07 10-12 11-11 11-26 12-25",
	2021: "01-01 01-18 02-15 05-31 06-19 07-05 09-06 10-11 11-11 11-25 12-25",
	2022: "01-01 01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26",
	2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-11 11-23 12-25",
	2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
	2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
	2026: "01-01 01-19 02-16 05-25 06-19 07-04 09-07 10-12 11-11 11-26 12-25",
	2027: "01-01 01-18 02-15 05-31 06-19 07-05 09-06 10-11 11-11 11-25 12-25",
	2028: "01-01 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-11 11-23 12-25",
}

func TestFederalHoliday(t *testing.T) {
	for year, want := range holidays {
		got := ""
		for d := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
			if name, ok := series.FederalHoliday(d); ok {
				got += d.Format(" 01-02")
				if name == "" {
					t.Error(d, "has no name")
				}
			}
		}
		if got != " "+want {
			t.Errorf("%d:%s, want %s", year, got, want)
		}
	}
	names := map[string]int{}
	for d := on("2025-01-01"); d.Year() == 2025; d = d.AddDate(0, 0, 1) {
		if name, ok := series.FederalHoliday(d); ok {
			names[name]++
		}
	}
	if len(names) != 11 {
		t.Error("names of 2025:", names)
	}
	if _, ok := series.FederalHoliday(on("1970-12-25")); ok {
		t.Error("a holiday before 1971")
	}
	// The date is the one t shows, not that of UTC.
	ny := location(t, "America/New_York")
	if _, ok := series.FederalHoliday(time.Date(2025, 12, 25, 23, 0, 0, 0, ny)); !ok {
		t.Error("the evening of Christmas Day is no holiday")
	}
}
