package indicator

import "github.com/riskon/riskon/series"

// BOP is the balance of power: how much of the range of a bar lies between its
// open and its close, and which way. Igor Livshin published it in 2001.
//
//	BOP[i] = (close[i] - open[i]) / (high[i] - low[i])
//
// Input: open, high, low and close. Output: -1 to 1; 1 where the bar opens at its
// low and closes at its high.
//
// Warm-up: none; the first output is at the first bar. Settle is Warmup.
//
// A bar without a range gives 0. A bar of which any of the four is missing gives
// NaN. Volume does not matter. Usually it is averaged, as by SMA(BOP(b), 14).
//
// Source: Igor Livshin, Balance of Market Power, Technical Analysis of Stocks &
// Commodities 19(8), 2001.
//
// Differs from TA-Lib in that only a range of 0 counts as none, not every one below
// 1e-14, and in that a live bar whose open or close lies outside of its range gives
// at most 1.
func BOP(b series.Bars) series.Series { return ApplyBars(b, NewBOP()) }

// NewBOP returns a live [BOP].
func NewBOP() *BarStream { return newBarStream("BOP") }

var bopEntry = takingBar(Entry{
	Name: "BOP", Title: "balance of power", Group: "momentum",
	Inputs: []string{"open", "high", "low", "close"}, Outputs: []string{"BOP"},
	Low: -1, High: 1, Exact: true, Source: "Igor Livshin, Technical Analysis of Stocks & Commodities 19(8), 2001",
}, func([]float64) barKernel[float64] { return new(bop) })

type bop struct{ glance }

func (k *bop) update(r row) float64 {
	k.seen = true
	return part(r.close-r.open, r.high, r.low)
}

func (k *bop) peek(r row) float64 { return part(r.close-r.open, r.high, r.low) }

// part returns d as a part of the range of a bar, from -1 to 1; 0 where it has none.
func part(d, high, low float64) float64 {
	if high <= low {
		return 0
	}
	p := d / (high - low)
	if p > 1 {
		return 1
	}
	if p < -1 {
		return -1
	}
	return p
}

func (k *bop) fill(dst []float64, c cols) {
	k.seen = true
	open, high, low, closes := c.open[:len(dst)], c.high[:len(dst)], c.low[:len(dst)], c.close[:len(dst)]
	for i := range dst {
		dst[i] = part(closes[i]-open[i], high[i], low[i])
	}
}
