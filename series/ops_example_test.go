package series_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

// daily makes a series of one value per day.
func daily(values ...float64) series.Series {
	t := make([]time.Time, len(values))
	for i := range t {
		t[i] = date("2026-01-05").AddDate(0, 0, i)
	}
	s, _ := series.New(t, values)
	return s
}

func ExampleSeries_Diff() {
	fmt.Println(daily(10, 12, 9, nan, 12).Diff(1).Values())
	// Output:
	// [NaN 2 -3 NaN 3]
}

func ExampleSeries_Return() {
	fmt.Println(daily(100, 125, 150, 100).Return(2).Values())
	// Output:
	// [NaN NaN 0.5 -0.19999999999999996]
}

func ExampleSeries_LogReturn() {
	s := daily(100, 110, 121).LogReturn(1)
	fmt.Printf("%.6f\n", s.Values())
	// Output:
	// [NaN 0.095310 0.095310]
}

// The change over two days, from a value that was not older than one day then.
func ExampleSeries_DiffOver() {
	t := []time.Time{date("2026-01-05"), date("2026-01-08"), date("2026-01-10"), date("2026-01-14")}
	s, _ := series.New(t, []float64{10, 11, 15, 20})
	const day = 24 * time.Hour
	fmt.Println(s.DiffOver(2*day, day).Values())
	// Output:
	// [NaN 1 4 NaN]
}

func ExampleSeries_Sub() {
	assets, owed := daily(6640, 6573, nan), daily(840, 780, 790)
	net, err := assets.Sub(owed)
	fmt.Println(net.Values(), err)
	_, err = assets.Sub(owed.Slice(0, 2))
	fmt.Println(err, errors.Is(err, series.ErrClock))
	// Output:
	// [5800 5793 NaN] <nil>
	// series: point 2 (2026-01-07T00:00:00Z): different clocks true
}

func ExampleSeries_Add() {
	sum, _ := daily(1, 2).Add(daily(10, 20))
	fmt.Println(sum.Values())
	// Output:
	// [11 22]
}

func ExampleSeries_Mul() {
	product, _ := daily(2, 3).Mul(daily(10, 20))
	fmt.Println(product.Values())
	// Output:
	// [20 60]
}

func ExampleSeries_Div() {
	ratio, _ := daily(10, 20).Div(daily(4, 0))
	fmt.Println(ratio.Values())
	// Output:
	// [2.5 NaN]
}

func ExampleSeries_Map() {
	millions := daily(6_640_618, nan, 6_573_602)
	fmt.Println(millions.Map(func(x float64) float64 { return x / 1e6 }).Values())
	// Output:
	// [6.640618 NaN 6.573602]
}

func ExampleSeries_Observed() {
	show(daily(10, nan, 12).Observed())
	// Output:
	// 2026-01-05T00:00:00Z 10
	// 2026-01-07T00:00:00Z 12
}

func ExampleSeries_Trailing() {
	s := daily(4, 8, nan, 6, 1)
	w := s.Trailing(3 * 24 * time.Hour) // of the day three days before nothing is left
	fmt.Println(w.Count().Values())
	fmt.Println(w.Sum().Values())
	fmt.Println(w.Mean().Values())
	fmt.Println(w.Std().Values())
	fmt.Println(w.Min().Values())
	fmt.Println(w.Max().Values())
	// Output:
	// [1 2 NaN 2 2]
	// [4 12 NaN 14 7]
	// [4 6 NaN 7 3.5]
	// [0 2 NaN 1 2.5]
	// [4 4 NaN 6 1]
	// [4 8 NaN 8 6]
}

func ExampleTrailing_Count() {
	// Hold back a mean until its window holds three observations.
	w := daily(4, 8, 6, 1).Trailing(3 * 24 * time.Hour)
	full := w.Count().Map(func(n float64) float64 {
		if n < 3 {
			return nan
		}
		return 1
	})
	mean, _ := w.Mean().Mul(full)
	fmt.Println(mean.Values())
	// Output:
	// [NaN NaN 6 5]
}

func ExampleTrailing_Sum() {
	flows := daily(250, -100, 75)
	fmt.Println(flows.Trailing(2 * 24 * time.Hour).Sum().Values())
	// Output:
	// [250 150 -25]
}

func ExampleTrailing_Mean() {
	fmt.Println(daily(1, 2, 6).Trailing(48 * time.Hour).Mean().Values())
	// Output:
	// [1 1.5 4]
}

func ExampleTrailing_Std() {
	fmt.Println(daily(1, 2, 6).Trailing(48 * time.Hour).Std().Values())
	// Output:
	// [0 0.5 2]
}

func ExampleTrailing_Min() {
	fmt.Println(daily(5, 2, 6, 7).Trailing(48 * time.Hour).Min().Values())
	// Output:
	// [5 2 2 6]
}

func ExampleTrailing_Max() {
	fmt.Println(daily(5, 2, 6, 7).Trailing(48 * time.Hour).Max().Values())
	// Output:
	// [5 5 6 7]
}

func ExampleTrailing_Quantile() {
	w := daily(5, 2, 6, 1, 7).Trailing(4 * 24 * time.Hour)
	fmt.Println(w.Quantile(0.5).Values())
	fmt.Println(w.Quantile(0.25).Values())
	// Output:
	// [5 3.5 5 3.5 4]
	// [5 2.75 3.5 1.75 1.75]
}

func ExampleSorted() {
	var w series.Sorted
	for _, x := range []float64{5, 2, 6, 2} {
		w.Insert(x)
	}
	fmt.Println(w.Len(), w.At(0), w.Quantile(0.5))
	fmt.Println(w.Rank(2))
	fmt.Println(w.Remove(2), w.Remove(3), w.Quantile(0.5))
	// Output:
	// 4 2 3.5
	// 0 2
	// true false 5
}

func ExampleSort() {
	t := []time.Time{date("2026-01-06"), date("2026-01-05"), date("2026-01-06")}
	v := []float64{12, 10, 13}
	s, report, err := series.Sort(t, v, series.KeepLast)
	fmt.Println(s.Values(), report, err)
	for _, p := range report.Points {
		fmt.Println(p)
	}
	_, _, err = series.Sort(t, v, series.Reject)
	fmt.Println(err)
	// Output:
	// [10 13] 1 moved, 1 duplicate <nil>
	// series: point 0 (2026-01-06T00:00:00Z): time twice
	// series: point 1 (2026-01-05T00:00:00Z): time not after the one before
	// series: point 2 (2026-01-06T00:00:00Z): time twice
}

func ExampleLocal() {
	newYork := must(time.LoadLocation("America/New_York"))
	for _, text := range []string{"2026-11-01 09:30", "2026-11-01 01:30", "2026-03-08 02:30"} {
		civil, _ := time.Parse("2006-01-02 15:04", text)
		fmt.Println(series.Local(civil, newYork))
	}
	// Output:
	// 2026-11-01 14:30:00 +0000 UTC <nil>
	// 2026-11-01 06:30:00 +0000 UTC series: 2026-11-01T06:30:00Z: the local clock shows this time twice: 2026-11-01 01:30:00 in America/New_York
	// 2026-03-08 07:00:00 +0000 UTC series: 2026-03-08T07:00:00Z: the local clock skips this time: 2026-03-08 02:30:00 in America/New_York
}
