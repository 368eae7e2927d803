package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// TrueRange is how far a price moves in a bar, a gap from the close before
// included. J. Welles Wilder published it in 1978.
//
//	TrueRange[i] = max(high[i], close[i-1]) - min(low[i], close[i-1])    bar 0 has none
//
// This is Wilder's largest of high-low, |high - close before| and |low - close
// before|.
//
// Input: high, low and close. Output: in the unit of the price, 0 or more.
//
// Warm-up: the first output is at bar number 2. It has no seed: Settle is Warmup.
//
// Flat prices give exactly 0. A bar whose high, low or close is missing gives NaN
// and is not counted: the next range is from the close before it. Open and volume
// do not matter.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978,
// page 21.
//
// Differs from TA-Lib's TRANGE in nothing but rounding. TradingView gives the
// first bar the range high - low.
func TrueRange(b series.Bars) series.Series { return ApplyBars(b, NewTrueRange()) }

// NewTrueRange returns a live [TrueRange].
func NewTrueRange() *BarStream { return newBarStream("TrueRange") }

var trueRangeEntry = takingBar(Entry{
	Name: "TrueRange", Aliases: []string{"TRANGE"}, Title: "true range", Group: "volatility",
	Inputs: []string{"high", "low", "close"}, Outputs: []string{"TrueRange"},
	Low: 0, High: math.Inf(1), Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func([]float64) barKernel[float64] { return new(ranges) })

type ranges struct {
	seen int     // bars, up to 2
	last float64 // the close before
}

func (k *ranges) warmup() int        { return 2 }
func (k *ranges) settle(float64) int { return 2 }
func (k *ranges) ready() bool        { return k.seen == 2 }

func (k *ranges) walk(v *walker) {
	v.int(&k.seen, 2)
	v.float(&k.last, series.Limit)
}

func (k *ranges) restored() bool { return k.seen > 0 || k.last == 0 }

func (k *ranges) update(r row) float64 {
	tr := trueRange(r.high, r.low, k.last)
	k.last = r.close
	if k.seen < 2 {
		if k.seen++; k.seen < 2 {
			return math.NaN()
		}
	}
	return tr
}

func (k *ranges) peek(r row) float64 {
	if k.seen == 0 {
		return math.NaN()
	}
	return trueRange(r.high, r.low, k.last)
}

// trueRange is never negative, even for a bar whose high is below its low.
func trueRange(high, low, last float64) float64 { return max(high, last) - min(low, last) }

func (k *ranges) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && k.seen < 2; i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	high, low, closes := c.high[i:][:len(dst)], c.low[i:][:len(dst)], c.close[i:][:len(dst)]
	last := k.last
	for i := range dst {
		dst[i] = trueRange(high[i], low[i], last)
		last = closes[i]
	}
	k.last = last
}
