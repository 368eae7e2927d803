package indicator

import (
	"math"
	"math/big"
	"slices"
)

// The oracles of the statistics: sums over windows, in 200 bits.
var statisticsOracles = map[string]oracle{
	"Var": func(p []float64, d data) [][]float64 { return column(bigWindow(d.x, int(p[0]), 1, bigVar)) },
	"Sum": func(p []float64, d data) [][]float64 { return column(bigWindow(d.x, int(p[0]), 1, bigSum)) },
	"AvgDev": func(p []float64, d data) [][]float64 {
		return column(bigWindow(d.x, int(p[0]), 1, bigAvgDev))
	},
	"LinReg":          func(p []float64, d data) [][]float64 { return column(bigLine(d.x, int(p[0]), int(p[0])-1)) },
	"LinRegIntercept": func(p []float64, d data) [][]float64 { return column(bigLine(d.x, int(p[0]), 0)) },
	"TSF":             func(p []float64, d data) [][]float64 { return column(bigLine(d.x, int(p[0]), int(p[0]))) },
	"LinRegSlope": func(p []float64, d data) [][]float64 {
		return column(bigWindow(d.x, int(p[0]), 1, bigSlope))
	},
	"LinRegAngle": func(p []float64, d data) [][]float64 {
		out := column(bigWindow(d.x, int(p[0]), 1, bigSlope))
		for i, y := range out[0] {
			out[0][i] = math.Atan(y) / math.Pi * 180
		}
		return out
	},
	"Correl": func(p []float64, d data) [][]float64 {
		return column(bigPairs(wides(d.x), wides(d.y), int(p[0]), 1, bigCorrel))
	},
	"Beta": func(p []float64, d data) [][]float64 {
		return column(bigPairs(bigReturns(d.x), bigReturns(d.y), int(p[0]), 1, bigRegress))
	},
	"HedgeRatio": func(p []float64, d data) [][]float64 {
		return column(bigPairs(wides(d.x), wides(d.y), int(p[0]), 1, bigRegress))
	},
	"DownsideBeta": func(p []float64, d data) [][]float64 {
		return column(bigPairs(bigReturns(d.x), bigReturns(d.y), int(p[0]), 1, bigDownside))
	},
	"Spearman": func(p []float64, d data) [][]float64 {
		return [][]float64{naivePairs(d.x, d.y, int(p[0]), naiveSpearman)}
	},
	"Kendall": func(p []float64, d data) [][]float64 {
		return [][]float64{naivePairs(d.x, d.y, int(p[0]), naiveKendall)}
	},
	"ZScore": func(p []float64, d data) [][]float64 { return column(bigWindow(d.x, int(p[0]), 1, bigScore)) },
	"PercentRank": func(p []float64, d data) [][]float64 {
		return [][]float64{naiveWindow(d.x, int(p[0])+1, naivePercentRank)}
	},
	"Bollinger": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		dev := bigWindow(d.x, n, 1, bigStdDev)
		middle := bigWindow(d.x, n, 1, bigMean)
		if p[3] != 0 {
			for i, y := range naiveMA(MAType(p[3]), n, d.x) {
				if middle[i] = nil; y == y {
					middle[i] = wide(y)
				}
			}
		}
		upper, lower := make([]*big.Float, len(d.x)), make([]*big.Float, len(d.x))
		for i, m := range middle {
			if m == nil || dev[i] == nil {
				middle[i] = nil
				continue
			}
			upper[i] = zero().Add(m, zero().Mul(wide(p[1]), dev[i]))
			lower[i] = zero().Sub(m, zero().Mul(wide(p[2]), dev[i]))
		}
		return column(upper, middle, lower)
	},
	"CCI": func(p []float64, d data) [][]float64 {
		typical := make([]float64, len(d.close))
		for i := range typical {
			typical[i] = (d.high[i] + d.low[i] + d.close[i]) / 3
		}
		return column(bigWindow(typical, int(p[0]), 1, bigCCI))
	},
}

func bigSum(xs []float64) *big.Float { return zero().Mul(bigMean(xs), wide(float64(len(xs)))) }

func bigVar(xs []float64) *big.Float {
	dev := bigStdDev(xs)
	return zero().Mul(dev, dev)
}

func bigAvgDev(xs []float64) *big.Float {
	mean, sum := bigMean(xs), zero()
	for _, x := range xs {
		d := zero().Sub(wide(x), mean)
		sum.Add(sum, d.Abs(d))
	}
	return quo(sum, len(xs))
}

func bigCCI(xs []float64) *big.Float {
	dev := bigAvgDev(xs)
	if d, _ := dev.Float64(); d <= math.Abs(xs[0])*1e-40 { // what 200 bits make of flat prices
		return zero()
	}
	d := zero().Sub(wide(xs[len(xs)-1]), bigMean(xs))
	scale := zero().Quo(wide(15), wide(1000))
	return d.Quo(d, scale.Mul(scale, dev))
}

// bigSlope is the sum of (t-mt)(x-mx) over that of (t-mt)^2.
func bigSlope(xs []float64) *big.Float {
	n := len(xs)
	ts := make([]*big.Float, n)
	for t := range ts {
		ts[t] = wide(float64(t))
	}
	return bigRegress(ts, wides(xs))
}

// bigLine is the line of regression at t = at, where the oldest value of a window
// is at 0.
func bigLine(xs []float64, n, at int) []*big.Float {
	return bigWindow(xs, n, 1, func(xs []float64) *big.Float {
		away := quo(wide(float64(2*at-(n-1))), 2)
		return away.Add(away.Mul(away, bigSlope(xs)), bigMean(xs))
	})
}

// bigPairs is bigWindow for pairs, which may start with nils.
func bigPairs(xs, ys []*big.Float, n, step int, f func(xs, ys []*big.Float) *big.Float) []*big.Float {
	out := make([]*big.Float, len(xs))
	start := n - 1
	for _, x := range xs {
		if x != nil {
			break
		}
		start++
	}
	for i := start; i < len(xs); i += step {
		out[i] = f(xs[i-n+1:i+1], ys[i-n+1:i+1])
	}
	return out
}

// bigSquares returns the sums of (x-mx)^2, (y-my)^2 and (x-mx)(y-my), the first two
// exactly 0 where all are equal.
func bigSquares(xs, ys []*big.Float) (xx, yy, xy *big.Float) {
	mean := func(xs []*big.Float) (m *big.Float, flat bool) {
		m, flat = zero(), true
		for _, x := range xs {
			m.Add(m, x)
			flat = flat && x.Cmp(xs[0]) == 0
		}
		return quo(m, len(xs)), flat
	}
	mx, flatX := mean(xs)
	my, flatY := mean(ys)
	xx, yy, xy = zero(), zero(), zero()
	for i := range xs {
		dx, dy := zero().Sub(xs[i], mx), zero().Sub(ys[i], my)
		xx.Add(xx, zero().Mul(dx, dx))
		yy.Add(yy, zero().Mul(dy, dy))
		xy.Add(xy, zero().Mul(dx, dy))
	}
	if flatX {
		xx = zero()
	}
	if flatY {
		yy = zero()
	}
	return xx, yy, xy
}

func bigCorrel(xs, ys []*big.Float) *big.Float {
	xx, yy, xy := bigSquares(xs, ys)
	if xx.Sign() == 0 || yy.Sign() == 0 {
		return zero()
	}
	return xy.Quo(xy, zero().Sqrt(xx.Mul(xx, yy)))
}

// bigRegress is the slope of y on x.
func bigRegress(xs, ys []*big.Float) *big.Float {
	xx, _, xy := bigSquares(xs, ys)
	if xx.Sign() == 0 {
		return zero()
	}
	return xy.Quo(xy, xx)
}

// bigReturns are x[i]/x[i-1] - 1, 0 after a price of 0; the first is nil.
func bigReturns(xs []float64) []*big.Float {
	out := make([]*big.Float, len(xs))
	for i := 1; i < len(xs); i++ {
		out[i] = zero()
		if xs[i-1] != 0 {
			out[i].Sub(out[i].Quo(wide(xs[i]), wide(xs[i-1])), wide(1))
		}
	}
	return out
}

// bigScore is the distance of the last value from the mean in standard deviations.
func bigScore(xs []float64) *big.Float {
	xx, _, _ := bigSquares(wides(xs), wides(xs))
	if xx.Sign() == 0 {
		return zero()
	}
	d := zero().Sub(wide(xs[len(xs)-1]), bigMean(xs))
	return d.Quo(d, zero().Sqrt(quo(xx, len(xs))))
}

// naivePercentRank is half of the per cent that are below the last value and of those
// that are not above it.
func naivePercentRank(xs []float64) float64 {
	n, below, notAbove := len(xs)-1, 0, 0
	for _, x := range xs[:n] {
		if x < xs[n] {
			below++
		}
		if x <= xs[n] {
			notAbove++
		}
	}
	return (100*float64(below)/float64(n) + 100*float64(notAbove)/float64(n)) / 2
}

// bigDownside is the slope of y on x over the pairs whose x is below the mean.
func bigDownside(xs, ys []*big.Float) *big.Float {
	mean := zero()
	for _, x := range xs {
		mean.Add(mean, x)
	}
	mean = quo(mean, len(xs))
	var downX, downY []*big.Float
	for i, x := range xs {
		// What 200 bits, and 53, make of a return that is the mean.
		if x.Cmp(mean) < 0 {
			downX, downY = append(downX, x), append(downY, ys[i])
		}
	}
	if len(downX) < 2 {
		return zero()
	}
	return bigRegress(downX, downY)
}

// naivePairs returns f of every full window of n pairs.
func naivePairs(xs, ys []float64, n int, f func(xs, ys []float64) float64) []float64 {
	out := nans(len(xs))
	for i := n - 1; i < len(xs); i++ {
		out[i] = f(xs[i-n+1:i+1], ys[i-n+1:i+1])
	}
	return out
}

// naiveSpearman is the correlation of ranks, each the mean of the places that a value
// can have when all are put in order.
func naiveSpearman(xs, ys []float64) float64 {
	ranks := func(xs []float64) []*big.Float {
		sorted := slices.Clone(xs)
		slices.Sort(sorted)
		out := make([]*big.Float, len(xs))
		for i, x := range xs {
			first := slices.Index(sorted, x)
			last := first
			for last+1 < len(sorted) && sorted[last+1] == x {
				last++
			}
			out[i] = quo(wide(float64(first+last+2)), 2)
		}
		return out
	}
	r, _ := bigCorrel(ranks(xs), ranks(ys)).Float64()
	return r
}

// naiveKendall counts the pairs of points that agree, that disagree, and that are
// equal in x, in y and in both.
func naiveKendall(xs, ys []float64) float64 {
	var agree, disagree, onlyX, onlyY float64
	for j := range xs {
		for k := range j {
			switch {
			case xs[j] == xs[k] && ys[j] == ys[k]:
			case xs[j] == xs[k]:
				onlyX++
			case ys[j] == ys[k]:
				onlyY++
			case (xs[j] < xs[k]) == (ys[j] < ys[k]):
				agree++
			default:
				disagree++
			}
		}
	}
	if agree+disagree+onlyX == 0 || agree+disagree+onlyY == 0 {
		return 0
	}
	return (agree - disagree) / math.Sqrt(agree+disagree+onlyX) / math.Sqrt(agree+disagree+onlyY)
}
