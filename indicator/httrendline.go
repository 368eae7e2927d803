package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// HTTrendline is the instantaneous trendline: the mean of one dominant cycle,
// which takes the cycle out of the price. John F. Ehlers described it in 2001.
//
//	n           = floor(DC + 0.5)
//	m           = (x + x[1] + ... + x[n-1]) / n
//	HTTrendline = (4*m + 3*m[1] + 2*m[2] + m[3]) / 10
//
// with the period DC of [HTDCPeriod], whose measurement begins at input number 38
// here. x[j] is x of j inputs ago.
//
// Input: one number per point; Ehlers takes (high+low)/2. Output: in the unit of
// the input, between the smallest and the largest of the last 53 values.
//
// Warm-up: the first output is at input number 64. The period depends on its own
// path: no bound holds for Settle.
//
// Flat prices give the price exactly. A missing value gives NaN and is not
// counted.
//
// Source: John F. Ehlers, Rocket Science for Traders, 2001, chapter 10.
//
// Differs from TA-Lib in nothing but rounding.
func HTTrendline(s series.Series) series.Series { return Apply(s, NewHTTrendline()) }

// NewHTTrendline returns a live [HTTrendline].
func NewHTTrendline() *Stream {
	return newStream("HTTrendline")
}

var htTrendlineEntry = takingNumber(Entry{
	Name: "HTTrendline", Aliases: []string{"HT_TRENDLINE"}, Title: "Hilbert transform: instantaneous trendline", Group: "overlap",
	Outputs: []string{"HTTrendline"}, Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: rocketScience,
}, func([]float64) numberKernel[float64] { return &htTrendline{hilbert: newCycle()} })

type htTrendline struct {
	hilbert
	trendline
}

func (k *htTrendline) walk(v *walker) {
	k.hilbert.walk(v)
	k.trendline.walk(v)
}

func (k *htTrendline) restored() bool {
	return k.hilbert.restored() && k.trendline.valid(&k.hilbert)
}

func (k *htTrendline) update(x float64) float64 {
	k.keep(k.at, x)
	if _, _, _, begun := k.push(x); !begun {
		return math.NaN()
	}
	return k.unless(k.step(k.at, k.dc))
}

func (k *htTrendline) peek(x float64) float64 {
	t := *k
	return t.update(x)
}

func (k *htTrendline) fill(dst, xs []float64) {
	for i, x := range xs {
		dst[i] = k.update(x)
	}
}

// A trendline is what HTTrendline keeps besides the measurement.
type trendline struct {
	prices [ringSize]float64
	m      [3]float64 // the last means over a cycle, newest first
}

func (t *trendline) walk(v *walker) {
	slots(v, t.prices[:], series.Limit)
	slots(v, t.m[:], most)
}

func (t *trendline) valid(h *hilbert) bool {
	n := ringSize
	if !h.ready() {
		n = h.seen
	}
	return blank(t.prices[:], h.at, n) && zeros(t.m[min(h.steps(), 3):])
}

// keep puts a price at its place.
func (t *trendline) keep(at int, x float64) { t.prices[at] = x }

// step returns the trendline where the period is dc; at is after the newest price.
func (t *trendline) step(at int, dc float64) float64 {
	m := meanOf(&t.prices, at, int(dc+0.5))
	y := lagged(m, t.m[0], t.m[1], t.m[2])
	t.m[2], t.m[1], t.m[0] = t.m[1], t.m[0], m
	return y
}
