package ratio_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/series"
)

// shocks are weekly returns that have a little memory, the same in each run.
func shocks(seed uint64, n int) series.Series {
	r := rand.New(rand.NewPCG(seed, 0))
	v := make([]float64, n)
	for i := 1; i < n; i++ {
		v[i] = v[i-1]/4 + r.Float64() - 0.5
	}
	return weekly(v...)
}

func ExampleRegress() {
	iwm, noise := shocks(1, 200), shocks(2, 200)
	alts, _ := iwm.Lag(1).Map(func(x float64) float64 { return 2 * x }).Add(noise.Map(func(x float64) float64 { return x / 4 }))
	r, err := ratio.Regress(alts, series.Align(series.Outer, iwm.Lag(1), iwm).Named("iwm before", "iwm"))
	if err != nil {
		fmt.Println(err)
		return
	}
	se, err := r.NeweyWest(ratio.HACConfig{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d rows, R2 %.2f\n", r.N, r.R2)
	for j, name := range se.Names {
		fmt.Printf("%-10s %5.2f, significant %v\n", name, se.Coef[j], se.P[j] < 0.01)
	}
	// Output:
	// 199 rows, R2 0.99
	// intercept   0.00, significant false
	// iwm before  2.03, significant true
	// iwm        -0.02, significant false
}

// The mean of a series, with the standard error that its memory leaves.
func ExampleRegress_mean() {
	r, err := ratio.Regress(weekly(1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2), series.Frame{})
	if err != nil {
		fmt.Println(err)
		return
	}
	se, err := r.NeweyWest(ratio.HACConfig{Lag: 2})
	fmt.Printf("%.2f +- %.2f, not %.2f %v\n", se.Coef[0], se.SE[0], r.Classical().SE[0], err)
	// Output:
	// 2.00 +- 0.14, not 0.21 <nil>
}

func ExampleRegression_HC() {
	r, err := ratio.Regress(weekly(1, 2, 2, 5, 3, 9), series.Align(series.Outer, weekly(1, 2, 3, 4, 5, 6)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r)
	fmt.Println(r.Classical())
	fmt.Println(r.HC(ratio.HC3))
	// Output:
	// Regression, 6 observations, 2026-01-02 to 2026-02-06
	// R2 0.69758, Durbin-Watson 2.8698
	//                coef
	// intercept  -0.93333
	// 0            1.3143
	// Standard errors, classical
	//                coef       se         t         p
	// intercept  -0.93333    1.685  -0.55389   0.60916
	// 0            1.3143  0.43268    3.0376  0.038494
	// Standard errors, HC3
	//                coef       se         t        p
	// intercept  -0.93333   1.7907  -0.52122  0.62974
	// 0            1.3143  0.71969    1.8262  0.14185
}

func ExampleRegression_NeweyWest() {
	r, err := ratio.Regress(weekly(1, 3, 4, 6, 5, 4, 4, 6, 9, 11, 10, 12), series.Align(series.Outer, weekly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)).Named("week"))
	if err != nil {
		fmt.Println(err)
		return
	}
	se, err := r.NeweyWest(ratio.HACConfig{Lag: 3, Adjust: true})
	fmt.Println(se)
	fmt.Println(err)
	// Output:
	// Standard errors, Newey-West
	// lag 3
	//               coef        se        t           p
	// intercept  0.54545   0.75468  0.72276     0.48639
	// week       0.87762  0.094228   9.3138  3.0375e-06
	// <nil>
}

func ExampleRegression_BreuschGodfrey() {
	r, err := ratio.Regress(shocks(3, 300), series.Frame{})
	if err != nil {
		fmt.Println(err)
		return
	}
	test, err := r.BreuschGodfrey(2)
	fmt.Printf("LM %.1f, depends on the past: %v %v\n", test.LM, test.P < 0.01, err)
	// Output:
	// LM 19.2, depends on the past: true <nil>
}

func ExampleNewStationary() {
	blocks := ratio.NewStationary(10, 3, 42) // 10 rows, 3 in a block on average, seed 42
	fmt.Println(blocks.Indices(nil))
	fmt.Println(blocks.Indices(nil))
	// Output:
	// [8 9 0 9 0 1 2 3 4 5]
	// [2 6 7 8 4 5 6 7 2 3]
}

func ExampleNewCircular() {
	blocks := ratio.NewCircular(10, 3, 42)
	fmt.Println(blocks.Indices(nil))
	// Output:
	// [8 9 0 9 0 1 1 2 3 0]
}

func ExampleBlocks_Interval() {
	returns := shocks(4, 150).Values()
	mean := func(rows []int) float64 {
		sum := 0.0
		for _, i := range rows {
			sum += returns[i]
		}
		return sum / float64(len(rows))
	}
	all := make([]int, len(returns))
	for i := range all {
		all[i] = i
	}
	in := ratio.NewStationary(len(returns), 5, 1).Interval(mean, 1000, 0.95)
	fmt.Printf("%.3f in %.3f to %.3f\n", mean(all), in.Low, in.High)
	// Output:
	// 0.036 in -0.025 to 0.095
}

func ExampleBlockLength() {
	stationary, circular, err := ratio.BlockLength(shocks(5, 400))
	fmt.Printf("%.1f %.0f %v\n", stationary, math.Ceil(circular), err)
	// Output:
	// 5.8 7 <nil>
}

func ExampleLeadLag() {
	iwm, noise := shocks(11, 200), shocks(12, 200)
	alts, _ := iwm.Lag(2).Add(noise) // what IWM did two weeks before
	l, err := ratio.LeadLag(iwm, alts, ratio.LeadLagConfig{MaxLag: 3})
	fmt.Println(l)
	fmt.Println(err)
	// Output:
	// Lead-lag, 198 observations, 2026-01-16 to 2029-10-26
	// band of independence 95%: 1000 resamples, blocks of 2.173; any lag 0.1921
	// lag        r      se       p      low    high
	// -3   -0.0639  0.0838  0.4458  -0.1361  0.1398
	// -2   -0.1349  0.0751  0.0724  -0.1515  0.1437
	// -1   -0.1385  0.0699  0.0476  -0.1446  0.1404
	// 0    -0.1422  0.0683  0.0373  -0.1491  0.1455
	// 1     0.1158  0.0675  0.0864  -0.1389  0.1381
	// 2     0.7049  0.0317  0.0000  -0.1375  0.1422  **
	// 3     0.2710  0.0624  0.0000  -0.1546  0.1418  **
	// <nil>
}

func ExampleGranger() {
	iwm, noise := shocks(8, 200), shocks(9, 200)
	alts, _ := iwm.Lag(2).Add(noise)
	for _, order := range []int{1, 2} {
		g, err := ratio.Granger(iwm, alts, order)
		fmt.Println(g, err)
	}
	// Output:
	// Granger, order 1, 198 observations, 2026-01-16 to 2029-10-26: F(1, 194) 13.872, p 0.00025649 <nil>
	// Granger, order 2, 198 observations, 2026-01-16 to 2029-10-26: F(2, 191) 83.137, p 1.0642e-26 <nil>
}

func ExampleTransfer() {
	// A breakout every 25 weeks; the other price rises by a tenth over the two
	// weeks after it.
	n := 200
	breakout, price := make([]float64, n), make([]float64, n)
	noise := shocks(10, n).Values()
	trend := 100.0
	for i := range n {
		if i%25 == 10 {
			breakout[i] = 1
		}
		if i%25 == 11 || i%25 == 12 {
			trend *= 1.05
		}
		price[i] = trend * (1 + noise[i]/50)
	}
	r, err := ratio.Transfer(weekly(breakout...), weekly(price...), ratio.TransferConfig{MaxLead: 3})
	fmt.Println(r)
	fmt.Println(err)
	// Output:
	// Transfer of 8 events (retrospective), 200 observations, 2026-01-02 to 2029-10-26
	// lead  events       base    excess         se       t           p
	// 1          8  0.0020732  0.045466  0.0042636  10.664  2.9919e-21
	// 2          8  0.0041631  0.090504   0.003103  29.166  3.1621e-73
	// 3          8  0.0082306  0.089648  0.0032999  27.167  3.3064e-68
	// <nil>
}
