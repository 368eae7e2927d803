package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A parabola is what SAR and SARExt have in common. It sees prices from the side
// of the trend, where they rise: in a down trend all prices are negative, highs are
// lows, and there is one rule for both. Negation is exact.
type parabola struct {
	start, offset float64 // of SARExt
	gear          [2]gear // of up and down trends

	seen      int // bars, up to 2
	down      bool
	high, low float64 // of the bar before; those of bar 1 twice
	stop      float64 // for the next bar
	extreme   float64 // the highest high of the trend
	factor    float64
}

// A gear says how the factor grows: from init by step up to limit.
type gear struct{ init, step, limit float64 }

// capped returns p with nothing above the limit.
func (p gear) capped() gear {
	return gear{min(p.init, p.limit), min(p.step, p.limit), p.limit}
}

func (k *parabola) warmup() int            { return 2 }
func (k *parabola) settle(eps float64) int { return never(2, eps) }
func (k *parabola) ready() bool            { return k.seen == 2 }

func (k *parabola) walk(v *walker) {
	v.int(&k.seen, 2)
	v.bool(&k.down)
	v.float(&k.high, series.Limit)
	v.float(&k.low, series.Limit)
	v.float(&k.stop, 2*most) // an offset is at most the price
	v.float(&k.extreme, series.Limit)
	v.float(&k.factor, 1)
}

func (k *parabola) restored() bool {
	if !k.ready() {
		return !k.down && k.stop == 0 && k.extreme == 0 && k.factor == 0 && (k.seen > 0 || k.high == 0 && k.low == 0)
	}
	return k.factor >= 0 && k.factor <= k.side().limit
}

// side returns the gear of the trend.
func (k *parabola) side() *gear {
	if k.down {
		return &k.gear[1]
	}
	return &k.gear[0]
}

// begin takes the first two bars, and returns whether the second may go on to step.
func (k *parabola) begin(high, low float64) bool {
	k.seen++
	if k.seen == 1 {
		k.high, k.low = high, low
		return false
	}
	up, down := high-k.high, k.low-low
	k.down = k.start < 0 || k.start == 0 && down > 0 && up < down
	k.stop, k.extreme = k.low, high
	if k.down {
		k.stop, k.extreme = -k.high, -low
		high, low = -low, -high
	}
	if k.start != 0 {
		k.stop = k.start
	}
	k.high, k.low, k.factor = high, low, k.side().init
	return true
}

// step takes a bar and returns its stop, from the side of the trend.
func (k *parabola) step(high, low float64) (stop float64) {
	if !k.ready() && !k.begin(high, low) {
		return math.NaN()
	}
	if k.down {
		high, low = -low, -high
	}
	if low <= k.stop {
		k.turn()
		high, low = -low, -high
		k.stop = k.reversed(low)
		k.extreme = high
	} else if high > k.extreme {
		k.extreme, k.factor = high, k.faster()
	}
	stop = k.stop
	k.stop = min(stop+float64(k.factor*(k.extreme-stop)), min(k.low, low))
	k.high, k.low = high, low
	return stop
}

// faster returns the factor after a new extreme.
func (k *parabola) faster() float64 {
	side := k.side()
	return min(k.factor+side.step, side.limit)
}

// price returns the price of a stop. There is no -0.
func (k *parabola) price(stop float64) float64 {
	if k.down {
		return 0 - stop
	}
	return stop + 0
}

// turn looks at all from the other side.
func (k *parabola) turn() {
	k.down = !k.down
	k.high, k.low = -k.low, -k.high
	k.extreme = -k.extreme
	k.factor = k.side().init
}

// reversed returns the stop of a bar at which the trend has turned.
func (k *parabola) reversed(low float64) float64 {
	stop := min(k.extreme, k.low, low)
	if k.down {
		return stop + float64(stop*k.offset)
	}
	return stop - float64(stop*k.offset)
}

// run is step for many. With prices, the stops are prices in a down trend as well.
func (k *parabola) run(dst, highs, lows []float64, prices bool) {
	highs, lows = highs[:len(dst)], lows[:len(dst)]
	i := 0
	for ; i < len(dst) && k.seen < 2; i++ {
		dst[i] = k.step(highs[i], lows[i]) + 0
		if prices {
			dst[i] = k.price(dst[i])
		}
	}
	side, sign, shown := *k.side(), 1.0, 1.0
	if k.down {
		highs, lows, sign = lows, highs, -1
	}
	if prices {
		shown = sign
	}
	lastHigh, lastLow, stop, extreme, factor := k.high, k.low, k.stop, k.extreme, k.factor
	for ; i < len(dst); i++ {
		high, low := float64(sign*highs[i]), float64(sign*lows[i])
		if low <= stop {
			k.high, k.low, k.extreme = lastHigh, lastLow, extreme
			k.turn()
			side, lastLow, factor = *k.side(), k.low, k.factor
			highs, lows, sign = lows, highs, -sign
			if prices {
				shown = sign
			}
			high, low = -low, -high
			stop, extreme = k.reversed(low), high
		} else {
			// A branch would be a coin toss: the sign bit of extreme-high chooses.
			m := uint64(int64(math.Float64bits(extreme-high)) >> 63)
			factor += math.Float64frombits(math.Float64bits(side.step) & m)
			if factor > side.limit {
				factor = side.limit
			}
			e := math.Float64bits(extreme)
			extreme = math.Float64frombits(e ^ (e^math.Float64bits(high))&m)
		}
		dst[i] = float64(shown*stop) + 0
		stop = min(stop+float64(factor*(extreme-stop)), min(lastLow, low))
		lastHigh, lastLow = high, low
	}
	k.high, k.low, k.stop, k.extreme, k.factor = lastHigh, lastLow, stop, extreme, factor
}
