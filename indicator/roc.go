package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// ROC is the rate of change: how many per cent a price has gained in some points.
//
//	ROC[i] = 100 * (x[i]-x[i-period]) / x[i-period]
//
// Input: one number per point, usually the close. Output: in per cent; -100 or
// more for positive prices.
//
// Warm-up: the first output is at input number period+1. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. So does a price of 0 before, from which there is no
// rate. A missing value gives NaN and is not counted.
//
// Source: John J. Murphy, Technical Analysis of the Financial Markets, 1999,
// chapter 10.
//
// Differs from TA-Lib in nothing but rounding.
func ROC(s series.Series, period int) series.Series { return Apply(s, NewROC(period)) }

// ROCP is the rate of change as a fraction: [ROC] by 100.
//
//	ROCP[i] = (x[i]-x[i-period]) / x[i-period]
//
// Input: one number per point, usually the close. Output: a fraction; -1 or more
// for positive prices.
//
// Warm-up: the first output is at input number period+1. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 0. So does a price of 0 before. A missing value gives
// NaN and is not counted.
//
// Source: John J. Murphy, Technical Analysis of the Financial Markets, 1999,
// chapter 10.
//
// Differs from TA-Lib in nothing but rounding.
func ROCP(s series.Series, period int) series.Series { return Apply(s, NewROCP(period)) }

// ROCR is the ratio of a price to the one some points before.
//
//	ROCR[i] = x[i] / x[i-period]
//
// Input: one number per point, usually the close. Output: a ratio around 1; 0 or
// more for positive prices.
//
// Warm-up: the first output is at input number period+1. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 1. A price of 0 before gives 0. A missing value gives
// NaN and is not counted.
//
// Source: John J. Murphy, Technical Analysis of the Financial Markets, 1999,
// chapter 10.
//
// Differs from TA-Lib in nothing but rounding.
func ROCR(s series.Series, period int) series.Series { return Apply(s, NewROCR(period)) }

// ROCR100 is [ROCR] times 100.
//
//	ROCR100[i] = 100 * x[i] / x[i-period]
//
// Input: one number per point, usually the close. Output: in per cent, around 100;
// 0 or more for positive prices.
//
// Warm-up: the first output is at input number period+1. It has no seed: Settle is
// Warmup.
//
// Flat prices give exactly 100. A price of 0 before gives 0. A missing value gives
// NaN and is not counted.
//
// Source: John J. Murphy, Technical Analysis of the Financial Markets, 1999,
// chapter 10.
//
// Differs from TA-Lib in nothing but rounding.
func ROCR100(s series.Series, period int) series.Series { return Apply(s, NewROCR100(period)) }

// NewROC returns a live [ROC]. It panics if period is not in 1..100000.
func NewROC(period int) *Stream { return newStream("ROC", float64(period)) }

// NewROCP returns a live [ROCP]. It panics if period is not in 1..100000.
func NewROCP(period int) *Stream { return newStream("ROCP", float64(period)) }

// NewROCR returns a live [ROCR]. It panics if period is not in 1..100000.
func NewROCR(period int) *Stream { return newStream("ROCR", float64(period)) }

// NewROCR100 returns a live [ROCR100]. It panics if period is not in 1..100000.
func NewROCR100(period int) *Stream { return newStream("ROCR100", float64(period)) }

var (
	rocEntry     = rateEntry("ROC", "rate of change", 1, 100)
	rocpEntry    = rateEntry("ROCP", "rate of change, fraction", 1, 1)
	rocrEntry    = rateEntry("ROCR", "rate of change, ratio", 0, 1)
	rocr100Entry = rateEntry("ROCR100", "rate of change, ratio times 100", 0, 100)
)

// rateEntry returns the entry of a rate.
func rateEntry(name, title string, less, times float64) *Entry {
	return takingNumber(Entry{
		Name: name, Title: title, Group: "momentum",
		Params: []Param{periodParam("period", 10)}, Outputs: []string{name},
		Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: murphy,
	}, func(p []float64) numberKernel[float64] { return &rate{less, times, newPast(int(p[0]))} })
}

// A rate is times * (x - less*before) / before, with less 0 or 1.
type rate struct {
	less, times float64
	past
}

// of is the rate from y to x.
func (k *rate) of(x, y float64) float64 {
	if y == 0 {
		return 0
	}
	return float64(k.times * ((x - float64(k.less*y)) / y))
}

func (k *rate) update(x float64) float64 {
	k.push(x)
	if !k.full {
		return math.NaN()
	}
	return k.of(x, k.oldest())
}

func (k *rate) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	return k.of(x, k.next())
}

func (k *rate) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	f, i := rate{less: k.less, times: k.times}, 0
	for _, before := range k.before(xs) {
		in, out := xs[i:][:len(before)], dst[i:][:len(before)]
		for j, y := range before {
			out[j] = f.of(in[j], y)
		}
		i += len(before)
	}
	k.take(xs)
}
