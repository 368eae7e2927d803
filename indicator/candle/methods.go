package candle

// A trend that rests for some candles and goes on, or breaks.
const (
	// ThreeMethods is a long candle, three short ones against it, each of which stays
	// within its range with a part of its body and closes further against it, and a
	// long one in its direction that opens beyond the close before and closes beyond
	// the close of the first. Also rising and falling three methods.
	//
	// Bars: 5. Output: with the trend: 100 rising, -100 falling.
	//
	// Source: Nison 1991, on rising and falling three methods.
	ThreeMethods Pattern = lastBottom + 1 + iota

	// MatHold is a long white candle; a short black one whose body gaps up; two short
	// ones whose bodies step down from it, into the first body but by less than the
	// penetration, 0.5 of it; and a white one that opens above the close before and
	// closes above all three highs.
	//
	// Bars: 5. Output: 100, bullish: the rise goes on.
	//
	// Source: Bulkowski 2008, "Mat Hold".
	MatHold

	// ThreeLineStrike is three candles of one colour that close further and further,
	// each opening in the body before or near it, and one of the other colour that
	// opens beyond the third close and closes beyond the first open.
	//
	// Bars: 4. Output: with the first three: 100 white, -100 black.
	//
	// Source: Bulkowski 2008, "Three-Line Strike, Bullish" and "Three-Line Strike, Bearish".
	ThreeLineStrike

	// Breakaway is a long candle, one of its colour whose body gaps away from it, two
	// that go further, the second of its colour, and one of the other colour that
	// closes in the gap.
	//
	// Bars: 5. Output: by the last candle: 100 white, bullish after a fall; -100 black,
	// bearish after a rise.
	//
	// Source: Bulkowski 2008, "Breakaway, Bullish" and "Breakaway, Bearish".
	Breakaway
)

const lastMethod = Breakaway

func threeMethods(v *view) int {
	a, b, c, d, e := v.five()
	if !a.long() || !b.little() || !c.little() || !d.little() || !e.long() ||
		a.white() == b.white() || b.white() != c.white() || c.white() != d.white() || d.white() == e.white() {
		return none
	}
	rests := func(x *candle) bool { return x.bottom < a.high && x.top > a.low }
	if !rests(b) || !rests(c) || !rests(d) {
		return none
	}
	if a.white() {
		return when(c.close < b.close && d.close < c.close && e.open > d.close && e.close > a.close, bull)
	}
	return when(c.close > b.close && d.close > c.close && e.open < d.close && e.close < a.close, bear)
}

func matHold(v *view, penetration float64) int {
	a, b, c, d, e := v.five()
	floor := a.close - float64(a.body*penetration)
	return when(a.white() && a.long() && b.black() && b.little() && c.little() && d.little() && e.white() &&
		gapUp(a, b) && c.bottom < a.close && d.bottom < a.close && c.bottom > floor && d.bottom > floor &&
		c.top < b.open && d.top < c.top && e.open > d.close && e.close > max(b.high, c.high, d.high), bull)
}

func threeLineStrike(v *view) int {
	a, b, c, d := v.four()
	if a.white() != b.white() || b.white() != c.white() || c.white() == d.white() {
		return none
	}
	if !(b.open >= a.bottom-a.limit[near] && b.open <= a.top+a.limit[near] &&
		c.open >= b.bottom-b.limit[near] && c.open <= b.top+b.limit[near]) {
		return none
	}
	if c.white() {
		return when(c.close > b.close && b.close > a.close && d.open > c.close && d.close < a.open, bull)
	}
	return when(c.close < b.close && b.close < a.close && d.open < c.close && d.close > a.open, bear)
}

func breakaway(v *view) int {
	a, b, c, d, e := v.five()
	if !a.long() || a.white() != b.white() || b.white() != d.white() || d.white() == e.white() {
		return none
	}
	if a.black() {
		return when(gapDown(a, b) && c.high < b.high && c.low < b.low && d.high < c.high && d.low < c.low &&
			e.close > b.open && e.close < a.close, bull)
	}
	return when(gapUp(a, b) && c.high > b.high && c.low > b.low && d.high > c.high && d.low > c.low &&
		e.close < b.open && e.close > a.close, bear)
}
