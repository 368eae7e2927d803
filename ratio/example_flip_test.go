package ratio_test

import (
	"fmt"

	"github.com/riskon/riskon/ratio"
)

func ExampleFlips() {
	runs := ratio.Flips(weekly(-1, 0, 2, 3, -1))
	fmt.Println("sign:      ", runs.Sign.Values())
	fmt.Println("run:       ", runs.Run.Values())
	fmt.Println("run before:", runs.RunBefore.Values())
	fmt.Println("flipped:   ", runs.Flipped.Values())
	fmt.Println("weeks before:", runs.DurationBefore.Map(func(s float64) float64 { return s / week.Seconds() }).Values())
	// Output:
	// sign:       [-1 -1 1 1 -1]
	// run:        [1 2 1 2 1]
	// run before: [0 0 2 2 2]
	// flipped:    [0 0 1 0 1]
	// weeks before: [0 0 2 2 2]
}

func ExampleFlip() {
	var f ratio.Flip
	for month, h := range []float64{3, -2, -1, 0, -2, 0.5, 1} {
		v, err := f.Update(friday.AddDate(0, month, 0), h)
		if err != nil {
			fmt.Println(err)
		}
		if v.Flipped && v.Sign > 0 {
			fmt.Println("up after", v.RunBefore, "months down, since", v.Began.Format("2006-01"))
		}
	}
	fmt.Println(f.Value())
	// Output:
	// up after 4 months down, since 2026-06
	// up for 4 weeks, first turn in 4 months
}
