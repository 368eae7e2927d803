package candle

// Hammers: a short body at one end of a long shadow, by where the candle before
// was. They are turns of a trend, which is not tested: hammers are bullish after a
// fall, HangingMan and ShootingStar bearish after a rise.
const (
	// Hammer is a short body of any colour with a long lower shadow and no upper one,
	// at or below the low of the candle before or near it: the market is hammering
	// out a bottom.
	//
	// Bars: 2. Output: 100, bullish.
	//
	// Source: Nison 1991, on hammers and hanging men.
	Hammer Pattern = lastLine + 1 + iota

	// HangingMan is the shape of a [Hammer] at or above the high of the candle before
	// or near it.
	//
	// Bars: 2. Output: -100, bearish.
	//
	// Source: Nison 1991, on hammers and hanging men.
	HangingMan

	// InvertedHammer is a short body with a long upper shadow and no lower one, whose
	// body gaps down from the one before.
	//
	// Bars: 2. Output: 100, bullish.
	//
	// Source: Nison 1991, on the inverted hammer.
	InvertedHammer

	// ShootingStar is the shape of an [InvertedHammer] whose body gaps up from the one
	// before.
	//
	// Bars: 2. Output: -100, bearish.
	//
	// Source: Nison 1991, on the shooting star.
	ShootingStar
)

const lastHammer = ShootingStar

// isHammer reports whether c is short over a long lower shadow.
func (c *candle) isHammer() bool {
	return c.little() && c.lower > c.limit[shadowLong] && c.bareTop()
}

// isInverted reports whether c is short under a long upper shadow.
func (c *candle) isInverted() bool {
	return c.little() && c.upper > c.limit[shadowLong] && c.bareBottom()
}

func hammer(v *view) int {
	a, b := v.two()
	return when(b.isHammer() && b.bottom <= a.low+a.limit[near], bull)
}

func hangingMan(v *view) int {
	a, b := v.two()
	return when(b.isHammer() && b.bottom >= a.high-a.limit[near], bear)
}

func invertedHammer(v *view) int {
	a, b := v.two()
	return when(b.isInverted() && gapDown(a, b), bull)
}

func shootingStar(v *view) int {
	a, b := v.two()
	return when(b.isInverted() && gapUp(a, b), bear)
}
