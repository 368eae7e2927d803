package ratio_test

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mat"
)

// returns are weekly returns of three coins.
func returns() series.Frame {
	return series.Align(series.Inner,
		weekly(3, -2, 4, -5, 1, 2, -3, 4), weekly(4, -2, 5, -6, 0, 3, -4, 5), weekly(6, 5, 1, -9, 2, -4, -5, 3),
	).Named("BTC", "ETH", "SOL")
}

func ExampleCorrelations() {
	lines := ratio.Correlations(returns(), 6)
	fmt.Println(lines)
	fmt.Printf("BTC with SOL: %.2f\n", lines.Pair(0, 2).Values())
	fmt.Printf("%.2f\n", lines.At(5).At(0, 2))
	// Output:
	// Correlations of 3 columns, 8 matrices, 2026-01-02 to 2026-02-20, the last one
	//       BTC   ETH   SOL
	// BTC  1.00  0.99  0.86
	// ETH  0.99  1.00  0.79
	// SOL  0.86  0.79  1.00
	// BTC with SOL: [NaN NaN NaN NaN NaN 0.52 0.49 0.86]
	// 0.52
}

func ExampleNewCorrelations() {
	live := ratio.NewCorrelations(2, 3)
	var now mat.SymDense
	for _, row := range [][]float64{{1, 1}, {2, 3}, {3, 4}, {math.NaN(), 9}, {4, 1}} {
		live.Update(&now, row)
		fmt.Printf("%.2f\n", now.At(0, 1))
	}
	blob, err := json.Marshal(live) // restart
	var restored ratio.CorrelationStream
	fmt.Println(err, json.Unmarshal(blob, &restored))
	restored.Value(&now)
	fmt.Printf("%.2f\n", now.At(0, 1))
	// Output:
	// NaN
	// NaN
	// 0.98
	// NaN
	// -0.65
	// <nil> <nil>
	// -0.65
}

func ExampleCorrelationLines() {
	var lines ratio.CorrelationLines
	fmt.Println(lines, lines.Len())
	lines = ratio.Correlations(returns(), 8)
	fmt.Println(lines.Len(), "matrices of", lines.Names())
	// Output:
	// Correlations, empty 0
	// 8 matrices of [BTC ETH SOL]
}

func ExampleEWMACorrelations() {
	lines := ratio.EWMACorrelations(returns(), 0.5) // forgets fast; 0.94 is usual for days
	fmt.Printf("BTC with SOL: %.2f\n", lines.Pair(0, 2).Values())
	// Output:
	// BTC with SOL: [NaN NaN NaN NaN NaN NaN 0.65 0.75]
}

func ExampleNewEWMACorrelations() {
	live := ratio.NewEWMACorrelations(2, 0.94)
	var now mat.SymDense
	for day := range 75 {
		x := 0.01 * float64(day%3-1)
		live.Update(&now, []float64{x, 2*x + 0.01})
		if day == 73 {
			fmt.Printf("%.3f\n", now.At(0, 1))
		}
	}
	fmt.Printf("%.3f\n", now.At(0, 1))
	// Output:
	// NaN
	// 0.860
}

func ExampleLedoitWolf() {
	for _, target := range []ratio.Target{ratio.ScaledIdentity, ratio.ConstantCorrelation} {
		m, err := ratio.LedoitWolf(returns(), target)
		if err != nil {
			fmt.Println(err)
		}
		fmt.Println(target)
		fmt.Println(m)
	}
	_, err := ratio.LedoitWolf(series.Frame{}, ratio.ScaledIdentity)
	fmt.Println(err)
	// Output:
	// ScaledIdentity
	// Correlation of 3 columns, 8 rows, 2026-01-02 to 2026-02-20, shrinkage 0.35
	//       BTC   ETH   SOL
	// BTC  1.00  0.58  0.38
	// ETH  0.58  1.00  0.41
	// SOL  0.38  0.41  1.00
	// ConstantCorrelation
	// Correlation of 3 columns, 8 rows, 2026-01-02 to 2026-02-20, shrinkage 1.00
	//       BTC   ETH   SOL
	// BTC  1.00  0.74  0.74
	// ETH  0.74  1.00  0.74
	// SOL  0.74  0.74  1.00
	// ratio: LedoitWolf: no observations: fewer than two columns
}

func ExampleTarget() {
	fmt.Println(ratio.ScaledIdentity, ratio.ConstantCorrelation)
	// Output: ScaledIdentity ConstantCorrelation
}

func ExampleCorrelationMatrix() {
	m := ratio.CorrelationMatrix{N: 52, Names: []string{"SPY", "TLT"}, Corr: mat.NewSymDense(2, []float64{1, -0.3, -0.3, 1})}
	fmt.Println(m)
	// Output:
	// Correlation of 2 columns, 52 rows, shrinkage 0.00
	//        SPY    TLT
	// SPY   1.00  -0.30
	// TLT  -0.30   1.00
}
