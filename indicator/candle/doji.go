package candle

// Doji: the day ends where it began.
const (
	// Doji is a candle with next to no body: it closes where it opened, and the
	// market cannot decide.
	//
	// Bars: 1. Output: 100, which says that it is there, not that it is bullish.
	//
	// Source: Nison 1991, on doji.
	Doji Pattern = iota + 1

	// DragonflyDoji is a doji that opens and closes at its high: a long lower shadow
	// and no upper one.
	//
	// Bars: 1. Output: 100, there. It is bullish after a fall only.
	//
	// Source: Bulkowski 2008, "Doji, Dragonfly".
	DragonflyDoji

	// GravestoneDoji is a doji that opens and closes at its low: a long upper shadow
	// and no lower one.
	//
	// Bars: 1. Output: 100, there, though it is read as bearish after a rise.
	//
	// Source: Nison 1991, on doji; Bulkowski 2008, "Doji, Gravestone".
	GravestoneDoji

	// LongLeggedDoji is a doji with a long upper or a long lower shadow.
	//
	// Bars: 1. Output: 100, there: the market has lost its direction.
	//
	// Source: Nison 1991, on doji; Bulkowski 2008, "Doji, Long-Legged".
	LongLeggedDoji

	// RickshawMan is a doji with two long shadows and its body near the middle of the
	// day's range.
	//
	// Bars: 1. Output: 100, there: the market has lost its direction.
	//
	// Source: Nison 1991, on doji; Bulkowski 2008, "Rickshaw Man".
	RickshawMan

	// Takuri is a dragonfly doji whose lower shadow is very long: the market dips for
	// the bottom and comes back.
	//
	// Bars: 1. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Takuri Line".
	Takuri
)

const lastDoji = Takuri

func doji(v *view) int {
	return when(v.one().doji(), bull)
}

func dragonflyDoji(v *view) int {
	c := v.one()
	return when(c.doji() && c.bareTop() && c.lower > c.limit[shadowVeryShort], bull)
}

func gravestoneDoji(v *view) int {
	c := v.one()
	return when(c.doji() && c.bareBottom() && c.upper > c.limit[shadowVeryShort], bull)
}

func longLeggedDoji(v *view) int {
	c := v.one()
	return when(c.doji() && (c.lower > c.limit[shadowLong] || c.upper > c.limit[shadowLong]), bull)
}

func rickshawMan(v *view) int {
	c := v.one()
	middle := c.low + float64((c.high-c.low)/2)
	return when(c.doji() && c.lower > c.limit[shadowLong] && c.upper > c.limit[shadowLong] &&
		c.bottom <= middle+c.limit[near] && c.top >= middle-c.limit[near], bull)
}

func takuri(v *view) int {
	c := v.one()
	return when(c.doji() && c.bareTop() && c.lower > c.limit[shadowVeryLong], bull)
}
