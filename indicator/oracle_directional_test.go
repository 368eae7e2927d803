package indicator

import (
	"math"
	"slices"
)

// The oracles of directional movement, of ranges and of gains against losses.
var directionalOracles = map[string]oracle{
	"TrueRange": func(p []float64, d data) [][]float64 { return [][]float64{naiveTrueRange(d)} },
	"NATR": func(p []float64, d data) [][]float64 {
		y := naiveWilder(naiveTrueRange(d), 1, int(p[0]))
		for i := range y {
			y[i] *= 100 / d.close[i]
		}
		return [][]float64{y}
	},
	"PlusDM": func(p []float64, d data) [][]float64 {
		plus, _ := naiveMoves(d)
		return [][]float64{naiveDM(plus, int(p[0]))}
	},
	"MinusDM": func(p []float64, d data) [][]float64 {
		_, minus := naiveMoves(d)
		return [][]float64{naiveDM(minus, int(p[0]))}
	},
	"PlusDI": func(p []float64, d data) [][]float64 {
		plus, _ := naiveMoves(d)
		return [][]float64{naiveDI(plus, d, int(p[0]))}
	},
	"MinusDI": func(p []float64, d data) [][]float64 {
		_, minus := naiveMoves(d)
		return [][]float64{naiveDI(minus, d, int(p[0]))}
	},
	"DX":  func(p []float64, d data) [][]float64 { return [][]float64{naiveDX(d, int(p[0]))} },
	"ADX": func(p []float64, d data) [][]float64 { return [][]float64{naiveADX(d, int(p[0]))} },
	"ADXR": func(p []float64, d data) [][]float64 {
		n, y := int(p[0]), naiveADX(d, int(p[0]))
		out := nans(len(y))
		for i := n - 1; i < len(y); i++ {
			out[i] = (y[i] + y[i-n+1]) / 2
		}
		return [][]float64{out}
	},
	"CMO": func(p []float64, d data) [][]float64 { return [][]float64{naiveCMO(d.x, int(p[0]))} },
	"IMI": func(p []float64, d data) [][]float64 {
		n, out := int(p[0]), nans(len(d.close))
		for i := n - 1; i < len(out); i++ {
			var up, down float64
			for j := i - n + 1; j <= i; j++ {
				if d.close[j] > d.open[j] {
					up += d.close[j] - d.open[j]
				} else {
					down += d.open[j] - d.close[j]
				}
			}
			if out[i] = 50; up+down > 0 {
				out[i] = 100 * up / (up + down)
			}
		}
		return [][]float64{out}
	},
	"UltOsc": func(p []float64, d data) [][]float64 {
		tr, out := naiveTrueRange(d), nans(len(d.close))
		n := slices.Sorted(slices.Values(p))
		for i := int(n[2]); i < len(out); i++ {
			out[i] = 0
			for span, weight := range []float64{4, 2, 1} {
				var bp, sum float64
				for j := i - int(n[span]) + 1; j <= i; j++ {
					bp += d.close[j] - math.Min(d.low[j], d.close[j-1])
					sum += tr[j]
				}
				if sum > 0 {
					out[i] += 100 * weight / 7 * bp / sum
				}
			}
		}
		return [][]float64{out}
	},
}

// naiveTrueRange is the largest of Wilder's three ranges.
func naiveTrueRange(d data) []float64 {
	out := nans(len(d.close))
	for i := 1; i < len(out); i++ {
		c := d.close[i-1]
		out[i] = math.Max(d.high[i]-d.low[i], math.Max(math.Abs(d.high[i]-c), math.Abs(d.low[i]-c)))
	}
	return out
}

// naiveMoves are the directional movements of each bar.
func naiveMoves(d data) (plus, minus []float64) {
	plus, minus = make([]float64, len(d.high)), make([]float64, len(d.high))
	for i := 1; i < len(plus); i++ {
		up, down := d.high[i]-d.high[i-1], d.low[i-1]-d.low[i]
		switch {
		case up > 0 && up > down:
			plus[i] = up
		case down > 0 && down > up:
			minus[i] = down
		}
	}
	return plus, minus
}

// naiveWilder is Wilder's average of the xs from index first, seeded with the mean
// of n of them.
func naiveWilder(xs []float64, first, n int) []float64 {
	out := nans(len(xs))
	for i := first + n - 1; i < len(xs); i++ {
		if i > first+n-1 {
			out[i] = (out[i-1]*float64(n-1) + xs[i]) / float64(n)
			continue
		}
		out[i] = 0
		for _, x := range xs[first : first+n] {
			out[i] += x / float64(n)
		}
	}
	return out
}

// naiveSums are Wilder's sums, seeded with the n-1 xs from index 1.
func naiveSums(xs []float64, n int) []float64 {
	out, sum := nans(len(xs)), 0.0
	for i := 1; i < len(xs); i++ {
		if i >= n {
			sum -= sum / float64(n)
		}
		if sum += xs[i]; i >= n-1 {
			out[i] = sum
		}
	}
	return out
}

func naiveDM(moves []float64, n int) []float64 { return naiveSums(moves, n) }

func naiveDI(moves []float64, d data, n int) []float64 {
	move, span := naiveSums(moves, n), naiveSums(naiveTrueRange(d), n)
	out := nans(len(moves))
	for i := n; i < len(out); i++ {
		if out[i] = 0; span[i] > 0 {
			out[i] = 100 * move[i] / span[i]
		}
	}
	return out
}

// naiveDX divides by the true range, as Wilder does.
func naiveDX(d data, n int) []float64 {
	up, down := naiveMoves(d)
	plus, minus := naiveDI(up, d, n), naiveDI(down, d, n)
	out := nans(len(up))
	for i := n; i < len(out); i++ {
		switch {
		case plus[i]+minus[i] > 0:
			out[i] = 100 * math.Abs(plus[i]-minus[i]) / (plus[i] + minus[i])
		case i == n:
			out[i] = 0
		default:
			out[i] = out[i-1]
		}
	}
	return out
}

func naiveADX(d data, n int) []float64 { return naiveWilder(naiveDX(d, n), n, n) }

func naiveCMO(xs []float64, n int) []float64 {
	gains, losses := make([]float64, len(xs)), make([]float64, len(xs))
	for i := 1; i < len(xs); i++ {
		gains[i], losses[i] = math.Max(xs[i]-xs[i-1], 0), math.Max(xs[i-1]-xs[i], 0)
	}
	gain, loss := naiveWilder(gains, 1, n), naiveWilder(losses, 1, n)
	out := nans(len(xs))
	for i := n; i < len(out); i++ {
		switch {
		case gain[i]+loss[i] > 0:
			out[i] = 100 * (gain[i] - loss[i]) / (gain[i] + loss[i])
		case i == n:
			out[i] = 0
		default:
			out[i] = out[i-1]
		}
	}
	return out
}
