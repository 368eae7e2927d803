package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
)

// A HurstResult is what Hurst found.
type HurstResult struct {
	H         float64 // 0.5 for independent increments, more if they persist, less if they revert; too high in short samples
	Corrected float64 // the same, less what independent increments would show in blocks of these sizes
	Sizes     []int   // of the blocks
	N         int     // increments
	From, To  time.Time
}

// Hurst is the exponent of Hurst (1951) by rescaled ranges: how fast the range
// of the sums of a series grows with time.
//
//	RS        = (max - min of the running sums of x - mean in a block) / deviation of the block (n)
//	H         = slope of ln(mean RS of the blocks of n) on ln(n)
//	Corrected = slope of ln(mean RS - E + sqrt(pi*n/2)) on ln(n)
//	E         = Gamma((n-1)/2) / (sqrt(pi)*Gamma(n/2)) * sum over i = 1..n-1 of sqrt((n-i)/i)
//
// The sizes n are N, N/2, N/4, ... N/32, rounded down, none below 8; the oldest
// increments, that fill no block, are skipped.
//
// It takes increments, not levels: LogReturn(1) of prices, Diff(1) of a spread.
// Levels give about 1. A block of equal increments has no RS and is left out.
// Missing observations are dropped and their neighbours become adjacent.
//
// The error is a *SampleError: ErrShort with fewer than 16 increments;
// ErrSingular where all blocks of a size are flat.
//
// Not Exact: agrees to 1e-9 across CPUs. Sources: Harold Hurst, Long-term storage
// capacity of reservoirs, Transactions of the American Society of Civil Engineers
// 116 (1951), page 770; E by A. Anis and E. Lloyd, The expected value of the
// adjusted rescaled Hurst range of independent normal summands, Biometrika 63
// (1976), page 111; the correction by Rafał Weron, Estimating long-range
// dependence: finite sample properties and confidence intervals, Physica A 312
// (2002), page 285.
func Hurst(increments series.Series) (HurstResult, error) {
	sm := shared(increments)
	x := sm.cols[0]
	var r HurstResult
	r.N, r.From, r.To = sm.span()
	if r.N < 16 {
		return HurstResult{}, sm.fail("Hurst", ErrShort)
	}
	var size, raw, corrected []float64
	for blocks := 1; blocks <= 32 && r.N/blocks >= 8; blocks *= 2 {
		n := r.N / blocks
		rs, ok := meanRange(x[r.N-n*blocks:], n)
		if !ok {
			return HurstResult{}, sm.fail("Hurst", ErrSingular)
		}
		excess := math.Sqrt(math.Pi*float64(n)/2) - expectedRange(n)
		size, raw, corrected = append(size, math.Log(float64(n))), append(raw, math.Log(rs)), append(corrected, math.Log(rs+excess))
		r.Sizes = append(r.Sizes, n)
	}
	_, r.H = stat.LinearRegression(size, raw, nil, false)
	_, r.Corrected = stat.LinearRegression(size, corrected, nil, false)
	return r, nil
}

// meanRange returns the mean rescaled range of the blocks of n that are not flat.
func meanRange(x []float64, n int) (float64, bool) {
	sum, count := 0.0, 0
	for ; len(x) >= n; x = x[n:] {
		mean, deviation := stat.PopMeanStdDev(x[:n], nil)
		if negligible(deviation, largest(x[:n])) {
			continue
		}
		at, high, low := 0.0, math.Inf(-1), math.Inf(1)
		for _, v := range x[:n] {
			at += v - mean
			high, low = max(high, at), min(low, at)
		}
		sum += (high - low) / deviation
		count++
	}
	return sum / float64(count), count > 0
}

// expectedRange returns the E of Anis and Lloyd for blocks of n.
func expectedRange(n int) float64 {
	sum := 0.0
	for i := 1; i < n; i++ {
		sum += math.Sqrt(float64(n-i) / float64(i))
	}
	return math.Exp(mathext.Lbeta(0.5, float64(n-1)/2)) / math.Pi * sum
}
