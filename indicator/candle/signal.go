package candle

import (
	"fmt"
	"math"
)

// A Signal is what a pattern says of a bar, which is its last candle. The zero
// Signal is no answer: the pattern is warming up, or the bar is missing.
type Signal struct {
	Direction int // +1 bullish, -1 bearish, 0 not there
	Strength  int // 100; 80 where bodies only touch; 200 for a confirmed Hikkake; 0 not there
	Bars      int // candles that the pattern spans, the bar included; 0 for no answer
}

// signalOf returns the Signal of TA-Lib's number.
func signalOf(value, bars int) Signal {
	switch {
	case value > 0:
		return Signal{1, value, bars}
	case value < 0:
		return Signal{-1, -value, bars}
	}
	return Signal{Bars: bars}
}

// Known reports whether there is an answer: the pattern has warmed up and the bar
// is not missing.
func (s Signal) Known() bool { return s.Bars > 0 }

// Value returns TA-Lib's number: direction times strength.
func (s Signal) Value() int { return s.Direction * s.Strength }

// Float returns Value as a number in a series: NaN for no answer.
func (s Signal) Float() float64 {
	if !s.Known() {
		return math.NaN()
	}
	return float64(s.Value())
}

// String returns the signal in words, such as "bullish 100, 3 bars".
func (s Signal) String() string {
	switch {
	case !s.Known():
		return "unknown"
	case s.Direction == 0:
		return "none"
	}
	side, unit := "bullish", "bars"
	if s.Direction < 0 {
		side = "bearish"
	}
	if s.Bars == 1 {
		unit = "bar"
	}
	return fmt.Sprintf("%s %d, %d %s", side, s.Strength, s.Bars, unit)
}
