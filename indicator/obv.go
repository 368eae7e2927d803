package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// OBV is the on-balance volume: the running total of volume, up on days that
// close higher and down on days that close lower. Joseph Granville published it in
// 1963.
//
//	OBV[0] = volume[0]                      the start is arbitrary
//	OBV[i] = OBV[i-1] + volume[i]           where close[i] > close[i-1]
//	OBV[i] = OBV[i-1] - volume[i]           where close[i] < close[i-1]
//	OBV[i] = OBV[i-1]                       where they are equal
//
// Input: close and volume. Output: in the unit of the volume, without bounds; its
// level means nothing, its changes do.
//
// Warm-up: none; the first output is at the first bar. It never forgets where it
// started: Settle is math.MaxInt. What its additions round away is carried along,
// so that its error does not grow with history.
//
// Flat prices and bars without volume leave it where it is. A bar whose close or
// volume is missing gives NaN and adds nothing: the next change is from the close
// before it. Open, high and low do not matter.
//
// Source: Joseph E. Granville, Granville's New Key to Stock Market Profits, 1963.
//
// Differs from TA-Lib in nothing but rounding. TradingView starts from 0.
func OBV(b series.Bars) series.Series { return ApplyBars(b, NewOBV()) }

// NewOBV returns a live [OBV].
func NewOBV() *BarStream { return newBarStream("OBV") }

var obvEntry = takingBar(Entry{
	Name: "OBV", Title: "on-balance volume", Group: "volume",
	Inputs: []string{"close", "volume"}, Outputs: []string{"OBV"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Joseph E. Granville, Granville's New Key to Stock Market Profits, 1963",
}, func([]float64) barKernel[float64] { return new(obv) })

type obv struct {
	glance
	last float64 // the close before
	t    running
}

func (k *obv) settle(eps float64) int { return never(1, eps) }

func (k *obv) walk(v *walker) {
	k.glance.walk(v)
	v.float(&k.last, series.Limit)
	k.t.walk(v)
}

func (k *obv) restored() bool {
	return k.seen || k.last == 0 && k.t == running{}
}

// along returns x where d is up, -x where d is down, and 0 where d is 0. It takes
// no branch: which it is cannot be foreseen.
func along(x, d float64) float64 {
	b := math.Float64bits(x) ^ math.Float64bits(d)&(1<<63)
	if d == 0 {
		b = 0
	}
	return math.Float64frombits(b)
}

func (k *obv) update(r row) float64 {
	step := r.volume
	if k.seen {
		step = along(r.volume, r.close-k.last)
	}
	k.seen, k.last = true, r.close
	k.t = k.t.plus(step)
	return k.t.value()
}

func (k *obv) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *obv) fill(dst []float64, c cols) {
	if !k.seen {
		dst[0] = k.update(row{close: c.close[0], volume: c.volume[0]})
		dst, c.close, c.volume = dst[1:], c.close[1:], c.volume[1:]
	}
	closes, volume := c.close[:len(dst)], c.volume[:len(dst)]
	last, t := k.last, k.t
	for i := range dst {
		t = t.plus(along(volume[i], closes[i]-last))
		last = closes[i]
		dst[i] = t.value()
	}
	k.last, k.t = last, t
}
