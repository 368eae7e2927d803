package indicator

import (
	"math"
	"math/rand"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// bar returns bar i with its fields.
func bar(i int, o, h, l, c, v float64) series.Bar {
	start := time.Unix(int64(i)*60, 0).UTC()
	return series.Bar{Start: start, End: start.Add(time.Minute), Open: o, High: h, Low: l, Close: c, Volume: v}
}

func mustBars(t testing.TB, bars []series.Bar) series.Bars {
	t.Helper()
	b, err := series.NewBars(bars)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// closes returns bars around closing prices.
func closes(xs []float64) []series.Bar {
	rng := rand.New(rand.NewSource(int64(len(xs))))
	var bars []series.Bar
	for i, x := range xs {
		w := math.Abs(x) * 0.01
		if rng.Intn(4) == 0 {
			w = 0
		}
		up, down := w*rng.Float64(), w*rng.Float64()
		clip := func(x float64) float64 { return max(-series.Limit, min(x, series.Limit)) }
		bars = append(bars, bar(i, clip(x+up/2), clip(x+up), clip(x-down), x, math.Floor(1e6*rng.Float64())))
	}
	return bars
}

// walk returns n prices of a random walk near 100.
func walk(n int, seed int64) []float64 {
	rng := rand.New(rand.NewSource(seed))
	xs := make([]float64, n)
	p := 100.0
	for i := range xs {
		p *= 1 + 0.01*rng.NormFloat64()
		p += 0.01 * (100 - p)
		xs[i] = math.Round(p*1e4) / 1e4
	}
	return xs
}

// markets returns prices of every kind that has broken an indicator somewhere.
func markets(n int) map[string][]float64 {
	rng := rand.New(rand.NewSource(7))
	make := func(f func(i int) float64) []float64 {
		xs := make([]float64, n)
		for i := range xs {
			xs[i] = f(i)
		}
		return xs
	}
	w := walk(n, 3)
	return map[string][]float64{
		"walk":     w,
		"constant": make(func(int) float64 { return 42.1 }),
		"zero":     make(func(int) float64 { return 0 }),
		"stairs":   make(func(i int) float64 { return math.Floor(w[i]) * float64(1+i/97%2) }),
		"around0":  make(func(int) float64 { return rng.NormFloat64() }),
		"spikes": make(func(i int) float64 {
			if i%37 == 5 {
				return 1e6 * w[i]
			}
			return w[i]
		}),
		"huge": make(func(i int) float64 { return (w[i] - 100) * 1e73 }),
		"tiny": make(func(i int) float64 { return (w[i] - 100) * 1e-300 }),
		"limit": make(func(i int) float64 {
			return []float64{1e75, -1e75, 0, 1e75, 1e75}[rng.Intn(5)]
		}),
		"calms down": make(func(i int) float64 {
			if i < 60 {
				return []float64{1e75, -1e75, 1e75, 1e75}[rng.Intn(4)]
			}
			return w[i]
		}),
		"rise": make(func(i int) float64 { return 1 + float64(i)/3 }),
	}
}

func same(a, b []float64) bool {
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) && (a[i] == a[i] || b[i] == b[i]) {
			return false
		}
	}
	return len(a) == len(b)
}

func sameRows(a, b [][]float64) int {
	for i := range a {
		if i >= len(b) || !same(a[i], b[i]) {
			return i
		}
	}
	if len(b) != len(a) {
		return len(a)
	}
	return -1
}
