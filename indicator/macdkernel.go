package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A macd is the kernel of MACD: three plain recurrences in lock-step. They step by
// a*(x-y), so that flat prices leave Line at exactly 0.
type macd struct {
	nFast, nSlow, nSignal int
	aFast, aSlow, aSignal float64
	seen                  int     // values, up to warmup
	first                 float64 // the first value, until the averages are seeded
	fast, slow, signal    float64 // while seeding: sums
}

func newMACD(fast, slow, signal int) *macd {
	a := func(n int) float64 { return 2 / float64(n+1) }
	return &macd{nFast: fast, nSlow: slow, nSignal: signal, aFast: a(fast), aSlow: a(slow), aSignal: a(signal)}
}

// start is the number of values until the first Line.
func (k *macd) start() int { return max(k.nFast, k.nSlow) }

func (k *macd) warmup() int { return k.start() + k.nSignal - 1 }
func (k *macd) ready() bool { return k.seen == k.warmup() }

func (k *macd) settle(eps float64) int {
	if !(eps >= tiny) {
		return math.MaxInt
	}
	// line is the weight of the slower seed in Line, signal that of any seed in Signal.
	b, bSignal := 1-min(k.aFast, k.aSlow), 1-k.aSignal
	n, line, signal := k.warmup(), 1.0, 1.0
	for ; max(line, signal) > eps; n++ {
		line = float64(b * line)
		signal = float64(bSignal*signal) + float64(k.aSignal*line)
	}
	return n
}

func (k *macd) walk(v *walker) {
	v.int(&k.seen, k.warmup())
	v.float(&k.first, series.Limit)
	v.float(&k.fast, bound)
	v.float(&k.slow, bound)
	v.float(&k.signal, bound)
}

func (k *macd) restored() bool {
	if lines := k.seen - k.start() + 1; lines <= 0 {
		fast, slow := max(0, k.nFast-1+lines), max(0, k.nSlow-1+lines)
		return (k.seen > 0 || k.first == 0) && k.signal == 0 &&
			(meanOK(k.first, k.fast, fast) || fast == 0 && k.fast == 0) &&
			(meanOK(k.first, k.slow, slow) || slow == 0 && k.slow == 0)
	} else if !k.ready() {
		return k.first == 0 && within(k.fast, k.slow) && math.Abs(k.signal) <= float64(2*most*float64(lines))
	}
	return k.first == 0 && within(k.fast, k.slow) && within(k.signal/2)
}

// within reports whether all xs can be averages of values.
func within(xs ...float64) bool {
	for _, x := range xs {
		if !(math.Abs(x) <= most) {
			return false
		}
	}
	return true
}

func (k *macd) update(x float64) MACDValue {
	if k.seen < k.warmup() {
		return k.seed(x)
	}
	k.fast = smooth(k.fast, k.aFast, x)
	k.slow = smooth(k.slow, k.aSlow, x)
	line := k.fast - k.slow
	k.signal = smooth(k.signal, k.aSignal, line)
	return MACDValue{line, k.signal, line - k.signal}
}

// peek is update without the change.
func (k *macd) peek(x float64) MACDValue {
	if !k.ready() {
		t := *k
		return t.update(x)
	}
	line := smooth(k.fast, k.aFast, x) - smooth(k.slow, k.aSlow, x)
	signal := smooth(k.signal, k.aSignal, line)
	return MACDValue{line, signal, line - signal}
}

// seed is update until all outputs are there.
func (k *macd) seed(x float64) MACDValue {
	v := none[MACDValue]()
	k.seen++
	switch i := k.seen - k.start(); {
	case i <= 0:
		if k.seen == 1 {
			k.first = x
		}
		d := x - k.first
		if i > -k.nFast {
			k.fast += d
		}
		if i > -k.nSlow {
			k.slow += d
		}
		if i < 0 {
			return v
		}
		k.fast = k.first + k.fast/float64(k.nFast)
		k.slow = k.first + k.slow/float64(k.nSlow)
		k.first = 0
	default:
		k.fast = smooth(k.fast, k.aFast, x)
		k.slow = smooth(k.slow, k.aSlow, x)
	}
	v.Line = k.fast - k.slow
	k.signal += v.Line
	if k.seen == k.warmup() {
		k.signal /= float64(k.nSignal)
		v.Signal, v.Histogram = k.signal, v.Line-k.signal
	}
	return v
}

// nextZero solves line' = signal for the next x.
func (k *macd) nextZero() float64 {
	if k.aFast == k.aSlow {
		return math.NaN()
	}
	kept := float64(k.fast*(1-k.aFast)) - float64(k.slow*(1-k.aSlow))
	return (k.signal - kept) / (k.aFast - k.aSlow)
}

// fill is update for every x.
func (k *macd) fill(dst []MACDValue, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	dst = dst[:len(xs)]
	fast, slow, signal := k.fast, k.slow, k.signal
	aFast, aSlow, aSignal := k.aFast, k.aSlow, k.aSignal
	for i, x := range xs {
		fast = smooth(fast, aFast, x)
		slow = smooth(slow, aSlow, x)
		line := fast - slow
		signal = smooth(signal, aSignal, line)
		dst[i] = MACDValue{line, signal, line - signal}
	}
	k.fast, k.slow, k.signal = fast, slow, signal
}
