package series_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// Closed weekdays as the exchange published them, one press release after the
// other. In 1999, 2004, 2010, 2021 and 2027 a holiday falls on a Saturday.
var nyseHolidays = map[int]string{
	1994: "02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26", // no King's birthday yet; Nixon
	1997: "01-01 02-17 03-28 05-26 07-04 09-01 11-27 12-25",
	1998: "01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25",
	1999: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
	2001: "01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25",
	2004: "01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24",
	2010: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
	2011: "01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26",
	2012: "01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25",
	2020: "01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25",
	2021: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24", // no Juneteenth yet
	2022: "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
	2023: "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
	2024: "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
	2025: "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25", // Carter
	2026: "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
	2027: "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
	2028: "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25",
}

// Days with other hours, by year.
var nyseShort = map[int]string{
	1986: "", 1988: "", 2000: "07-03 13:00 11-24 13:00",
	1987: "10-23 14:00 10-26 14:00 10-27 14:00 10-28 14:00 10-29 14:00 10-30 14:00 11-02 14:30 11-03 14:30 11-04 14:30 " +
		"11-05 15:00 11-06 15:00 11-09 15:30 11-10 15:30 11-11 15:30",
	1990: "12-24 14:00 12-27 from 11:00", 1991: "12-24 14:00", 1992: "11-27 14:00 12-24 14:00", 1993: "11-26 13:00",
	1994: "02-11 14:30 11-25 13:00", 1995: "07-03 13:00 11-24 13:00 12-18 from 10:30",
	1996: "01-08 from 11:00 14:00 07-05 13:00 11-29 13:00 12-24 13:00",
	1997: "07-03 13:00 10-27 15:30 11-28 13:00 12-24 13:00 12-26 13:00", 1999: "11-26 13:00 12-31 13:00",
	2001: "07-03 13:00 11-23 13:00 12-24 13:00", 2002: "07-05 13:00 09-11 from 12:00 11-29 13:00 12-24 13:00",
	2003: "07-03 13:00 11-28 13:00 12-24 13:00 12-26 13:00", 2008: "07-03 13:00 11-28 13:00 12-24 13:00",
	2009: "11-27 13:00 12-24 13:00", 2013: "07-03 13:00 11-29 13:00 12-24 13:00", 2015: "11-27 13:00 12-24 13:00",
	2016: "11-25 13:00", 2017: "07-03 13:00 11-24 13:00", 2018: "07-03 13:00 11-23 13:00 12-24 13:00",
	2019: "07-03 13:00 11-29 13:00 12-24 13:00", 2020: "11-27 13:00 12-24 13:00", 2021: "11-26 13:00", 2022: "11-25 13:00",
	2023: "07-03 13:00 11-24 13:00", 2024: "07-03 13:00 11-29 13:00 12-24 13:00", 2025: "07-03 13:00 11-28 13:00 12-24 13:00",
	2026: "11-27 13:00 12-24 13:00", 2027: "11-26 13:00", 2028: "07-03 13:00 11-24 13:00",
}

func TestNYSE(t *testing.T) {
	ny := location(t, "America/New_York")
	nyse := series.NYSE()
	closed, short := map[int]string{}, map[int]string{}
	for d := on("1986-01-01"); d.Year() < 2038; d = d.AddDate(0, 0, 1) {
		open, close, ok := nyse.Hours(d)
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		switch {
		case ok && weekend:
			t.Error("a session on", d)
		case weekend:
		case !ok:
			closed[d.Year()] += d.Format(" 01-02")
		default:
			open, close = open.In(ny), close.In(ny)
			if open.Format(time.DateOnly) != d.Format(time.DateOnly) || close.Format(time.DateOnly) != d.Format(time.DateOnly) {
				t.Errorf("on %v from %v to %v", d, open, close)
			}
			text := ""
			if s := open.Format("15:04"); s != "09:30" {
				text = " from " + s
			}
			if s := close.Format("15:04"); s != "16:00" {
				text += " " + s
			}
			if text != "" {
				short[d.Year()] += d.Format(" 01-02") + text
			}
		}
	}
	for year, want := range nyseHolidays {
		if got := closed[year]; got != " "+want {
			t.Errorf("%d closed:%s\nwant       %s", year, got, want)
		}
	}
	for year, want := range nyseShort {
		if got := short[year]; got != " "+want && got != want {
			t.Errorf("%d other hours:%s\nwant            %s", year, got, want)
		}
	}
	if _, _, ok := nyse.Hours(on("1985-09-27")); ok {
		t.Error("a session before the calendar begins")
	}
}

// Good Friday against the full moons of the golden numbers, which the Book of
// Common Prayer (1662) prints for 1900 to 2199: Easter is the Sunday after.
func TestGoodFriday(t *testing.T) {
	moons := [19]string{"04-14", "04-03", "03-23", "04-11", "03-31", "04-18", "04-08", "03-28", "04-16", "04-05",
		"03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-17", "04-07", "03-27"}
	for year := 1986; year < 2200; year++ {
		moon, err := time.Parse("2006-01-02", time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006-")+moons[year%19])
		if err != nil {
			t.Fatal(err)
		}
		friday := moon.AddDate(0, 0, 7-int(moon.Weekday())-2)
		if _, _, ok := series.NYSE().Hours(friday); ok {
			t.Errorf("the exchange is open on Good Friday, %s", friday.Format(time.DateOnly))
		}
		for _, other := range []int{-28, -21, -14, -7, 7, 14, 21, 28} {
			if _, _, ok := series.NYSE().Hours(friday.AddDate(0, 0, other)); !ok {
				t.Errorf("the exchange is closed on %s", friday.AddDate(0, 0, other).Format(time.DateOnly))
			}
		}
	}
}

// The calendar against the dates on which an index fund and the index itself
// have traded.
func TestNYSESessions(t *testing.T) {
	root := os.Getenv("RISKON_REFERENCE")
	if root == "" {
		t.Skip("RISKON_REFERENCE is not set: the sessions are not compared with market/SPY.csv and market/SPX.csv")
	}
	for _, name := range []string{"SPY.csv", "SPX.csv"} {
		file, err := os.Open(filepath.Join(root, "market", name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		rows, err := csv.NewReader(file).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		traded := map[string]bool{}
		for _, row := range rows[1:] {
			traded[row[0]] = true
		}
		first, last := rows[1][0], rows[len(rows)-1][0]
		matched := 0
		for d := on(first); !d.After(on(last)); d = d.AddDate(0, 0, 1) {
			_, _, ok := series.NYSE().Hours(d)
			date := d.Format(time.DateOnly)
			switch {
			case ok && traded[date]:
				matched++
			case ok:
				t.Errorf("%s: no trade on %s, a session", name, date)
			case traded[date]:
				t.Errorf("%s: a trade on %s, no session", name, date)
			}
		}
		t.Logf("%s: %d sessions from %s to %s", name, matched, first, last)
		if matched < 8000 {
			t.Errorf("%s: only %d sessions", name, matched)
		}
	}
}
