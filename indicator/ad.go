package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// AD is the accumulation/distribution line: the running total of volume, of which
// each bar gives the more the nearer its close is to its high. Marc Chaikin made it
// from an idea of Larry Williams.
//
//	part[i] = ((close[i]-low[i]) - (high[i]-close[i])) / (high[i]-low[i])
//	AD[0]   = part[0]*volume[0]                              the start is arbitrary
//	AD[i]   = AD[i-1] + part[i]*volume[i]
//
// Input: high, low, close and volume. Output: in the unit of the volume, without
// bounds; its level means nothing, its changes do.
//
// Warm-up: none; the first output is at the first bar. It never forgets where it
// started: Settle is math.MaxInt. What its additions round away is carried along,
// so that their error does not grow with history.
//
// A bar without a range or without volume leaves it where it is. A bar of which
// any of the four is missing gives NaN and adds nothing. Open does not matter.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995,
// "Accumulation/Distribution".
//
// Differs from TA-Lib in nothing but rounding, and in that a live bar whose close
// lies outside of its range adds at most its volume.
func AD(b series.Bars) series.Series { return ApplyBars(b, NewAD()) }

// NewAD returns a live [AD].
func NewAD() *BarStream { return newBarStream("AD") }

var adEntry = takingBar(Entry{
	Name: "AD", Title: "accumulation/distribution line", Group: "volume",
	Inputs: []string{"high", "low", "close", "volume"}, Outputs: []string{"AD"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: achelis,
}, func([]float64) barKernel[float64] { return new(ad) })

type ad struct {
	glance
	t running
}

func (k *ad) settle(eps float64) int { return never(1, eps) }

func (k *ad) walk(v *walker) {
	k.glance.walk(v)
	k.t.walk(v)
}

func (k *ad) restored() bool { return k.seen || k.t == running{} }

// accumulated returns what a bar adds.
func accumulated(high, low, close, volume float64) float64 {
	return float64(part((close-low)-(high-close), high, low) * volume)
}

func (k *ad) update(r row) float64 {
	k.seen = true
	k.t = k.t.plus(accumulated(r.high, r.low, r.close, r.volume))
	return k.t.value()
}

func (k *ad) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *ad) fill(dst []float64, c cols) {
	k.seen = true
	high, low, closes, volume := c.high[:len(dst)], c.low[:len(dst)], c.close[:len(dst)], c.volume[:len(dst)]
	t := k.t
	for i := range dst {
		t = t.plus(accumulated(high[i], low[i], closes[i], volume[i]))
		dst[i] = t.value()
	}
	k.t = t
}
