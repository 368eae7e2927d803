package indicator_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// ranges returns eight daily bars with the highs, lows and closes of a turn.
func ranges() series.Bars {
	var list []series.Bar
	for i, p := range [][3]float64{{10, 8, 9}, {11, 9, 11}, {13, 10, 12}, {14, 12, 13}, {14, 11, 11}, {12, 9, 9}, {11, 8, 10}, {13, 10, 13}} {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: p[2], High: p[0], Low: p[1], Close: p[2]})
	}
	b, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return b
}

func ExampleMinMax() {
	m := indicator.MinMax(prices(), 4)
	fmt.Println(m.Min.Values())
	fmt.Println(m.Max.Values())
	// Output:
	// [NaN NaN NaN 10 11 11 11 12 12 12]
	// [NaN NaN NaN 12 13 14 14 14 15 16]
}

func ExampleNewMinMax() {
	edges := indicator.NewMinMax(3)
	fmt.Println(edges.Append(nil, []float64{5, 9, 7, 6}))
	// Output: [{NaN NaN} {NaN NaN} {5 9} {6 9}]
}

func ExampleMaxIndex() {
	fmt.Println(indicator.MaxIndex(prices(), 4).Values())
	// Output: [NaN NaN NaN 2 4 5 5 5 8 9]
}

func ExampleNewMaxIndex() {
	top := indicator.NewMaxIndex(3)
	fmt.Println(top.Append(nil, []float64{9, 7, 9, 6, 4}))
	// Output: [NaN NaN 2 2 2]
}

func ExampleMinIndex() {
	fmt.Println(indicator.MinIndex(prices(), 4).Values())
	// Output: [NaN NaN NaN 0 3 3 3 7 7 7]
}

func ExampleNewMinIndex() {
	bottom := indicator.NewMinIndex(3)
	fmt.Println(bottom.Append(nil, []float64{4, 7, 4, 6, 9}))
	// Output: [NaN NaN 2 2 2]
}

func ExampleMinMaxIndex() {
	m := indicator.MinMaxIndex(prices(), 4)
	fmt.Println(m.Min.Values())
	fmt.Println(m.Max.Values())
	// Output:
	// [NaN NaN NaN 0 3 3 3 7 7 7]
	// [NaN NaN NaN 2 4 5 5 5 8 9]
}

func ExampleNewMinMaxIndex() {
	at := indicator.NewMinMaxIndex(3)
	at.Append(nil, []float64{5, 9, 7, 6})
	fmt.Printf("%+v\n", at.Value())
	// Output: {Min:3 Max:1}
}

func ExampleMidPoint() {
	fmt.Println(indicator.MidPoint(prices(), 4).Values())
	// Output: [NaN NaN NaN 11 12 12.5 12.5 13 13.5 14]
}

func ExampleNewMidPoint() {
	mid := indicator.NewMidPoint(3)
	fmt.Println(mid.Append(nil, []float64{5, 9, 8, 6}))
	// Output: [NaN NaN 7 7.5]
}

func ExampleMidPrice() {
	fmt.Println(indicator.MidPrice(ranges(), 3).Values())
	// Output: [NaN NaN 10.5 11.5 12 11.5 11 10.5]
}

func ExampleNewMidPrice() {
	base := indicator.NewMidPrice(26) // of an Ichimoku chart
	fmt.Println(base, base.Warmup())
	// Output: MidPrice(26) 26
}

func ExampleAroon() {
	a := indicator.Aroon(ranges(), 4)
	fmt.Println(a.Down.Values())
	fmt.Println(a.Up.Values())
	// Output:
	// [NaN NaN NaN NaN 0 100 100 75]
	// [NaN NaN NaN NaN 100 75 50 25]
}

func ExampleNewAroon() {
	aroon := indicator.NewAroon(4)
	aroon.Append(nil, ranges())
	fmt.Printf("%+v\n", aroon.Value())
	// Output: {Down:75 Up:25}
}

func ExampleAroonOsc() {
	fmt.Println(indicator.AroonOsc(ranges(), 4).Values())
	// Output: [NaN NaN NaN NaN 100 -25 -50 -50]
}

func ExampleNewAroonOsc() {
	osc := indicator.NewAroonOsc(25)
	fmt.Println(osc, osc.Warmup())
	// Output: AroonOsc(25) 26
}

func ExampleWilliamsR() {
	fmt.Printf("%.1f\n", indicator.WilliamsR(ranges(), 3).Values())
	// Output: [NaN NaN -20.0 -20.0 -75.0 -100.0 -66.7 0.0]
}

func ExampleNewWilliamsR() {
	r := indicator.NewWilliamsR(3)
	r.Append(nil, ranges())
	if r.Value() > -20 {
		fmt.Println("near the top of its range")
	}
	// Output: near the top of its range
}

func ExampleStoch() {
	s := indicator.Stoch(ranges(), indicator.StochConfig{K: 3, Slow: 2, D: 2})
	fmt.Printf("%.1f\n%.1f\n", s.K.Values(), s.D.Values())
	// Output:
	// [NaN NaN NaN 80.0 52.5 12.5 16.7 66.7]
	// [NaN NaN NaN NaN 66.2 32.5 14.6 41.7]
}

func ExampleNewStoch() {
	fmt.Println(indicator.NewStoch(indicator.StochConfig{}))
	s := indicator.NewStoch(indicator.StochConfig{K: 14, DMA: indicator.TypeEMA})
	fmt.Println(s, s.Warmup())
	// Output:
	// Stoch(5,3,SMA,3,SMA)
	// Stoch(14,3,SMA,3,EMA) 18
}

func ExampleStochFast() {
	s := indicator.StochFast(ranges(), 3, 2, indicator.TypeSMA)
	fmt.Printf("%.1f\n%.1f\n", s.K.Values(), s.D.Values())
	// Output:
	// [NaN NaN 80.0 80.0 25.0 0.0 33.3 100.0]
	// [NaN NaN NaN 80.0 52.5 12.5 16.7 66.7]
}

func ExampleNewStochFast() {
	s := indicator.NewStochFast(3, 2, indicator.TypeSMA)
	s.Append(nil, ranges())
	fmt.Printf("%.1f\n", s.Value())
	// Output: {100.0 66.7}
}

func ExampleStochRSI() {
	s := indicator.StochRSI(prices(), indicator.StochRSIConfig{Period: 3, K: 3, D: 2})
	fmt.Printf("%.1f\n%.1f\n", s.K.Values(), s.D.Values())
	// Output:
	// [NaN NaN NaN NaN NaN 100.0 0.0 0.0 100.0 100.0]
	// [NaN NaN NaN NaN NaN NaN 50.0 0.0 50.0 100.0]
}

func ExampleNewStochRSI() {
	s := indicator.NewStochRSI(indicator.StochRSIConfig{K: 14})
	fmt.Println(s, s.Warmup())
	// Output: StochRSI(14,14,3,SMA) 30
}
