package series_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

// newYorkTime prints an instant as clocks in New York show it.
func newYorkTime(t time.Time) {
	ny, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	fmt.Println(t.In(ny).Format("Mon 2006-01-02 15:04"))
}

func ExampleH6Week() {
	newYorkTime(series.H6Week(date("2021-02-01"))) // the last weekly release
	newYorkTime(series.H6Week(date("2021-02-08")))
	newYorkTime(series.H6Week(date("2021-03-01")))
	newYorkTime(series.H6Week(date("2021-03-08")))
	// Output:
	// Thu 2021-02-11 16:30
	// Tue 2021-03-23 13:00
	// Tue 2021-03-23 13:00
	// Tue 2021-04-27 13:00
}

func ExampleH6Month() {
	newYorkTime(series.H6Month(date("2010-12-01")))
	newYorkTime(series.H6Month(date("2025-12-01")))
	// Output:
	// Thu 2011-01-13 16:30
	// Tue 2026-01-27 13:00
}

func ExampleNFCI() {
	newYorkTime(series.NFCI(date("2026-05-15")))
	newYorkTime(series.NFCI(date("2026-05-22"))) // Memorial Day on the Monday
	// Output:
	// Wed 2026-05-20 08:30
	// Thu 2026-05-28 08:30
}

func ExampleSOFR() {
	newYorkTime(series.SOFR(date("2026-01-07")))
	newYorkTime(series.SOFR(date("2020-07-02"))) // the Friday is no federal holiday, but the market is closed
	// Output:
	// Thu 2026-01-08 08:00
	// Mon 2020-07-06 08:00
}

func ExampleFedTarget() {
	// Decided on 2025-12-10 at 14:00, in force on the next day.
	newYorkTime(series.FedTarget(date("2025-12-11")))
	// Output: Thu 2025-12-11 19:00
}

func ExampleReverseRepo() {
	newYorkTime(series.ReverseRepo(date("2026-01-07")))
	// Output: Wed 2026-01-07 14:00
}

func ExampleUTCDay() {
	fmt.Println(series.UTCDay(date("2026-01-09")).Format(time.RFC3339))
	// Output: 2026-01-10T00:00:00Z
}

func ExampleFiling() {
	fmt.Println(series.Filing(date("2020-08-11")).Format(time.RFC3339))
	// Output: 2020-08-12T00:00:00Z
}

func ExampleETFFlow() {
	fmt.Println(series.ETFFlow(date("2024-01-12")).Format(time.RFC3339))
	// Output: 2024-01-13T12:00:00Z
}
