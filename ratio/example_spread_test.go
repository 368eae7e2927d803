package ratio_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/riskon/riskon/ratio"
)

func ExampleSpread() {
	x := weekly(10, 12, 11, 13, 12, 10)
	y := weekly(21, 25, 23, 27, 28, 21) // 2x + 1, but for the fifth week
	s := ratio.Spread(y, x, ratio.SpreadConfig{Hedge: ratio.RollingOLS, Window: 3})
	fmt.Printf("%.2f\n", s.Value.Values())
	fmt.Printf("%.2f\n", s.Beta.Values())
	fmt.Println(s.N.Values())
	// Output:
	// [NaN NaN NaN 0.00 3.00 -1.00]
	// [NaN NaN NaN 2.00 2.00 2.00]
	// [NaN NaN NaN 3 3 3]
}

func ExampleNewSpread() {
	// An ADR stands for ten shares. Their exchange is closed on the second day: the
	// last close serves for a week.
	live := ratio.NewSpread(ratio.SpreadConfig{Hedge: ratio.GivenHedge, Beta: 10, MaxAge: 7 * 24 * time.Hour})
	var rows []ratio.SpreadValue
	if err := live.ObserveX(friday, 2.5); err != nil {
		fmt.Println(err)
	}
	if err := live.ObserveY(friday, 25.1); err != nil {
		fmt.Println(err)
	}
	rows = live.Advance(rows[:0], friday)
	fmt.Printf("%.1f\n", rows[0].Value)

	blob, err := json.Marshal(live) // restart
	if err != nil {
		fmt.Println(err)
	}
	var restored ratio.SpreadStream
	if err := json.Unmarshal(blob, &restored); err != nil {
		fmt.Println(err)
	}
	monday := friday.AddDate(0, 0, 3)
	if err := restored.ObserveY(monday, 25.6); err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.1f\n", restored.Advance(rows[:0], monday)[0].Value)
	// Output:
	// 0.1
	// 0.6
}

func ExampleHedge() {
	for h := ratio.GivenHedge; h <= ratio.KalmanHedge; h++ {
		fmt.Println(h)
	}
	// Output:
	// given
	// rolling OLS
	// expanding OLS
	// rolling TLS
	// expanding TLS
	// Kalman
}

func ExampleQuadrant() {
	fmt.Println(ratio.Leading, ratio.Weakening, ratio.Lagging, ratio.Improving)
	// Output: leading weakening lagging improving
}
