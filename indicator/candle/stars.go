package candle

// Stars: a small body that gaps away from a long one.
const (
	// DojiStar is a doji whose body gaps away from a long one, in its direction.
	//
	// Bars: 2. Output: against the first candle: -100 above a white one, bearish after
	// a rise; 100 below a black one, bullish after a fall.
	//
	// Source: Nison 1991, on stars.
	DojiStar Pattern = lastEngulfing + 1 + iota

	// MorningStar is a long black candle, a short body that gaps down from it, and a
	// white one, not short, that closes well into the first body: more than the
	// penetration, 0.3 of it.
	//
	// Bars: 3. Output: 100, bullish after a fall.
	//
	// Source: Nison 1991, on the morning star.
	MorningStar

	// EveningStar is a long white candle, a short body that gaps up from it, and a
	// black one, not short, that closes well into the first body: more than the
	// penetration, 0.3 of it.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on the evening star.
	EveningStar

	// MorningDojiStar is a [MorningStar] whose star is a doji. Penetration is 0.3.
	//
	// Bars: 3. Output: 100, bullish after a fall.
	//
	// Source: Nison 1991, on the morning and evening doji stars.
	MorningDojiStar

	// EveningDojiStar is an [EveningStar] whose star is a doji. Penetration is 0.3.
	//
	// Bars: 3. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on the morning and evening doji stars.
	EveningDojiStar

	// AbandonedBaby is a doji star with gaps on both sides that the shadows leave open
	// too: nothing trades between the doji and its neighbours. The first candle is
	// long, the third of the other colour, not short, and closes more than the
	// penetration, 0.3, into the first body.
	//
	// Bars: 3. Output: 100 below, bullish after a fall; -100 above, bearish after a rise.
	//
	// Source: Nison 1991, on doji stars; Bulkowski 2008, "Abandoned Baby".
	AbandonedBaby

	// TriStar is three dojis of which the second gaps away from the first and the
	// third comes back. All are measured by the first one's limit.
	//
	// Bars: 3. Output: -100 above, bearish after a rise; 100 below, bullish after a fall.
	//
	// Source: Nison 1991, on the tri-star.
	TriStar
)

const lastStar = TriStar

func dojiStar(v *view) int {
	a, b := v.two()
	return when(a.long() && b.doji() && (a.white() && gapUp(a, b) || a.black() && gapDown(a, b)), bear*a.sign())
}

// pierces reports whether c, against a in colour and not short, closes more than a
// part of a's body into it.
func pierces(a, c *candle, part float64) bool {
	if c.short() || a.white() == c.white() {
		return false
	}
	if a.white() {
		return c.close < a.close-float64(a.body*part)
	}
	return c.close > a.close+float64(a.body*part)
}

func morningStar(v *view, penetration float64) int {
	a, b, c := v.three()
	return when(a.long() && a.black() && b.short() && gapDown(a, b) && pierces(a, c, penetration), bull)
}

func eveningStar(v *view, penetration float64) int {
	a, b, c := v.three()
	return when(a.long() && a.white() && b.short() && gapUp(a, b) && pierces(a, c, penetration), bear)
}

func morningDojiStar(v *view, penetration float64) int {
	a, b, c := v.three()
	return when(a.long() && a.black() && b.doji() && gapDown(a, b) && pierces(a, c, penetration), bull)
}

func eveningDojiStar(v *view, penetration float64) int {
	a, b, c := v.three()
	return when(a.long() && a.white() && b.doji() && gapUp(a, b) && pierces(a, c, penetration), bear)
}

func abandonedBaby(v *view, penetration float64) int {
	a, b, c := v.three()
	if !a.long() || !b.doji() || !pierces(a, c, penetration) {
		return none
	}
	if a.white() {
		return when(b.low > a.high && c.high < b.low, bear)
	}
	return when(b.high < a.low && c.low > b.high, bull)
}

func triStar(v *view) int {
	a, b, c := v.three()
	size := a.limit[bodyDoji]
	switch {
	case a.body > size || b.body > size || c.body > size:
		return none
	case gapUp(a, b):
		return when(c.top < b.top, bear)
	case gapDown(a, b):
		return when(c.bottom > b.bottom, bull)
	}
	return none
}
