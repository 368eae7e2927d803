package ratio_test

import (
	"fmt"
	"math"

	"github.com/riskon/riskon/ratio"
)

func ExampleLog() {
	eth, btc := weekly(3000, 6000, 1500), weekly(100000, 100000, 100000)
	// Twice the price and half the price are equally far.
	fmt.Printf("%.4f\n", ratio.Log(eth, btc, 0).Diff(1).Values())
	fmt.Printf("%.4f\n", ratio.Log(btc, eth, 0).Diff(1).Values())
	// Output:
	// [NaN 0.6931 -1.3863]
	// [NaN -0.6931 1.3863]
}

func ExamplePairValue_Log() {
	v := ratio.PairValue{Time: friday, Value: 0.03}
	fmt.Printf("%.4f %v\n", v.Log(), ratio.PairValue{}.Log())
	// Output: -3.5066 NaN
}

func ExampleIndex() {
	ethbtc := weekly(math.NaN(), 0.03, 0.033, 0.027)
	fmt.Printf("%.4g\n", ratio.Index(ethbtc, 100).Values())
	// From the second week of it on:
	from := ethbtc.Between(ethbtc.Time(2), ethbtc.Time(3))
	fmt.Printf("%.4g\n", ratio.Index(from, 100).Values())
	// Output:
	// [NaN 100 110 90]
	// [100 81.82]
}

func ExampleNewIndex() {
	index := ratio.NewIndex(1000)
	for _, close := range []float64{50, 55, 40} {
		fmt.Println(index.Update(close))
	}
	// Output:
	// 1000
	// 1100
	// 800
}

func ExampleMansfield() {
	stock, market := weekly(10, 11, 12, 15, 9), weekly(100, 100, 100, 100, 100)
	fmt.Printf("%.1f\n", ratio.Mansfield(ratio.Of(stock, market, 0), 3).Values())
	// Output: [NaN NaN 9.1 18.4 -25.0]
}

func ExampleNewMansfield() {
	strength := ratio.NewMansfield(2)
	for _, r := range []float64{0.10, 0.10, 0.12} {
		fmt.Printf("%.2f ", strength.Update(r))
	}
	// Output: NaN 0.00 9.09
}

func ExampleRotations() {
	sector := weekly(10, 11, 13, 16, 18, 19, 19, 18, 16, 14, 13, 13, 14, 16)
	path := ratio.Rotations(sector, 4, 1)
	for i := 7; i < sector.Len(); i++ {
		v := path.Row(i)
		fmt.Printf("%.2f %.2f %v\n", v.RSRatio, v.RSMomentum, v.Quadrant())
	}
	// Output:
	// 99.00 98.27 lagging
	// 98.37 100.14 improving
	// 98.57 101.12 improving
	// 98.83 100.91 improving
	// 99.18 100.78 improving
	// 101.00 101.73 leading
	// 101.63 99.77 weakening
}

func ExampleNewRotation() {
	sector := ratio.NewRotation(2, 1)
	for _, r := range []float64{1, 2, 3, 2} {
		fmt.Println(sector.Update(r), sector.Value().Quadrant())
	}
	// Output:
	// {NaN NaN} none
	// {101 NaN} none
	// {101 NaN} none
	// {99 99} lagging
}
