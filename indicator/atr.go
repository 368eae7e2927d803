package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// ATR is the average true range: how far a price moves in a bar, gaps included.
// J. Welles Wilder published it in 1978.
//
//	TR[i]       = max(high[i], close[i-1]) - min(low[i], close[i-1])
//	ATR[period] = (TR[1] + ... + TR[period]) / period       bar 0 has no TR
//	ATR[i]      = b*ATR[i-1] + TR[i]/period                 b = (period-1)/period
//
// Input: high, low and close. Output: in the unit of the price, 0 or more.
//
// Warm-up: the first output is at bar number period+1, index period. The seed
// weighs b^k after k more bars: Settle(eps) is period+1 + the first k with
// b^k <= eps.
//
// Flat prices bring it towards 0. A bar whose high, low or close is missing gives
// NaN and is not counted: the next range is from the close before it. Open and
// volume do not matter. ATR(b, 1) is the true range.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978,
// pages 21-23.
//
// Differs from TA-Lib in nothing but rounding. TradingView gives the first bar
// the range high - low and so starts one bar earlier.
func ATR(b series.Bars, period int) series.Series { return ApplyBars(b, NewATR(period)) }

// NewATR returns a live [ATR]. It panics if period is not in 1..100000.
func NewATR(period int) *BarStream {
	return newBarStream("ATR", float64(period))
}

var atrEntry = takingBar(Entry{
	Name: "ATR", Title: "average true range", Group: "volatility",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low", "close"}, Outputs: []string{"ATR"},
	Low: 0, High: math.Inf(1), Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] { return newATR(int(p[0])) })

type atr struct {
	n    int
	a    float64
	seen int     // bars, up to n+1
	last float64 // the close before
	y    float64 // while seeding: the sum of true ranges
}

func newATR(period int) *atr {
	return &atr{n: period, a: 1 / float64(period)}
}

func (k *atr) warmup() int            { return k.n + 1 }
func (k *atr) settle(eps float64) int { return later(k.n+1, decay(1-k.a, eps)) }
func (k *atr) ready() bool            { return k.seen == k.n+1 }

func (k *atr) walk(v *walker) {
	v.int(&k.seen, k.n+1)
	v.float(&k.last, series.Limit)
	v.float(&k.y, bound)
}

func (k *atr) restored() bool {
	ranges := float64(max(0, k.seen-1))
	if k.ready() {
		ranges = 1
	}
	return k.y >= 0 && k.y <= float64(2*most*ranges) && (k.seen > 0 || k.last == 0)
}

func (k *atr) update(r row) float64 {
	tr := trueRange(r.high, r.low, k.last)
	k.last = r.close
	if k.seen <= k.n {
		return k.seed(tr)
	}
	k.y = wilder(k.y, k.a, float64(k.a*tr))
	if k.y < tiny {
		k.y = 0
	}
	return k.y
}

// wilder is Wilder's smoothing of a sum: y decays by its part a, and x is added.
// y - a*y has a smaller error than b*y.
func wilder(y, a, x float64) float64 { return (y - float64(a*y)) + x }

// seed takes a true range into the seed, the mean of the first n. The first bar
// has none: there is no close before it.
func (k *atr) seed(tr float64) float64 {
	if k.seen > 0 {
		k.y += tr
	}
	k.seen++
	if k.seen <= k.n {
		return math.NaN()
	}
	k.y /= float64(k.n)
	return k.y
}

func (k *atr) peek(r row) float64 {
	if !k.ready() {
		t := *k
		return t.update(r)
	}
	tr := trueRange(r.high, r.low, k.last)
	y := wilder(k.y, k.a, float64(k.a*tr))
	if y < tiny {
		return 0
	}
	return y
}

func (k *atr) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && k.seen <= k.n; i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i], close: c.close[i]})
	}
	dst = dst[i:]
	high, low, closes := c.high[i:][:len(dst)], c.low[i:][:len(dst)], c.close[i:][:len(dst)]
	a, last, y := k.a, k.last, k.y
	for i := range dst {
		tr := trueRange(high[i], low[i], last)
		last = closes[i]
		y = wilder(y, a, float64(a*tr))
		if y < tiny {
			y = 0
		}
		dst[i] = y
	}
	k.last, k.y = last, y
}
