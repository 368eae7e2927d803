package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// Correl is the correlation of two series over the last pairs: how straight the
// line is on which the pairs lie. Karl Pearson gave it its formula in 1895.
//
//	mx, my    = the means of the last period x and y
//	Correl[i] = sum((x-mx)*(y-my)) / sqrt(sum((x-mx)^2) * sum((y-my)^2))
//
// Inputs: two numbers per point, in any units. Output: from -1 to 1, never beyond.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Where all x of the window, or all y, are equal it is 0. A point where either is
// missing gives NaN and is not counted. Correl(x, y, 1) is 0. Prices that both
// rise correlate; correlate returns to learn whether they move together.
//
// Source: Karl Pearson, Note on Regression and Inheritance in the Case of Two
// Parents, Proceedings of the Royal Society of London 58, 1895, pages 240-242.
//
// Differs from TA-Lib in precision: TA-Lib's can leave -1..1 by far.
func Correl(x, y series.Series, period int) series.Series { return ApplyPair(x, y, NewCorrel(period)) }

// NewCorrel returns a live [Correl]. It panics if period is not in 1..100000.
func NewCorrel(period int) *PairStream {
	return newPairStream("Correl", float64(period))
}

var correlEntry = takingPair(Entry{
	Name: "Correl", Title: "correlation", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Correl"},
	Low: -1, High: 1, Exact: true, Source: "Karl Pearson, Proceedings of the Royal Society of London 58, 1895",
}, func(p []float64) pairKernel { return &correl{newPairWindow(int(p[0]))} })

type correl struct{ pairWindow }

func (k *correl) update(x, y float64) float64 {
	sx, sy, xx, yy, xy := k.push(x, y)
	if !k.full {
		return math.NaN()
	}
	return correlation(sx, sy, xx, yy, xy, float64(k.n))
}

func (k *correl) peek(x, y float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	sx, sy, xx, yy, xy := k.pairWindow.peek(x, y)
	return correlation(sx, sy, xx, yy, xy, float64(k.n))
}

// correlation returns that of n pairs with the sums given.
func correlation(x, y, xx, yy, xy, n float64) float64 {
	return bounded(float64(n*xy)-float64(x*y), float64(n*xx)-float64(x*x), float64(n*yy)-float64(y*y))
}

// bounded returns cov/sqrt(vx*vy) in [-1, 1], 0 where a variance is 0.
func bounded(cov, vx, vy float64) float64 {
	if !(vx > 0 && vy > 0) {
		return 0
	}
	root := math.Sqrt(float64(vx * vy)) // vx, exactly, for vx == vy
	if !midway(float64(vx * vy)) {
		root = float64(math.Sqrt(vx) * math.Sqrt(vy))
	}
	r := cov / root
	if r > 1 {
		return 1
	}
	if r < -1 {
		return -1
	}
	return r
}

// midway reports whether the product of two variances is far from the ends of what
// a float64 holds.
func midway(p float64) bool { return p > 1e-270 && p < 1e300 }

func (k *correl) fill(dst, xs, ys []float64) {
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
			sx, sy := x+t.x, y+t.y
			vx, vy := float64(n*(xx+t.xx))-float64(sx*sx), float64(n*(yy+t.yy))-float64(sy*sy)
			cov, p := float64(n*(xy+t.xy))-float64(sx*sy), float64(vx*vy)
			if midway(p) && vx > 0 { // as bounded, which is too long to be part of the loop
				if r := cov / math.Sqrt(p); r <= 1 && r >= -1 {
					out[i] = r
					continue
				}
			}
			out[i] = bounded(cov, vx, vy)
		}
		k.took(inX, inY, moments{x, y, xx, yy, xy})
		dst, xs, ys = dst[m:], xs[m:], ys[m:]
	}
}
