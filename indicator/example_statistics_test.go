package indicator_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// market is ten prices of an index, for the pairs.
func market() series.Series { return days(100, 104, 108, 105, 112, 117, 113, 110, 121, 126) }

// swings returns bars of unequal width around prices.
func swings() series.Bars {
	var list []series.Bar
	for i, c := range prices().Values() {
		start := time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC)
		up, down := float64(1+i%2), float64(1+i%3)
		list = append(list, series.Bar{Start: start, End: start.AddDate(0, 0, 1), Open: c, High: c + up, Low: c - down, Close: c, Volume: 100})
	}
	b, err := series.NewBars(list)
	if err != nil {
		panic(err)
	}
	return b
}

func ExampleVar() {
	fmt.Println(indicator.Var(prices(), 4).Values())
	// Output: [NaN NaN NaN 0.5 0.6875 1.25 1.1875 0.5 1.25 2.5]
}

func ExampleNewVar() {
	v := indicator.NewVar(2)
	fmt.Println(v.Update(1e9), v.Update(1e9+1), v.Update(1e9+1))
	// Output: NaN 0.25 0
}

func ExampleSum() {
	fmt.Println(indicator.Sum(prices(), 3).Values())
	// Output: [NaN NaN 33 34 36 38 40 39 40 43]
}

func ExampleNewSum() {
	sum := indicator.NewSum(2)
	fmt.Println(sum.Update(10), sum.Update(11), sum.Update(13))
	// Output: NaN 21 24
}

func ExampleAvgDev() {
	fmt.Println(indicator.AvgDev(prices(), 4).Values())
	// Output: [NaN NaN NaN 0.5 0.75 1 0.875 0.5 1 1.5]
}

func ExampleNewAvgDev() {
	dev := indicator.NewAvgDev(4)
	fmt.Println(dev.Append(nil, []float64{1, 2, 3, 6}))
	// Output: [NaN NaN NaN 1.5]
}

func ExampleLinReg() {
	fmt.Printf("%.1f\n", indicator.LinReg(prices(), 4).Values())
	// Output: [NaN NaN NaN 11.6 12.5 13.7 13.8 12.4 13.8 15.8]
}

func ExampleNewLinReg() {
	line := indicator.NewLinReg(3)
	fmt.Println(line.Append(nil, []float64{10, 12, 14, 16}))
	// Output: [NaN NaN 14 16]
}

func ExampleLinRegSlope() {
	fmt.Printf("%.1f\n", indicator.LinRegSlope(prices(), 4).Values())
	// Output: [NaN NaN NaN 0.4 0.5 0.8 0.7 -0.4 0.2 1.2]
}

func ExampleNewLinRegSlope() {
	slope := indicator.NewLinRegSlope(3)
	fmt.Println(slope.Append(nil, []float64{10, 12, 14, 13}))
	// Output: [NaN NaN 2 0.5]
}

func ExampleLinRegIntercept() {
	fmt.Printf("%.1f\n", indicator.LinRegIntercept(prices(), 4).Values())
	// Output: [NaN NaN NaN 10.4 11.0 11.3 11.7 13.6 13.2 12.2]
}

func ExampleNewLinRegIntercept() {
	start := indicator.NewLinRegIntercept(3)
	fmt.Println(start.Append(nil, []float64{10, 12, 14, 16}))
	// Output: [NaN NaN 10 12]
}

func ExampleLinRegAngle() {
	fmt.Printf("%.1f\n", indicator.LinRegAngle(prices(), 4).Values())
	// Output: [NaN NaN NaN 21.8 26.6 38.7 35.0 -21.8 11.3 50.2]
}

func ExampleNewLinRegAngle() {
	angle := indicator.NewLinRegAngle(2)
	angle.Update(10)
	fmt.Printf("%.0f\n", angle.Update(11))
	// Output: 45
}

func ExampleTSF() {
	fmt.Printf("%.1f\n", indicator.TSF(prices(), 4).Values())
	// Output: [NaN NaN NaN 12.0 13.0 14.5 14.5 12.0 14.0 17.0]
}

func ExampleNewTSF() {
	forecast := indicator.NewTSF(3)
	fmt.Println(forecast.Append(nil, []float64{10, 12, 14, 16}))
	// Output: [NaN NaN 16 18]
}

func ExampleBeta() {
	fmt.Printf("%.3f\n", indicator.Beta(market(), prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 2.770 2.666 2.449 2.430 2.410 2.413]
}

func ExampleNewBeta() {
	beta := indicator.NewBeta(2)
	for i, index := range []float64{100, 110, 99} {
		stock := []float64{50, 60, 48}[i] // it moves twice as far
		fmt.Printf("%.3g ", beta.Update(index, stock))
	}
	// Output: NaN NaN 2
}

func ExampleDownsideBeta() {
	fmt.Printf("%.3f\n", indicator.DownsideBeta(market(), prices(), 5).Values())
	// Output: [NaN NaN NaN NaN NaN 0.000 -1.857 -1.094 -0.719 -0.719]
}

func ExampleNewDownsideBeta() {
	beta := indicator.NewDownsideBeta(4)
	for i, index := range []float64{100, 110, 99, 79.2, 99} {
		coin := []float64{50, 60, 48, 28.8, 30}[i] // it falls twice as far
		fmt.Printf("%.3g ", beta.Update(index, coin))
	}
	// Output: NaN NaN NaN NaN 2
}

func ExampleSpearman() {
	fmt.Printf("%.3f\n", indicator.Spearman(market(), prices(), 4).Values())
	// Output: [NaN NaN NaN 0.949 0.949 1.000 0.949 0.949 1.000 1.000]
}

func ExampleNewSpearman() {
	ranks := indicator.NewSpearman(4)
	for i, x := range []float64{1, 2, 3, 4} {
		fmt.Print(ranks.Update(x, []float64{5, 6, 700, 8}[i]), " ") // the spike is one rank
	}
	// Output: NaN NaN NaN 0.8
}

func ExampleKendall() {
	fmt.Printf("%.3f\n", indicator.Kendall(market(), prices(), 4).Values())
	// Output: [NaN NaN NaN 0.913 0.913 1.000 0.913 0.913 1.000 1.000]
}

func ExampleNewKendall() {
	tau := indicator.NewKendall(4)
	for i, x := range []float64{1, 2, 3, 4} {
		fmt.Printf("%.3f ", tau.Update(x, []float64{5, 6, 700, 8}[i])) // 5 of 6 pairs agree
	}
	// Output: NaN NaN NaN 0.667
}

func ExampleHedgeRatio() {
	fmt.Printf("%.3f\n", indicator.HedgeRatio(market(), prices(), 4).Values())
	// Output: [NaN NaN NaN 0.244 0.265 0.247 0.251 0.269 0.269 0.248]
}

func ExampleNewHedgeRatio() {
	hedge := indicator.NewHedgeRatio(3)
	for i, future := range []float64{100, 101, 103} {
		spot := []float64{50, 50.5, 51.5}[i]
		fmt.Print(hedge.Update(future, spot), " ")
	}
	// Output: NaN NaN 0.5
}

func ExampleZScore() {
	fmt.Printf("%.3f\n", indicator.ZScore(prices(), 4).Values())
	// Output: [NaN NaN NaN 0.000 1.508 1.342 0.229 -1.414 1.342 1.265]
}

func ExampleNewZScore() {
	z := indicator.NewZScore(5)
	fmt.Println(z.Append(nil, []float64{1, 1, 1, 1, 7, 1})) // as far as one of five can be
	// Output: [NaN NaN NaN NaN 2 -0.5]
}

func ExamplePercentRank() {
	fmt.Println(indicator.PercentRank(prices(), 4).Values())
	// Output: [NaN NaN NaN NaN 100 100 62.5 25 100 100]
}

func ExampleNewPercentRank() {
	rank := indicator.NewPercentRank(2)
	fmt.Println(rank.Append(nil, []float64{10, 12, 13, 11, 12, 12}))
	// Output: [NaN NaN 100 0 50 75]
}

func ExampleCorrel() {
	fmt.Printf("%.3f\n", indicator.Correl(market(), prices(), 4).Values())
	// Output: [NaN NaN NaN 0.988 0.993 0.994 0.995 0.971 0.998 0.997]
}

func ExampleNewCorrel() {
	correl := indicator.NewCorrel(3)
	for i, x := range []float64{1, 2, 3, 4} {
		fmt.Print(correl.Update(x, []float64{5, 3, 1, 1}[i]), " ")
	}
	// Output: NaN NaN -1 -0.8660254037844387
}

func ExampleBollinger() {
	bands := indicator.Bollinger(prices(), indicator.BollingerConfig{Period: 4})
	fmt.Printf("%.2f\n%.2f\n%.2f\n", bands.Upper.Values(), bands.Middle.Values(), bands.Lower.Values())
	// Output:
	// [NaN NaN NaN 12.41 13.41 14.74 14.93 14.41 15.74 17.16]
	// [NaN NaN NaN 11.00 11.75 12.50 12.75 13.00 13.50 14.00]
	// [NaN NaN NaN 9.59 10.09 10.26 10.57 11.59 11.26 10.84]
}

func ExampleNewBollinger() {
	bands := indicator.NewBollinger(indicator.BollingerConfig{})
	fmt.Println(bands, bands.Warmup())
	ema := indicator.NewBollinger(indicator.BollingerConfig{Period: 3, Up: 1, Down: 1.5, MA: indicator.TypeEMA})
	ema.Append(nil, prices().Values())
	fmt.Printf("%v %.3f\n", ema, ema.Value())
	// Output:
	// Bollinger(20,2,2,SMA) 20
	// Bollinger(3,1,1.5,EMA) {16.575 14.875 12.325}
}

func ExampleCCI() {
	fmt.Printf("%.1f\n", indicator.CCI(swings(), 4).Values())
	// Output: [NaN NaN NaN 60.6 133.3 103.0 33.3 -111.1 96.3 113.7]
}

func ExampleNewCCI() {
	cci := indicator.NewCCI(3)
	b := bars()
	for i := range 4 {
		fmt.Printf("%.1f ", cci.Update(b.Bar(i)))
	}
	// Output: NaN NaN 100.0 -50.0
}
