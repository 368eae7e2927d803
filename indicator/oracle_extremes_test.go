package indicator

import (
	"math"
)

// The oracles of extremes: every window is searched anew.
var extremesOracles = map[string]oracle{
	"MinMax": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		return [][]float64{naiveWindow(d.x, n, naiveMin), naiveWindow(d.x, n, naiveMax)}
	},
	"MaxIndex": func(p []float64, d data) [][]float64 { return [][]float64{naiveIndex(d.x, int(p[0]), 1)} },
	"MinIndex": func(p []float64, d data) [][]float64 { return [][]float64{naiveIndex(d.x, int(p[0]), -1)} },
	"MinMaxIndex": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		return [][]float64{naiveIndex(d.x, n, -1), naiveIndex(d.x, n, 1)}
	},
	"MidPoint": func(p []float64, d data) [][]float64 { return [][]float64{naiveMiddle(d.x, d.x, int(p[0]))} },
	"MidPrice": func(p []float64, d data) [][]float64 { return [][]float64{naiveMiddle(d.high, d.low, int(p[0]))} },
	"Aroon": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		return [][]float64{naiveAroon(d.low, n, -1), naiveAroon(d.high, n, 1)}
	},
	"AroonOsc": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		down, up := naiveAroon(d.low, n, -1), naiveAroon(d.high, n, 1)
		for i := range up {
			up[i] -= down[i]
		}
		return [][]float64{up}
	},
	"WilliamsR": func(p []float64, d data) [][]float64 {
		return [][]float64{naivePlace(d.high, d.low, d.close, int(p[0]), func(h, l, c float64) float64 { return -100 * (h - c) / (h - l) })}
	},
	"Stoch": func(p []float64, d data) [][]float64 {
		k := naiveMA(MAType(p[2]), int(p[1]), naiveK(d.high, d.low, d.close, int(p[0])))
		return [][]float64{k, naiveMA(MAType(p[4]), int(p[3]), k)}
	},
	"StochFast": func(p []float64, d data) [][]float64 {
		k := naiveK(d.high, d.low, d.close, int(p[0]))
		return [][]float64{k, naiveMA(MAType(p[2]), int(p[1]), k)}
	},
	"StochRSI": func(p []float64, d data) [][]float64 {
		// Rounded from 200 bits, what stands still is equal.
		r := column(bigRSI(d.x, int(p[0])))[0]
		k := naiveK(r, r, r, int(p[1]))
		return [][]float64{k, naiveMA(MAType(p[3]), int(p[2]), k)}
	},
}

// naiveIndex returns the last index in each window of n of the largest sign*x.
func naiveIndex(xs []float64, n int, sign float64) []float64 {
	out := nans(len(xs))
	for i := n - 1; i < len(xs); i++ {
		best := i
		for j := i; j > i-n; j-- {
			if sign*xs[j] > sign*xs[best] {
				best = j
			}
		}
		out[i] = float64(best)
	}
	return out
}

// naiveAroon returns one of Aroon's outputs.
func naiveAroon(xs []float64, n int, sign float64) []float64 {
	out := naiveIndex(xs, n+1, sign)
	for i, at := range out {
		out[i] = 100 * (float64(n) - (float64(i) - at)) / float64(n)
	}
	return out
}

// naiveMiddle returns the middle of the highest high and the lowest low.
func naiveMiddle(high, low []float64, n int) []float64 {
	out := nans(len(high))
	for i := n - 1; i < len(high); i++ {
		out[i] = (naiveMax(high[i-n+1:i+1]) + naiveMin(low[i-n+1:i+1])) / 2
	}
	return out
}

// naivePlace returns f of the highest high, the lowest low and the close, 0 where
// there is nothing between them. Columns may start with NaN.
func naivePlace(high, low, closes []float64, n int, f func(h, l, c float64) float64) []float64 {
	out := nans(len(high))
	for i := n - 1; i < len(high); i++ {
		if math.IsNaN(closes[i-n+1]) {
			continue
		}
		h, l := naiveMax(high[i-n+1:i+1]), naiveMin(low[i-n+1:i+1])
		if out[i] = 0; h > l {
			out[i] = f(h, l, closes[i])
		}
	}
	return out
}

// naiveK returns the fast %K, exactly 100 at the top: KAMA counts steps.
func naiveK(high, low, closes []float64, n int) []float64 {
	return naivePlace(high, low, closes, n, func(h, l, c float64) float64 { return 100 * ((c - l) / (h - l)) })
}
