package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// Beta is how much y moves when x does: the slope of the line of least squares
// through the last pairs of returns. William Sharpe made such regressions on an
// index the base of portfolio analysis in 1963.
//
//	rx[i]   = x[i]/x[i-1] - 1                     ry[i] = y[i]/y[i-1] - 1
//	mx, my  = the means of the last period rx and ry
//	Beta[i] = sum((rx-mx)*(ry-my)) / sum((rx-mx)^2)
//
// Inputs: two prices per point; x is the market, y the asset. Output: a number
// without unit.
//
// Warm-up: the first output is at input number period+1, as a return takes two
// prices. It has no seed: Settle is Warmup.
//
// Where all rx of the window are equal, as on flat prices, it is 0. The return
// from a price of 0 is 0. A point where either price is missing gives NaN and is
// not counted: the next returns are from the point before it. Beta(x, y, 1) is 0.
//
// Source: William F. Sharpe, A Simplified Model for Portfolio Analysis, Management
// Science 9(2), 1963, pages 277-293.
//
// Differs from TA-Lib in nothing but rounding; its first input is the market too.
func Beta(x, y series.Series, period int) series.Series { return ApplyPair(x, y, NewBeta(period)) }

// NewBeta returns a live [Beta]. It panics if period is not in 1..100000.
func NewBeta(period int) *PairStream {
	return newPairStream("Beta", float64(period))
}

var betaEntry = takingPair(Entry{
	Name: "Beta", Title: "beta", Group: "statistics",
	Params: []Param{periodParam("period", 5)}, Outputs: []string{"Beta"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "William F. Sharpe, Management Science 9(2), 1963",
}, func(p []float64) pairKernel { return &beta{pairWindow: newPairWindow(int(p[0]))} })

// A beta holds a window of returns.
type beta struct {
	pairWindow
	seen         bool    // there are prices before
	lastX, lastY float64 // these
}

func (k *beta) warmup() int        { return k.n + 1 }
func (k *beta) settle(float64) int { return k.n + 1 }

func (k *beta) walk(w *walker) {
	k.pairWindow.walk(w)
	w.bool(&k.seen)
	w.float(&k.lastX, series.Limit)
	w.float(&k.lastY, series.Limit)
}

func (k *beta) restored() bool {
	if !k.pairWindow.restored() {
		return false
	}
	return k.seen || k.lastX == 0 && k.lastY == 0 && k.k == 0 && !k.full
}

func (k *beta) update(x, y float64) float64 {
	rx, ry, seen := returned(x, k.lastX), returned(y, k.lastY), k.seen
	k.lastX, k.lastY, k.seen = x, y, true
	if !seen {
		return math.NaN()
	}
	sx, sy, xx, _, xy := k.push(rx, ry)
	if !k.full {
		return math.NaN()
	}
	return gradient(sx, sy, xx, xy, float64(k.n))
}

func (k *beta) peek(x, y float64) float64 {
	if !k.seen || !k.peekReady() {
		return math.NaN()
	}
	sx, sy, xx, _, xy := k.pairWindow.peek(returned(x, k.lastX), returned(y, k.lastY))
	return gradient(sx, sy, xx, xy, float64(k.n))
}

// returned returns the return from last to x. The difference comes first: it is
// exact where the two are close.
func returned(x, last float64) float64 {
	if last == 0 {
		return 0
	}
	return clip((x - last) / last)
}

// gradient returns the slope of y on x for n pairs with the sums given.
func gradient(x, y, xx, xy, n float64) float64 {
	if v := float64(n*xx) - float64(x*x); v > 0 {
		return (float64(n*xy) - float64(x*y)) / v
	}
	return 0
}

func (k *beta) fill(dst, xs, ys []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs, ys = dst[1:], xs[1:], ys[1:] {
		dst[0] = k.update(xs[0], ys[0])
	}
	for len(xs) > 0 {
		lastX, lastY := k.lastX, k.lastY
		if k.k == 0 {
			k.turn(returned(xs[0], lastX), returned(ys[0], lastY), 1)
		}
		m := min(k.n-k.k, len(xs))
		inX, inY, out, tail, rxs, rys := xs[:m], ys[:m], dst[:m], k.tail[k.k+1:][:m], k.x[k.k:][:m], k.y[k.k:][:m]
		cx, cy, n := k.cx, k.cy, float64(k.n)
		x, y, xx, yy, xy := k.head.x, k.head.y, k.head.xx, k.head.yy, k.head.xy
		for i := range inX {
			rx, ry := returned(inX[i], lastX), returned(inY[i], lastY)
			lastX, lastY = inX[i], inY[i]
			rxs[i], rys[i] = rx, ry
			dx, dy, t := rx-cx, ry-cy, &tail[i]
			x += dx
			y += dy
			xx += float64(dx * dx)
			yy += float64(dy * dy)
			xy += float64(dx * dy)
			out[i] = gradient(x+t.x, y+t.y, xx+t.xx, xy+t.xy, n)
		}
		k.lastX, k.lastY, k.head = lastX, lastY, moments{x, y, xx, yy, xy}
		if k.k += m; k.k == k.n {
			k.k = 0
		}
		dst, xs, ys = dst[m:], xs[m:], ys[m:]
	}
}
