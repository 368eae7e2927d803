package main

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/riskon/riskon/series"
)

// A block is what one call computes over: bars, their columns, and two more
// columns for the functions that take two.
type block struct {
	open, high, low, close, volume []float64

	second  []float64 // another market's prices
	periods []float64 // 2 to 30, for MAVP

	bars                          series.Bars
	closes, seconds, periodSeries series.Series

	rows []series.Bar // the first of bars, one by one, for Update
}

// maxRows bounds the bars that a block holds twice.
const maxRows = 10_000

// A shape makes the market something else than a walk: it returns the bar to put
// in the place of b, bar number i of its block, given the one put before it.
type shape func(i int, b, last series.Bar) series.Bar

// shapes are the markets in which a shortcut may be slow, or the only fast one.
func shapes() []struct {
	name string
	make shape
} {
	return []struct {
		name string
		make shape
	}{
		{"walk", nil},
		{"flat", func(_ int, b, _ series.Bar) series.Bar { return still(b, 100) }},
		{"zero", func(_ int, b, _ series.Bar) series.Bar { return still(b, 0) }},
		{"stops", func(i int, b, last series.Bar) series.Bar {
			if i < 1000 {
				return b
			}
			return still(b, last.Close)
		}},
		{"missing", func(i int, b, _ series.Bar) series.Bar {
			if uint32(i)*2654435761%10 == 0 { // one in ten, at no rhythm
				b = still(b, math.NaN())
				b.Volume = math.NaN()
			}
			return b
		}},
	}
}

// still returns b with all its prices at p.
func still(b series.Bar, p float64) series.Bar {
	b.Open, b.High, b.Low, b.Close = p, p, p, p
	return b
}

// generate returns count blocks of n bars each: one after another the pieces of
// one geometric random walk, no piece of it twice. Bars are a minute long, open
// away from the close before, and reach above and below their open and close.
func generate(seed uint64, n, count int, change shape) ([]*block, error) {
	rng := rand.New(rand.NewPCG(seed, 1))
	blocks := make([]*block, count)
	price, other := 100.0, 100.0
	for k := range blocks {
		rows := make([]series.Bar, n)
		second, periods := make([]float64, n), make([]float64, n)
		var last, last2 series.Bar
		for i := range rows {
			start := time.Unix(60*int64(k*n+i), 0).UTC()
			b := series.Bar{Start: start, End: start.Add(time.Minute)}
			gap := 0.0002
			if rng.IntN(50) == 0 {
				gap = 0.004
			}
			b.Open = tick(price * math.Exp(gap*rng.NormFloat64()))
			common := rng.NormFloat64()
			price *= math.Exp(0.001 * common)
			other *= math.Exp(0.0007*common + 0.0007*rng.NormFloat64())
			b.Close = tick(price)
			b.High = tick(max(b.Open, b.Close) * (1 + 0.0005*rng.ExpFloat64()))
			b.Low = tick(min(b.Open, b.Close) / (1 + 0.0005*rng.ExpFloat64()))
			b.Volume = math.Floor(1000 * rng.ExpFloat64())
			b2 := still(b, tick(other))
			if change != nil {
				b, b2 = change(i, b, last), change(i, b2, last2)
			}
			rows[i], last, last2 = b, b, b2
			second[i] = b2.Close
			periods[i] = float64(2 + rng.IntN(29))
		}
		b, err := newBlock(rows, second, periods)
		if err != nil {
			return nil, err
		}
		blocks[k] = b
	}
	return blocks, nil
}

// tick rounds a price to where markets quote it.
func tick(p float64) float64 { return math.Round(p*1e4) / 1e4 }

func newBlock(rows []series.Bar, second, periods []float64) (*block, error) {
	bars, err := series.NewBars(rows)
	if err != nil {
		return nil, err
	}
	b := &block{
		open: bars.Open().Values(), high: bars.High().Values(), low: bars.Low().Values(),
		close: bars.Close().Values(), volume: bars.Volume().Values(),
		second: second, periods: periods,
		bars: bars, closes: bars.Close(),
		rows: append([]series.Bar(nil), rows[:min(len(rows), maxRows)]...),
	}
	stamps := b.closes.UnixNanos()
	if b.seconds, err = series.FromUnixNano(stamps, second); err != nil {
		return nil, err
	}
	if b.periodSeries, err = series.FromUnixNano(stamps, periods); err != nil {
		return nil, err
	}
	return b, nil
}
