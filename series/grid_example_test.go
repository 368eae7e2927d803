package series_test

import (
	"fmt"
	"time"
	_ "time/tzdata" // zones for programs that run where there are none

	"github.com/riskon/riskon/series"
)

func ExampleEvery() {
	at := time.Date(2026, 1, 9, 10, 17, 0, 0, time.UTC)
	start, end, _ := series.Every(15 * time.Minute).Bucket(at)
	fmt.Println(start.Format(time.RFC3339), end.Format(time.RFC3339))
	// Output: 2026-01-09T10:15:00Z 2026-01-09T10:30:00Z
}

func ExampleDaily() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	// Clocks go forward at 2:00 on 8 March 2026: the day has 23 hours.
	start, end, _ := series.Daily(newYork).Bucket(time.Date(2026, 3, 8, 12, 0, 0, 0, newYork))
	fmt.Println(start.Format(time.RFC3339), end.Format(time.RFC3339), end.Sub(start))
	// Output: 2026-03-08T05:00:00Z 2026-03-09T04:00:00Z 23h0m0s
}

func ExampleMonthly() {
	start, end, _ := series.Monthly(time.UTC).Bucket(date("2024-02-29"))
	fmt.Println(start.Format(time.DateOnly), end.Format(time.DateOnly))
	// Output: 2024-02-01 2024-03-01
}

// Regular trading hours, a half day included.
func ExampleSession() {
	g := series.Session(series.NYSE())
	for _, at := range []time.Time{
		time.Date(2025, 11, 26, 15, 0, 0, 0, time.UTC), // Wednesday morning in New York
		time.Date(2025, 11, 27, 15, 0, 0, 0, time.UTC), // Thanksgiving
		time.Date(2025, 11, 28, 15, 0, 0, 0, time.UTC), // the day after closes at 13:00
	} {
		start, end, ok := g.Bucket(at)
		fmt.Println(ok, start.Format(time.DateTime), end.Format(time.TimeOnly))
	}
	// Output:
	// true 2025-11-26 14:30:00 21:00:00
	// false 0001-01-01 00:00:00 00:00:00
	// true 2025-11-28 14:30:00 18:00:00
}

// A trade at an instant is in the bucket that begins there, a level in the one
// that ends there.
func ExampleGrid_Bucket() {
	hours := series.Every(time.Hour)
	ten := time.Date(2026, 1, 9, 10, 0, 0, 0, time.UTC)
	start, end, _ := hours.Bucket(ten)
	fmt.Println("trade", start.Format(time.TimeOnly), end.Format(time.TimeOnly))
	start, end, _ = hours.Bucket(ten.Add(-1))
	fmt.Println("level", start.Format(time.TimeOnly), end.Format(time.TimeOnly))
	// Output:
	// trade 10:00:00 11:00:00
	// level 09:00:00 10:00:00
}

// When does New York open after the long weekend?
func ExampleGrid_Next() {
	saturday := date("2026-01-17")
	open, _, _ := series.Session(series.NYSE()).Next(saturday)
	fmt.Println(open.Format("Monday 2006-01-02 15:04 MST"))
	// Output: Tuesday 2026-01-20 14:30 UTC
}

func ExampleGrid_String() {
	fmt.Println(series.Weekly(time.UTC, time.Monday))
	fmt.Println(series.Session(series.NYSE()))
	// Output:
	// weekly from Monday 00:00 UTC
	// sessions of NYSE
}

func ExampleNYSE() {
	nyse := series.NYSE()
	for d := date("2026-12-23"); d.Before(date("2026-12-29")); d = d.AddDate(0, 0, 1) {
		if open, close, ok := nyse.Hours(d); ok {
			fmt.Println(d.Format("Mon 2 Jan"), close.Sub(open))
		} else {
			fmt.Println(d.Format("Mon 2 Jan"), "closed")
		}
	}
	// Output:
	// Wed 23 Dec 6h30m0s
	// Thu 24 Dec 3h30m0s
	// Fri 25 Dec closed
	// Sat 26 Dec closed
	// Sun 27 Dec closed
	// Mon 28 Dec 6h30m0s
}

// The London Stock Exchange around Christmas.
func ExampleWeekdays() {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		fmt.Println(err)
		return
	}
	lse := series.Weekdays(london, 8*time.Hour, 16*time.Hour+30*time.Minute).
		Close(date("2025-12-25"), date("2025-12-26"), date("2026-01-01")).
		Open(8*time.Hour, 12*time.Hour+30*time.Minute, date("2025-12-24"), date("2025-12-31"))
	_, close, _ := lse.Hours(date("2025-12-24"))
	_, _, open := lse.Hours(date("2025-12-26"))
	fmt.Println(close.Format(time.DateTime), open)
	fmt.Println(lse)
	// Output:
	// 2025-12-24 12:30:00 false
	// Monday to Friday 08:00 to 16:30 Europe/London, dates set: 5 (a9850a39)
}

// The exchange has announced a day of mourning that the calendar does not know.
func ExampleCalendar_Close() {
	nyse := series.NYSE().Close(date("2031-03-05"))
	_, _, ok := nyse.Hours(date("2031-03-05"))
	fmt.Println(ok)
	// Output: false
}

// A storm closes the exchange at 14:30.
func ExampleCalendar_Open() {
	nyse := series.NYSE().Open(9*time.Hour+30*time.Minute, 14*time.Hour+30*time.Minute, date("2031-02-12"))
	open, close, _ := nyse.Hours(date("2031-02-12"))
	fmt.Println(open.Format(time.DateTime), close.Format(time.TimeOnly))
	// Output: 2031-02-12 14:30:00 19:30:00
}

func ExampleCalendar_Hours() {
	nyse := series.NYSE()
	fmt.Println(nyse.Hours(date("2026-07-02")))
	_, _, ok := nyse.Hours(date("2026-07-03")) // Independence Day is a Saturday
	fmt.Println(ok)
	// Output:
	// 2026-07-02 13:30:00 +0000 UTC 2026-07-02 20:00:00 +0000 UTC true
	// false
}
