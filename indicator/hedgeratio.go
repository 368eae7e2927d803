package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// HedgeRatio is how much of x offsets one of y: the slope of the line of least
// squares of y on x through the last pairs of prices themselves. [Beta] is that of
// their returns.
//
//	mx, my        = the means of the last period x and y
//	HedgeRatio[i] = sum((x-mx)*(y-my)) / sum((x-mx)^2)
//
// It is [Correl] times the standard deviation of y over that of x. What is left of
// y, y - HedgeRatio*x, is the spread that pairs are traded by, where there is one:
// prices that are not cointegrated have a slope too, and it means nothing.
//
// Inputs: two numbers per point; x is what hedges, y is what is held. Output: units
// of x to sell for each unit of y.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Where all x of the window are equal it is 0. A point where either is missing
// gives NaN and is not counted. HedgeRatio(x, y, 1) is 0.
//
// Source: Robert F. Engle and C. W. J. Granger, Co-Integration and Error Correction,
// Econometrica 55(2), 1987, pages 251-276; the name is in Louis H. Ederington, The
// Hedging Performance of the New Futures Markets, Journal of Finance 34(1), 1979,
// pages 157-170, for changes of prices.
//
// TA-Lib has none; its LINEARREG_SLOPE is that over time.
func HedgeRatio(x, y series.Series, period int) series.Series {
	return ApplyPair(x, y, NewHedgeRatio(period))
}

// NewHedgeRatio returns a live [HedgeRatio]. It panics if period is not in
// 1..100000.
func NewHedgeRatio(period int) *PairStream {
	return newPairStream("HedgeRatio", float64(period))
}

var hedgeRatioEntry = takingPair(Entry{
	Name: "HedgeRatio", Title: "hedge ratio", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"HedgeRatio"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Robert F. Engle and C. W. J. Granger, Econometrica 55(2), 1987",
}, func(p []float64) pairKernel { return &hedgeRatio{newPairWindow(int(p[0]))} })

type hedgeRatio struct{ pairWindow }

func (k *hedgeRatio) update(x, y float64) float64 {
	sx, sy, xx, _, xy := k.push(x, y)
	if !k.full {
		return math.NaN()
	}
	return gradient(sx, sy, xx, xy, float64(k.n))
}

func (k *hedgeRatio) peek(x, y float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	sx, sy, xx, _, xy := k.pairWindow.peek(x, y)
	return gradient(sx, sy, xx, xy, float64(k.n))
}

func (k *hedgeRatio) fill(dst, xs, ys []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs, ys = dst[1:], xs[1:], ys[1:] {
		dst[0] = k.update(xs[0], ys[0])
	}
	for len(xs) > 0 {
		m := k.stretch(xs, ys)
		inX, inY, out, tail := xs[:m], ys[:m], dst[:m], k.tail[k.k+1:][:m]
		cx, cy, n := k.cx, k.cy, float64(k.n)
		x, y, xx, yy, xy := k.head.x, k.head.y, k.head.xx, k.head.yy, k.head.xy
		for i := range inX {
			dx, dy, t := inX[i]-cx, inY[i]-cy, &tail[i]
			x += dx
			y += dy
			xx += float64(dx * dx)
			yy += float64(dy * dy)
			xy += float64(dx * dy)
			out[i] = gradient(x+t.x, y+t.y, xx+t.xx, xy+t.xy, n)
		}
		k.took(inX, inY, moments{x, y, xx, yy, xy})
		dst, xs, ys = dst[m:], xs[m:], ys[m:]
	}
}
