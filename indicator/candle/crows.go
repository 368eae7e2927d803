package candle

// Crows: black candles that sit above or come down from a rise.
const (
	// TwoCrows is a long white candle, a black one whose body gaps up from it, and a
	// black one that opens inside the second body and closes inside the first.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Bulkowski 2008, "Two Crows".
	TwoCrows Pattern = lastMeeting + 1 + iota

	// UpsideGapTwoCrows is a long white candle, a short black one whose body gaps up
	// from it, and a black one that engulfs the second body but closes above the first.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on upside-gap two crows.
	UpsideGapTwoCrows

	// ThreeBlackCrows is a white candle and three black ones without lower shadows,
	// each of which opens inside the body before and closes lower; the first closes
	// below the high of the white one.
	//
	// Bars: 4. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on three black crows.
	ThreeBlackCrows

	// IdenticalThreeCrows is three black candles without lower shadows, each of which
	// opens at the close before and closes lower.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on three black crows; Bulkowski 2008, "Identical Three Crows".
	IdenticalThreeCrows
)

const lastCrow = IdenticalThreeCrows

func twoCrows(v *view) int {
	a, b, c := v.three()
	return when(a.white() && a.long() && b.black() && gapUp(a, b) && c.black() &&
		c.open < b.open && c.open > b.close && c.close > a.open && c.close < a.close, bear)
}

func upsideGapTwoCrows(v *view) int {
	a, b, c := v.three()
	return when(a.white() && a.long() && b.black() && b.short() && gapUp(a, b) && c.black() &&
		c.open > b.open && c.close < b.close && c.close > a.close, bear)
}

// fall reports whether three candles are black without lower shadows and close
// lower and lower.
func fall(a, b, c *candle) bool {
	return a.black() && b.black() && c.black() && a.bareBottom() && b.bareBottom() && c.bareBottom() &&
		a.close > b.close && b.close > c.close
}

func threeBlackCrows(v *view) int {
	a, b, c, d := v.four()
	return when(a.white() && fall(b, c, d) && c.open < b.open && c.open > b.close &&
		d.open < c.open && d.open > c.close && a.high > b.close, bear)
}

func identicalThreeCrows(v *view) int {
	a, b, c := v.three()
	return when(fall(a, b, c) && about(b.open, a.close, a.limit[equal]) && about(c.open, b.close, b.limit[equal]), bear)
}
