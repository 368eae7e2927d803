package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// PlusDM is the plus directional movement: Wilder's running sum of how far new
// highs reach above the bars before. J. Welles Wilder published it in 1978.
//
//	up[i]          = high[i] - high[i-1]        down[i] = low[i-1] - low[i]
//	+DM[i]         = up[i] if up[i] > down[i] and up[i] > 0, else 0
//	PlusDM[period] = +DM[2] + ... + +DM[period]         bars counted from 1
//	PlusDM[i]      = b*PlusDM[i-1] + +DM[i]             b = (period-1)/period
//
// The seed is period-1 movements, as bar 1 has none.
//
// Input: high and low. Output: in the unit of the price, 0 or more: a sum of
// about period bars' movement, no average.
//
// Warm-up: the first output is at bar number period, and for period 1 at bar
// number 2. The seed weighs b^k after k more bars: Settle(eps) is that bar + the
// first k with b^k <= eps.
//
// Flat prices bring it towards 0. A bar whose high or low is missing gives NaN and
// is not counted. Open, close and volume do not matter. PlusDM(b, 1) is +DM.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib's PLUS_DM in nothing but rounding.
func PlusDM(b series.Bars, period int) series.Series { return ApplyBars(b, NewPlusDM(period)) }

// NewPlusDM returns a live [PlusDM]. It panics if period is not in 1..100000.
func NewPlusDM(period int) *BarStream { return newBarStream("PlusDM", float64(period)) }

// MinusDM is the minus directional movement: Wilder's running sum of how far new
// lows reach below the bars before: [PlusDM] with prices upside down. J. Welles
// Wilder published it in 1978.
//
//	-DM[i]          = down[i] if down[i] > up[i] and down[i] > 0, else 0
//	MinusDM[period] = -DM[2] + ... + -DM[period]         bars counted from 1
//	MinusDM[i]      = b*MinusDM[i-1] + -DM[i]            b = (period-1)/period
//
// with up and down as in PlusDM.
//
// Input: high and low. Output: in the unit of the price, 0 or more: a sum of
// about period bars' movement, no average.
//
// Warm-up: the first output is at bar number period, and for period 1 at bar
// number 2. Settle is that of PlusDM.
//
// Flat prices bring it towards 0. A bar whose high or low is missing gives NaN and
// is not counted. MinusDM(b, 1) is -DM.
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib's MINUS_DM in nothing but rounding.
func MinusDM(b series.Bars, period int) series.Series { return ApplyBars(b, NewMinusDM(period)) }

// NewMinusDM returns a live [MinusDM]. It panics if period is not in 1..100000.
func NewMinusDM(period int) *BarStream { return newBarStream("MinusDM", float64(period)) }

var plusDMEntry = takingBar(Entry{
	Name: "PlusDM", Aliases: []string{"PLUS_DM"}, Title: "plus directional movement", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"PlusDM"},
	Low: 0, High: math.Inf(1), Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] { return newDM(int(p[0]), false) })

var minusDMEntry = takingBar(Entry{
	Name: "MinusDM", Aliases: []string{"MINUS_DM"}, Title: "minus directional movement", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"MinusDM"},
	Low: 0, High: math.Inf(1), Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] { return newDM(int(p[0]), true) })

type dm struct {
	n    int
	a    float64
	down bool // counts falls, not rises

	seen      int // bars, up to warmup
	high, low float64
	y         float64
}

func newDM(period int, down bool) *dm { return &dm{n: period, a: 1 / float64(period), down: down} }

func (k *dm) warmup() int            { return max(k.n, 2) }
func (k *dm) settle(eps float64) int { return later(k.warmup(), decay(1-k.a, eps)) }
func (k *dm) ready() bool            { return k.seen == k.warmup() }

func (k *dm) walk(v *walker) {
	v.int(&k.seen, k.warmup())
	v.float(&k.high, series.Limit)
	v.float(&k.low, series.Limit)
	v.float(&k.y, bound)
}

func (k *dm) restored() bool {
	moves := k.seen - 1
	if k.ready() {
		moves = k.n
	}
	return movedBy(k.y, moves) && (k.seen > 0 || k.high == 0 && k.low == 0)
}

// movedBy reports whether sum can be one of so many movements, or the smoothed
// sum of as many as the period.
func movedBy(sum float64, moves int) bool {
	return sum >= 0 && sum <= float64(2*most*float64(max(moves, 0)))
}

// movement returns up if it is more than down and than 0, else 0. It has no
// branches, as bars turn unpredictably.
func movement(up, down float64) float64 {
	move := math.Float64bits(up)
	if up <= down {
		move = 0
	}
	return math.Float64frombits(move &^ uint64(int64(move)>>63))
}

// sided is movement to one side.
func sided(up, down float64, falls bool) float64 {
	if falls {
		up, down = down, up
	}
	return movement(up, down)
}

func (k *dm) update(r row) float64 {
	move := sided(r.high-k.high, k.low-r.low, k.down)
	k.high, k.low = r.high, r.low
	switch {
	case k.seen >= k.n:
		k.y = faded(wilder(k.y, k.a, move), tiny)
	case k.seen > 0:
		k.y += move
	}
	k.seen = min(k.seen+1, k.warmup())
	if !k.ready() {
		return math.NaN()
	}
	return k.y
}

// faded returns y, or 0 where it is below least.
func faded(y, least float64) float64 {
	if y < least {
		return 0
	}
	return y
}

func (k *dm) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *dm) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	highs, lows := c.high[i:][:len(dst)], c.low[i:][:len(dst)]
	a, down, high, low, y := k.a, k.down, k.high, k.low, k.y
	for i := range dst {
		move := sided(highs[i]-high, low-lows[i], down)
		high, low = highs[i], lows[i]
		y = faded(wilder(y, a, move), tiny)
		dst[i] = y
	}
	k.high, k.low, k.y = high, low, y
}
