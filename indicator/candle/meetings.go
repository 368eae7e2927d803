package candle

// Candles that open or close at the same price, or kick away from each other.
const (
	// CounterAttack is two long candles of different colours that close at the same
	// price.
	//
	// Bars: 2. Output: by the second candle: 100 white, bullish after a fall; -100
	// black, bearish after a rise.
	//
	// Source: Nison 1991, on counterattack lines.
	CounterAttack Pattern = lastNeck + 1 + iota

	// SeparatingLines is two candles of different colours that open at the same price;
	// the second is a long [BeltHold].
	//
	// Bars: 2. Output: by the second candle, with the trend: 100 white, -100 black.
	//
	// Source: Nison 1991, on separating lines.
	SeparatingLines

	// MatchingLow is two black candles that close at the same price.
	//
	// Bars: 2. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Matching Low".
	MatchingLow

	// StickSandwich is a black candle, a white one that trades above its close, and a
	// black one that closes at the close of the first.
	//
	// Bars: 3. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Stick Sandwich".
	StickSandwich

	// Kicking is two marubozus of different colours with a gap between them, in the
	// direction of the second.
	//
	// Bars: 2. Output: by the second candle: 100 white, -100 black.
	//
	// Source: Bulkowski 2008, "Kicking, Bullish" and "Kicking, Bearish".
	Kicking

	// KickingByLength is [Kicking] with the direction of the longer candle.
	//
	// Bars: 2. Output: by the longer candle, the first if they are as long: 100
	// white, -100 black.
	//
	// Source: Bulkowski 2008, "Kicking, Bullish" and "Kicking, Bearish".
	KickingByLength
)

const lastMeeting = KickingByLength

func counterAttack(v *view) int {
	a, b := v.two()
	return when(a.white() != b.white() && a.long() && b.long() && about(b.close, a.close, a.limit[equal]), bull*b.sign())
}

func separatingLines(v *view) int {
	a, b := v.two()
	return when(a.white() != b.white() && about(b.open, a.open, a.limit[equal]) &&
		b.long() && (b.white() && b.bareBottom() || b.black() && b.bareTop()), bull*b.sign())
}

func matchingLow(v *view) int {
	a, b := v.two()
	return when(a.black() && b.black() && about(b.close, a.close, a.limit[equal]), bull)
}

func stickSandwich(v *view) int {
	a, b, c := v.three()
	return when(a.black() && b.white() && c.black() && b.low > a.close && about(c.close, a.close, a.limit[equal]), bull)
}

// kicks reports whether a and b are marubozus with a gap between.
func kicks(a, b *candle) bool {
	return a.white() != b.white() && a.long() && a.bareTop() && a.bareBottom() &&
		b.long() && b.bareTop() && b.bareBottom() && (a.black() && b.low > a.high || a.white() && b.high < a.low)
}

func kicking(v *view) int {
	a, b := v.two()
	return when(kicks(a, b), bull*b.sign())
}

func kickingByLength(v *view) int {
	a, b := v.two()
	if b.body > a.body {
		return when(kicks(a, b), bull*b.sign())
	}
	return when(kicks(a, b), bull*a.sign())
}
