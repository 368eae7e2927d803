package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// ADXR is the average directional movement rating: the mean of the [ADX] now and
// some bars ago. J. Welles Wilder published it in 1978 to rank markets.
//
//	ADXR[i] = (ADX[i] + ADX[i-(period-1)]) / 2
//
// Input: high and low. Output: percent, 0 to 100.
//
// Warm-up: the first output is at bar number 3*period-1. Settle(eps) is that of
// ADX and period-1 more.
//
// No movement since the first bar gives 0. Prices that stop moving later bring it
// to where DX stays. A bar whose high or low is missing gives NaN and is not
// counted. Open, close and volume do not matter. ADXR(b, 1) is ADX(b, 1).
//
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978, The
// Directional Movement System.
//
// Differs from TA-Lib in that period 1 is allowed, and that it does not read the
// close. Some charting programs look back period bars, not period-1.
func ADXR(b series.Bars, period int) series.Series { return ApplyBars(b, NewADXR(period)) }

// NewADXR returns a live [ADXR]. It panics if period is not in 1..100000.
func NewADXR(period int) *BarStream { return newBarStream("ADXR", float64(period)) }

var adxrEntry = takingBar(Entry{
	Name: "ADXR", Title: "average directional movement rating", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Inputs: []string{"high", "low"}, Outputs: []string{"ADXR"},
	Low: 0, High: 100, Exact: true, Source: "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978",
}, func(p []float64) barKernel[float64] { return newADXR(int(p[0])) })

type adxr struct {
	adx
	past ring // the last period ADX
}

func newADXR(period int) *adxr {
	return &adxr{adx: newADX(period), past: ring{n: period}}
}

func (k *adxr) warmup() int            { return then(k.adx.warmup(), k.n) }
func (k *adxr) settle(eps float64) int { return then(k.adx.settle(eps), k.n) }
func (k *adxr) ready() bool            { return k.past.full }

func (k *adxr) walk(v *walker) {
	k.adx.walk(v)
	k.past.walk(v, 100)
}

// restored also checks that the newest ADX is the one that goes on.
func (k *adxr) restored() bool {
	if !k.adx.restored() || !k.past.valid() {
		return false
	}
	for _, y := range k.past.x {
		if y < 0 {
			return false
		}
	}
	if !k.past.full && k.past.k == 0 {
		return !k.adx.ready()
	}
	return k.adx.ready() && k.past.x[(k.past.k+k.n-1)%k.n] == k.y
}

func (k *adxr) update(r row) float64 {
	y := k.adx.update(r)
	if !k.adx.ready() {
		return math.NaN()
	}
	k.past.push(y)
	if !k.past.full {
		return math.NaN()
	}
	return (y + k.past.oldest()) / 2
}

func (k *adxr) peek(r row) float64 {
	y := k.adx.peek(r)
	next := k.past.k + 1
	switch {
	case y != y || !k.past.full && next < k.n:
		return math.NaN()
	case k.n == 1:
		return y
	}
	return (y + k.past.x[next%k.n]) / 2
}

func (k *adxr) fill(dst []float64, c cols) {
	i := 0
	for ; i < len(dst) && !k.past.full; i++ {
		dst[i] = k.update(c.row(i))
	}
	dst = dst[i:]
	k.adx.fill(dst, c.slice(i, i+len(dst)))
	past, at := k.past.x, k.past.k
	for i, y := range dst {
		past[at] = y
		if at++; at == len(past) {
			at = 0
		}
		dst[i] = (y + past[at]) / 2
	}
	k.past.k = at
}
