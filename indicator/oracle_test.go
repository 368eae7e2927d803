package indicator

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"github.com/riskon/riskon/series"
)

// oracleMarkets are the bars that every indicator is compared on with its oracle.
func oracleMarkets(t testing.TB) map[string]series.Bars {
	m := markets(320)
	bars := map[string]series.Bars{}
	for _, name := range []string{"walk", "stairs", "around0", "rise", "constant"} {
		bars[name] = mustBars(t, closes(m[name]))
	}
	bars["edge"] = readBars(t, "testdata/ohlcv_edge.csv").Slice(150, 470)
	return bars
}

// Every indicator of the catalog against its formula, written plainly.
func TestOracle(t *testing.T) {
	all := oracles()
	for name, bars := range oracleMarkets(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := dataOf(bars)
			for _, e := range catalog {
				o := all[e.Name]
				if o == nil {
					t.Errorf("%s has no oracle", e.Name)
					continue
				}
				for _, spec := range specs(e) {
					compareOracle(t, spec, bars, o(open1(t, spec).Spec().params, d))
				}
			}
		})
	}
	for name := range all {
		if entryOf(name) == nil {
			t.Errorf("an oracle for %s, which is not in the catalog", name)
		}
	}
}

func compareOracle(t *testing.T, spec string, bars series.Bars, want [][]float64) {
	t.Helper()
	f, err := Eval(spec, bars)
	if err != nil {
		t.Fatal(err)
	}
	if len(want) != f.Width() {
		t.Fatalf("%s: %d columns, the oracle has %d", spec, f.Width(), len(want))
	}
	yardstick := 0.0 // outputs of one indicator are in one unit
	for _, w := range want {
		yardstick = max(yardstick, scale(w))
	}
	if price := scale(bars.Close().Values()); yardstick < 1e-9*price {
		yardstick = 1e-3 * price // most of it is the rounding of prices
	}
	for j, w := range want {
		for i, y := range f.Column(j).Values() {
			if !near(y, w[i], yardstick, 1e-9) {
				t.Errorf("%s %s: row %d: %v, want %v", spec, f.Names()[j], i, y, w[i])
				return
			}
		}
	}
}

// The oracles of the first eight.
var classicOracles = map[string]oracle{
	"SMA": func(p []float64, d data) [][]float64 { return column(bigWindow(d.x, int(p[0]), 1, bigMean)) },
	"StdDev": func(p []float64, d data) [][]float64 {
		return times(p[1], column(bigWindow(d.x, int(p[0]), 1, bigStdDev)))
	},
	"EMA": func(p []float64, d data) [][]float64 { return column(bigEMA(d.x, int(p[0]))) },
	"RSI": func(p []float64, d data) [][]float64 { return column(bigRSI(d.x, int(p[0]))) },
	"ATR": func(p []float64, d data) [][]float64 { return column(bigATR(d, int(p[0]))) },
	"Max": func(p []float64, d data) [][]float64 { return [][]float64{naiveWindow(d.x, int(p[0]), naiveMax)} },
	"Min": func(p []float64, d data) [][]float64 { return [][]float64{naiveWindow(d.x, int(p[0]), naiveMin)} },
	"MACD": func(p []float64, d data) [][]float64 {
		n := [3]int{int(min(p[0], p[1])), int(max(p[0], p[1])), int(p[2])}
		w, start := wides(d.x), max(n[0], n[1])-1
		fast, slow := bigAverages(w, n[0], start, 2, n[0]+1), bigAverages(w, n[1], start, 2, n[1]+1)
		line := make([]*big.Float, len(w))
		for i := start; i < len(w); i++ {
			line[i] = zero().Sub(fast[i], slow[i])
		}
		signal := bigAverages(line, n[2], start+n[2]-1, 2, n[2]+1)
		hist := make([]*big.Float, len(w))
		for i := start + n[2] - 1; i < len(w); i++ {
			hist[i] = zero().Sub(line[i], signal[i])
		}
		return column(line, signal, hist)
	},
}

// column rounds columns, nil to NaN.
func column(columns ...[]*big.Float) [][]float64 {
	var out [][]float64
	for _, c := range columns {
		ys := nans(len(c))
		for i, y := range c {
			if y != nil {
				ys[i], _ = y.Float64()
			}
		}
		out = append(out, ys)
	}
	return out
}

// times multiplies columns by k.
func times(k float64, columns [][]float64) [][]float64 {
	for _, c := range columns {
		for i := range c {
			c[i] *= k
		}
	}
	return columns
}

// naiveWindow returns f of every full window of n.
func naiveWindow(xs []float64, n int, f func([]float64) float64) []float64 {
	out := nans(len(xs))
	for i := n - 1; i < len(xs); i++ {
		out[i] = f(xs[i-n+1 : i+1])
	}
	return out
}

func naiveMax(xs []float64) float64 {
	y := math.Inf(-1)
	for _, x := range xs {
		y = math.Max(y, x)
	}
	return y
}

func naiveMin(xs []float64) float64 {
	y := math.Inf(1)
	for _, x := range xs {
		y = math.Min(y, x)
	}
	return y
}

// The yardstick itself can fail.
func TestNear(t *testing.T) {
	for _, c := range []struct {
		a, b, median float64
		want         bool
	}{{1, 1, 0, true}, {1, 1 + 2e-9, 0, false}, {1, 1 + 2e-9, 3, true}, {math.NaN(), math.NaN(), 1, true}, {math.NaN(), 0, 1, false}, {0, math.NaN(), 1, false}} {
		if near(c.a, c.b, c.median, 1e-9) != c.want {
			t.Error(fmt.Sprint(c))
		}
	}
}
