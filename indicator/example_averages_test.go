package indicator_test

import (
	"fmt"

	"github.com/riskon/riskon/indicator"
)

func ExampleWMA() {
	fmt.Printf("%.3g\n", indicator.WMA(prices(), 3).Values())
	// Output: [NaN NaN 11.3 11.3 12.2 13.2 13.3 12.7 13.7 15]
}

func ExampleNewWMA() {
	wma := indicator.NewWMA(2)
	fmt.Println(wma.Update(10), wma.Update(13), wma.Update(10))
	// Output: NaN 12 11
}

func ExampleDEMA() {
	fmt.Printf("%.4g\n", indicator.DEMA(prices(), 3).Values())
	// Output: [NaN NaN NaN NaN 12.67 13.83 13.42 12.46 14.35 15.74]
}

func ExampleNewDEMA() {
	dema := indicator.NewDEMA(10)
	fmt.Println(dema, dema.Warmup())
	// Output: DEMA(10) 19
}

func ExampleTEMA() {
	fmt.Printf("%.4g\n", indicator.TEMA(prices(), 3).Values())
	// Output: [NaN NaN NaN NaN NaN NaN 13.28 12.16 14.53 15.96]
}

func ExampleNewTEMA() {
	tema := indicator.NewTEMA(10)
	fmt.Println(tema, tema.Warmup())
	// Output: TEMA(10) 28
}

func ExampleTRIMA() {
	fmt.Println(indicator.TRIMA(prices(), 3).Values())
	// Output: [NaN NaN 11 11.5 11.75 12.75 13.5 13 13 14.5]
}

func ExampleNewTRIMA() {
	trima := indicator.NewTRIMA(4)
	fmt.Println(trima.Append(nil, []float64{0, 6, 0, 0, 0, 6}))
	// Output: [NaN NaN NaN 2 1 1]
}

func ExampleKAMA() {
	fmt.Printf("%.4g\n", indicator.KAMA(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 11.36 11.84 11.88 11.88 12.1 12.38]
}

// To and fro, then up: the average stands, then goes along.
func ExampleNewKAMA() {
	kama := indicator.NewKAMA(4)
	for _, x := range []float64{10, 11, 10, 11, 10, 11, 12, 13, 14, 15} {
		fmt.Printf("%.2f ", kama.Update(x))
	}
	fmt.Println()
	// Output: NaN NaN NaN NaN 11.00 11.00 11.13 11.38 12.54 13.64
}

func ExampleT3() {
	fmt.Printf("%.4g\n", indicator.T3(prices(), 2, 0.7).Values())
	// Output: [NaN NaN NaN NaN NaN NaN 13.36 12.61 13.82 15.25]
}

func ExampleNewT3() {
	t3 := indicator.NewT3(5, 0.7)
	fmt.Println(t3, t3.Warmup())
	// Output: T3(5,0.7) 25
}

func ExampleMA() {
	for _, m := range []indicator.MAType{indicator.TypeSMA, indicator.TypeWMA} {
		fmt.Printf("%v %.4g\n", m, indicator.MA(prices(), 5, m).Values())
	}
	// Output:
	// SMA [NaN NaN NaN NaN 11.4 12.2 12.6 12.6 13.4 14]
	// WMA [NaN NaN NaN NaN 11.8 12.67 12.93 12.73 13.53 14.4]
}

func ExampleNewMA() {
	ma := indicator.NewMA(20, indicator.TypeTRIMA)
	fmt.Println(ma, ma.Warmup())
	// Output: MA(20,TRIMA) 20
}

func ExampleMAVP() {
	periods := days(3, 3, 3, 3, 2, 2, 2, 1, 1, 9)
	fmt.Printf("%.4g\n", indicator.MAVP(prices(), periods, 2, 3, indicator.TypeSMA).Values())
	// Output: [NaN NaN 11 11.33 12 13.5 13.5 12.5 13.5 14.33]
}

func ExampleNewMAVP() {
	ma := indicator.NewMAVP(1, 2, indicator.TypeSMA)
	fmt.Println(ma.Update(10, 1), ma.Update(12, 1), ma.Update(16, 2))
	// Output: NaN 12 14
}

func ExampleTRIX() {
	fmt.Printf("%.3f\n", indicator.TRIX(prices(), 3).Values())
	// Output: [NaN NaN NaN NaN NaN NaN NaN 2.136 3.505 5.093]
}

func ExampleNewTRIX() {
	trix := indicator.NewTRIX(15)
	fmt.Println(trix, trix.Warmup())
	// Output: TRIX(15) 44
}
