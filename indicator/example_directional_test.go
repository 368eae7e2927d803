package indicator_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// trendBars returns ten bars that rise, fall and rise again.
func trendBars() series.Bars {
	var list []series.Bar
	for i, b := range [][4]float64{
		{10, 11, 9, 10.5}, {10.5, 12, 10, 11.5}, {11.5, 13, 11, 12.5}, {12.5, 13, 11.5, 12}, {12, 12.5, 10.5, 11},
		{11, 11.5, 9.5, 10}, {10, 11, 9.5, 11}, {11, 12.5, 10.5, 12}, {12.5, 14, 12, 13.5}, {13.5, 15, 13, 14.5},
	} {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: b[0], High: b[1], Low: b[2], Close: b[3]})
	}
	b, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return b
}

func ExampleTrueRange() {
	y := indicator.TrueRange(trendBars())
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN 2.00 2.00 1.50 2.00 2.00 1.50 2.00 2.00 2.00]
}

func ExampleNewTrueRange() {
	live := indicator.NewTrueRange()
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// TrueRange 2.00
}

func ExampleNATR() {
	y := indicator.NATR(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN 15.28 17.17 19.26 16.22 15.47 14.10 13.35]
}

func ExampleNewNATR() {
	live := indicator.NewNATR(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// NATR(3) 13.35
}

func ExamplePlusDM() {
	y := indicator.PlusDM(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN 2.00 1.33 0.89 0.59 0.40 1.76 2.68 2.78]
}

func ExampleNewPlusDM() {
	live := indicator.NewPlusDM(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// PlusDM(3) 2.78
}

func ExampleMinusDM() {
	y := indicator.MinusDM(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN 0.00 0.00 1.00 1.67 1.11 0.74 0.49 0.33]
}

func ExampleNewMinusDM() {
	live := indicator.NewMinusDM(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// MinusDM(3) 0.33
}

func ExamplePlusDI() {
	y := indicator.PlusDI(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN 32.00 18.60 11.43 7.97 33.24 48.33 48.92]
}

func ExampleNewPlusDI() {
	live := indicator.NewPlusDI(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// PlusDI(3) 48.92
}

func ExampleMinusDI() {
	y := indicator.MinusDI(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN 0.00 20.93 32.14 22.42 13.96 8.92 5.78]
}

func ExampleNewMinusDI() {
	live := indicator.NewMinusDI(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// MinusDI(3) 5.78
}

func ExampleDX() {
	y := indicator.DX(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN 100.00 5.88 47.54 47.54 40.84 68.84 78.85]
}

func ExampleNewDX() {
	live := indicator.NewDX(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// DX(3) 78.85
}

func ExampleADX() {
	y := indicator.ADX(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN NaN NaN 51.14 49.94 46.91 54.22 62.43]
}

func ExampleNewADX() {
	live := indicator.NewADX(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// ADX(3) 62.43
}

func ExampleADXR() {
	y := indicator.ADXR(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN NaN NaN NaN NaN 49.02 52.08 54.67]
}

func ExampleNewADXR() {
	live := indicator.NewADXR(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// ADXR(3) 54.67
}

func ExampleIMI() {
	y := indicator.IMI(trendBars(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN 100.00 80.00 40.00 0.00 33.33 66.67 100.00 100.00]
}

func ExampleNewIMI() {
	live := indicator.NewIMI(3)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// IMI(3) 100.00
}

func ExampleUltOsc() {
	y := indicator.UltOsc(trendBars(), 2, 3, 5)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN NaN NaN 28.84 52.78 74.30 74.50 74.06]
}

func ExampleNewUltOsc() {
	live := indicator.NewUltOsc(2, 3, 5)
	var y float64
	b := trendBars()
	for i := range b.Len() {
		y = live.Update(b.Bar(i))
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// UltOsc(2,3,5) 74.06
}

func ExampleCMO() {
	y := indicator.CMO(prices(), 3)
	fmt.Printf("%.2f\n", y.Values())
	// Output:
	// [NaN NaN NaN 33.33 66.67 75.76 24.73 -13.11 52.18 62.89]
}

func ExampleNewCMO() {
	live := indicator.NewCMO(3)
	var y float64
	for _, price := range prices().Values() {
		y = live.Update(price)
	}
	fmt.Printf("%v %.2f\n", live, y)
	// Output:
	// CMO(3) 62.89
}
