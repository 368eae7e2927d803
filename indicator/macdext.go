package indicator

import (
	"cmp"
	"math"

	"github.com/riskon/riskon/series"
)

// A MACDExtConfig is the parameters of [MACDExt]. A period of 0 stands for its
// default; the zero value is 12, 26 and 9, all SMA.
type MACDExtConfig struct {
	Fast     int // 12
	FastMA   MAType
	Slow     int // 26
	SlowMA   MAType
	Signal   int // 9
	SignalMA MAType
}

// MACDExt is [MACD] with averages of your choice.
//
//	Line      = MA(x, fast) - MA(x, slow)
//	Signal    = MA(Line, signal)
//	Histogram = Line - Signal
//
// Both averages give their first output at the same input: the one with the
// shorter warm-up is fed only from there on where this is so. Signal is fed from
// the first Line on.
//
// Input: one number per point, usually the close. Outputs: in the unit of the
// input, around 0.
//
// Warm-up: Line is there where the average with the longer warm-up has its first
// output, at input number max(fast, slow) for [SMA], [EMA], [WMA] and [TRIMA];
// Signal and Histogram where Signal has it, which is Warmup. Settle(eps) is the
// inputs until every seed, through Line and Signal, weighs at most eps.
//
// Flat prices give 0 but for rounding. A missing value gives NaN and is not
// counted. fast and slow may be in any order, each with its type: the shorter one is
// the fast.
//
// Source: Gerald Appel, Technical Analysis: Power Tools for Active Investors,
// 2005, chapter 8, for averages that are exponential.
//
// Differs from TA-Lib in that Line is given as soon as it is there: TA-Lib
// withholds it until Signal is. Period 1 is allowed.
func MACDExt(s series.Series, c MACDExtConfig) MACDLines {
	l := NewMACDExt(c).columns(s)
	return MACDLines{l[0], l[1], l[2]}
}

// NewMACDExt returns a live [MACDExt]. It panics if a period is not in 1..100000,
// but for 0, or a type is no MAType.
func NewMACDExt(c MACDExtConfig) *MACDStream {
	s := new(MACDStream)
	s.open("MACDExt", float64(cmp.Or(c.Fast, 12)), float64(c.FastMA),
		float64(cmp.Or(c.Slow, 26)), float64(c.SlowMA), float64(cmp.Or(c.Signal, 9)), float64(c.SignalMA))
	return s
}

var macdExtEntry = takingNumber(Entry{
	Name: "MACDExt", Title: "moving average convergence/divergence, any averages", Group: "momentum",
	Params: []Param{
		periodParam("fast", 12), maParam("fastMA", TypeSMA), periodParam("slow", 26), maParam("slowMA", TypeSMA),
		periodParam("signal", 9), maParam("signalMA", TypeSMA),
	},
	Outputs: []string{"Line", "Signal", "Histogram"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005",
}, func(p []float64) numberKernel[MACDValue] {
	ma := func(i int) numberKernel[float64] { return newMA(MAType(p[i+1]), int(p[i])) }
	if p[0] > p[2] {
		return newMACDExt(ma(2), ma(0), ma(4))
	}
	return newMACDExt(ma(0), ma(2), ma(4))
})

type macdExt struct {
	fast, slow, signal numberKernel[float64]
	start              int               // values until the first Line
	fastFrom, slowFrom int               // values that the averages are not fed
	seen               int               // values, up to start
	desks              [2][piece]float64 // for fill; no state
}

func newMACDExt(fast, slow, signal numberKernel[float64]) *macdExt {
	f, s := fast.warmup(), slow.warmup()
	start := max(f, s)
	return &macdExt{fast: fast, slow: slow, signal: signal, start: start, fastFrom: start - f, slowFrom: start - s}
}

func (k *macdExt) warmup() int { return then(k.start, k.signal.warmup()) }
func (k *macdExt) ready() bool { return k.fast.ready() && k.slow.ready() && k.signal.ready() }

// settle: Line is within half of eps from some input on, and Signal forgets all
// Lines before it but for the other half.
func (k *macdExt) settle(eps float64) int {
	if eps >= 1 {
		return k.warmup()
	}
	line := max(later(k.fastFrom, k.fast.settle(eps/2)), later(k.slowFrom, k.slow.settle(eps/2)))
	return then(line, k.signal.settle(eps/2))
}

func (k *macdExt) walk(v *walker) {
	v.int(&k.seen, k.start)
	k.fast.walk(v)
	k.slow.walk(v)
	k.signal.walk(v)
}

func (k *macdExt) restored() bool {
	fast, slow, signal := k.fast.restored(), k.slow.restored(), k.signal.restored()
	return fast && slow && signal
}

func (k *macdExt) update(x float64) MACDValue {
	var fast, slow float64
	if k.seen >= k.fastFrom {
		fast = k.fast.update(x)
	}
	if k.seen >= k.slowFrom {
		slow = k.slow.update(x)
	}
	if k.seen < k.start {
		if k.seen++; k.seen < k.start {
			return none[MACDValue]()
		}
	}
	line := fast - slow
	signal := k.signal.update(clip(line))
	return MACDValue{line, signal, line - signal}
}

func (k *macdExt) peek(x float64) MACDValue {
	if k.seen < k.start-1 {
		return none[MACDValue]()
	}
	line := k.fast.peek(x) - k.slow.peek(x)
	signal := k.signal.peek(clip(line))
	return MACDValue{line, signal, line - signal}
}

func (k *macdExt) fill(dst []MACDValue, xs []float64) {
	for ; len(xs) > 0 && k.seen < k.start; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := min(len(xs), piece)
		a, b, out := k.desks[0][:m], k.desks[1][:m], dst[:m]
		k.fast.fill(a, xs[:m])
		k.slow.fill(b, xs[:m])
		for i, fast := range a {
			line := fast - b[i]
			out[i].Line, a[i] = line, clip(line)
		}
		k.signal.fill(b, a)
		for i, signal := range b {
			out[i].Signal, out[i].Histogram = signal, out[i].Line-signal
		}
		dst, xs = dst[m:], xs[m:]
	}
}
