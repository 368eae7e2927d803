package ratio_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/ratio"
)

const week = 7 * 24 * time.Hour

func ExampleLows() {
	low := ratio.Lows(weekly(5, 2, 3, 4, 3, 2), 3*week, 100*week)
	fmt.Println("since a lower one, weeks:", low.Since.Map(func(s float64) float64 { return s / week.Seconds() }).Values())
	fmt.Println("observations since then: ", low.SinceN.Values())
	fmt.Println("none in memory:          ", low.Open.Values())
	fmt.Println("above the 3-week low:    ", low.Distance.Values())
	// Output:
	// since a lower one, weeks: [0 1 1 1 3 5]
	// observations since then:  [1 2 1 1 3 6]
	// none in memory:           [1 1 0 0 0 1]
	// above the 3-week low:     [0 0 0.5 1 0 0]
}

func ExampleHighs() {
	high := ratio.Highs(weekly(5, 8, 6, 4, 7), 3*week, 100*week)
	fmt.Println("highest of 3 weeks:", high.Extreme.Values())
	fmt.Println("distance from it:  ", high.Distance.Values())
	// Output:
	// highest of 3 weeks: [5 8 8 8 7]
	// distance from it:   [0 0 -0.25 -0.5 0]
}

func ExampleNewLow() {
	low := ratio.NewLow(156*week, 5200*week)
	for i, x := range []float64{40, 25, 50, 30} {
		if _, err := low.Update(friday.Add(time.Duration(i)*26*week), x); err != nil {
			fmt.Println(err)
		}
	}
	v := low.Value()
	fmt.Println(v)
	fmt.Printf("%.0f%% above the low of %s\n", 100*v.Distance, v.Made.Format(time.DateOnly))
	_, err := low.Update(friday, 20)
	fmt.Println(err)
	// Output:
	// lowest in 12 months, since 2026-07-03
	// 20% above the low of 2026-07-03
	// ratio: low at 2026-01-02T00:00:00Z: instant already closed
}

func ExampleNewHigh() {
	high := ratio.NewHigh(52*week, 5200*week)
	for i, x := range []float64{40, 25, 50} {
		if _, err := high.Update(friday.Add(time.Duration(i)*week), x); err != nil {
			fmt.Println(err)
		}
	}
	blob, _ := json.Marshal(high) // restart
	again := new(ratio.Extreme)
	if err := json.Unmarshal(blob, again); err != nil {
		fmt.Println(err)
	}
	v, _ := again.Update(friday.Add(3*week), 45)
	fmt.Println(v, v.Distance)
	fmt.Println(high.Value())
	// Output:
	// highest in 7 days, since 2026-01-16 -0.09999999999999998
	// highest of all 3 observations in 2 weeks
}
