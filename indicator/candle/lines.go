package candle

// Lines: one candle, by the length of its body and its shadows.
const (
	// LongLine is a long body with short shadows.
	//
	// Bars: 1. Output: 100 white, -100 black.
	//
	// Source: Bulkowski 2008, "Long White Day" and "Long Black Day".
	LongLine Pattern = lastDoji + 1 + iota

	// ShortLine is a short body with short shadows.
	//
	// Bars: 1. Output: 100 white, -100 black: the colour, no forecast.
	//
	// Source: Bulkowski 2008, "Candle, Short White" and "Candle, Short Black".
	ShortLine

	// Marubozu is a long body without shadows.
	//
	// Bars: 1. Output: 100 white, -100 black.
	//
	// Source: Bulkowski 2008, "Marubozu, White" and "Marubozu, Black".
	Marubozu

	// ClosingMarubozu is a long body without a shadow where it closes: a white one
	// closes at its high, a black one at its low.
	//
	// Bars: 1. Output: 100 white, -100 black.
	//
	// Source: Bulkowski 2008, "Marubozu, Closing White" and "Marubozu, Closing Black".
	ClosingMarubozu

	// BeltHold is a long body without a shadow where it opens: a white one opens at
	// its low, a black one at its high.
	//
	// Bars: 1. Output: 100 white, bullish after a fall; -100 black, bearish after a rise.
	//
	// Source: Nison 1991, on belt-hold lines.
	BeltHold

	// SpinningTop is a short body with shadows on both sides that are longer than it.
	//
	// Bars: 1. Output: 100 white, -100 black: the colour, no forecast.
	//
	// Source: Nison 1991, on spinning tops.
	SpinningTop

	// HighWave is a short body with very long shadows on both sides.
	//
	// Bars: 1. Output: 100 white, -100 black: the colour; it says that the market
	// has lost its direction.
	//
	// Source: Bulkowski 2008, "High Wave".
	HighWave
)

const lastLine = HighWave

func longLine(v *view) int {
	c := v.one()
	return when(c.long() && c.upper < c.limit[shadowShort] && c.lower < c.limit[shadowShort], bull*c.sign())
}

func shortLine(v *view) int {
	c := v.one()
	return when(c.little() && c.upper < c.limit[shadowShort] && c.lower < c.limit[shadowShort], bull*c.sign())
}

func marubozu(v *view) int {
	c := v.one()
	return when(c.long() && c.bareTop() && c.bareBottom(), bull*c.sign())
}

func closingMarubozu(v *view) int {
	c := v.one()
	return when(c.long() && (c.white() && c.bareTop() || c.black() && c.bareBottom()), bull*c.sign())
}

func beltHold(v *view) int {
	c := v.one()
	return when(c.long() && (c.white() && c.bareBottom() || c.black() && c.bareTop()), bull*c.sign())
}

func spinningTop(v *view) int {
	c := v.one()
	return when(c.little() && c.upper > c.body && c.lower > c.body, bull*c.sign())
}

func highWave(v *view) int {
	c := v.one()
	return when(c.little() && c.upper > c.limit[shadowVeryLong] && c.lower > c.limit[shadowVeryLong], bull*c.sign())
}
