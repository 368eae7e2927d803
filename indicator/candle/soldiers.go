package candle

// Soldiers: three white candles that close higher and higher, by their strength.
const (
	// ThreeWhiteSoldiers is three white candles without upper shadows that close
	// higher and higher. Each opens in the body before or near it, and is not far
	// shorter than it; the last is not short.
	//
	// Bars: 3. Output: 100, bullish after a fall.
	//
	// Source: Nison 1991, on three advancing white soldiers.
	ThreeWhiteSoldiers Pattern = lastCrow + 1 + iota

	// AdvanceBlock is three white candles that close higher and higher and open as
	// [ThreeWhiteSoldiers] do, the first long with a short upper shadow, that grow
	// weaker: the second far shorter than the first and the third no longer; or the
	// third far shorter than the second; or each shorter than the one before, with an
	// upper shadow on the second or the third; or the third shorter, with a long one.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on three advancing white soldiers.
	AdvanceBlock

	// Stalled is three white candles that close higher and higher: two long ones, the
	// second without an upper shadow and opening in the body of the first or near it,
	// and a short one that rides on the shoulder of the second. Also deliberation.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on three advancing white soldiers; Bulkowski 2008, "Deliberation".
	Stalled
)

const lastSoldier = Stalled

// rise reports whether three candles are white and close higher and higher.
func rise(a, b, c *candle) bool {
	return a.white() && b.white() && c.white() && c.close > b.close && b.close > a.close
}

// follows reports whether b opens in the body of the white candle a or near it.
func follows(a, b *candle) bool { return b.open > a.open && b.open <= a.close+a.limit[near] }

func threeWhiteSoldiers(v *view) int {
	a, b, c := v.three()
	return when(rise(a, b, c) && a.bareTop() && b.bareTop() && c.bareTop() && follows(a, b) && follows(b, c) &&
		b.body > a.body-a.limit[far] && c.body > b.body-b.limit[far] && !c.short(), bull)
}

func advanceBlock(v *view) int {
	a, b, c := v.three()
	if !rise(a, b, c) || !follows(a, b) || !follows(b, c) || !a.long() || a.upper >= a.limit[shadowShort] {
		return none
	}
	shadow := b.upper > b.limit[shadowShort] || c.upper > c.limit[shadowShort]
	return when(b.body < a.body-a.limit[far] && c.body < b.body+b.limit[near] ||
		c.body < b.body-b.limit[far] ||
		c.body < b.body && b.body < a.body && shadow ||
		c.body < b.body && c.upper > c.limit[shadowLong], bear)
}

func stalled(v *view) int {
	a, b, c := v.three()
	return when(rise(a, b, c) && a.long() && b.long() && b.bareTop() && follows(a, b) &&
		c.little() && c.open >= b.close-c.body-b.limit[near], bear)
}
