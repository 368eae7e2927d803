package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// PlusDI is the plus directional indicator: how much of the true range of the
// recent bars was movement to new highs. J. Welles Wilder published it in 1978.
//
//	up[i]     = high[i] - high[i-1]        down[i] = low[i-1] - low[i]
//	+DM[i]    = up[i] if up[i] > down[i] and up[i] > 0, else 0
//	TR[i]     = max(high[i], close[i-1]) - min(low[i], close[i-1])
//	P[period] = +DM[2] + ... + +DM[period]       bars counted from 1
//	R[period] = TR[2] + ... + TR[period]         the seeds
//	P[i]      = b*P[i-1] + +DM[i]                b = (period-1)/period
//	R[i]      = b*R[i-1] + TR[i]
//	PlusDI[i] = 100 * P[i] / R[i]
//
// Input: high, low and close. Output: percent, 0 to 100. In a bar that moved
// further than its true range, which no bar with its close within its range does,
// the range counts.
//
// Warm-up: the first output is at bar number period+1. The seed weighs b^k after
// k more bars: Settle(eps) is period+1 + the first k with b^k <= eps.
//
// No range since the first bar gives 0. Prices that stop moving later leave it
// where it is but for rounding, however long. A bar whose high, low or close is
// missing gives NaN and is not counted. Open and volume do not matter. PlusDI(b, 1)
// is +DM in percent of TR, 0 for a bar without range.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib's PLUS_DI in period 1, where TA-Lib gives the ratio, not
// percent, and in that TA-Lib gives 0 once R is below 1e-14. TradingView seeds both
// sums with period bars, not period-1.
func PlusDI(b series.Bars, period int) series.Series { return ApplyBars(b, NewPlusDI(period)) }

// NewPlusDI returns a live [PlusDI]. It panics if period is not in 1..100000.
func NewPlusDI(period int) *BarStream { return newBarStream("PlusDI", float64(period)) }

// MinusDI is the minus directional indicator: how much of the true range of the
// recent bars was movement to new lows: [PlusDI] with prices upside down. J. Welles
// Wilder published it in 1978.
//
//	-DM[i]     = down[i] if down[i] > up[i] and down[i] > 0, else 0
//	M[period]  = -DM[2] + ... + -DM[period]      bars counted from 1
//	M[i]       = b*M[i-1] + -DM[i]               b = (period-1)/period
//	MinusDI[i] = 100 * M[i] / R[i]
//
// with up, down and R as in PlusDI.
//
// Input: high, low and close. Output: percent, 0 to 100, of at most the bar's range
// as in PlusDI.
//
// Warm-up: the first output is at bar number period+1. Settle is that of PlusDI.
//
// No range since the first bar gives 0. Prices that stop moving later leave it
// where it is but for rounding. A bar whose high, low or close is missing gives NaN
// and is not counted.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib's MINUS_DI as PlusDI does from PLUS_DI.
func MinusDI(b series.Bars, period int) series.Series { return ApplyBars(b, NewMinusDI(period)) }

// NewMinusDI returns a live [MinusDI]. It panics if period is not in 1..100000.
func NewMinusDI(period int) *BarStream { return newBarStream("MinusDI", float64(period)) }

var plusDIEntry = takingBar(Entry{
	Name: "PlusDI", Aliases: []string{"PLUS_DI"}, Title: "plus directional indicator", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low", "close"}, Outputs: []string{"PlusDI"},
	Low: 0, High: 100, Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] { return newDI(int(p[0]), false) })

var minusDIEntry = takingBar(Entry{
	Name: "MinusDI", Aliases: []string{"MINUS_DI"}, Title: "minus directional indicator", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low", "close"}, Outputs: []string{"MinusDI"},
	Low: 0, High: 100, Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] { return newDI(int(p[0]), true) })

type di struct {
	n    int
	a    float64
	down bool // counts falls, not rises

	seen            int // bars, up to n+1
	high, low, last float64
	move, span      float64 // sums of movements and of true ranges
}

func newDI(period int, down bool) *di { return &di{n: period, a: 1 / float64(period), down: down} }

func (k *di) warmup() int            { return k.n + 1 }
func (k *di) settle(eps float64) int { return later(k.n+1, decay(1-k.a, eps)) }
func (k *di) ready() bool            { return k.seen == k.n+1 }

func (k *di) walk(v *walker) {
	v.int(&k.seen, k.n+1)
	v.float(&k.high, series.Limit)
	v.float(&k.low, series.Limit)
	v.float(&k.last, series.Limit)
	v.float(&k.move, bound)
	v.float(&k.span, bound)
}

func (k *di) restored() bool {
	return k.move >= 0 && k.move <= k.span && movedBy(k.span, k.seen-1) &&
		(k.seen > 0 || k.high == 0 && k.low == 0 && k.last == 0)
}

// speck is what a sum is let decay to while a larger one that it is compared with
// is still above tiny.
const speck = 0x1p-1015

func (k *di) update(r row) float64 {
	move, tr := sided(r.high-k.high, k.low-r.low, k.down), trueRange(r.high, r.low, k.last)
	k.high, k.low, k.last = r.high, r.low, r.close
	if move > tr {
		move = tr
	}
	switch {
	case k.seen >= k.n:
		if span := wilder(k.span, k.a, tr); !fades(span) {
			k.move, k.span = faded(wilder(k.move, k.a, move), speck), span
		}
	case k.seen > 0:
		k.move += move
		k.span += tr
	}
	k.seen = min(k.seen+1, k.n+1)
	if !k.ready() {
		return math.NaN()
	}
	return hundred(k.move, k.span)
}

// fades reports whether a sum decays below any price: it then stays what it is,
// and with it its ratio to others. At period 1 it may well be 0.
func fades(sum float64) bool { return sum < tiny && sum != 0 }

// hundred returns part in percent of whole, 0 where there is none. It is at most
// 100 as both round alike.
func hundred(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(100 * (part / whole))
}

func (k *di) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *di) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	highs, lows, closes := c.high[i:][:len(dst)], c.low[i:][:len(dst)], c.close[i:][:len(dst)]
	a, down, high, low, last := k.a, k.down, k.high, k.low, k.last
	moves, spans := k.move, k.span
	for i := range dst {
		move, tr := sided(highs[i]-high, low-lows[i], down), trueRange(highs[i], lows[i], last)
		high, low, last = highs[i], lows[i], closes[i]
		if move > tr {
			move = tr
		}
		if span := wilder(spans, a, tr); !fades(span) {
			moves, spans = faded(wilder(moves, a, move), speck), span
		}
		dst[i] = hundred(moves, spans)
	}
	k.high, k.low, k.last, k.move, k.span = high, low, last, moves, spans
}
