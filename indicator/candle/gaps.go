package candle

import "math"

// Gaps: a body gaps away and the next candle does not close the gap, or does.
const (
	// TasukiGap is a candle whose body gaps away from the one before, in its own
	// direction, and one of the other colour and about the same size that opens inside
	// its body and closes inside the gap.
	//
	// Bars: 3. Output: with the gap: 100 up, -100 down.
	//
	// Source: Nison 1991, on tasuki gaps.
	TasukiGap Pattern = lastMethod + 1 + iota

	// SideBySideWhiteLines is two white candles of about the same size and open, whose
	// bodies both gap away from the candle before.
	//
	// Bars: 3. Output: with the gap: 100 up, -100 down.
	//
	// Source: Nison 1991, on gapping side-by-side white lines.
	SideBySideWhiteLines

	// GapThreeMethods is two candles of one colour with a gap between their bodies, in
	// their direction, and one of the other colour that opens inside the second body
	// and closes inside the first.
	//
	// Bars: 3. Output: with the gap: 100 up, -100 down.
	//
	// Source: Bulkowski 2008, "Upside Gap Three Methods" and "Downside Gap Three Methods".
	GapThreeMethods
)

const lastGap = GapThreeMethods

func tasukiGap(v *view) int {
	a, b, c := v.three()
	if b.white() == c.white() || !(math.Abs(b.body-c.body) < b.limit[near]) {
		return none
	}
	if b.white() {
		return when(gapUp(a, b) && c.open < b.close && c.open > b.open && c.close < b.open && c.close > a.top, bull)
	}
	return when(gapDown(a, b) && c.open < b.open && c.open > b.close && c.close > b.open && c.close < a.bottom, bear)
}

func sideBySideWhiteLines(v *view) int {
	a, b, c := v.three()
	up := gapUp(a, b)
	if !(up && gapUp(a, c) || gapDown(a, b) && gapDown(a, c)) || b.black() || c.black() ||
		!about(c.body, b.body, b.limit[near]) || !about(c.open, b.open, b.limit[equal]) {
		return none
	}
	if up {
		return bull
	}
	return bear
}

func gapThreeMethods(v *view) int {
	a, b, c := v.three()
	if a.white() != b.white() || b.white() == c.white() {
		return none
	}
	if !(c.open < b.top && c.open > b.bottom && c.close < a.top && c.close > a.bottom) {
		return none
	}
	return when(a.white() && gapUp(a, b) || a.black() && gapDown(a, b), bull*a.sign())
}
