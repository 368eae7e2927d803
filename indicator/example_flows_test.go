package indicator_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// flowBars returns six bars for the examples: a rise on volume, a fall, a day
// without a range, and a recovery.
func flowBars() series.Bars {
	var list []series.Bar
	for i, x := range [][5]float64{
		{10, 12, 10, 12, 100}, {12, 13, 11, 12, 200}, {12, 12, 8, 9, 400},
		{9, 9, 9, 9, 50}, {9, 11, 9, 10, 100}, {10, 14, 10, 13, 300},
	} {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: x[0], High: x[1], Low: x[2], Close: x[3], Volume: x[4]})
	}
	b, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return b
}

func ExampleAvgPrice() {
	fmt.Println(indicator.AvgPrice(flowBars()).Values())
	// Output: [11 12 10.25 9 9.75 11.75]
}

func ExampleNewAvgPrice() {
	live := indicator.NewAvgPrice()
	fmt.Println(live.Update(flowBars().Bar(0)), live.Warmup())
	// Output: 11 1
}

func ExampleMedPrice() {
	fmt.Println(indicator.MedPrice(flowBars()).Values())
	// Output: [11 12 10 9 10 12]
}

func ExampleNewMedPrice() {
	live := indicator.NewMedPrice()
	fmt.Println(live.Update(flowBars().Bar(2)))
	// Output: 10
}

func ExampleTypPrice() {
	fmt.Printf("%.2f\n", indicator.TypPrice(flowBars()).Values())
	// Output: [11.33 12.00 9.67 9.00 10.00 12.33]
}

func ExampleNewTypPrice() {
	live := indicator.NewTypPrice()
	fmt.Println(live.Update(flowBars().Bar(1)))
	// Output: 12
}

func ExampleWclPrice() {
	fmt.Println(indicator.WclPrice(flowBars()).Values())
	// Output: [11.5 12 9.5 9 10 12.5]
}

func ExampleNewWclPrice() {
	live := indicator.NewWclPrice()
	fmt.Println(live.Update(flowBars().Bar(5)))
	// Output: 12.5
}

func ExampleBOP() {
	fmt.Println(indicator.BOP(flowBars()).Values())
	// Output: [1 0 -0.75 0 0.5 0.75]
}

func ExampleNewBOP() {
	b, bop := flowBars(), indicator.NewBOP()
	for i := range b.Len() {
		if bop.Update(b.Bar(i)) == 1 {
			fmt.Println("bar", i, "is all up")
		}
	}
	// Output: bar 0 is all up
}

func ExampleAD() {
	fmt.Println(indicator.AD(flowBars()).Values())
	// Output: [100 100 -100 -100 -100 50]
}

func ExampleNewAD() {
	b, ad := flowBars(), indicator.NewAD()
	ad.Append(nil, b)
	fmt.Println(ad.Value(), ad.Peek(b.Bar(5)))
	// Output: 50 200
}

func ExampleADOsc() {
	fmt.Printf("%.1f\n", indicator.ADOsc(flowBars(), 2, 3).Values())
	// Output: [NaN NaN -33.3 -27.8 -17.6 15.0]
}

func ExampleNewADOsc() {
	osc := indicator.NewADOsc(3, 10)
	fmt.Println(osc, osc.Warmup(), osc.Settle(0.01))
	// Output: ADOsc(3,10) 10 33
}

func ExampleOBV() {
	fmt.Println(indicator.OBV(flowBars()).Values())
	// Output: [100 100 -300 -300 -200 100]
}

func ExampleNewOBV() {
	b, obv := flowBars(), indicator.NewOBV()
	before := 0.0
	for i := range b.Len() {
		now := obv.Update(b.Bar(i))
		if i > 0 {
			fmt.Printf("%+.0f ", now-before)
		}
		before = now
	}
	fmt.Println()
	// Output: +0 -400 +0 +100 +300
}

func ExampleMFI() {
	fmt.Printf("%.1f\n", indicator.MFI(flowBars(), 3).Values())
	// Output: [NaN NaN NaN 35.7 18.8 91.3]
}

func ExampleNewMFI() {
	mfi := indicator.NewMFI(14)
	for i := range 15 {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		price := 1e-8 * float64(100+i)
		mfi.Update(series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: price, High: price, Low: price, Close: price, Volume: 7})
	}
	fmt.Println(mfi.Ready(), mfi.Value())
	// Output: true 100
}

func ExampleMom() {
	fmt.Println(indicator.Mom(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 3 3 1 1 2 2]
}

func ExampleNewMom() {
	mom := indicator.NewMom(2)
	fmt.Println(mom.Update(10), mom.Update(11), mom.Update(13), mom.Update(12))
	// Output: NaN NaN 3 1
}

func ExampleROC() {
	fmt.Printf("%.1f\n", indicator.ROC(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 30.0 27.3 8.3 9.1 15.4 14.3]
}

func ExampleNewROC() {
	roc := indicator.NewROC(1)
	fmt.Println(roc.Update(0), roc.Update(8), roc.Update(10))
	// Output: NaN 0 25
}

func ExampleROCP() {
	fmt.Printf("%.3f\n", indicator.ROCP(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 0.300 0.273 0.083 0.091 0.154 0.143]
}

func ExampleNewROCP() {
	rate := indicator.NewROCP(1)
	fmt.Println(rate.Update(8), rate.Update(10), rate.Update(5))
	// Output: NaN 0.25 -0.5
}

func ExampleROCR() {
	fmt.Printf("%.3f\n", indicator.ROCR(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 1.300 1.273 1.083 1.091 1.154 1.143]
}

func ExampleNewROCR() {
	ratio := indicator.NewROCR(1)
	fmt.Println(ratio.Update(8), ratio.Update(10), ratio.Update(5))
	// Output: NaN 1.25 0.5
}

func ExampleROCR100() {
	fmt.Printf("%.1f\n", indicator.ROCR100(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 130.0 127.3 108.3 109.1 115.4 114.3]
}

func ExampleNewROCR100() {
	ratio := indicator.NewROCR100(1)
	fmt.Println(ratio.Update(8), ratio.Update(10), ratio.Update(5))
	// Output: NaN 125 50
}

func ExampleAccBands() {
	a := indicator.AccBands(flowBars(), 4)
	fmt.Printf("%.3f\n%.3f\n%.3f\n", a.Upper.Values(), a.Middle.Values(), a.Lower.Values())
	// Output:
	// [NaN NaN NaN 16.074 15.833 17.333]
	// [NaN NaN NaN 10.500 10.000 10.250]
	// [NaN NaN NaN 6.074 5.833 4.833]
}

func ExampleNewAccBands() {
	b, bands := flowBars(), indicator.NewAccBands(1)
	fmt.Printf("%.3f\n", bands.Update(b.Bar(4)))
	fmt.Printf("%.3f\n", bands.Update(b.Bar(3))) // without a range
	// Output:
	// {15.400 10.000 5.400}
	// {9.000 9.000 9.000}
}

func ExampleAPO() {
	fmt.Printf("%.3f\n", indicator.APO(prices(), 2, 4, indicator.TypeSMA).Values())
	// Output: [NaN NaN NaN 0.500 0.250 1.000 0.750 -0.500 0.000 1.500]
}

func ExampleNewAPO() {
	apo := indicator.NewAPO(12, 26, indicator.TypeEMA)
	fmt.Println(apo, apo.Warmup())
	// Output: APO(12,26,EMA) 26
}

func ExamplePPO() {
	fmt.Printf("%.2f\n", indicator.PPO(prices(), 2, 4, indicator.TypeEMA).Values())
	// Output: [NaN NaN NaN 1.52 4.99 6.17 2.70 -0.80 4.72 6.08]
}

func ExampleNewPPO() {
	coin, metal := indicator.NewPPO(2, 4, indicator.TypeSMA), indicator.NewPPO(2, 4, indicator.TypeSMA)
	for _, x := range prices().Values() {
		coin.Update(x / 1e8)
		metal.Update(x * 100)
	}
	fmt.Printf("%.3f %.3f\n", coin.Value(), metal.Value())
	// Output: 10.714 10.714
}

func ExampleMACDExt() {
	m := indicator.MACDExt(prices(), indicator.MACDExtConfig{Fast: 2, Slow: 4, Signal: 3})
	fmt.Printf("%.3f\n%.3f\n%.3f\n", m.Line.Values(), m.Signal.Values(), m.Histogram.Values())
	// Output:
	// [NaN NaN NaN 0.500 0.250 1.000 0.750 -0.500 0.000 1.500]
	// [NaN NaN NaN NaN NaN 0.583 0.667 0.417 0.083 0.333]
	// [NaN NaN NaN NaN NaN 0.417 0.083 -0.917 -0.083 1.167]
}

func ExampleNewMACDExt() {
	live := indicator.NewMACDExt(indicator.MACDExtConfig{FastMA: indicator.TypeEMA, SlowMA: indicator.TypeEMA})
	fmt.Println(live, live.Warmup())
	// Output: MACDExt(12,EMA,26,EMA,9,SMA) 34
}

func ExampleMACDFix() {
	var rise []float64
	for i := range 30 {
		rise = append(rise, float64(100+i))
	}
	m := indicator.MACDFix(days(rise...), 3)
	fmt.Printf("%.4f\n%.4f\n%.4f\n", m.Line.Values()[24:], m.Signal.Values()[24:], m.Histogram.Values()[24:])
	// Output:
	// [NaN 7.0000 6.9625 6.9297 6.9009 6.8757]
	// [NaN NaN NaN 6.9641 6.9325 6.9041]
	// [NaN NaN NaN -0.0344 -0.0316 -0.0284]
}

func ExampleNewMACDFix() {
	live := indicator.NewMACDFix(9)
	fmt.Println(live, live.Warmup())
	// Output: MACDFix(9) 34
}
