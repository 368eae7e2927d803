package candle

// Bottoms: black candles in which a fall loses its force.
const (
	// ThreeStarsInTheSouth is three black candles: a long one with a long lower shadow;
	// a shorter one that opens inside the first one's range above its close, and makes
	// a low below that close but not below its low, with a lower shadow; and a short
	// one without shadows inside the second one's range.
	//
	// Bars: 3. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Three Stars in the South".
	ThreeStarsInTheSouth Pattern = lastSoldier + 1 + iota

	// UniqueThreeRiver is a long black candle, a black one inside its body that makes
	// a new low, and a short white one that opens above that low.
	//
	// Bars: 3. Output: 100, bullish after a fall.
	//
	// Source: Nison 1991, on the unique three-river bottom.
	UniqueThreeRiver

	// ConcealingBabySwallow is four black candles: two marubozus; one that gaps down
	// but has an upper shadow into the body before; and one around it, shadows
	// included.
	//
	// Bars: 4. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Concealing Baby Swallow".
	ConcealingBabySwallow

	// LadderBottom is three black candles that open and close lower and lower, a black
	// one with an upper shadow, and a white one that opens above its body and closes
	// above its high.
	//
	// Bars: 5. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Ladder Bottom".
	LadderBottom
)

const lastBottom = LadderBottom

func threeStarsInTheSouth(v *view) int {
	a, b, c := v.three()
	return when(a.black() && b.black() && c.black() && a.long() && a.lower > a.limit[shadowLong] &&
		b.body < a.body && b.open > a.close && b.open <= a.high && b.low < a.close && b.low >= a.low &&
		b.lower > b.limit[shadowVeryShort] &&
		c.little() && c.bareTop() && c.bareBottom() && c.low > b.low && c.high < b.high, bull)
}

func uniqueThreeRiver(v *view) int {
	a, b, c := v.three()
	return when(a.black() && a.long() && b.black() && b.close > a.close && b.open <= a.open && b.low < a.low &&
		c.white() && c.little() && c.open > b.low, bull)
}

func concealingBabySwallow(v *view) int {
	a, b, c, d := v.four()
	return when(a.black() && b.black() && c.black() && d.black() &&
		a.bareTop() && a.bareBottom() && b.bareTop() && b.bareBottom() &&
		gapDown(b, c) && c.upper > c.limit[shadowVeryShort] && c.high > b.close && d.high > c.high && d.low < c.low, bull)
}

func ladderBottom(v *view) int {
	a, b, c, d, e := v.five()
	return when(a.black() && b.black() && c.black() && a.open > b.open && b.open > c.open &&
		a.close > b.close && b.close > c.close && d.black() && d.upper > d.limit[shadowVeryShort] &&
		e.white() && e.open > d.open && e.close > d.high, bull)
}
