package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A hilbert measures the period of the dominant cycle in prices, as Ehlers does
// for all of his cycle indicators:
//
//	s  = (4*x + 3*x[1] + 2*x[2] + x[3]) / 10            x[j]: x of j inputs ago
//	H(y) = (0.0962*y + 0.5769*y[2] - 0.5769*y[4] - 0.0962*y[6]) * (0.075*P[1] + 0.54)
//	D  = H(s)       the detrended price
//	I1 = D[3]       in phase
//	Q1 = H(D)       quadrature: a quarter of a cycle ahead
//	I2 = 0.2*(I1 - H(Q1)) + 0.8*I2[1]
//	Q2 = 0.2*(Q1 + H(I1)) + 0.8*Q2[1]
//	Re = 0.2*(I2*I2[1] + Q2*Q2[1]) + 0.8*Re[1]
//	Im = 0.2*(I2*Q2[1] - Q2*I2[1]) + 0.8*Im[1]
//	p  = 2*pi / atan(Im/Re), P[1] where Im or Re is 0;
//	     then at most 1.5*P[1], then at least 0.67*P[1], then from 6 to 50
//	P  = 0.2*p + 0.8*P[1]
//	DC = 0.33*P + 0.67*DC[1]
//
// It begins after skip inputs. Everything before is 0, but for x. Everything is
// made of operations that are exact on every CPU.
type hilbert struct {
	skip, warm int // constants

	seen   int         // inputs, up to warm
	at     int         // where the next values go in the rings below, modulo their size
	x      [3]float64  // the last inputs, newest first
	s, q   [8]float64  // rings of smoothed price and quadrature
	d      [16]float64 // ring of detrended price
	i2, q2 float64
	re, im float64
	period float64 // P
	dc     float64 // DC
}

// An indicator that shows the transform itself is there after 33 inputs, one
// that measures along a whole cycle after 64; TA-Lib lets the first begin after
// 12 inputs and the second after 37.
func newHilbert() hilbert { return hilbert{skip: 12, warm: 33} }
func newCycle() hilbert   { return hilbert{skip: 37, warm: 64} }

const (
	// What no state exceeds. From inputs within series.Limit each of these follows
	// from the one before, as |H(y)| <= 5.8*|y|.
	mostDetrended  = 1e76
	mostQuadrature = 1e77
	mostPhasor     = 1e78
	mostProduct    = 1e157

	shortestCycle = 6
	longestCycle  = 50
	tinyPhasor    = 0x1p-500 // far below any price; its square is not slow to compute
)

func (h *hilbert) warmup() int            { return h.warm }
func (h *hilbert) settle(eps float64) int { return never(h.warm, eps) }
func (h *hilbert) ready() bool            { return h.seen == h.warm }

func (h *hilbert) walk(v *walker) {
	v.int(&h.seen, h.warm)
	v.int(&h.at, ringSize-1)
	slots(v, h.x[:], series.Limit)
	slots(v, h.s[:], most)
	slots(v, h.d[:], mostDetrended)
	slots(v, h.q[:], mostQuadrature)
	v.float(&h.i2, mostPhasor)
	v.float(&h.q2, mostPhasor)
	v.float(&h.re, mostProduct)
	v.float(&h.im, mostProduct)
	v.float(&h.period, longestCycle)
	v.float(&h.dc, longestCycle)
}

// unless returns y, or NaN while warming up.
func (h *hilbert) unless(y float64) float64 {
	if !h.ready() {
		return math.NaN()
	}
	return y
}

// steps returns how many inputs the transform has taken, at least.
func (h *hilbert) steps() int { return max(0, h.seen-h.skip) }

func (h *hilbert) restored() bool {
	n := h.steps()
	if h.seen < h.warm && h.at != h.seen%ringSize || !zeros(h.x[min(h.seen, 3):]) {
		return false
	}
	if n == 0 && (h.i2 != 0 || h.q2 != 0 || h.re != 0 || h.im != 0) {
		return false
	}
	// n steps bring the periods up to these at least.
	var period, dc float64
	for range n {
		period = float64(0.2*shortestCycle) + float64(0.8*period)
		dc = float64(0.33*period) + float64(0.67*dc)
	}
	const slack = 1 - 1e-9
	return blank(h.s[:], h.at, n) && blank(h.d[:], h.at, n) && blank(h.q[:], h.at, n) &&
		h.period >= float64(slack*period) && h.dc >= float64(slack*dc) && (n > 0 || h.period == 0 && h.dc == 0)
}

// quadrature is H; its arguments are 0, 2, 4 and 6 inputs old. Differences come
// first: values that stand still, and changes that do, give exactly 0.
func quadrature(y0, y2, y4, y6, outer, inner float64) float64 {
	return float64(outer*(y0-y6)) + float64(inner*(y2-y4))
}

// push feeds x. It returns s, I1 and Q1, and whether the transform has begun.
func (h *hilbert) push(x float64) (s, i1, q1 float64, begun bool) {
	s = lagged(x, h.x[0], h.x[1], h.x[2])
	h.x[2], h.x[1], h.x[0] = h.x[1], h.x[0], x
	at := h.at
	h.at = (at + 1) & (ringSize - 1)
	if h.seen < h.warm {
		h.seen++
		if h.seen <= h.skip {
			return 0, 0, 0, false
		}
	}
	factor := float64(0.075*h.period) + 0.54
	outer, inner := float64(0.0962*factor), float64(0.5769*factor)
	d := float64(quadrature(s, h.s[(at-2)&7], h.s[(at-4)&7], h.s[(at-6)&7], 0.0962, 0.5769) * factor)
	i1 = h.d[(at-3)&15]
	q1 = quadrature(d, h.d[(at-2)&15], h.d[(at-4)&15], h.d[(at-6)&15], outer, inner)
	ji := quadrature(i1, h.d[(at-5)&15], h.d[(at-7)&15], h.d[(at-9)&15], outer, inner)
	jq := quadrature(q1, h.q[(at-2)&7], h.q[(at-4)&7], h.q[(at-6)&7], outer, inner)
	h.s[at&7], h.d[at&15], h.q[at&7] = s, d, q1
	// The sums begin with what is known first: all else waits for q1 and jq.
	h.homodyne((float64(0.2*i1)+float64(0.8*h.i2))-float64(0.2*jq), (float64(0.2*ji)+float64(0.8*h.q2))+float64(0.2*q1))
	return s, i1, q1, true
}

// homodyne multiplies the phasor by that of the input before, which leaves the
// angle by which it has turned, and takes the periods along.
func (h *hilbert) homodyne(i2, q2 float64) {
	if math.Abs(i2) < tinyPhasor {
		i2 = 0
	}
	if math.Abs(q2) < tinyPhasor {
		q2 = 0
	}
	re := float64(0.2*(float64(i2*h.i2)+float64(q2*h.q2))) + float64(0.8*h.re)
	im := float64(0.2*(float64(i2*h.q2)-float64(q2*h.i2))) + float64(0.8*h.im)
	if math.Abs(re) < tiny {
		re = 0
	}
	if math.Abs(im) < tiny {
		im = 0
	}
	h.i2, h.q2, h.re, h.im = i2, q2, re, im

	last, p := h.period, h.period
	if re < 0 {
		re, im = -re, -im
	}
	if im < 0 && re > 0 {
		p = shortestCycle // of a negative angle the limits below make the same
	} else if re != 0 && im != 0 {
		p = 2 * pi / arctan(im, re)
	}
	if longer := float64(1.5 * last); p > longer {
		p = longer
	}
	if shorter := float64(0.67 * last); p < shorter {
		p = shorter
	}
	if p < shortestCycle {
		p = shortestCycle
	} else if p > longestCycle {
		p = longestCycle
	}
	h.period = float64(0.2*p) + float64(0.8*last)
	h.dc = float64(0.33*h.period) + float64(0.67*h.dc)
}
