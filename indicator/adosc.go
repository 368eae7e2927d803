package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// ADOsc is the accumulation/distribution oscillator: the distance of a fast
// average of the [AD] line from a slow one. Marc Chaikin made it; 3 and 10 are usual.
//
//	ADOsc = EMA(AD, fast) - EMA(AD, slow)
//
// with EMA[0] = AD[0] and EMA[i] = EMA[i-1] + a*(AD[i]-EMA[i-1]), a = 2/(period+1):
// both averages start at the first bar.
//
// Input: high, low, close and volume. Output: in the unit of the volume, around 0.
//
// Warm-up: the first output is at bar number max(fast, slow). Other than AD it
// forgets: only the distances of the averages from the line are kept, which do not
// depend on its level. The seed of the slower weighs b^k, b = 1-a, after k more
// bars: Settle(eps) is max(fast, slow) + the first k with b^k <= eps.
//
// Bars without a range or without volume bring it towards 0. A bar of which any of
// the four is missing gives NaN and is not counted. Open does not matter. fast and
// slow may be in any order; the output turns its sign with them.
//
// Source: Steven B. Achelis, Technical Analysis from A to Z, 1995, "Chaikin
// Oscillator".
//
// Differs from TA-Lib in nothing but rounding, which there grows with the level of
// the line; in that period 1 is allowed; and in that a live bar whose close lies
// outside of its range counts as closing at the end of it.
func ADOsc(b series.Bars, fast, slow int) series.Series { return ApplyBars(b, NewADOsc(fast, slow)) }

// NewADOsc returns a live [ADOsc]. It panics if a period is not in 1..100000.
func NewADOsc(fast, slow int) *BarStream {
	return newBarStream("ADOsc", float64(fast), float64(slow))
}

var adOscEntry = takingBar(Entry{
	Name: "ADOsc", Title: "accumulation/distribution oscillator", Group: "volume",
	Params: []Param{periodParam("fast", 3), periodParam("slow", 10)},
	Inputs: []string{"high", "low", "close", "volume"}, Outputs: []string{"ADOsc"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: achelis,
}, func(p []float64) barKernel[float64] { return newADOsc(int(p[0]), int(p[1])) })

type adOsc struct {
	nFast, nSlow int
	aFast, aSlow float64
	bFast, bSlow float64 // 1 - a
	seen         int     // bars, up to warmup
	fast, slow   float64 // distances of the averages from the line
}

func newADOsc(fast, slow int) *adOsc {
	a := func(n int) float64 { return 2 / float64(n+1) }
	b := func(n int) float64 { return float64(n-1) / float64(n+1) }
	return &adOsc{nFast: fast, nSlow: slow, aFast: a(fast), aSlow: a(slow), bFast: b(fast), bSlow: b(slow)}
}

func (k *adOsc) warmup() int { return max(k.nFast, k.nSlow) }
func (k *adOsc) settle(eps float64) int {
	return later(k.warmup(), decay(1-min(k.aFast, k.aSlow), eps))
}
func (k *adOsc) ready() bool { return k.seen == k.warmup() }

func (k *adOsc) walk(v *walker) {
	v.int(&k.seen, k.warmup())
	v.float(&k.fast, bound)
	v.float(&k.slow, bound)
}

// restored checks that the distances are within what steps of one size lead to for
// ever: b/a of it, which is (n-1)/2.
func (k *adOsc) restored() bool {
	within := func(x float64, n int) bool { return math.Abs(x) <= float64(most*float64(n-1))/2 }
	return within(k.fast, k.nFast) && within(k.slow, k.nSlow) && (k.seen > 1 || k.fast == 0 && k.slow == 0)
}

// behind returns the distance of an average from the line that makes a step, b times
// (y - step): the line moves away by step, and the average comes nearer by a. In
// this form the two operations on y do not wait for each other.
func behind(y, a, b, step float64) float64 {
	y = (y - float64(b*step)) - float64(a*y)
	if math.Abs(y) < tiny {
		return 0
	}
	return y
}

func (k *adOsc) update(r row) float64 {
	if k.seen > 0 {
		step := accumulated(r.high, r.low, r.close, r.volume)
		k.fast = behind(k.fast, k.aFast, k.bFast, step)
		k.slow = behind(k.slow, k.aSlow, k.bSlow, step)
	}
	if k.seen < k.warmup() {
		if k.seen++; k.seen < k.warmup() {
			return math.NaN()
		}
	}
	return k.fast - k.slow
}

func (k *adOsc) peek(r row) float64 {
	t := *k
	return t.update(r)
}

func (k *adOsc) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	high, low, closes, volume := c.high[i:][:len(dst)], c.low[i:][:len(dst)], c.close[i:][:len(dst)], c.volume[i:][:len(dst)]
	fast, slow, aFast, aSlow, bFast, bSlow := k.fast, k.slow, k.aFast, k.aSlow, k.bFast, k.bSlow
	for i := range dst {
		step := accumulated(high[i], low[i], closes[i], volume[i])
		fast = behind(fast, aFast, bFast, step)
		slow = behind(slow, aSlow, bSlow, step)
		dst[i] = fast - slow
	}
	k.fast, k.slow = fast, slow
}
