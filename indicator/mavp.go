package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MAVP is the moving average of a variable period: y says at every point how many
// values of x are averaged. TA-Lib introduced it.
//
//	p       = the integer part of y[i], at least min and at most max
//	MAVP[i] = MA(x, p, type)[i]
//
// where the average of every period starts so late that its first output is at
// MAVP's first output: it is fed from input number W(max)-W(p)+1 on, where W is
// the warm-up of [MA]. This matters to averages with a seed.
//
// Input: two numbers per point, x usually the close and y a period. Output: in
// the unit of x.
//
// Warm-up: the first output is at input number W(max). Settle is that of MA with
// max.
//
// Flat prices from the start give the price. A pair of which a number is missing
// gives NaN and is not counted. max is at most 1000: a live MAVP holds and feeds
// one average for every period from min to max, as any may be asked for next.
//
// Source: TA-Lib, function MAVP.
//
// Differs from TA-Lib in nothing but rounding and what the type differs in; period
// 1 is allowed.
func MAVP(x, y series.Series, min, max int, m MAType) series.Series {
	return ApplyPair(x, y, NewMAVP(min, max, m))
}

// NewMAVP returns a live [MAVP]. It panics if not 1 <= min <= max <= 1000, or m is
// no type.
func NewMAVP(min, max int, m MAType) *PairStream {
	return newPairStream("MAVP", float64(min), float64(max), float64(m))
}

var mavpEntry = mavpChecked(takingPair(Entry{
	Name: "MAVP", Title: "moving average with variable period", Group: "overlap",
	Params:  []Param{mavpPeriod("min", 2), mavpPeriod("max", 30), maParam("type", TypeSMA)},
	Outputs: []string{"MAVP"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, Source: "TA-Lib, function MAVP",
}, func(p []float64) pairKernel { return newMAVP(int(p[0]), int(p[1]), MAType(p[2])) }))

// mavpPeriod returns a Param whose bound keeps the number of averages small.
func mavpPeriod(name string, by int) Param {
	p := periodParam(name, by)
	p.Max = 1000
	return p
}

func mavpChecked(e *Entry) *Entry {
	e.check = func(p []float64) string {
		if p[0] > p[1] {
			return "min > max"
		}
		return ""
	}
	return e
}

type mavp struct {
	low, high int // periods
	m         MAType
	warm      int

	seen     int                     // pairs, up to warm
	averages []numberKernel[float64] // of periods low to high, made by walk

	// For fill.
	outs [piece]float64
	is   [piece]int
}

func newMAVP(low, high int, m MAType) *mavp {
	if m == TypeMAMA {
		high = min(high, max(low, 2)) // the others are the same average
	}
	return &mavp{low: low, high: high, m: m, warm: newMA(m, high).warmup()}
}

func (k *mavp) warmup() int            { return k.warm }
func (k *mavp) settle(eps float64) int { return newMA(k.m, k.high).settle(eps) }
func (k *mavp) ready() bool            { return k.seen == k.warm }

// walk makes an average only when the input has been long enough for those
// before it.
func (k *mavp) walk(v *walker) {
	v.int(&k.seen, k.warm)
	for i := 0; i <= k.high-k.low && !v.bad; i++ {
		if i == len(k.averages) {
			k.averages = append(k.averages, newMA(k.m, k.low+i))
		}
		k.averages[i].walk(v)
	}
}

// restored leaves it open whether the averages have been fed as often as seen
// says: where they have not, outputs are NaN for longer.
func (k *mavp) restored() bool {
	for _, a := range k.averages {
		if !a.restored() {
			return false
		}
	}
	return true
}

// index returns which average y asks for.
func (k *mavp) index(y float64) int {
	switch {
	case y < float64(k.low):
		return 0
	case y >= float64(k.high):
		return k.high - k.low
	}
	return int(y) - k.low
}

func (k *mavp) update(x, y float64) float64 {
	k.seen = min(k.seen+1, k.warm)
	j, out := k.index(y), math.NaN()
	for i, a := range k.averages {
		if a.warmup() <= k.warm-k.seen {
			continue // its first output would be early
		}
		if v := a.update(x); i == j {
			out = v
		}
	}
	if !k.ready() {
		return math.NaN()
	}
	return out
}

func (k *mavp) peek(x, y float64) float64 {
	if k.seen < k.warm-1 {
		return math.NaN()
	}
	return k.averages[k.index(y)].peek(x)
}

func (k *mavp) fill(dst, xs, ys []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs, ys = dst[1:], xs[1:], ys[1:] {
		dst[0] = k.update(xs[0], ys[0])
	}
	for len(xs) > 0 {
		m := min(piece, len(xs))
		is, outs, out := k.is[:m], k.outs[:m], dst[:m]
		for i, y := range ys[:m] {
			is[i] = k.index(y)
		}
		for j, a := range k.averages {
			a.fill(outs, xs[:m])
			for i, y := range outs {
				if is[i] == j {
					out[i] = y
				}
			}
		}
		dst, xs, ys = dst[m:], xs[m:], ys[m:]
	}
}
