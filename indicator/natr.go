package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// NATR is the normalized average true range: the [ATR] in percent of the close,
// so that prices of any level compare. John Forman published it in 2006.
//
//	NATR[i] = 100 * ATR[i] / close[i]
//
// Input: high, low and close. Output: percent, 0 or more where prices are
// positive.
//
// Warm-up: the first output is at bar number period+1, as of ATR. The seed weighs
// b^k after k more bars, b = (period-1)/period: Settle(eps) is period+1 + the
// first k with b^k <= eps.
//
// Flat prices bring it towards 0. A close of 0 gives 0. A bar whose high, low or
// close is missing gives NaN and is not counted. Open and volume do not matter.
//
// Source: John Forman, Cross-Market Evaluations With Normalized Average True
// Range, Technical Analysis of Stocks & Commodities 24, 2006.
//
// Differs from TA-Lib in period 1: TA-Lib gives the true range there, not its
// percentage.
func NATR(b series.Bars, period int) series.Series { return ApplyBars(b, NewNATR(period)) }

// NewNATR returns a live [NATR]. It panics if period is not in 1..100000.
func NewNATR(period int) *BarStream { return newBarStream("NATR", float64(period)) }

var natrEntry = takingBar(Entry{
	Name: "NATR", Title: "normalized average true range", Group: "volatility",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low", "close"}, Outputs: []string{"NATR"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "John Forman, Technical Analysis of Stocks & Commodities 24, 2006",
}, func(p []float64) barKernel[float64] { return &natr{*newATR(int(p[0]))} })

type natr struct{ atr }

func (k *natr) update(r row) float64 { return percent(k.atr.update(r), r.close) }
func (k *natr) peek(r row) float64   { return percent(k.atr.peek(r), r.close) }

// percent returns y in percent of x, 0 where x is; a NaN stays one.
func percent(y, x float64) float64 {
	if x == 0 && y == y {
		return 0
	}
	return float64(100 * (y / x))
}

func (k *natr) fill(dst []float64, c cols) {
	k.atr.fill(dst, c)
	closes := c.close[:len(dst)]
	for i, y := range dst {
		dst[i] = percent(y, closes[i])
	}
}
