package candle

// One body around another, or inside it.
const (
	// Engulfing is a body around the body before, of the other colour: white around
	// black is bullish after a fall, black around white bearish after a rise. Bodies
	// may touch at one end.
	//
	// Bars: 2. Output: 100 or -100 by the second candle; 80 or -80 where one end is
	// the same.
	//
	// Source: Nison 1991, on the engulfing pattern.
	//
	// Warm-up is 3 bars, one more than it needs, as TA-Lib has it.
	Engulfing Pattern = lastHammer + 1 + iota

	// ThreeOutside is an engulfing pattern that the third candle confirms: it closes
	// beyond the close of the engulfing one. Here the engulfing body may not touch.
	//
	// Bars: 3. Output: 100 up, bullish after a fall; -100 down, bearish after a rise.
	//
	// Source: Bulkowski 2008, "Three Outside Up" and "Three Outside Down".
	//
	// Warm-up is 4 bars, one more than it needs, as TA-Lib has it.
	ThreeOutside

	// Harami is a long body and a short one inside it, of any colour. The first
	// candle is mother, the second child.
	//
	// Bars: 2. Output: against the first candle: 100 after a black one, -100 after a
	// white one; 80 or -80 where an end of both bodies is the same.
	//
	// Source: Nison 1991, on the harami pattern.
	Harami

	// HaramiCross is a [Harami] whose second candle is a doji.
	//
	// Bars: 2. Output: as of a Harami.
	//
	// Source: Nison 1991, on the harami cross.
	HaramiCross

	// ThreeInside is a harami that the third candle confirms: it is against the first,
	// long one and closes beyond where that opened. The bodies may not touch.
	//
	// Bars: 3. Output: 100 up, bullish after a fall; -100 down, bearish after a rise.
	//
	// Source: Bulkowski 2008, "Three Inside Up" and "Three Inside Down".
	ThreeInside

	// HomingPigeon is a long black body and a short black one inside it.
	//
	// Bars: 2. Output: 100, bullish after a fall.
	//
	// Source: Bulkowski 2008, "Homing Pigeon".
	HomingPigeon
)

const lastEngulfing = HomingPigeon

func engulfing(v *view) int {
	a, b := v.two()
	switch {
	case a.white() == b.white() || b.top < a.top || b.bottom > a.bottom:
		return none
	case b.top > a.top && b.bottom < a.bottom:
		return bull * b.sign()
	case b.top > a.top || b.bottom < a.bottom:
		return touching * b.sign()
	}
	return none // the same body
}

func threeOutside(v *view) int {
	a, b, c := v.three()
	switch {
	case a.white() == b.white() || b.top <= a.top || b.bottom >= a.bottom:
		return none
	case b.white():
		return when(c.close > b.close, bull)
	}
	return when(c.close < b.close, bear)
}

// mother returns the output for b being inside a or touching it inside.
func mother(a, b *candle) int {
	switch {
	case b.top < a.top && b.bottom > a.bottom:
		return bear * a.sign()
	case b.top <= a.top && b.bottom >= a.bottom:
		return -touching * a.sign()
	}
	return none
}

func harami(v *view) int {
	a, b := v.two()
	if a.long() && b.short() {
		return mother(a, b)
	}
	return none
}

func haramiCross(v *view) int {
	a, b := v.two()
	if a.long() && b.doji() {
		return mother(a, b)
	}
	return none
}

func threeInside(v *view) int {
	a, b, c := v.three()
	if !a.long() || !b.short() || b.top >= a.top || b.bottom <= a.bottom || a.white() == c.white() {
		return none
	}
	if a.white() {
		return when(c.close < a.open, bear)
	}
	return when(c.close > a.open, bull)
}

func homingPigeon(v *view) int {
	a, b := v.two()
	return when(a.black() && b.black() && a.long() && b.short() && b.open < a.open && b.close > a.close, bull)
}
