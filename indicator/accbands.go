package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// AccBandsLines are the outputs of [AccBands], each on the clock of the bars.
type AccBandsLines struct{ Upper, Middle, Lower series.Series }

// An AccBandsValue is the outputs of [AccBands] for one bar, NaN while warming up.
type AccBandsValue struct{ Upper, Middle, Lower float64 }

// AccBands are the acceleration bands: averages of the highs and the lows, moved
// apart by the width of the bars, and of the closes between them. Price Headley
// published them in 2002.
//
//	w      = 4 * (high-low) / (high+low)
//	Upper  = SMA(high*(1+w), period)
//	Middle = SMA(close, period)
//	Lower  = SMA(low*(1-w), period)
//
// Input: high, low and close. Outputs: in the unit of the price, Upper at or above
// Lower for positive prices.
//
// Warm-up: the first outputs are at bar number period. It has no seed: Settle is
// Warmup.
//
// Bars without a range give three times the price, exactly. Where high + low is 0,
// w is 0. A bar whose high, low or close is missing gives NaN and is not counted.
// Open and volume do not matter.
//
// Source: Price Headley, Big Trends in Trading, 2002.
//
// Differs from TA-Lib in nothing but rounding; in that only a high + low of 0 counts
// as 0, not every one within 1e-14; and in that period 1 is allowed.
func AccBands(b series.Bars, period int) AccBandsLines {
	c := NewAccBands(period).columns(b)
	return AccBandsLines{c[0], c[1], c[2]}
}

// NewAccBands returns live [AccBands]. It panics if period is not in 1..100000.
func NewAccBands(period int) *AccBandsStream {
	s := new(AccBandsStream)
	s.open("AccBands", float64(period))
	return s
}

// An AccBandsStream is live [AccBands]. Like a Stream it is used by pointer, and
// its zero value restores itself.
type AccBandsStream struct{ barStream[AccBandsValue] }

// Clone returns an independent copy.
func (s *AccBandsStream) Clone() *AccBandsStream {
	c := new(AccBandsStream)
	c.clone(&s.core)
	return c
}

var accBandsEntry = takingBar(Entry{
	Name: "AccBands", Title: "acceleration bands", Group: "overlap",
	Params: []Param{periodParam("period", 20)},
	Inputs: []string{"high", "low", "close"}, Outputs: []string{"Upper", "Middle", "Lower"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, Source: "Price Headley, Big Trends in Trading, 2002",
}, func(p []float64) barKernel[AccBandsValue] {
	w := window{n: int(p[0])}
	return &accBands{w, w, w}
})

// accBands are three windows in lock-step.
type accBands struct{ upper, middle, lower window }

func (k *accBands) warmup() int        { return k.middle.n }
func (k *accBands) settle(float64) int { return k.middle.n }
func (k *accBands) ready() bool        { return k.middle.full }

func (k *accBands) walk(v *walker) {
	k.upper.walk(v)
	k.middle.walk(v)
	k.lower.walk(v)
}

func (k *accBands) restored() bool {
	upper, middle, lower := k.upper.restored(), k.middle.restored(), k.lower.restored()
	return upper && middle && lower && k.upper.inStep(&k.middle) && k.lower.inStep(&k.middle)
}

// inStep reports whether w has been fed as often as v.
func (w *window) inStep(v *window) bool { return w.k == v.k && w.full == v.full }

// accelerated returns what a bar adds to Upper and Lower.
func accelerated(high, low float64) (up, down float64) {
	if high+low == 0 {
		return high, low
	}
	w := float64(4*(high-low)) / (high + low)
	return clip(float64(high * (1 + w))), clip(float64(low * (1 - w)))
}

func (k *accBands) update(r row) AccBandsValue {
	up, down := accelerated(r.high, r.low)
	upper, _ := k.upper.push(up)
	middle, _ := k.middle.push(r.close)
	lower, _ := k.lower.push(down)
	if !k.ready() {
		return none[AccBandsValue]()
	}
	inv := k.middle.inv
	return AccBandsValue{k.upper.c + float64(upper*inv), k.middle.c + float64(middle*inv), k.lower.c + float64(lower*inv)}
}

func (k *accBands) peek(r row) AccBandsValue {
	if !k.middle.peekReady() {
		return none[AccBandsValue]()
	}
	up, down := accelerated(r.high, r.low)
	cu, upper, _ := k.upper.peek(up)
	cm, middle, _ := k.middle.peek(r.close)
	cl, lower, _ := k.lower.peek(down)
	inv := k.middle.inv
	return AccBandsValue{cu + float64(upper*inv), cm + float64(middle*inv), cl + float64(lower*inv)}
}

func (k *accBands) fill(dst []AccBandsValue, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(c.row(i))
	}
	for i < len(dst) {
		at := k.middle.k
		if at == 0 {
			up, down := accelerated(c.high[i], c.low[i])
			k.upper.turn(up, 1)
			k.middle.turn(c.close[i], 1)
			k.lower.turn(down, 1)
		}
		m := min(k.middle.n-at, len(dst)-i)
		k.stretch(dst[i:i+m], c.high[i:i+m], c.low[i:i+m], c.close[i:i+m], at)
		i += m
	}
}

// stretch is fill within a block, from its position at on.
func (k *accBands) stretch(dst []AccBandsValue, high, low, closes []float64, at int) {
	m, inv := len(dst), k.middle.inv
	high, low, closes = high[:m], low[:m], closes[:m]
	ups, downs := k.upper.x[at:][:m], k.lower.x[at:][:m]
	tailU, tailM, tailL := k.upper.tail[at+1:][:m], k.middle.tail[at+1:][:m], k.lower.tail[at+1:][:m]
	cu, cm, cl := k.upper.c, k.middle.c, k.lower.c
	upper, middle, lower := k.upper.sum, k.middle.sum, k.lower.sum
	for i := range dst {
		up, down := accelerated(high[i], low[i])
		ups[i], downs[i] = up, down
		upper += up - cu
		middle += closes[i] - cm
		lower += down - cl
		dst[i] = AccBandsValue{cu + float64((tailU[i]+upper)*inv), cm + float64((tailM[i]+middle)*inv), cl + float64((tailL[i]+lower)*inv)}
	}
	k.upper.took(ups, upper, 0)
	k.middle.took(closes, middle, 0)
	k.lower.took(downs, lower, 0)
}
