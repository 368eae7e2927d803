package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
)

// A screening is one run of many indicators over many symbols, on one core, with
// one live value of each and one buffer of outputs, used again for each symbol.
type screening struct {
	Indicators int     `json:"indicators"`
	Symbols    int     `json:"symbols"`
	Bars       int     `json:"bars"` // of each symbol
	Goal       float64 `json:"goal_seconds"`
	Seconds    float64 `json:"seconds"`       // ours, the median of the rounds
	Talib      float64 `json:"talib_seconds"` // go-talib's
}

// goal is for 1,000 symbols with screenBars bars each, in seconds.
const goal, screenBars = 1.0, 2500

// screened are the indicators of the run, each with the parameters of its bar.
func screened() []string {
	return strings.Fields(`SMA EMA WMA DEMA TEMA KAMA T3 RSI MACD Bollinger ATR ADX Stoch StochRSI CCI MFI
		OBV ROC Mom WilliamsR Aroon SAR TRIX UltOsc StdDev LinRegSlope Correl Beta AD HTDCPeriod`)
}

// screen runs it. Each round is ours and then go-talib's, or the other way round.
func (c config) screen() (*screening, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	symbols, err := generate(c.seed, screenBars, c.symbols, nil)
	if err != nil {
		return nil, err
	}
	var a, t []func(*block)
	for _, p := range pairs() {
		if slices.Contains(screened(), p.name) {
			o, f := p.make(p.periods[0])
			a, t = append(a, o.append), append(t, func(b *block) { f(b) })
		}
	}
	s := &screening{Indicators: len(a), Symbols: c.symbols, Bars: screenBars, Goal: goal}
	run := func(list []func(*block)) float64 {
		runtime.GC()
		return sample(func(*block) {
			for _, b := range symbols {
				for _, f := range list {
					f(b)
				}
			}
		}, symbols[:1], 1) / 1e9
	}
	var ours, talib []float64
	for i := range min(c.rounds, 3) {
		c.progress("screening")
		if i%2 == 0 {
			ours = append(ours, run(a))
		}
		talib = append(talib, run(t))
		if i%2 == 1 {
			ours = append(ours, run(a))
		}
	}
	s.Seconds, s.Talib = median(ours), median(talib)
	return s, nil
}

func printScreening(w io.Writer, s *screening) {
	if s == nil {
		return
	}
	heading(w, "Screening on one core")
	fmt.Fprintf(w, "  %d indicators, %s symbols of %s bars: %.2f s, goal %.2f s; go-talib %.2f s\n",
		s.Indicators, count(s.Symbols), count(s.Bars), s.Seconds, s.Goal, s.Talib)
}
