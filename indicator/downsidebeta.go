package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// DownsideBeta is how much y moves when the market does badly: [Beta] over the
// returns of the window in which that of x is below its mean. Ang, Chen and Xing
// showed in 2006 that investors are paid for it.
//
//	rx[i]           = x[i]/x[i-1] - 1             ry[i] = y[i]/y[i-1] - 1
//	m               = the mean of the last period rx
//	mx, my          = the means of rx and ry over those j of the last period with rx[j] < m
//	DownsideBeta[i] = sum((rx-mx)*(ry-my)) / sum((rx-mx)^2) over the same
//
// The threshold is the mean, as theirs, and not 0 or the yield of cash: then it does
// not matter whether returns are measured in excess of cash, and a market that rises
// all the time has a worse half too.
//
// Inputs: two prices per point; x is the market, y the asset. Output: a number
// without unit.
//
// Warm-up: the first output is at input number period+1, as a return takes two
// prices. It has no seed: Settle is Warmup.
//
// Where fewer than 2 rx are below the mean, or all of these are equal, it is 0, like
// Beta; so it is for a period of 1 or 2. The return from a price of 0 is 0. A point
// where either price is missing gives NaN and is not counted: the next returns are
// from the point before it. An update takes time in proportion to the period.
//
// Source: Andrew Ang, Joseph Chen and Yuhang Xing, Downside Risk, Review of Financial
// Studies 19(4), 2006, pages 1191-1239, after Vijay S. Bawa and Eric B. Lindenberg,
// Journal of Financial Economics 5(2), 1977, pages 189-200.
//
// TA-Lib has none.
func DownsideBeta(x, y series.Series, period int) series.Series {
	return ApplyPair(x, y, NewDownsideBeta(period))
}

// NewDownsideBeta returns a live [DownsideBeta]. It panics if period is not in
// 1..100000.
func NewDownsideBeta(period int) *PairStream {
	return newPairStream("DownsideBeta", float64(period))
}

var downsideBetaEntry = takingPair(Entry{
	Name: "DownsideBeta", Title: "downside beta", Group: "statistics",
	Params: []Param{periodParam("period", 60)}, Outputs: []string{"DownsideBeta"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Andrew Ang, Joseph Chen and Yuhang Xing, Review of Financial Studies 19(4), 2006",
}, func(p []float64) pairKernel { return &downsideBeta{window: window{n: int(p[0])}} })

// A downsideBeta holds a window of x's returns and, place by place, y's.
type downsideBeta struct {
	window
	y            []float64
	seen         bool    // there are prices before
	lastX, lastY float64 // these

	downX, downY []float64 // scratch
}

func (k *downsideBeta) warmup() int        { return k.n + 1 }
func (k *downsideBeta) settle(float64) int { return k.n + 1 }

func (k *downsideBeta) walk(w *walker) {
	k.window.walk(w)
	w.floats(&k.y, k.n, series.Limit)
	w.bool(&k.seen)
	w.float(&k.lastX, series.Limit)
	w.float(&k.lastY, series.Limit)
}

func (k *downsideBeta) restored() bool {
	if k.downX == nil {
		k.downX, k.downY = make([]float64, k.n), make([]float64, k.n)
	}
	if !k.window.restored() || !k.full && !zeros(k.y[k.k:]) {
		return false
	}
	return k.seen || k.lastX == 0 && k.lastY == 0 && k.k == 0 && !k.full
}

func (k *downsideBeta) update(x, y float64) float64 {
	rx, ry, seen := returned(x, k.lastX), returned(y, k.lastY), k.seen
	k.lastX, k.lastY, k.seen = x, y, true
	if !seen {
		return math.NaN()
	}
	k.y[k.k] = ry
	sum, _ := k.push(rx)
	if !k.full {
		return math.NaN()
	}
	return k.below(k.c, sum/float64(k.n))
}

func (k *downsideBeta) peek(x, y float64) float64 {
	if !k.seen || !k.peekReady() {
		return math.NaN()
	}
	rx, oldX, oldY := returned(x, k.lastX), k.x[k.k], k.y[k.k]
	c, sum, _ := k.window.peek(rx)
	k.x[k.k], k.y[k.k] = rx, returned(y, k.lastY)
	b := k.below(c, sum/float64(k.n))
	k.x[k.k], k.y[k.k] = oldX, oldY
	return b
}

// below returns the slope over the returns whose distance from c is below m. It
// gathers them first, which takes no branch.
func (k *downsideBeta) below(c, m float64) float64 {
	n, ys, downX, downY := 0, k.y[:len(k.x)], k.downX, k.downY
	for j, x := range k.x {
		downX[n], downY[n] = x, ys[j]
		step := 0
		if x-c < m {
			step = 1
		}
		n += step
	}
	var x, y, xx, xy float64
	cx, cy := downX[0], downY[0]
	downY = downY[:n]
	for j, v := range downX[:n] {
		dx, dy := v-cx, downY[j]-cy
		x += dx
		y += dy
		xx += float64(dx * dx)
		xy += float64(dx * dy)
	}
	return gradient(x, y, xx, xy, float64(n))
}

func (k *downsideBeta) fill(dst, xs, ys []float64) {
	for i, x := range xs {
		dst[i] = k.update(x, ys[i])
	}
}
