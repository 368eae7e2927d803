package candle

// A second candle that comes back into the body of the first, by how far.
const (
	// DarkCloudCover is a long white candle and a black one that opens above its high
	// and closes inside its body, by more than the penetration, 0.5 of it.
	//
	// Bars: 2. Output: -100, bearish after a rise.
	//
	// Source: Nison 1991, on dark-cloud cover.
	DarkCloudCover Pattern = lastStar + 1 + iota

	// PiercingLine is a long black candle and a long white one that opens below its
	// low and closes inside its body, above the middle.
	//
	// Bars: 2. Output: 100, bullish after a fall.
	//
	// Source: Nison 1991, on the piercing line.
	PiercingLine

	// Thrusting is a long black candle and a white one that opens below its low and
	// closes inside its body, up to the middle: too weak for a [PiercingLine].
	//
	// Bars: 2. Output: -100, bearish: the fall goes on.
	//
	// Source: Nison 1991, on the piercing line.
	Thrusting

	// InNeck is a long black candle and a white one that opens below its low and
	// closes at its close or just above.
	//
	// Bars: 2. Output: -100, bearish: the fall goes on.
	//
	// Source: Nison 1991, on the piercing line.
	InNeck

	// OnNeck is a long black candle and a white one that opens below its low and
	// closes at that low.
	//
	// Bars: 2. Output: -100, bearish: the fall goes on.
	//
	// Source: Nison 1991, on the piercing line.
	OnNeck
)

const lastNeck = OnNeck

func darkCloudCover(v *view, penetration float64) int {
	a, b := v.two()
	return when(a.white() && a.long() && b.black() && b.open > a.high &&
		b.close > a.open && b.close < a.close-float64(a.body*penetration), bear)
}

// rebounds reports whether a is long and black and b white from below a's low.
func rebounds(a, b *candle) bool {
	return a.black() && a.long() && b.white() && b.open < a.low
}

func piercingLine(v *view) int {
	a, b := v.two()
	return when(rebounds(a, b) && b.long() && b.close < a.open && b.close > a.close+float64(a.body*0.5), bull)
}

func thrusting(v *view) int {
	a, b := v.two()
	return when(rebounds(a, b) && b.close > a.close+a.limit[equal] && b.close <= a.close+float64(a.body*0.5), bear)
}

func inNeck(v *view) int {
	a, b := v.two()
	return when(rebounds(a, b) && b.close <= a.close+a.limit[equal] && b.close >= a.close, bear)
}

func onNeck(v *view) int {
	a, b := v.two()
	return when(rebounds(a, b) && about(b.close, a.low, a.limit[equal]), bear)
}
