package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// StochFastLines are the outputs of [StochFast], stamped at the bars' ends.
type StochFastLines struct{ K, D series.Series }

// A StochFastValue is the outputs of [StochFast] for one bar, NaN where not there
// yet.
type StochFastValue struct{ K, D float64 }

// StochFast is the fast stochastic oscillator: where the close stands in the range
// of the last bars, from the bottom, and an average of that. George Lane taught it
// from the 1950s on and published it in 1984.
//
//	H[i] = max(high[i-k+1], ..., high[i])
//	L[i] = min(low[i-k+1], ..., low[i])
//	K[i] = 100*(close[i]-L[i])/(H[i]-L[i])     0 if H[i] = L[i]
//	D    = average(K, d)                       of type ma
//
// Input: high, low and close. Outputs: K is 0 to 100, D too, but for rounding,
// with averages that stay between their values (SMA, EMA, WMA, TRIMA, KAMA,
// MAMA); the others can go beyond.
//
// Warm-up: K is there from bar number k; with the types that need period inputs,
// D is from k + d - 1, which is Warmup. Settle(eps) is Warmup for an average that
// is a window; for others it is the bars until their seed weighs at most eps.
//
// A range of nothing gives a K of 0. A close outside of the range, which only a
// bar can have that nobody has checked, counts as the nearest edge. A bar whose
// high, low or close is missing gives NaN and is not counted. Open and volume do
// not matter.
//
// Source: George C. Lane, Lane's Stochastics, Technical Analysis of Stocks &
// Commodities 2(3), 1984.
//
// Differs from TA-Lib in that K is given as soon as it is there: TA-Lib withholds
// it until D is. And for bars whose close is outside of the range.
func StochFast(b series.Bars, k, d int, ma MAType) StochFastLines {
	c := NewStochFast(k, d, ma).columns(b)
	return StochFastLines{c[0], c[1]}
}

// NewStochFast returns a live [StochFast]. It panics if a period is not in
// 1..100000 or ma is no type.
func NewStochFast(k, d int, ma MAType) *StochFastStream {
	s := new(StochFastStream)
	s.open("StochFast", float64(k), float64(d), float64(ma))
	return s
}

// A StochFastStream is a live [StochFast]. Like a Stream it is used by pointer, and
// its zero value restores itself.
type StochFastStream struct{ barStream[StochFastValue] }

// Clone returns an independent copy.
func (s *StochFastStream) Clone() *StochFastStream {
	c := new(StochFastStream)
	c.clone(&s.core)
	return c
}

var stochFastEntry = takingBar(Entry{
	Name: "StochFast", Aliases: []string{"STOCHF"}, Title: "fast stochastic oscillator", Group: "momentum",
	Params: []Param{periodParam("k", 5), periodParam("d", 3), maParam("dMA", TypeSMA)},
	Inputs: []string{"high", "low", "close"}, Outputs: []string{"K", "D"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true,
	Source: "George C. Lane, Technical Analysis of Stocks & Commodities 2(3), 1984",
}, func(p []float64) barKernel[StochFastValue] {
	return &stochFast{newCorridor(int(p[0]), false), newMA(MAType(p[2]), int(p[1]))}
})

type stochFast struct {
	corridor
	d numberKernel[float64]
}

func (k *stochFast) warmup() int            { return then(k.n, k.d.warmup()) }
func (k *stochFast) settle(eps float64) int { return then(k.n, k.d.settle(eps)) }
func (k *stochFast) ready() bool            { return k.d.ready() }

func (k *stochFast) walk(v *walker) {
	k.span.walk(v)
	k.d.walk(v)
}

func (k *stochFast) restored() bool {
	a, b := k.corridor.restored(), k.d.restored()
	return a && b && (k.full || !k.d.ready())
}

func (k *stochFast) update(r row) StochFastValue {
	top, bottom := k.push(r.high, r.low)
	if !k.full {
		return none[StochFastValue]()
	}
	y := percentK(top, bottom, r.close)
	return StochFastValue{y, k.d.update(y)}
}

func (k *stochFast) peek(r row) StochFastValue {
	if !k.peekReady() {
		return none[StochFastValue]()
	}
	top, bottom := k.corridor.peek(r.high, r.low)
	y := percentK(top, bottom, r.close)
	return StochFastValue{y, k.d.peek(y)}
}

func (k *stochFast) fill(dst []StochFastValue, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i], close: c.close[i]})
	}
	for i < len(dst) {
		m := min(piece, len(dst)-i)
		cells := allCells(dst[i : i+m])
		k.percents(cells[:m], c.slice(i, i+m))
		k.d.fill(cells[m:], cells[:m])
		shuffle(cells)
		i += m
	}
}
