package ratio_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/ratio"
)

func ExampleDrawdowns() {
	fund := weekly(100, 120, 90, 108, 126, 63)
	down := ratio.Drawdowns(fund, 0)
	fmt.Printf("depth:       %.2f\n", down.Depth.Values())
	fmt.Printf("deepest:     %.2f\n", down.Max.Values())
	fmt.Println("weeks under:", down.Under.Map(func(s float64) float64 { return s / week.Seconds() }).Values())
	fmt.Printf("of 2 weeks:  %.2f\n", ratio.Drawdowns(fund, 2*week).Depth.Values())
	// Output:
	// depth:       [0.00 0.00 -0.25 -0.10 0.00 -0.50]
	// deepest:     [0.00 0.00 -0.25 -0.25 -0.25 -0.50]
	// weeks under: [0 0 1 2 0 1]
	// of 2 weeks:  [0.00 0.00 -0.25 0.00 0.00 -0.50]
}

func ExampleMaxDrawdown() {
	d := ratio.MaxDrawdown(weekly(100, 120, 90, 108, 126, 119), 0)
	fmt.Printf("%.0f%% from %s to %s, back on %s\n", 100*d.Depth, d.PeakTime.Format(time.DateOnly),
		d.TroughTime.Format(time.DateOnly), d.Recovered.Format(time.DateOnly))
	// Output: -25% from 2026-01-09 to 2026-01-16, back on 2026-01-30
}

func ExampleNewDrawdown() {
	d := ratio.NewDrawdown(0)
	for i, x := range []float64{100, 120, 90, 108} {
		v, err := d.Update(friday.Add(time.Duration(i)*week), x)
		if err != nil {
			fmt.Println(err)
		}
		fmt.Printf("%.2f %v %.2f\n", v.Depth, v.Under, v.Max.Depth)
	}
	// Output:
	// 0.00 0s 0.00
	// 0.00 0s 0.00
	// -0.25 168h0m0s -0.25
	// -0.10 336h0m0s -0.25
}
