package series_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/riskon/riskon/series"
)

// A file of the St. Louis Fed has reference dates. The figure of a Wednesday is
// known on the Thursday after.
func ExampleFRED() {
	file := "observation_date,WALCL\n2026-01-07,6573602\n2026-01-14,.\n"
	sheet, err := series.FRED("WALCL").ReadSeries(strings.NewReader(file), series.References(series.H41))
	fmt.Println(sheet, err)

	_, err = series.FRED("WTREGEN").ReadSeries(strings.NewReader(file), series.References(series.H41))
	fmt.Println(err)
	// Output:
	// Series of 2 points, 2026-01-08 to 2026-01-15
	// time                 value
	// 2026-01-08 21:30Z  6573602
	// 2026-01-15 21:30Z      NaN <nil>
	// series: line 1, column 1: header does not have each column asked for once
}

func ExampleFarside() {
	file := "Date,IBIT,GBTC,Total\n" +
		"11 Jan 2024,111.7,(95.1),655.3\n" +
		"12 Jan 2024,386.0,\"(1,484.1)\",-\n" +
		"Total,497.7,\"(1,579.2)\",655.3\n"
	days := series.Closes(series.Daily(time.UTC))
	for _, column := range []string{"GBTC", "Total"} {
		flow, err := series.Farside(column).ReadSeries(strings.NewReader(file), days)
		fmt.Println(column, flow.Values(), err)
	}
	// Output:
	// GBTC [-95.1 -1484.1] <nil>
	// Total [655.3 NaN] <nil>
}

// Klines of Binance have no header and begin with the time of their opening.
func ExampleExchange() {
	file := "1688169600000,30471.99,30472.00,30471.50,30472.00,0.54114,1688169659999,16489.6,31,0.5,15942.9,0\n"
	minutes := series.Opens(series.Every(time.Minute))
	bars, err := series.Exchange().ReadBars(strings.NewReader(file), minutes)
	fmt.Println(bars.Bar(0).End, bars.Bar(0).Close, err)

	// A date is the session of the exchange.
	file = "Date,Open,High,Low,Close,Adj Close,Volume\n2025-11-28,681.5,683.1,680.2,683.0,683.0,31210000\n"
	bars, err = series.Exchange().ReadBars(strings.NewReader(file), series.Closes(series.Session(series.NYSE())))
	fmt.Println(bars.Bar(0).End, bars.Bar(0).Close, err)
	// Output:
	// 2023-07-01 00:01:00 +0000 UTC 30472 <nil>
	// 2025-11-28 18:00:00 +0000 UTC 683 <nil>
}
