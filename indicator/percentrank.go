package indicator

import (
	"math"
	"slices"

	"github.com/riskon/riskon/series"
)

// PercentRank is how many per cent of the values before are below this one: where
// it stands in its own recent history. Larry Connors made it a third of his RSI.
//
//	below, equal   = how many of x[i-period] ... x[i-1] are below x[i], equal to it
//	PercentRank[i] = 100 * (below + equal/2) / period
//
// Input: one number per point: a return, a ratio, a volatility. Output: 0 to 100,
// exactly 0 where all values before are above and 100 where all are below.
//
// The value is not one of those it is compared with, so that the newest high is at
// 100 and the newest low at 0 for any period. An equal one is counted half: prices
// that stand still are at 50. 1 - PercentRank/100 is what its negative would have.
//
// Warm-up: the first output is at input number period+1, as a value is compared
// with period others. It has no seed: Settle is Warmup.
//
// Flat prices give 50. A missing value gives NaN and is not counted.
//
// Source: Connors Research, An Introduction to ConnorsRSI, 2012, where equal values
// are not counted.
//
// TA-Lib has none. Some programs count equal values in full, or this one too. The
// time an update takes grows with the period, but slowly.
func PercentRank(s series.Series, period int) series.Series { return Apply(s, NewPercentRank(period)) }

// NewPercentRank returns a live [PercentRank]. It panics if period is not in
// 1..100000.
func NewPercentRank(period int) *Stream {
	return newStream("PercentRank", float64(period))
}

var percentRankEntry = takingNumber(Entry{
	Name: "PercentRank", Title: "percent rank", Group: "statistics",
	Params: []Param{periodParam("period", 100)}, Outputs: []string{"PercentRank"},
	Low: 0, High: 100, Exact: true, Source: "Connors Research, An Introduction to ConnorsRSI, 2012",
}, func(p []float64) numberKernel[float64] { return &percentRank{past: newPast(int(p[0]))} })

// A percentRank holds the values before and this one.
type percentRank struct {
	past
	sorted []float64 // derived from them; +Inf where there is none yet
}

func (k *percentRank) restored() bool {
	if !k.valid() {
		return false
	}
	if k.sorted == nil {
		k.sorted = make([]float64, k.n)
	}
	held := k.k
	if k.full {
		held = k.n
	}
	copy(k.sorted, k.x[:held])
	for i := held; i < k.n; i++ {
		k.sorted[i] = math.Inf(1)
	}
	slices.Sort(k.sorted)
	return true
}

// leaves returns the value that the next one replaces.
func (k *percentRank) leaves() float64 {
	if k.full {
		return k.oldest()
	}
	return math.Inf(1)
}

func (k *percentRank) update(x float64) float64 {
	_, below := swap(k.sorted, k.leaves(), x)
	k.push(x)
	if !k.full {
		return math.NaN()
	}
	above := k.n - 1 - below
	if above > 0 && k.sorted[below+1] == x {
		above = aboveOf(k.sorted, x)
	}
	return percentile(below, above, k.n-1)
}

func (k *percentRank) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	below, above := rankOf(k.sorted, x), aboveOf(k.sorted, x)
	switch old := k.leaves(); {
	case old < x:
		below--
	case old > x:
		above--
	}
	return percentile(below, above, k.n-1)
}

// percentile returns 100*(below + equal/2)/n, where all n that are neither below nor
// above are equal.
func percentile(below, above, n int) float64 {
	return float64(50*(n+below-above)) / float64(n)
}

func (k *percentRank) fill(dst, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}
