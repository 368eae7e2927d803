package series_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/riskon/riskon/series"
)

func date(text string) time.Time { return on(text) }

func show(s series.Series) {
	for t, v := range s.All() {
		fmt.Println(t.Format(time.RFC3339), v)
	}
}

// Weekly prices beside the Fed's balance sheet, as it was known at each price.
func Example() {
	// A level is about a Wednesday and published on Thursday at 16:30.
	refs := []time.Time{date("2025-12-24"), date("2025-12-31"), date("2026-01-07")}
	known := make([]time.Time, len(refs))
	for i, ref := range refs {
		known[i] = series.H41(ref)
	}
	walcl, err := series.New(known, []float64{6_581_231, 6_640_618, 6_573_602})
	if err != nil {
		fmt.Println(err)
		return
	}

	// The file has the date of each week's last session. Here a week ends on
	// Friday, with the day.
	file := "time,value\n2025-12-26,251.10\n2026-01-02,248.78\n2026-01-09,260.23\n"
	weeks := series.Weekly(time.UTC, time.Saturday)
	price, err := series.ReadSeries(strings.NewReader(file), series.Closes(weeks))
	if err != nil {
		fmt.Println(err)
		return
	}

	sheet := walcl.AsOf(price, 10*24*time.Hour)
	for i := range price.Len() {
		fmt.Println(price.Time(i).Format(time.DateOnly), price.Value(i), int(sheet.Value(i)))
	}
	// Output:
	// 2025-12-27 251.1 6581231
	// 2026-01-03 248.78 6640618
	// 2026-01-10 260.23 6573602
}

func ExampleSeries_At() {
	s, _ := series.New([]time.Time{date("2026-01-05"), date("2026-01-07")}, []float64{10, 20})
	fmt.Println(s.At(date("2026-01-06")))
	fmt.Println(s.At(date("2026-01-07")))
	fmt.Println(s.At(date("2026-01-04")))
	// Output:
	// 10 24h0m0s true
	// 20 0s true
	// NaN 0s false
}

func ExampleSeries_Until() {
	s, _ := series.New([]time.Time{date("2026-01-05"), date("2026-01-07")}, []float64{10, 20})
	show(s.Until(date("2026-01-06")))
	// Output:
	// 2026-01-05T00:00:00Z 10
}

func ExampleSeries_AsOf() {
	clock, _ := series.New([]time.Time{date("2026-01-05"), date("2026-01-06"), date("2026-01-08")}, make([]float64, 3))
	s, _ := series.New([]time.Time{date("2026-01-05"), date("2026-01-07")}, []float64{10, 20})
	fmt.Println(s.AsOf(clock, 0).Values())
	fmt.Println(s.AsOf(clock, series.Forever).Values())
	fmt.Println(s.Age(clock).Values())
	// Output:
	// [10 NaN NaN]
	// [10 10 20]
	// [0 86400 86400]
}

func ExampleAlign() {
	a, _ := series.New([]time.Time{date("2026-01-05"), date("2026-01-06")}, []float64{1, 2})
	b, _ := series.New([]time.Time{date("2026-01-06"), date("2026-01-07")}, []float64{30, 40})
	for _, how := range []series.Join{series.Inner, series.Outer} {
		f := series.Align(how, a, b)
		fmt.Println(how, f.Column(0).Values(), f.Column(1).Values())
	}
	// Output:
	// Inner [2] [30]
	// Outer [1 2 NaN] [NaN 30 40]
}

func ExampleSeries_Lag() {
	t := []time.Time{date("2026-01-05"), date("2026-01-06"), date("2026-01-07"), date("2026-01-08")}
	s, _ := series.FromDecimals(t, []decimal.Decimal{decimal.New(1, 0), decimal.New(2, 0), decimal.New(3, 0), decimal.New(4, 0)})
	fmt.Println(s.Lag(2).Values())
	// Output:
	// [NaN NaN 1 2]
}

func ExampleSeries_Delay() {
	s, _ := series.New([]time.Time{date("2026-01-05")}, []float64{10})
	show(s.Delay(15 * time.Minute))
	// Output:
	// 2026-01-05T00:15:00Z 10
}

func ExampleWeekly() {
	newYork := must(time.LoadLocation("America/New_York"))
	g := series.Weekly(newYork, time.Monday)
	start, end, ok := g.Bucket(date("2026-03-04"))
	fmt.Println(g)
	fmt.Println(start, end, ok)
	fmt.Println(end.Sub(start)) // the clocks change on the Sunday
	// Output:
	// weekly from Monday 00:00 America/New_York
	// 2026-03-02 05:00:00 +0000 UTC 2026-03-09 04:00:00 +0000 UTC true
	// 167h0m0s
}

func ExampleReadBars() {
	file := "time,open,high,low,close,volume\n" +
		"2012-01-06,75.68,75.87,73.37,74.79,197927600\n" +
		"2012-01-13,75.14,76.92,74.41,76.39,207197600\n"
	weeks := series.Weekly(time.UTC, time.Saturday)
	bars, err := series.ReadBars(strings.NewReader(file), series.Closes(weeks))
	fmt.Println(bars.Len(), err)
	fmt.Println(bars.Bar(0).Start, bars.Bar(0).End)
	show(bars.Close())
	// Output:
	// 2 <nil>
	// 2011-12-31 00:00:00 +0000 UTC 2012-01-07 00:00:00 +0000 UTC
	// 2012-01-07T00:00:00Z 74.79
	// 2012-01-14T00:00:00Z 76.39
}

func ExampleReader() {
	file := "time,value\n2026-01-08T21:30:00Z,6573602\n2026-01-15T21:30:00Z,.\n"
	r := series.NewReader(strings.NewReader(file), series.Closes(series.Grid{}))
	for {
		t, v, err := r.ReadPoint()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			fmt.Println(errors.Is(err, series.ErrNumber))
			break
		}
		fmt.Println(t, v)
	}
	// Output:
	// 2026-01-08 21:30:00 +0000 UTC 6.573602e+06
	// series: line 3, column 22: not a number
	// true
}

func ExampleToDecimal() {
	tick := decimal.RequireFromString("0.01")
	price, err := series.ToDecimal(260.2349, tick)
	fmt.Println(price, err)
	// Output:
	// 260.23 <nil>
}

func ExampleFederalHoliday() {
	for _, day := range []string{"2021-07-04", "2021-07-05", "2026-07-03", "2026-07-04"} {
		fmt.Println(day)
		if name, ok := series.FederalHoliday(date(day)); ok {
			fmt.Println("  " + name)
		}
	}
	// Output:
	// 2021-07-04
	// 2021-07-05
	//   Independence Day
	// 2026-07-03
	// 2026-07-04
	//   Independence Day
}

func ExampleH41() {
	fmt.Println(series.H41(date("2026-01-07")))
	fmt.Println(series.H41(date("2025-12-31"))) // Thursday is New Year's Day
	// Output:
	// 2026-01-08 21:30:00 +0000 UTC
	// 2026-01-02 21:30:00 +0000 UTC
}

func ExampleH10() {
	fmt.Println(series.H10(date("2026-01-07")))
	fmt.Println(series.H10(date("2026-01-14"))) // Monday is a holiday
	// Output:
	// 2026-01-12 21:15:00 +0000 UTC
	// 2026-01-20 21:15:00 +0000 UTC
}

func ExampleEquityClose() {
	fmt.Println(series.EquityClose(date("2026-01-09")))
	fmt.Println(series.ReverseRepo(date("2026-01-09")))
	fmt.Println(series.UTCDay(date("2026-01-09")))
	// Output:
	// 2026-01-09 21:00:00 +0000 UTC
	// 2026-01-09 19:00:00 +0000 UTC
	// 2026-01-10 00:00:00 +0000 UTC
}

func must(loc *time.Location, err error) *time.Location {
	if err != nil {
		panic(err)
	}
	return loc
}
