package ratio_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/series"
)

// spread is a made-up series of Fridays that keeps the share phi of its distance
// from level each week: a random walk with phi = 1.
func spread(seed uint64, n int, phi, level float64) series.Series {
	r := rand.New(rand.NewPCG(seed, seed))
	x := make([]float64, n)
	x[0] = level
	for i := 1; i < n; i++ {
		x[i] = level + phi*(x[i-1]-level) + r.NormFloat64()
	}
	return weekly(x...)
}

func ExampleADF() {
	for _, phi := range []float64{1, 0.8} {
		r, err := ratio.ADF(spread(1, 300, phi, 50), ratio.ADFConfig{Criterion: ratio.BIC})
		if err != nil {
			fmt.Println(err)
		}
		fmt.Printf("tau %.2f, at 5 %% %.2f, p %.3f, %d lags, %d rows\n", r.Tau, r.Critical.Five, r.P, r.Lags, r.Rows)
	}
	_, err := ratio.ADF(weekly(1, 1, 1, 1, 1, 1, 1, 1), ratio.ADFConfig{})
	fmt.Println(errors.Is(err, ratio.ErrSingular), err)
	// Output:
	// tau -2.32, at 5 % -2.87, p 0.164, 0 lags, 299 rows
	// tau -6.48, at 5 % -2.87, p 0.000, 0 lags, 299 rows
	// true ratio: ADF: 8 observations from 2026-01-02 to 2026-02-20: no unique answer: a column is constant, or a combination of others
}

func ExampleKPSS() {
	for _, phi := range []float64{1, 0.8} {
		r, err := ratio.KPSS(spread(5, 300, phi, 50), ratio.Constant, ratio.AutoLag)
		if err != nil {
			fmt.Println(err)
		}
		fmt.Printf("%.3f, at 5 %% %.3f, p %.3f, beyond the table %v\n", r.Stat, r.Critical.Five, r.P, r.Outside)
	}
	// Output:
	// 3.634, at 5 % 0.463, p 0.010, beyond the table true
	// 0.206, at 5 % 0.463, p 0.100, beyond the table true
}

func ExamplePhillipsPerron() {
	r, err := ratio.PhillipsPerron(spread(1, 300, 0.8, 50), ratio.ConstantTrend, ratio.AutoLag)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("Z-tau %.2f, p %.5f, %d lags\n", r.ZTau, r.P, r.Lags)
	// Output:
	// Z-tau -6.65, p 0.00000, 5 lags
}

func ExampleZivotAndrews() {
	x := append([]float64(nil), spread(1, 120, 0.5, 50).Values()...)
	for i := 70; i < len(x); i++ {
		x[i] += 10 // the level jumps after the 70th week
	}
	s := weekly(x...)
	plain, err := ratio.ADF(s, ratio.ADFConfig{Trend: ratio.ConstantTrend})
	if err != nil {
		fmt.Println(err)
	}
	r, err := ratio.ZivotAndrews(s, ratio.BreakInLevel, 0)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("without a break: p %.2f\n", plain.P)
	fmt.Printf("with one after %d weeks, %s: tau %.1f, at 1 %% %.2f\n", r.Break, r.BreakAt.Format(time.DateOnly), r.Tau, r.Critical.One)
	// Output:
	// without a break: p 0.09
	// with one after 70 weeks, 2027-04-30: tau -12.1, at 1 % -5.34
}

func ExampleEngleGranger() {
	btc, noise := spread(2, 300, 1, 100), spread(3, 300, 0.7, 10)
	miner, err := btc.Map(func(x float64) float64 { return 1.5 * x }).Add(noise)
	if err != nil {
		fmt.Println(err)
	}
	r, err := ratio.EngleGranger(miner, []series.Series{btc}, ratio.ADFConfig{})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.2f btc + %.1f, tau %.1f, p %.4f\n", r.Coef[0], r.Level, r.Tau, r.P)
	// Output:
	// 1.52 btc + 7.9, tau -8.4, p 0.0000
}

func ExampleJohansen() {
	btc, alone := spread(2, 300, 1, 100), spread(4, 300, 1, 100)
	miner, err := btc.Map(func(x float64) float64 { return 1.5 * x }).Add(spread(3, 300, 0.7, 10))
	if err != nil {
		fmt.Println(err)
	}
	r, err := ratio.Johansen([]series.Series{miner, btc, alone}, ratio.JohansenConfig{})
	if err != nil {
		fmt.Println(err)
	}
	for rank, c := range r.TraceCritical {
		fmt.Printf("at most %d relations: trace %5.1f, at 5 %% %.2f\n", rank, r.Trace[rank], c.Five)
	}
	fmt.Printf("the first: %.2f\n", r.Beta[0])
	// Output:
	// at most 0 relations: trace  64.4, at 5 % 31.52
	// at most 1 relations: trace   8.7, at 5 % 17.95
	// at most 2 relations: trace   2.4, at 5 % 8.18
	// the first: [1.00 -1.52 0.02]
}

func ExampleHalfLife() {
	r, err := ratio.HalfLife(spread(1, 300, 0.8, 50))
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.1f weeks to %.1f\n", r.Observations, r.Mean)
	// Output:
	// 2.4 weeks to 49.9
}

func ExampleVarianceRatio() {
	for _, phi := range []float64{1, 0.8} {
		r, err := ratio.VarianceRatio(spread(1, 300, phi, 50), 4)
		if err != nil {
			fmt.Println(err)
		}
		fmt.Printf("%.2f, robust z %.1f, p %.3f\n", r.Ratio, r.RobustZ, r.RobustP)
	}
	// Output:
	// 0.96, robust z -0.3, p 0.728
	// 0.77, robust z -2.1, p 0.032
}

func ExampleHurst() {
	for _, phi := range []float64{1, 0.8} {
		r, err := ratio.Hurst(spread(1, 500, phi, 50).Diff(1))
		if err != nil {
			fmt.Println(err)
		}
		fmt.Printf("H %.2f, corrected %.2f\n", r.H, r.Corrected)
	}
	// Output:
	// H 0.53, corrected 0.49
	// H 0.27, corrected 0.24
}

func ExampleTrend() {
	fmt.Println(ratio.Constant, "|", ratio.ConstantTrend, "|", ratio.NoConstant)
	// Output: constant | constant and trend | no constant
}
