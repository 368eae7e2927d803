package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// AroonOsc is the Aroon oscillator: the distance of the two outputs of [Aroon].
// Tushar Chande published it with them in 1995.
//
//	AroonOsc[i] = Up[i] - Down[i] = 100*(bars from the lowest low to the highest high)/period
//
// Input: high and low. Output: -100 to 100; 100 where the newest of the last
// period+1 bars has the highest high and the oldest has the lowest low.
//
// Warm-up: the first output is at bar number period+1, as a bar can be period bars
// old. It has no seed: Settle is Warmup.
//
// Of equal extremes the most recent one counts, so that flat prices give 0. A bar
// whose high or low is missing gives NaN and is not counted. Open, close and
// volume do not matter.
//
// Source: Tushar S. Chande, A Time Price Oscillator, Technical Analysis of Stocks
// & Commodities 13(9), 1995.
//
// Differs from TA-Lib in nothing but rounding, and in that period 1 is allowed.
func AroonOsc(b series.Bars, period int) series.Series { return ApplyBars(b, NewAroonOsc(period)) }

// NewAroonOsc returns a live [AroonOsc]. It panics if period is not in 1..100000.
func NewAroonOsc(period int) *BarStream {
	return newBarStream("AroonOsc", float64(period))
}

var aroonOscEntry = takingBar(Entry{
	Name: "AroonOsc", Title: "Aroon oscillator", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"AroonOsc"},
	Low: -100, High: 100, Exact: true, Source: "Tushar S. Chande, Technical Analysis of Stocks & Commodities 13(9), 1995",
}, func(p []float64) barKernel[float64] { return &aroonOsc{newPlaces(int(p[0])+1, false)} })

type aroonOsc struct{ places }

func (k *aroonOsc) update(r row) float64 {
	top, bottom := k.push(r.high, r.low)
	if !k.full {
		return math.NaN()
	}
	return parted(top-bottom, float64(k.n-1))
}

// parted returns a distance of positions in percent of n.
func parted(distance int, n float64) float64 { return float64(100*float64(distance)) / n }

func (k *aroonOsc) peek(r row) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	top, bottom := k.places.peek(r.high, r.low)
	return parted(top-bottom, float64(k.n-1))
}

func (k *aroonOsc) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.full; i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i]})
	}
	dst = dst[i:]
	high, low := c.high[i:], c.low[i:]
	n := float64(k.n - 1)
	var spots [piece]spot
	for at := 0; at < len(dst); {
		m := k.places.fill(spots[:], high, low, at)
		for j, p := range spots[:m] {
			dst[at+j] = parted(int(p.top-p.bottom), n)
		}
		k.took(high, low, at, m)
		at += m
	}
	k.store(high, low)
}
