package indicator

import (
	"math"
	"slices"
)

// The oracles of volume, momentum, prices and the oscillators made of averages.
var flowsOracles = map[string]oracle{
	"AvgPrice": func(_ []float64, d data) [][]float64 {
		return eachRow(d, func(i int) float64 { return (d.open[i] + d.high[i] + d.low[i] + d.close[i]) / 4 })
	},
	"MedPrice": func(_ []float64, d data) [][]float64 {
		return eachRow(d, func(i int) float64 { return (d.high[i] + d.low[i]) / 2 })
	},
	"TypPrice": func(_ []float64, d data) [][]float64 {
		return eachRow(d, func(i int) float64 { return (d.high[i] + d.low[i] + d.close[i]) / 3 })
	},
	"WclPrice": func(_ []float64, d data) [][]float64 {
		return eachRow(d, func(i int) float64 { return (d.high[i] + d.low[i] + 2*d.close[i]) / 4 })
	},
	"BOP": func(_ []float64, d data) [][]float64 {
		return eachRow(d, func(i int) float64 {
			if d.high[i] == d.low[i] {
				return 0
			}
			return (d.close[i] - d.open[i]) / (d.high[i] - d.low[i])
		})
	},
	"AD": func(_ []float64, d data) [][]float64 { return [][]float64{naiveAD(d)} },
	"ADOsc": func(p []float64, d data) [][]float64 {
		line := naiveAD(d)
		out := nans(len(line))
		fast, slow := line[0], line[0]
		for i, x := range line {
			if i > 0 {
				fast = (fast*(p[0]-1) + 2*x) / (p[0] + 1)
				slow = (slow*(p[1]-1) + 2*x) / (p[1] + 1)
			}
			if i >= int(max(p[0], p[1]))-1 {
				out[i] = fast - slow
			}
		}
		return [][]float64{out}
	},
	"OBV": func(_ []float64, d data) [][]float64 {
		sum := d.volume[0]
		return eachRow(d, func(i int) float64 {
			if i > 0 && d.close[i] > d.close[i-1] {
				sum += d.volume[i]
			} else if i > 0 && d.close[i] < d.close[i-1] {
				sum -= d.volume[i]
			}
			return sum
		})
	},
	"MFI": func(p []float64, d data) [][]float64 {
		n := int(p[0])
		typ := eachRow(d, func(i int) float64 { return (d.high[i] + d.low[i] + d.close[i]) / 3 })[0]
		return eachRow(d, func(i int) float64 {
			if i < n {
				return math.NaN()
			}
			up, down := 0.0, 0.0
			for j := i - n + 1; j <= i; j++ {
				if flow := math.Abs(typ[j] * d.volume[j]); typ[j] > typ[j-1] {
					up += flow
				} else if typ[j] < typ[j-1] {
					down += flow
				}
			}
			if up+down == 0 {
				return 0
			}
			return 100 * up / (up + down)
		})
	},
	"Mom": func(p []float64, d data) [][]float64 {
		return compared(p, d, func(x, y float64) float64 { return x - y })
	},
	"ROC": func(p []float64, d data) [][]float64 {
		return compared(p, d, func(x, y float64) float64 { return ratio(x-y, y) * 100 })
	},
	"ROCP": func(p []float64, d data) [][]float64 {
		return compared(p, d, func(x, y float64) float64 { return ratio(x-y, y) })
	},
	"ROCR":    func(p []float64, d data) [][]float64 { return compared(p, d, ratio) },
	"ROCR100": func(p []float64, d data) [][]float64 { return times(100, compared(p, d, ratio)) },
	"AccBands": func(p []float64, d data) [][]float64 {
		var up, down []float64
		for i, h := range d.high {
			l := d.low[i]
			w := 4 * ratio(h-l, h+l)
			up, down = append(up, h*(1+w)), append(down, l*(1-w))
		}
		n := int(p[0])
		return column(bigWindow(up, n, 1, bigMean), bigWindow(d.close, n, 1, bigMean), bigWindow(down, n, 1, bigMean))
	},
	"APO": func(p []float64, d data) [][]float64 {
		fast, slow := naivePair(p, d.x)
		return eachRow(d, func(i int) float64 { return fast[i] - slow[i] })
	},
	"PPO": func(p []float64, d data) [][]float64 {
		fast, slow := naivePair(p, d.x)
		return eachRow(d, func(i int) float64 { return 100 * ratio(fast[i]-slow[i], slow[i]) })
	},
	"MACDExt": func(p []float64, d data) [][]float64 {
		if p[0] > p[2] {
			p = []float64{p[2], p[3], p[0], p[1], p[4], p[5]}
		}
		fast := naiveMA(MAType(p[1]), int(p[0]), d.x)
		slow := naiveMA(MAType(p[3]), int(p[2]), d.x)
		if f, s := firstNumber(fast), firstNumber(slow); f < s {
			fast = naiveMA(MAType(p[1]), int(p[0]), append(nans(s-f), d.x[s-f:]...))
		} else if s < f {
			slow = naiveMA(MAType(p[3]), int(p[2]), append(nans(f-s), d.x[f-s:]...))
		}
		line := eachRow(d, func(i int) float64 { return fast[i] - slow[i] })[0]
		return withSignal(line, naiveMA(MAType(p[5]), int(p[4]), line))
	},
	"MACDFix": func(p []float64, d data) [][]float64 {
		fast, slow := naiveMean(d.x[14:26]), naiveMean(d.x[:26])
		line := eachRow(d, func(i int) float64 {
			if i < 25 {
				return math.NaN()
			}
			if i > 25 {
				fast = 0.85*fast + 0.15*d.x[i]
				slow = 0.925*slow + 0.075*d.x[i]
			}
			return fast - slow
		})[0]
		n := int(p[0])
		y := 0.0
		return withSignal(line, eachRow(d, func(i int) float64 {
			switch start := 25 + n - 1; {
			case i < start:
				return math.NaN()
			case i == start:
				y = naiveMean(line[25 : start+1])
			default:
				y = (y*float64(n-1) + 2*line[i]) / float64(n+1)
			}
			return y
		})[0])
	},
}

// eachRow returns one column of f.
func eachRow(d data, f func(i int) float64) [][]float64 {
	out := make([]float64, len(d.x))
	for i := range out {
		out[i] = f(i)
	}
	return [][]float64{out}
}

// compared returns f of each value and the one p[0] before it.
func compared(p []float64, d data, f func(x, y float64) float64) [][]float64 {
	n := int(p[0])
	return eachRow(d, func(i int) float64 {
		if i < n {
			return math.NaN()
		}
		return f(d.x[i], d.x[i-n])
	})
}

// ratio is x/y, 0 for y = 0.
func ratio(x, y float64) float64 {
	if y == 0 {
		return 0
	}
	return x / y
}

func naiveMean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

func naiveAD(d data) []float64 {
	sum := 0.0
	return eachRow(d, func(i int) float64 {
		h, l, c := d.high[i], d.low[i], d.close[i]
		sum += ratio((c-l)-(h-c), h-l) * d.volume[i]
		return sum
	})[0]
}

// naivePair returns the averages of APO and PPO, the one of the shorter period
// first.
func naivePair(p []float64, xs []float64) (fast, slow []float64) {
	return naiveMA(MAType(p[2]), int(min(p[0], p[1])), xs), naiveMA(MAType(p[2]), int(max(p[0], p[1])), xs)
}

// firstNumber returns the index of the first number of a column.
func firstNumber(ys []float64) int {
	return slices.IndexFunc(ys, func(y float64) bool { return y == y })
}

// withSignal returns the columns of a MACD from two of them.
func withSignal(line, signal []float64) [][]float64 {
	histogram := slices.Clone(line)
	for i := range histogram {
		histogram[i] -= signal[i]
	}
	return [][]float64{line, signal, histogram}
}
