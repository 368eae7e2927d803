package main

import (
	talib "github.com/markcheno/go-talib"
	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// volumes holds the indicators of volume and of volatility.
func volumes() []pair {
	return []pair{
		{"MFI", "Mfi", 0.70, []int{14, long}, func(n int) (*ours, theirs) {
			return ofBars(indicator.NewMFI(n), func(b *block) { indicator.MFI(b.bars, n) }),
				func(b *block) [][]float64 { return [][]float64{talib.Mfi(b.high, b.low, b.close, b.volume, n)} }
		}},
		barsOnly("AD", "Ad", 1, indicator.NewAD, indicator.AD,
			func(b *block) []float64 { return talib.Ad(b.high, b.low, b.close, b.volume) }),
		barsOnly("ADOsc", "AdOsc", 1, func() *indicator.BarStream { return indicator.NewADOsc(3, 10) },
			func(b series.Bars) series.Series { return indicator.ADOsc(b, 3, 10) },
			func(b *block) []float64 { return talib.AdOsc(b.high, b.low, b.close, b.volume, 3, 10) }),
		barsOnly("OBV", "Obv", 0.80, indicator.NewOBV, indicator.OBV,
			func(b *block) []float64 { return talib.Obv(b.close, b.volume) }),
		numberHLC("ATR", "Atr", 0.20, indicator.NewATR, indicator.ATR, talib.Atr, 14),
		numberHLC("NATR", "Natr", 1, indicator.NewNATR, indicator.NATR, talib.Natr, 14),
		barsOnly("TrueRange", "TRange", 1, indicator.NewTrueRange, indicator.TrueRange,
			func(b *block) []float64 { return talib.TRange(b.high, b.low, b.close) }),
	}
}

// cycles holds what Ehlers makes of the Hilbert transform.
func cycles() []pair {
	return []pair{
		closesOnly("HTDCPeriod", "HtDcPeriod", 0.95, indicator.NewHTDCPeriod, indicator.HTDCPeriod, talib.HtDcPeriod),
		closesOnly("HTDCPhase", "HtDcPhase", 1, indicator.NewHTDCPhase, indicator.HTDCPhase, talib.HtDcPhase),
		fixed("HTPhasor", "HtPhasor", 1, func() *ours {
			return ofNumbers(indicator.NewHTPhasor(), func(b *block) { indicator.HTPhasor(b.closes) })
		}, func(b *block) [][]float64 { return two(talib.HtPhasor(b.close)) }),
		fixed("HTSine", "HtSine", 1, func() *ours {
			return ofNumbers(indicator.NewHTSine(), func(b *block) { indicator.HTSine(b.closes) })
		}, func(b *block) [][]float64 { return two(talib.HtSine(b.close)) }),
		closesOnly("HTTrendMode", "HtTrendMode", 1, indicator.NewHTTrendMode, indicator.HTTrendMode, talib.HtTrendMode),
	}
}

// prices holds one number for a bar, and the average deviation of closes.
func prices() []pair {
	return []pair{
		barsOnly("AvgPrice", "AvgPrice", 1, indicator.NewAvgPrice, indicator.AvgPrice,
			func(b *block) []float64 { return talib.AvgPrice(b.open, b.high, b.low, b.close) }),
		barsOnly("MedPrice", "MedPrice", 1, indicator.NewMedPrice, indicator.MedPrice,
			func(b *block) []float64 { return talib.MedPrice(b.high, b.low) }),
		barsOnly("TypPrice", "TypPrice", 1, indicator.NewTypPrice, indicator.TypPrice,
			func(b *block) []float64 { return talib.TypPrice(b.high, b.low, b.close) }),
		barsOnly("WclPrice", "WclPrice", 1, indicator.NewWclPrice, indicator.WclPrice,
			func(b *block) []float64 { return talib.WclPrice(b.high, b.low, b.close) }),
		{"AvgDev", "", 0, []int{14, long}, func(n int) (*ours, theirs) {
			return ofNumbers(indicator.NewAvgDev(n), func(b *block) { indicator.AvgDev(b.closes, n) }), nil
		}},
	}
}

// besides is an indicator of two markets with a period.
func besides(name, theirName string, bar float64, live func(int) *indicator.PairStream,
	batch func(x, y series.Series, n int) series.Series, f func(x, y []float64, n int) []float64, period int) pair {
	return pair{name, theirName, bar, []int{period, long}, func(n int) (*ours, theirs) {
		return ofPairs(live(n), func(b *block) []float64 { return b.second },
				func(b *block) { batch(b.closes, b.seconds, n) }),
			func(b *block) [][]float64 { return [][]float64{f(b.close, b.second, n)} }
	}}
}

// oursBeside and oursAlone are indicators with a period that go-talib does not have:
// of two markets, and of closes.
func oursBeside(name string, live func(int) *indicator.PairStream,
	batch func(x, y series.Series, n int) series.Series, period int) pair {
	return besides(name, "", 0, live, batch, nil, period).withoutTheirs()
}

func oursAlone(name string, live func(int) *indicator.Stream, batch func(series.Series, int) series.Series, period int) pair {
	return number(name, "", 0, live, batch, nil, period).withoutTheirs()
}

// withoutTheirs returns p of which only one side is there.
func (p pair) withoutTheirs() pair {
	both := p.make
	p.make = func(n int) (*ours, theirs) {
		o, _ := both(n)
		return o, nil
	}
	return p
}

// statistics holds what statistics has a name for.
func statistics() []pair {
	return []pair{
		besides("Beta", "Beta", 0.90, indicator.NewBeta, indicator.Beta, talib.Beta, 5),
		oursBeside("DownsideBeta", indicator.NewDownsideBeta, indicator.DownsideBeta, 60),
		besides("Correl", "Correl", 0.95, indicator.NewCorrel, indicator.Correl, talib.Correl, 30),
		oursBeside("Spearman", indicator.NewSpearman, indicator.Spearman, 30),
		oursBeside("Kendall", indicator.NewKendall, indicator.Kendall, 30),
		oursBeside("HedgeRatio", indicator.NewHedgeRatio, indicator.HedgeRatio, 30),
		number("LinReg", "LinearReg", 1, indicator.NewLinReg, indicator.LinReg, talib.LinearReg, 14),
		number("LinRegAngle", "LinearRegAngle", 1, indicator.NewLinRegAngle, indicator.LinRegAngle, talib.LinearRegAngle, 14),
		number("LinRegIntercept", "LinearRegIntercept", 1,
			indicator.NewLinRegIntercept, indicator.LinRegIntercept, talib.LinearRegIntercept, 14),
		number("LinRegSlope", "LinearRegSlope", 0.80, indicator.NewLinRegSlope, indicator.LinRegSlope, talib.LinearRegSlope, 14),
		number("TSF", "Tsf", 1, indicator.NewTSF, indicator.TSF, talib.Tsf, 14),
		number("StdDev", "StdDev", 0.60, indicator.NewStdDev, indicator.StdDev,
			func(xs []float64, n int) []float64 { return talib.StdDev(xs, n, 1) }, 20, 5),
		oursAlone("ZScore", indicator.NewZScore, indicator.ZScore, 20),
		number("Var", "Var", 1, indicator.NewVar, indicator.Var, talib.Var, 5),
		number("Max", "Max", 0.45, indicator.NewMax, indicator.Max, talib.Max, 20, 30),
		number("MaxIndex", "MaxIndex", 1, indicator.NewMaxIndex, indicator.MaxIndex, talib.MaxIndex, 30),
		number("Min", "Min", 0.45, indicator.NewMin, indicator.Min, talib.Min, 20, 30),
		number("MinIndex", "MinIndex", 1, indicator.NewMinIndex, indicator.MinIndex, talib.MinIndex, 30),
		{"MinMax", "MinMax", 1, []int{30, long}, func(n int) (*ours, theirs) {
			return ofNumbers(indicator.NewMinMax(n), func(b *block) { indicator.MinMax(b.closes, n) }),
				func(b *block) [][]float64 { return two(talib.MinMax(b.close, n)) }
		}},
		{"MinMaxIndex", "MinMaxIndex", 1, []int{30, long}, func(n int) (*ours, theirs) {
			return ofNumbers(indicator.NewMinMaxIndex(n), func(b *block) { indicator.MinMaxIndex(b.closes, n) }),
				func(b *block) [][]float64 { return two(talib.MinMaxIndex(b.close, n)) }
		}},
		number("Sum", "Sum", 1, indicator.NewSum, indicator.Sum, talib.Sum, 30),
		oursAlone("PercentRank", indicator.NewPercentRank, indicator.PercentRank, 100),
	}
}
