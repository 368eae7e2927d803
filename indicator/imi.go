package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// IMI is the intraday momentum index: how much of the movement from open to close
// was up. Tushar Chande published it in 1994.
//
//	up[i]  = max(close[i] - open[i], 0)
//	IMI[i] = 100 * (up[i-period+1] + ... + up[i]) / (|close - open| summed alike)
//
// Input: open and close. Output: 0 to 100, exactly 0 when no bar closed above its
// open and 100 when none closed below.
//
// Warm-up: the first output is at bar number period. It has no seed: Settle is
// Warmup.
//
// Where every bar of the window closed at its open it is 50, as [RSI] without
// movement is. A bar whose open or close is missing gives NaN and is not counted.
// High, low and volume do not matter. IMI(b, 1) is 0, 50 or 100.
//
// Source: Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994.
//
// Differs from TA-Lib in that bars without movement give 50, not NaN, and that
// period 1 is allowed.
func IMI(b series.Bars, period int) series.Series { return ApplyBars(b, NewIMI(period)) }

// NewIMI returns a live [IMI]. It panics if period is not in 1..100000.
func NewIMI(period int) *BarStream { return newBarStream("IMI", float64(period)) }

var imiEntry = takingBar(Entry{
	Name: "IMI", Title: "intraday momentum index", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"open", "close"}, Outputs: []string{"IMI"},
	Low: 0, High: 100, Exact: true, Source: "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994",
}, func(p []float64) barKernel[float64] { return &imi{shareWindow{n: int(p[0])}} })

// The parts are the gains, the wholes all movements.
type imi struct{ shareWindow }

func (k *imi) warmup() int        { return k.n }
func (k *imi) settle(float64) int { return k.n }
func (k *imi) ready() bool        { return k.full }

func (k *imi) update(r row) float64 {
	up, move := gain(r.open, r.close)
	up, move = k.push(up, move) // now of the window
	if !k.full {
		return math.NaN()
	}
	return float64(100 * share(up, move, 0.5))
}

func (k *imi) peek(r row) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	up, move := k.shareWindow.peek(gain(r.open, r.close))
	return float64(100 * share(up, move, 0.5))
}

// gain returns how far a bar rose, and how far it moved.
func gain(open, close float64) (up, move float64) {
	move = close - open
	return max(move, 0), math.Abs(move)
}

func (k *imi) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.full; i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	clear(dst)
	opens, closes := c.open[i:], c.close[i:]
	var ups, moves [piece]float64
	for len(dst) > 0 {
		m := min(len(dst), piece)
		for i := range m {
			ups[i], moves[i] = gain(opens[i], closes[i])
		}
		k.add(dst[:m], ups[:m], moves[:m], 100, 0.5)
		dst, opens, closes = dst[m:], opens[m:], closes[m:]
	}
}
