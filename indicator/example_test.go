package indicator_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// days returns the series of closing prices on consecutive days.
func days(prices ...float64) series.Series {
	t := make([]int64, len(prices))
	for i := range t {
		t[i] = time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC).UnixNano()
	}
	s, err := series.FromUnixNano(t, prices)
	if err != nil {
		panic(err)
	}
	return s
}

// prices is ten closing prices for the examples.
func prices() series.Series { return days(10, 11, 12, 11, 13, 14, 13, 12, 15, 16) }

// bars returns bars one wide around prices.
func bars() series.Bars {
	var list []series.Bar
	for i, c := range prices().Values() {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: c, High: c + 0.5, Low: c - 0.5, Close: c})
	}
	b, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return b
}

func Example() {
	s := prices()
	batch := indicator.RSI(s, 3)
	fmt.Printf("batch %.2f\n", batch.Value(s.Len()-1))

	live := indicator.NewRSI(3)
	for _, price := range s.Values()[:8] {
		live.Update(price)
	}
	blob, _ := json.Marshal(live)

	var restored indicator.Stream
	if err := json.Unmarshal(blob, &restored); err != nil {
		panic(err)
	}
	restored.Update(s.Value(8))
	fmt.Printf("live  %.2f %v\n", restored.Update(s.Value(9)), &restored)
	// Output:
	// batch 81.44
	// live  81.44 RSI(3)
}

func ExampleSMA() {
	fmt.Println(indicator.SMA(prices(), 4).Values())
	// Output: [NaN NaN NaN 11 11.75 12.5 12.75 13 13.5 14]
}

func ExampleNewSMA() {
	sma := indicator.NewSMA(2)
	fmt.Println(sma.Update(10), sma.Update(11), sma.Update(13))
	// Output: NaN 10.5 12
}

func ExampleEMA() {
	fmt.Printf("%.4g\n", indicator.EMA(prices(), 3).Values())
	// Output: [NaN NaN 11 11 12 13 13 12.5 13.75 14.88]
}

func ExampleNewEMA() {
	ema := indicator.NewEMA(3)
	ema.Append(nil, prices().Values())
	fmt.Println(ema.Value(), ema.Settle(0.001))
	// Output: 14.875 13
}

func ExampleRSI() {
	fmt.Printf("%.1f\n", indicator.RSI(prices(), 3).Values())
	// Output: [NaN NaN NaN 66.7 83.3 87.9 62.4 43.4 76.1 81.4]
}

func ExampleNewRSI() {
	rsi := indicator.NewRSI(14)
	for i := range 15 {
		rsi.Update(100 + float64(i))
	}
	fmt.Println(rsi.Ready(), rsi.Value())
	// Output: true 100
}

func ExampleStdDev() {
	fmt.Printf("%.3f\n", indicator.StdDev(prices(), 4).Values())
	// Output: [NaN NaN NaN 0.707 0.829 1.118 1.090 0.707 1.118 1.581]
}

func ExampleNewStdDev() {
	dev := indicator.NewStdDev(2)
	fmt.Println(dev.Update(1e9), dev.Update(1e9+0.5), dev.Update(1e9+0.5))
	// Output: NaN 0.25 0
}

func ExampleMax() {
	fmt.Println(indicator.Max(prices(), 4).Values())
	// Output: [NaN NaN NaN 12 13 14 14 14 15 16]
}

func ExampleNewMax() {
	high := indicator.NewMax(3)
	for _, x := range []float64{5, 9, 7, 6, 4} {
		if high.Ready() && x > high.Value() {
			fmt.Println("new high")
		}
		high.Update(x)
	}
	fmt.Println(high.Value())
	// Output: 7
}

func ExampleMin() {
	fmt.Println(indicator.Min(prices(), 4).Values())
	// Output: [NaN NaN NaN 10 11 11 11 12 12 12]
}

func ExampleNewMin() {
	low := indicator.NewMin(3)
	fmt.Println(low.Append(nil, []float64{5, 9, 7, 6, 4}))
	// Output: [NaN NaN 5 6 4]
}

func ExampleATR() {
	fmt.Printf("%.3f\n", indicator.ATR(bars(), 3).Values())
	// Output: [NaN NaN NaN 1.500 1.833 1.722 1.648 1.599 2.233 1.988]
}

func ExampleNewATR() {
	atr := indicator.NewATR(14)
	fmt.Println(atr, atr.Warmup())
	// Output: ATR(14) 15
}

func ExampleMACD() {
	m := indicator.MACD(prices(), 2, 4, 3)
	fmt.Printf("%.3f\n%.3f\n%.3f\n", m.Line.Values(), m.Signal.Values(), m.Histogram.Values())
	// Output:
	// [NaN NaN NaN 0.500 0.700 0.820 0.359 -0.096 0.639 0.882]
	// [NaN NaN NaN NaN NaN 0.673 0.516 0.210 0.424 0.653]
	// [NaN NaN NaN NaN NaN 0.147 -0.157 -0.306 0.214 0.229]
}

func ExampleNewMACD() {
	macd := indicator.NewMACD(2, 4, 3)
	macd.Append(nil, prices().Values())
	fmt.Printf("%.3f\n", macd.Value())
	// Output: {0.882 0.653 0.229}
}

func ExampleMACDStream_NextZero() {
	macd := indicator.NewMACD(2, 4, 3)
	macd.Append(nil, prices().Values())
	x := macd.NextZero()
	fmt.Printf("%.2f %+.2f %+.2f\n", x, macd.Peek(x-1).Histogram, macd.Peek(x+1).Histogram)
	// Output: 15.84 -0.13 +0.13
}

func ExampleApply() {
	s := prices()
	live := indicator.NewSMA(4)
	indicator.Apply(s.Slice(0, 8), live) // history first
	fmt.Println(indicator.Apply(s.Slice(8, 10), live).Values())
	// Output: [13.5 14]
}

func ExampleApplyBars() {
	fmt.Println(indicator.ApplyBars(bars(), indicator.NewATR(1)).Values()[:4])
	// Output: [NaN 1.5 1.5 1.5]
}

func ExampleStream_Peek() {
	sma := indicator.NewSMA(2)
	sma.Update(10)
	fmt.Println(sma.Peek(20), sma.Peek(30), sma.Value())
	// Output: 15 20 NaN
}
