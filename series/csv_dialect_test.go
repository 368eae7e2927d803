package series_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

func TestDialectSeries(t *testing.T) {
	day := series.Closes(series.Daily(time.UTC))
	for name, x := range map[string]struct {
		dialect series.Dialect
		file    string
		want    string
	}{
		"FRED":             {series.FRED("WALCL"), "observation_date,WALCL\n2026-01-07,6573602\n2026-01-14,.\n2026-01-21,\n", "2026-01-08T00:00:00Z 6.573602e+06; 2026-01-15T00:00:00Z NaN; 2026-01-22T00:00:00Z NaN; "},
		"FRED older":       {series.FRED("walcl"), "DATE,WALCL\n2026-01-07,1\n", "2026-01-08T00:00:00Z 1; "},
		"FRED of several":  {series.FRED("WTREGEN"), "observation_date,WALCL,WTREGEN\n2026-01-07,1,2\n", "2026-01-08T00:00:00Z 2; "},
		"FRED name with _": {series.FRED("WALCL_20260108"), "observation_date,WALCL_20260108\n2026-01-07,1\n", "2026-01-08T00:00:00Z 1; "},
		"Farside": {series.Farside("Total"), "Date,IBIT,GBTC,Total\nFee,0.25%,1.5%,\n11 Jan 2024,111.7,(95.1),\"1,655.3\"\n12 Jan 2024,-,\"(1,484.1)\",(203.0)\nTotal,1,2,3\nAverage,1,2,3\n",
			"2024-01-12T00:00:00Z 1655.3; 2024-01-13T00:00:00Z -203; "},
		"Farside fund":    {series.Farside("gbtc"), "\"\",IBIT,GBTC\n1 Feb 2024,1,\"(1,484.1)\"\n2024-02-02,1,-\n05 Feb 2024,1,\n06 Feb 2024,1,.5\n", "2024-02-02T00:00:00Z -1484.1; 2024-02-03T00:00:00Z NaN; 2024-02-06T00:00:00Z NaN; 2024-02-07T00:00:00Z 0.5; "},
		"Farside numbers": {series.Farside("Total"), "Date,Total\n1 Jan 2024,\"1,234,567\"\n2 Jan 2024,(.5)\n3 Jan 2024,\"-1,000.25\"\n4 Jan 2024,0.0\n", "2024-01-02T00:00:00Z 1.234567e+06; 2024-01-03T00:00:00Z -0.5; 2024-01-04T00:00:00Z -1000.25; 2024-01-05T00:00:00Z 0; "},
	} {
		s, err := x.dialect.ReadSeries(strings.NewReader(x.file), day)
		got := ""
		for at, v := range s.All() {
			got += fmt.Sprint(at.Format(time.RFC3339Nano), " ", v, "; ")
		}
		if err != nil || got != x.want {
			t.Errorf("%s: %s%v, want %s", name, got, err, x.want)
		}
	}
}

func TestDialectErrors(t *testing.T) {
	day, opens := series.Closes(series.Daily(time.UTC)), series.Opens(series.Every(time.Minute))
	ny := series.Opens(series.Daily(location(t, "America/New_York")))
	nyse := series.Closes(series.Session(series.NYSE()))
	x, fred, flows := series.Exchange(), series.FRED("WALCL"), series.Farside("Total")
	const ohlc = "time,open,high,low,close\n"
	for name, x := range map[string]struct {
		dialect      series.Dialect
		bars         bool
		file         string
		stamp        series.Stamp
		line, column int
		want         error
	}{
		"another series":      {fred, false, "observation_date,WTREGEN\n", day, 1, 1, series.ErrHeader},
		"no column":           {series.FRED(""), false, "observation_date,WALCL\n", day, 1, 1, series.ErrHeader},
		"column twice":        {fred, false, "DATE,WALCL,WALCL\n", day, 1, 12, series.ErrHeader},
		"no date":             {fred, false, "when,WALCL\n", day, 1, 1, series.ErrHeader},
		"FRED has no bars":    {fred, true, "DATE,WALCL\n", day, 1, 1, series.ErrHeader},
		"FRED dash":           {fred, false, "DATE,WALCL\n2026-01-07,-\n", day, 2, 12, series.ErrNumber},
		"FRED date":           {fred, false, "DATE,WALCL\n7 Jan 2026,1\n", day, 2, 1, series.ErrTime},
		"flow dot":            {flows, false, "Date,Total\n1 Jan 2024,.\n", day, 2, 12, series.ErrNumber},
		"flow groups":         {flows, false, "Date,Total\n1 Jan 2024,\"1,00\"\n", day, 2, 12, series.ErrNumber},
		"flow group of none":  {flows, false, "Date,Total\n1 Jan 2024,\",100\"\n", day, 2, 12, series.ErrNumber},
		"flow group of four":  {flows, false, "Date,Total\n1 Jan 2024,\"1000,100\"\n", day, 2, 12, series.ErrNumber},
		"flow decimal comma":  {flows, false, "Date,Total\n1 Jan 2024,\"1.000,100\"\n", day, 2, 12, series.ErrNumber},
		"flow comma twice":    {flows, false, "Date,Total\n1 Jan 2024,\"1,000.100,1\"\n", day, 2, 12, series.ErrNumber},
		"flow open":           {flows, false, "Date,Total\n1 Jan 2024,(5\n", day, 2, 12, series.ErrNumber},
		"flow two signs":      {flows, false, "Date,Total\n1 Jan 2024,(-5)\n", day, 2, 12, series.ErrNumber},
		"flow empty brackets": {flows, false, "Date,Total\n1 Jan 2024,()\n", day, 2, 12, series.ErrNumber},
		"flow no such date":   {flows, false, "Date,Total\n30 Feb 2024,1\n", day, 2, 1, series.ErrTime},
		"flow no such month":  {flows, false, "Date,Total\n30 Fab 2024,1\n", day, 2, 1, series.ErrTime},
		"flow short row":      {flows, false, "Date,Total\nFee\n", day, 2, 1, csv.ErrFieldCount},
		"flow column":         {flows, false, "Date,IBIT\n", day, 1, 1, series.ErrHeader},
		"bars have no value":  {x, false, "time,open,high,low,close,volume\n", day, 1, 1, series.ErrHeader},
		"no close":            {x, true, "time,open,high,low,volume\n", day, 1, 1, series.ErrHeader},
		"two times":           {x, true, "unix,date,open,high,low,close,volume\n", day, 1, 6, series.ErrHeader},
		"few fields":          {x, true, "1700000000,1,1,1,1\n", day, 1, 1, series.ErrHeader},
		"open time closes":    {x, true, "Open_Time,open,high,low,close\n", day, 1, 1, series.ErrStamp},
		"no grid":             {x, true, ohlc, anyTime, 0, 0, series.ErrStamp},
		"compact date":        {x, true, ohlc + "20240102,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"compact minute":      {x, true, ohlc + "202401021530,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"digits and more":     {x, true, ohlc + "170000000x,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"far seconds":         {x, true, ohlc + "9999999999,1,1,1,1\n", opens, 2, 1, series.ErrRange},
		"clock shows twice":   {x, true, ohlc + "2025-11-02 01:30:00,1,1,1,1\n", ny, 2, 1, series.ErrAmbiguous},
		"clock skips":         {x, true, ohlc + "2025-03-09 02:30:00,1,1,1,1\n", ny, 2, 1, series.ErrSkipped},
		"holiday":             {x, true, ohlc + "2026-01-01,1,1,1,1\n", nyse, 2, 1, series.ErrClosed},
		"night by rule":       {x, true, ohlc + "2026-01-02 01:00:00,1,1,1,1\n", nyse, 2, 1, series.ErrAmbiguous},
		"at 25":               {x, true, ohlc + "2026-01-02 25:00,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"second 60":           {x, true, ohlc + "2026-01-02 10:00:60,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"ten decimals":        {x, true, ohlc + "2026-01-02 10:00:00.0123456789,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"offset of a day":     {x, true, ohlc + "2026-01-02 10:00:00+24:00,1,1,1,1\n", opens, 2, 1, series.ErrTime},
		"missing price":       {x, true, ohlc + "2026-01-02 10:00,1,1,null,1\n", opens, 2, 18, series.ErrBar},
	} {
		var err error
		n := 0
		if x.bars {
			var b series.Bars
			b, err = x.dialect.ReadBars(strings.NewReader(x.file), x.stamp)
			n = b.Len()
		} else {
			var s series.Series
			s, err = x.dialect.ReadSeries(strings.NewReader(x.file), x.stamp)
			n = s.Len()
		}
		checkError(t, name, err, x.line, x.column, x.want)
		if n != 0 {
			t.Errorf("%s: data with an error", name)
		}
	}
	// The grammar of plain files is narrower.
	for _, at := range []string{"2026-01-02 10:00:00Z", "2026-01-02T10:00:00", "2026-01-02T10:00Z", "1700000000", "2026-01-02T10:00:00 UTC", "2026-01-02T1:00:00Z"} {
		if _, err := series.ReadSeries(strings.NewReader("time,value\n"+at+",1\n"), day); !errors.Is(err, series.ErrTime) {
			t.Errorf("plain time %s: %v", at, err)
		}
	}
}

func TestExchange(t *testing.T) {
	minutes := series.Opens(series.Every(time.Minute))
	for name, x := range map[string]struct {
		file  string
		stamp series.Stamp
		want  string // start, end, prices, volume
	}{
		"Binance": {"1688169600000,30471.99000000,30472.00000000,30471.50000000,30472.00000000,0.54114000,1688169659999,16489.61790060,31,0.52320000,15942.95040000,0\n" +
			"1688169660000,1,1,1,1,0,1688169719999,0,0,0,0,0\n", minutes,
			"2023-07-01T00:00:00Z 2023-07-01T00:01:00Z 30471.99 30472 30471.5 30472 0.54114; 2023-07-01T00:01:00Z 2023-07-01T00:02:00Z 1 1 1 1 0; "},
		"Binance with names": {"open_time,open,high,low,close,volume,close_time\n1688169600000000,1,2,0.5,1,9,1688169659999999\n", minutes, "2023-07-01T00:00:00Z 2023-07-01T00:01:00Z 1 2 0.5 1 9; "},
		"nanoseconds":        {"time,open,high,low,close\n1688169600000000001,1,2,0.5,1\n", minutes, "2023-07-01T00:00:00.000000001Z 2023-07-01T00:01:00Z 1 2 0.5 1 NaN; "},
		"Coinbase":           {"time,low,high,open,close,volume\n1688169600,0.5,2,1,1,9\n", minutes, "2023-07-01T00:00:00Z 2023-07-01T00:01:00Z 1 2 0.5 1 9; "},
		"in 1980":            {"time,low,high,open,close,volume\n315532800,0.5,2,1,1,9\n", minutes, "1980-01-01T00:00:00Z 1980-01-01T00:01:00Z 1 2 0.5 1 9; "},
		"Yahoo": {"Date,Open,High,Low,Close,Adj Close,Volume\n2026-01-02,1,2,0.5,1.5,1.4,9\n2026-01-05,null,null,null,null,null,null\n", series.Closes(series.Session(series.NYSE())),
			"2026-01-02T14:30:00Z 2026-01-02T21:00:00Z 1 2 0.5 1.5 9; 2026-01-05T14:30:00Z 2026-01-05T21:00:00Z NaN NaN NaN NaN NaN; "},
		"session opens": {"Date,Open,High,Low,Close,Volume\n2025-11-28,1,2,0.5,1.5,NaN\n", series.Opens(series.Session(series.NYSE())), "2025-11-28T14:30:00Z 2025-11-28T18:00:00Z 1 2 0.5 1.5 NaN; "},
		"New York clock": {"Datetime,Open,High,Low,Close,Volume\n2026-01-02 09:30:00-05:00,1,2,0.5,1.5,9\n2026-01-02 09:31,1,2,0.5,1.5,9\n2026-01-02T14:32:00.5Z,1,2,0.5,1.5,9\n2026-01-02 14:33:00 UTC,1,2,0.5,1.5,9\n",
			series.Opens(series.Every(time.Minute)), ""},
	} {
		b, err := series.Exchange().ReadBars(strings.NewReader(x.file), x.stamp)
		if x.want == "" {
			if !errors.Is(err, series.ErrOrder) { // 09:31 of UTC, where Every counts
				t.Error(name, err)
			}
			_, err = series.Exchange().ReadBars(strings.NewReader(x.file), series.Closes(series.Daily(location(t, "America/New_York"))))
			if !errors.Is(err, series.ErrOverlap) {
				t.Error(name, err)
			}
			continue
		}
		got := ""
		for i := range b.Len() {
			y := b.Bar(i)
			got += fmt.Sprint(y.Start.Format(time.RFC3339Nano), " ", y.End.Format(time.RFC3339Nano), " ", y.Open, " ", y.High, " ", y.Low, " ", y.Close, " ", y.Volume, "; ")
		}
		if err != nil || got != x.want {
			t.Errorf("%s: %s%v, want %s", name, got, err, x.want)
		}
	}
}

// A reading of New York's clock is the instant that time.ParseInLocation gives,
// by the zone's table and by the rule of the NYSE calendar alike.
func TestLocalTimes(t *testing.T) {
	ny := location(t, "America/New_York")
	tokyo := location(t, "Asia/Tokyo")
	custom := series.Session(series.Weekdays(tokyo, 9*time.Hour, 15*time.Hour))
	for _, x := range []struct {
		grid series.Grid
		loc  *time.Location
	}{{series.Daily(ny), ny}, {series.Session(series.NYSE()), ny}, {custom, tokyo}, {series.Daily(time.UTC), time.UTC}} {
		var file strings.Builder
		file.WriteString("time,open,high,low,close\n")
		var want []time.Time
		for d := on("2006-12-29"); d.Year() < 2027; d = d.AddDate(0, 0, 1) {
			at := time.Date(d.Year(), d.Month(), d.Day(), 10, 30, 0, 0, x.loc)
			if _, _, ok := x.grid.Bucket(at); ok {
				fmt.Fprintf(&file, "%s 10:30,1,1,1,1\n", d.Format(time.DateOnly))
				want = append(want, at)
			}
		}
		b, err := series.Exchange().ReadBars(strings.NewReader(file.String()), series.Opens(x.grid))
		if err != nil || b.Len() != len(want) || b.Len() < 4500 {
			t.Fatal(x.grid, err, b.Len(), len(want))
		}
		for i, at := range want {
			if !b.Bar(i).Start.Equal(at) {
				t.Fatalf("%v: %v, want %v", x.grid, b.Bar(i).Start, at)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, x := range []struct {
		got  fmt.Stringer
		want string
	}{
		{series.Dialect{}, "plain"}, {series.FRED("WALCL"), "FRED WALCL"}, {series.Farside("Total"), "Farside Total"}, {series.Exchange(), "exchange"},
		{series.Stamp{}, "no meaning"}, {series.Opens(utcWeek), "opens, " + utcWeek.String()}, {series.Closes(series.Grid{}), "closes, no grid"},
		{series.References(series.H41), "references, by a rule"},
	} {
		if x.got.String() != x.want {
			t.Errorf("%q, want %q", x.got, x.want)
		}
	}
}

func TestReferences(t *testing.T) {
	released := series.References(series.H41)
	for name, x := range map[string]struct {
		rows string
		rule func(time.Time) time.Time
		want error
	}{
		"an hour":         {"2026-01-07T00:00:00Z,1\n", series.H41, series.ErrTime},
		"no date":         {"7 January,1\n", series.H41, series.ErrTime},
		"far":             {"2262-04-11,1\n", series.H41, series.ErrRange},
		"one release":     {"2026-01-06,1\n2026-01-07,1\n", series.H10, series.ErrDuplicate},
		"rule turns back": {"2026-01-06,1\n2026-01-07,1\n", func(ref time.Time) time.Time { return on("2026-01-09").Add(-time.Duration(ref.Unix())) }, series.ErrOrder},
	} {
		_, err := series.FRED("X").ReadSeries(strings.NewReader("DATE,X\n"+x.rows), series.References(x.rule))
		var e *series.ParseError
		if !errors.As(err, &e) || e.Err != x.want {
			t.Errorf("%s: %v, want %v", name, err, x.want)
		}
	}
	for _, head := range []string{barHeader, "start,end,open,high,low,close,volume\n"} {
		if _, err := series.ReadBars(strings.NewReader(head+"2026-01-07,1,1,1,1,1\n"), released); err != series.ErrStamp {
			t.Error("bars of reference dates:", err)
		}
	}
	mustPanic(t, "series: References: rule is nil", func() { series.References(nil) })
}
