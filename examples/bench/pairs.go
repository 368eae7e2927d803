package main

import (
	"slices"

	talib "github.com/markcheno/go-talib"
	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// A pair is one indicator in both libraries.
type pair struct {
	name  string
	talib string  // go-talib's name; empty: it has none
	bar   float64 // what the ratio of times has to be at most

	// periods are those to measure; the first is that of the bar and of the
	// screening run. An indicator without one period has the list {0}.
	periods []int

	// make returns both sides with a period.
	make func(period int) (*ours, theirs)
}

// long is the period measured in addition to the usual ones.
const long = 200

// limit returns the bar of a period.
func (p pair) limit(period int) float64 {
	switch {
	case period != long:
		return p.bar
	case p.name == "CCI":
		return 0.25 // the cost must not grow with the period
	}
	return 1
}

// pairs returns every indicator of the library beside go-talib's function, with
// the parameters of the bars first, then TA-Lib's defaults where they are others.
func pairs() []pair {
	return slices.Concat(overlap(), momentum(), directions(), oscillators(), volumes(), cycles(), prices(), statistics())
}

type (
	numberFunc func([]float64, int) []float64
	hlFunc     func(high, low []float64, period int) []float64
	hlcFunc    func(high, low, close []float64, period int) []float64
)

// number is an indicator of closes with a period and one output.
func number(name, theirName string, bar float64, live func(int) *indicator.Stream,
	batch func(series.Series, int) series.Series, f numberFunc, periods ...int) pair {
	return pair{name, theirName, bar, append(periods, long), func(n int) (*ours, theirs) {
		return ofNumbers(live(n), func(b *block) { batch(b.closes, n) }),
			func(b *block) [][]float64 { return [][]float64{f(b.close, n)} }
	}}
}

// numberHL is an indicator of highs and lows with a period and one output.
func numberHL(name, theirName string, bar float64, live func(int) *indicator.BarStream,
	batch func(series.Bars, int) series.Series, f hlFunc, periods ...int) pair {
	return numberHLC(name, theirName, bar, live, batch,
		func(high, low, _ []float64, n int) []float64 { return f(high, low, n) }, periods...)
}

// numberHLC is an indicator of highs, lows and closes with a period and one output.
func numberHLC(name, theirName string, bar float64, live func(int) *indicator.BarStream,
	batch func(series.Bars, int) series.Series, f hlcFunc, periods ...int) pair {
	return pair{name, theirName, bar, append(periods, long), func(n int) (*ours, theirs) {
		return ofBars(live(n), func(b *block) { batch(b.bars, n) }),
			func(b *block) [][]float64 { return [][]float64{f(b.high, b.low, b.close, n)} }
	}}
}

// fixed is an indicator without a period, or with more than one.
func fixed(name, theirName string, bar float64, live func() *ours, f theirs) pair {
	return pair{name, theirName, bar, []int{0}, func(int) (*ours, theirs) { return live(), f }}
}

// closesOnly is a fixed indicator of closes with one output.
func closesOnly(name, theirName string, bar float64, live func() *indicator.Stream,
	batch func(series.Series) series.Series, f func([]float64) []float64) pair {
	return fixed(name, theirName, bar, func() *ours {
		return ofNumbers(live(), func(b *block) { batch(b.closes) })
	}, func(b *block) [][]float64 { return [][]float64{f(b.close)} })
}

// barsOnly is a fixed indicator of bars with one output.
func barsOnly(name, theirName string, bar float64, live func() *indicator.BarStream,
	batch func(series.Bars) series.Series, f func(*block) []float64) pair {
	return fixed(name, theirName, bar, func() *ours {
		return ofBars(live(), func(b *block) { batch(b.bars) })
	}, func(b *block) [][]float64 { return [][]float64{f(b)} })
}

// two and three gather the outputs of a function of go-talib.
func two(a, b []float64) [][]float64      { return [][]float64{a, b} }
func three(a, b, c []float64) [][]float64 { return [][]float64{a, b, c} }

func overlap() []pair {
	return []pair{
		number("SMA", "Sma", 0.35, indicator.NewSMA, indicator.SMA, talib.Sma, 20, 30),
		number("EMA", "Ema", 0.40, indicator.NewEMA, indicator.EMA, talib.Ema, 20, 30),
		number("WMA", "Wma", 0.55, indicator.NewWMA, indicator.WMA, talib.Wma, 20, 30),
		number("DEMA", "Dema", 1, indicator.NewDEMA, indicator.DEMA, talib.Dema, 30),
		number("TEMA", "Tema", 1, indicator.NewTEMA, indicator.TEMA, talib.Tema, 30),
		number("TRIMA", "Trima", 1, indicator.NewTRIMA, indicator.TRIMA, talib.Trima, 30),
		number("KAMA", "Kama", 0.60, indicator.NewKAMA, indicator.KAMA, talib.Kama, 30),
		fixed("MAMA", "Mama", 1, func() *ours {
			return ofNumbers(indicator.NewMAMA(0.5, 0.05), func(b *block) { indicator.MAMA(b.closes, 0.5, 0.05) })
		}, func(b *block) [][]float64 { return two(talib.Mama(b.close, 0.5, 0.05)) }),
		number("T3", "T3", 0.60, func(n int) *indicator.Stream { return indicator.NewT3(n, 0.7) },
			func(s series.Series, n int) series.Series { return indicator.T3(s, n, 0.7) },
			func(xs []float64, n int) []float64 { return talib.T3(xs, n, 0.7) }, 5),
		number("MA", "Ma", 1, func(n int) *indicator.Stream { return indicator.NewMA(n, indicator.TypeSMA) },
			func(s series.Series, n int) series.Series { return indicator.MA(s, n, indicator.TypeSMA) },
			func(xs []float64, n int) []float64 { return talib.Ma(xs, n, talib.SMA) }, 30),
		fixed("MAVP", "MaVp", 1, func() *ours {
			return ofPairs(indicator.NewMAVP(2, 30, indicator.TypeSMA), func(b *block) []float64 { return b.periods },
				func(b *block) { indicator.MAVP(b.closes, b.periodSeries, 2, 30, indicator.TypeSMA) })
		}, func(b *block) [][]float64 {
			return [][]float64{talib.MaVp(b.close, b.periods, 2, 30, talib.SMA)}
		}),
		{"Bollinger", "BBands", 0.30, []int{20, 5, long}, func(n int) (*ours, theirs) {
			c := indicator.BollingerConfig{Period: n}
			return ofNumbers(indicator.NewBollinger(c), func(b *block) { indicator.Bollinger(b.closes, c) }),
				func(b *block) [][]float64 { return three(talib.BBands(b.close, n, 2, 2, talib.SMA)) }
		}},
		{"AccBands", "", 0, []int{20, long}, func(n int) (*ours, theirs) {
			return ofBars(indicator.NewAccBands(n), func(b *block) { indicator.AccBands(b.bars, n) }), nil
		}},
		number("MidPoint", "MidPoint", 1, indicator.NewMidPoint, indicator.MidPoint, talib.MidPoint, 14),
		numberHL("MidPrice", "MidPrice", 1, indicator.NewMidPrice, indicator.MidPrice, talib.MidPrice, 14),
		closesOnly("HTTrendline", "HtTrendline", 1, indicator.NewHTTrendline, indicator.HTTrendline, talib.HtTrendline),
		barsOnly("SAR", "Sar", 0.50, func() *indicator.BarStream { return indicator.NewSAR(0.02, 0.2) },
			func(b series.Bars) series.Series { return indicator.SAR(b, 0.02, 0.2) },
			func(b *block) []float64 { return talib.Sar(b.high, b.low, 0.02, 0.2) }),
		barsOnly("SARExt", "SarExt", 1, func() *indicator.BarStream { return indicator.NewSARExt(indicator.SARExtConfig{}) },
			func(b series.Bars) series.Series { return indicator.SARExt(b, indicator.SARExtConfig{}) },
			func(b *block) []float64 {
				return talib.SarExt(b.high, b.low, 0, 0, 0.02, 0.02, 0.2, 0.02, 0.02, 0.2)
			}),
	}
}
