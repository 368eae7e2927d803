package series_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

// sixHours makes bars of six hours from a date, of which bar i is at price 100+i.
func sixHours(from string, n int) series.Bars {
	bars := make([]series.Bar, n)
	for i := range bars {
		at, price := date(from).Add(time.Duration(6*i)*time.Hour), float64(100+i)
		bars[i] = series.Bar{Start: at, End: at.Add(6 * time.Hour), Open: price, High: price + 2, Low: price - 2, Close: price + 1, Volume: 10}
	}
	b, err := series.NewBars(bars)
	if err != nil {
		panic(err)
	}
	return b
}

func showBar(b series.Bar) {
	fmt.Println(b.Start.Format(time.DateTime), b.End.Format(time.DateTime), b.Open, b.High, b.Low, b.Close, b.Volume)
}

// The third day has not ended, so it is not there.
func ExampleBars_Resample() {
	b, err := sixHours("2026-01-05", 10).Resample(series.Daily(time.UTC), date("2026-01-07").Add(12*time.Hour))
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range b.Len() {
		showBar(b.Bar(i))
	}
	// Output:
	// 2026-01-05 00:00:00 2026-01-06 00:00:00 100 105 98 104 40
	// 2026-01-06 00:00:00 2026-01-07 00:00:00 104 109 102 108 40
}

// A bar of the hours around midnight belongs to no day.
func ExampleBars_Resample_straddle() {
	newYork := must(time.LoadLocation("America/New_York"))
	_, err := sixHours("2026-01-05", 10).Resample(series.Daily(newYork), date("2026-01-08"))
	fmt.Println(err)
	// Output:
	// series: point 0 (2026-01-05T06:00:00Z): bar partly in a bucket of the grid and partly not
}

func trades() (prices, sizes series.Series) {
	at := date("2026-01-05").Add(10 * time.Hour)
	times := []time.Time{at, at.Add(20 * time.Second), at.Add(50 * time.Second), at.Add(time.Minute)}
	prices, _ = series.New(times, []float64{10, 12, 11, 13})
	sizes, _ = series.New(times, []float64{1, 2, 3, 4})
	return prices, sizes
}

// The trade at 10:01:00 opens the second minute.
func ExampleSeries_Resample() {
	prices, _ := trades()
	b := prices.Resample(series.Every(time.Minute), date("2026-01-06"))
	for i := range b.Len() {
		showBar(b.Bar(i))
	}
	// Output:
	// 2026-01-05 10:00:00 2026-01-05 10:01:00 10 12 10 11 NaN
	// 2026-01-05 10:01:00 2026-01-05 10:02:00 13 13 13 13 NaN
}

func ExampleSeries_ResampleTrades() {
	prices, sizes := trades()
	b, err := prices.ResampleTrades(sizes, series.Every(time.Minute), date("2026-01-06"))
	fmt.Println(b.Close().Values(), b.Volume().Values(), err)
	// Output:
	// [11 13] [6 4] <nil>
}

// A close at midnight is the close of the day that has ended.
func ExampleSeries_Last() {
	closes := sixHours("2026-01-05", 10).Close()
	show(closes.Last(series.Daily(time.UTC), date("2026-01-07").Add(12*time.Hour)))
	// Output:
	// 2026-01-06T00:00:00Z 104
	// 2026-01-07T00:00:00Z 108
}

// What a bot does: push each bar, and act on each day that has ended.
func ExampleNewResampler() {
	feed := sixHours("2026-01-05", 6)
	days := series.NewResampler(series.Daily(time.UTC))
	for i := range feed.Len() {
		ended, err := days.Push(nil, feed.Bar(i))
		if err != nil {
			fmt.Println(err)
			continue
		}
		for _, day := range ended {
			showBar(day)
		}
	}
	forming, ok := days.Forming()
	fmt.Println(forming.Close, forming.Volume, ok)
	// Output:
	// 2026-01-05 00:00:00 2026-01-06 00:00:00 100 105 98 104 40
	// 106 20 true
}

// A late bar is refused and changes nothing.
func ExampleResampler_Push() {
	feed := sixHours("2026-01-05", 2)
	days := series.NewResampler(series.Daily(time.UTC))
	_, err := days.Push(nil, feed.Bar(1))
	fmt.Println(err)
	_, err = days.Push(nil, feed.Bar(0))
	fmt.Println(err)
	// Output:
	// <nil>
	// series: 2026-01-05T06:00:00Z: bar starts before the end of the one before
}

func ExampleResampler_PushTick() {
	prices, sizes := trades()
	minutes := series.NewResampler(series.Every(time.Minute))
	for i := range prices.Len() {
		ended, err := minutes.PushTick(nil, prices.Time(i), prices.Value(i), sizes.Value(i))
		fmt.Println(len(ended), err)
	}
	// Output:
	// 0 <nil>
	// 0 <nil>
	// 0 <nil>
	// 1 <nil>
}

// In a quiet market the clock ends the minute.
func ExampleResampler_Advance() {
	prices, sizes := trades()
	minutes := series.NewResampler(series.Every(time.Minute))
	minutes.PushTick(nil, prices.Time(0), prices.Value(0), sizes.Value(0))
	at := prices.Time(0)
	fmt.Println(len(minutes.Advance(nil, at.Add(59*time.Second))))
	fmt.Println(len(minutes.Advance(nil, at.Add(60*time.Second))))
	// Output:
	// 0
	// 1
}

func ExampleResampler_Forming() {
	days := series.NewResampler(series.Daily(time.UTC))
	fmt.Println(days.Forming())
	days.Push(nil, sixHours("2026-01-05", 1).Bar(0))
	day, ok := days.Forming()
	fmt.Println(day.End.Format(time.DateOnly), day.Close, ok)
	// Output:
	// {0001-01-01 00:00:00 +0000 UTC 0001-01-01 00:00:00 +0000 UTC 0 0 0 0 0} false
	// 2026-01-06 101 true
}

func ExampleResampler_MarshalJSON() {
	grid := series.Daily(time.UTC)
	days := series.NewResampler(grid)
	days.Push(nil, sixHours("2026-01-05", 1).Bar(0))
	blob, err := json.Marshal(days)
	fmt.Println(string(blob), err)
	// Output:
	// {"version":1,"grid":"daily from 00:00 UTC","now":"2026-01-05T06:00:00Z","last":"2026-01-05T06:00:00Z","forming":{"start":"2026-01-05T00:00:00Z","end":"2026-01-06T00:00:00Z","open":100,"high":102,"low":98,"close":101,"volume":10}} <nil>
}

// After a restart the day goes on. The grid is the program's, not the file's.
func ExampleResampler_UnmarshalJSON() {
	feed, grid := sixHours("2026-01-05", 4), series.Daily(time.UTC)
	days := series.NewResampler(grid)
	for i := range 3 {
		days.Push(nil, feed.Bar(i))
	}
	blob, _ := json.Marshal(days)

	restored := series.NewResampler(grid)
	fmt.Println(json.Unmarshal(blob, restored))
	ended, _ := restored.Push(nil, feed.Bar(3))
	showBar(ended[0])

	fmt.Println(json.Unmarshal(blob, series.NewResampler(series.Every(time.Hour))))
	// Output:
	// <nil>
	// 2026-01-05 00:00:00 2026-01-06 00:00:00 100 105 98 104 40
	// series: bad resampler state: grid is "daily from 00:00 UTC", want "every 1h0m0s"
}
