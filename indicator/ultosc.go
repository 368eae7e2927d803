package indicator

import (
	"math"
	"slices"

	"github.com/riskon/riskon/series"
)

// UltOsc is the Ultimate Oscillator: the share of the range that buyers took, over
// three spans at once. Larry Williams published it in 1985; 7, 14 and 28 are usual.
//
//	BP[i]     = close[i] - min(low[i], close[i-1])                       buying pressure
//	TR[i]     = max(high[i], close[i-1]) - min(low[i], close[i-1])       bar 0 has neither
//	A(n)      = (BP[i-n+1] + ... + BP[i]) / (TR[i-n+1] + ... + TR[i])
//	UltOsc[i] = 100 * (4*A(short) + 2*A(middle) + A(long)) / 7
//
// Input: high, low and close. Output: 0 to 100. In a bar that closed outside its
// range BP counts as 0 or TR.
//
// Warm-up: the first output is at bar number long+1. It has no seed: Settle is
// Warmup.
//
// A span without any range counts as A = 0, so that flat prices give 0. A bar whose
// high, low or close is missing gives NaN and is not counted. Open and volume do
// not matter. The three periods may be in any order: the smallest is short.
//
// Source: Larry Williams, The Ultimate Oscillator, Technical Analysis of Stocks &
// Commodities 3, 1985.
//
// Differs from TA-Lib in precision: TA-Lib adds to and subtracts from its sums,
// whose roundings stay.
func UltOsc(b series.Bars, short, middle, long int) series.Series {
	return ApplyBars(b, NewUltOsc(short, middle, long))
}

// NewUltOsc returns a live [UltOsc]. It panics if a period is not in 1..100000.
func NewUltOsc(short, middle, long int) *BarStream {
	return newBarStream("UltOsc", float64(short), float64(middle), float64(long))
}

var ultOscEntry = takingBar(Entry{
	Name: "UltOsc", Title: "Ultimate Oscillator", Group: "momentum",
	Params: []Param{periodParam("short", 7), periodParam("middle", 14), periodParam("long", 28)},
	Inputs: []string{"high", "low", "close"}, Outputs: []string{"UltOsc"},
	Low: 0, High: 100, Exact: true, Source: "Larry Williams, Technical Analysis of Stocks & Commodities 3, 1985",
}, func(p []float64) barKernel[float64] { return newUltOsc(int(p[0]), int(p[1]), int(p[2])) })

// The parts are buying pressures, the wholes true ranges.
type ultOsc struct {
	begun               bool    // there is a bar before
	last                float64 // its close
	short, middle, long shareWindow
}

func newUltOsc(periods ...int) *ultOsc {
	slices.Sort(periods)
	return &ultOsc{short: shareWindow{n: periods[0]}, middle: shareWindow{n: periods[1]}, long: shareWindow{n: periods[2]}}
}

func (k *ultOsc) warmup() int        { return k.long.n + 1 }
func (k *ultOsc) settle(float64) int { return k.warmup() }
func (k *ultOsc) ready() bool        { return k.long.full }

// walk does not visit the values of the shorter windows, which the long one has.
func (k *ultOsc) walk(v *walker) {
	v.bool(&k.begun)
	v.float(&k.last, series.Limit)
	k.long.walk(v)
	v.int(&k.short.k, k.short.n-1)
	v.int(&k.middle.k, k.middle.n-1)
}

func (k *ultOsc) restored() bool {
	return k.long.restored() && k.short.follow(&k.long) && k.middle.follow(&k.long) &&
		(k.begun || k.last == 0 && k.long.k == 0 && !k.long.full)
}

func (k *ultOsc) update(r row) float64 {
	bp, tr := pressure(r.high, r.low, r.close, k.last)
	begun := k.begun
	k.begun, k.last = true, r.close
	if !begun {
		return math.NaN()
	}
	p, q := k.short.push(bp, tr)
	y := float64(4 * share(p, q, 0))
	p, q = k.middle.push(bp, tr)
	y += float64(2 * share(p, q, 0))
	p, q = k.long.push(bp, tr)
	y += share(p, q, 0)
	if !k.ready() {
		return math.NaN()
	}
	return float64(100*y) / 7
}

// pressure returns the buying pressure and the true range of a bar.
func pressure(high, low, close, last float64) (bp, tr float64) {
	low = min(low, last)
	tr = max(high, last) - low
	bp = close - low
	if bp < 0 {
		bp = 0
	}
	if bp > tr {
		bp = tr
	}
	return bp, tr
}

func (k *ultOsc) peek(r row) float64 {
	if !k.begun || !k.long.peekReady() {
		return math.NaN()
	}
	bp, tr := pressure(r.high, r.low, r.close, k.last)
	p, q := k.short.peek(bp, tr)
	y := float64(4 * share(p, q, 0))
	p, q = k.middle.peek(bp, tr)
	y += float64(2 * share(p, q, 0))
	p, q = k.long.peek(bp, tr)
	y += share(p, q, 0)
	return float64(100*y) / 7
}

func (k *ultOsc) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	c, dst = c.slice(i, len(dst)), dst[i:]
	clear(dst)
	var pressures, ranges [piece]float64
	for len(dst) > 0 {
		m := min(len(dst), piece)
		out, bps, trs := dst[:m], pressures[:m], ranges[:m]
		highs, lows, closes := c.high[:m], c.low[:m], c.close[:m]
		last := k.last
		for i := range out {
			bps[i], trs[i] = pressure(highs[i], lows[i], closes[i], last)
			last = closes[i]
		}
		k.last = last
		k.short.add(out, bps, trs, 4, 0)
		k.middle.add(out, bps, trs, 2, 0)
		k.long.add(out, bps, trs, 1, 0)
		for i, y := range out {
			out[i] = float64(100*y) / 7
		}
		c, dst = c.slice(m, len(dst)), dst[m:]
	}
}
