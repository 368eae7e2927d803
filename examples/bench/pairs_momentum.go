package main

import (
	talib "github.com/markcheno/go-talib"
	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// momentum holds the indicators of closes alone.
func momentum() []pair {
	return []pair{
		fixed("APO", "Apo", 1, func() *ours {
			return ofNumbers(indicator.NewAPO(12, 26, indicator.TypeSMA),
				func(b *block) { indicator.APO(b.closes, 12, 26, indicator.TypeSMA) })
		}, func(b *block) [][]float64 { return [][]float64{talib.Apo(b.close, 12, 26, talib.SMA)} }),
		number("CMO", "Cmo", 1, indicator.NewCMO, indicator.CMO, talib.Cmo, 14),
		fixed("MACD", "Macd", 0.12, func() *ours {
			return ofNumbers(indicator.NewMACD(12, 26, 9), func(b *block) { indicator.MACD(b.closes, 12, 26, 9) })
		}, func(b *block) [][]float64 { return three(talib.Macd(b.close, 12, 26, 9)) }),
		fixed("MACDExt", "MacdExt", 1, func() *ours {
			c := indicator.MACDExtConfig{}
			return ofNumbers(indicator.NewMACDExt(c), func(b *block) { indicator.MACDExt(b.closes, c) })
		}, func(b *block) [][]float64 {
			return three(talib.MacdExt(b.close, 12, talib.SMA, 26, talib.SMA, 9, talib.SMA))
		}),
		fixed("MACDFix", "MacdFix", 1, func() *ours {
			return ofNumbers(indicator.NewMACDFix(9), func(b *block) { indicator.MACDFix(b.closes, 9) })
		}, func(b *block) [][]float64 { return three(talib.MacdFix(b.close, 9)) }),
		number("Mom", "Mom", 1, indicator.NewMom, indicator.Mom, talib.Mom, 10),
		fixed("PPO", "Ppo", 1, func() *ours {
			return ofNumbers(indicator.NewPPO(12, 26, indicator.TypeSMA),
				func(b *block) { indicator.PPO(b.closes, 12, 26, indicator.TypeSMA) })
		}, func(b *block) [][]float64 { return [][]float64{talib.Ppo(b.close, 12, 26, talib.SMA)} }),
		number("ROC", "Roc", 0.50, indicator.NewROC, indicator.ROC, talib.Roc, 10),
		number("ROCP", "Rocp", 1, indicator.NewROCP, indicator.ROCP, talib.Rocp, 10),
		number("ROCR", "Rocr", 1, indicator.NewROCR, indicator.ROCR, talib.Rocr, 10),
		number("ROCR100", "Rocr100", 1, indicator.NewROCR100, indicator.ROCR100, talib.Rocr100, 10),
		number("RSI", "Rsi", 0.30, indicator.NewRSI, indicator.RSI, talib.Rsi, 14),
		{"StochRSI", "StochRsi", 1, []int{14, long}, func(n int) (*ours, theirs) {
			c := indicator.StochRSIConfig{Period: n}
			return ofNumbers(indicator.NewStochRSI(c), func(b *block) { indicator.StochRSI(b.closes, c) }),
				func(b *block) [][]float64 { return two(talib.StochRsi(b.close, n, 5, 3, talib.SMA)) }
		}},
		number("TRIX", "Trix", 1, indicator.NewTRIX, indicator.TRIX, talib.Trix, 30),
	}
}

// directions holds Wilder's directional movement and its parts.
func directions() []pair {
	return []pair{
		numberHLC("ADX", "Adx", 0.50, indicator.NewADX, indicator.ADX, talib.Adx, 14),
		numberHLC("ADXR", "AdxR", 1, indicator.NewADXR, indicator.ADXR, talib.AdxR, 14),
		numberHLC("DX", "Dx", 1, indicator.NewDX, indicator.DX, talib.Dx, 14),
		numberHLC("PlusDI", "PlusDI", 1, indicator.NewPlusDI, indicator.PlusDI, talib.PlusDI, 14),
		numberHLC("MinusDI", "MinusDI", 1, indicator.NewMinusDI, indicator.MinusDI, talib.MinusDI, 14),
		numberHL("PlusDM", "PlusDM", 1, indicator.NewPlusDM, indicator.PlusDM, talib.PlusDM, 14),
		numberHL("MinusDM", "MinusDM", 1, indicator.NewMinusDM, indicator.MinusDM, talib.MinusDM, 14),
	}
}

// oscillators holds what says where in their range prices are.
func oscillators() []pair {
	return []pair{
		{"Aroon", "Aroon", 1, []int{14, long}, func(n int) (*ours, theirs) {
			return ofBars(indicator.NewAroon(n), func(b *block) { indicator.Aroon(b.bars, n) }),
				func(b *block) [][]float64 { return two(talib.Aroon(b.high, b.low, n)) }
		}},
		numberHL("AroonOsc", "AroonOsc", 1, indicator.NewAroonOsc, indicator.AroonOsc, talib.AroonOsc, 14),
		barsOnly("BOP", "Bop", 1, indicator.NewBOP, indicator.BOP,
			func(b *block) []float64 { return talib.Bop(b.open, b.high, b.low, b.close) }),
		numberHLC("CCI", "Cci", 0.40, indicator.NewCCI, indicator.CCI, talib.Cci, 20, 14),
		{"IMI", "", 0, []int{14, long}, func(n int) (*ours, theirs) {
			return ofBars(indicator.NewIMI(n), func(b *block) { indicator.IMI(b.bars, n) }), nil
		}},
		{"Stoch", "Stoch", 0.40, []int{14, 5, long}, func(n int) (*ours, theirs) {
			c := indicator.StochConfig{K: n}
			return ofBars(indicator.NewStoch(c), func(b *block) { indicator.Stoch(b.bars, c) }),
				func(b *block) [][]float64 {
					return two(talib.Stoch(b.high, b.low, b.close, n, 3, talib.SMA, 3, talib.SMA))
				}
		}},
		{"StochFast", "StochF", 1, []int{5, long}, func(n int) (*ours, theirs) {
			return ofBars(indicator.NewStochFast(n, 3, indicator.TypeSMA),
					func(b *block) { indicator.StochFast(b.bars, n, 3, indicator.TypeSMA) }),
				func(b *block) [][]float64 { return two(talib.StochF(b.high, b.low, b.close, n, 3, talib.SMA)) }
		}},
		barsOnly("UltOsc", "UltOsc", 1, func() *indicator.BarStream { return indicator.NewUltOsc(7, 14, 28) },
			func(b series.Bars) series.Series { return indicator.UltOsc(b, 7, 14, 28) },
			func(b *block) []float64 { return talib.UltOsc(b.high, b.low, b.close, 7, 14, 28) }),
		numberHLC("WilliamsR", "WillR", 0.45, indicator.NewWilliamsR, indicator.WilliamsR, talib.WillR, 14),
	}
}
