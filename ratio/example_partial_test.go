package ratio_test

import (
	"fmt"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/ratio"
)

// Two coins move together because both move with BTC; beside it they do not.
func ExamplePartial() {
	btc := weekly(3, -2, 4, -5, 1, 2, -3, 4)
	eth := weekly(4, -2, 5, -6, 0, 3, -4, 5)
	sol := weekly(6, -5, 7, -9, 2, 4, -5, 9)
	fmt.Printf("together: %.2f\n", indicator.Correl(eth, sol, 8).Value(7))
	fmt.Printf("given BTC: %.2f\n", ratio.Partial(eth, sol, btc, 8).Value(7))
	// Output:
	// together: 0.98
	// given BTC: -0.19
}

func ExampleNewPartial() {
	live := ratio.NewPartial(4)
	for _, row := range [][3]float64{{4, 6, 3}, {-2, -5, -2}, {5, 7, 4}, {-6, -9, -5}, {0, 2, 1}} {
		fmt.Printf("%.2f\n", live.Update(row[0], row[1], row[2]))
	}
	// Output:
	// NaN
	// NaN
	// NaN
	// -0.50
	// -0.67
}
