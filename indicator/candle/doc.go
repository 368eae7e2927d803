// Package candle finds candlestick patterns in bars: all 61 of TA-Lib, by its rules
// and with its numbers, in batch, live, and across restarts.
//
// Its one law: what a pattern says of a bar depends on that bar and the Warmup-1
// bars before it that are not missing, and on nothing else. Not on what came later,
// not on older history, not on a restart in between.
//
//	for _, hit := range candle.Scan(bars, candle.Settings{}) {   // all patterns, one pass
//		fmt.Println(hit)                             // 2024-03-01T21:00:00Z Hammer bullish 100, 2 bars
//	}
//	y := candle.Series(bars, candle.Engulfing, candle.Settings{}) // one pattern: -100 to 100
//
//	live := candle.NewStream(candle.MorningStar, candle.Settings{Penetration: 0.5})
//	for bar := range feed {
//		if live.Update(bar).Direction > 0 {          // no answer while warming up is 0
//			buy()
//		}
//	}
//
// A [Scanner] is a Stream for several patterns; [Parse] knows them by name. At the
// default settings they are also in the catalog of package indicator, by their
// names and TA-Lib's.
//
// # Words
//
// A candle is white if it closes at or above its open, else black. Its body lies
// between open and close, the upper shadow between the body and the high, the lower
// one between the low and the body. Long, short, near and equal mean more or less
// than a limit that is made of the candles before: see [Settings]. "No shadow"
// means one below the limit ShadowVeryShort. A gap is between bodies where nothing
// else is said.
//
// No pattern looks at the trend. "Bullish after a fall" says where it means
// something: that there was a fall is for the caller to know.
//
// # Conventions
//
// Stamps. An answer has the stamp of the pattern's last bar: its end.
//
// Output. A [Signal] has a direction, TA-Lib's number without its sign as strength,
// and the number of candles that the pattern spans. A bar without the pattern has
// direction 0.
//
// Warm-up. There is no answer until bar Warmup, which gives the first. That is the
// candles that a pattern spans and the longest period of a setting that it reads:
// TA-Lib's lookback plus 1.
//
// Missing. A bar is missing if its open, high, low or close is not finite or is
// beyond 1e75. There is no answer for it, the state does not change, and all other
// answers are as if it had not been there. Volume does not matter.
//
// State. A live value saves itself as JSON: what it looks for and the last Warmup
// bars. Bad state is a [*StateError] and leaves the receiver as it was.
//
// Bits. Averages are summed anew at every bar, oldest candle first. TA-Lib adds and
// subtracts in one running sum, whose rounding errors depend on where it started.
// The arithmetic is the same on every CPU.
//
// # Sources
//
// Steve Nison, Japanese Candlestick Charting Techniques, 1991. Thomas N. Bulkowski,
// Encyclopedia of Candlestick Charts, 2008. The exact limits are TA-Lib's; the books
// leave most of them to the eye.
package candle
