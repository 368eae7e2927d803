// Package indicator computes technical indicators over series, in batch, live,
// and across restarts, with the same bits in all three.
//
// Its one law: an output is a function of the inputs fed so far, and of nothing
// else. Not of what came later, not of how the inputs were cut into calls, not
// of a restart in between, not of missing values on the way, not of the CPU.
//
//	rsi := indicator.RSI(bars.Close(), 14)         // series in, series out
//	fmt.Println(rsi.Value(rsi.Len() - 1))
//
//	live := indicator.NewRSI(14)                   // one price at a time
//	for _, price := range prices {
//		if live.Update(price) < 30 {           // NaN while warming up is never < 30
//			buy()
//		}
//	}
//	blob, err := json.Marshal(live)                // before a restart
//	err = json.Unmarshal(blob, new(indicator.Stream)) // after: goes on, bit for bit
//
//	bands, err := indicator.Eval("BBANDS(20,2,2,SMA)", bars) // by name: a table of columns
//
// # Live types
//
// A [Stream] takes a number, a [PairStream] two, a [BarStream] a bar; all give a
// number. What has several outputs has a type of its own: [MACDStream] gives a
// [MACDValue], and the batch function [MACD] gives [MACDLines]. All have these methods:
//
//	Update(x)       feeds x, returns the output
//	Peek(x)         what Update(x) would return; changes nothing
//	Value()         the last output
//	Append(dst, xs) feeds all xs, appends one output for each
//	Ready, Warmup, Settle, Reset, Clone, String
//	AppendBinary, MarshalBinary, MarshalText, MarshalJSON and their inverses
//
// Update, Peek and Append do not allocate, but for Append's growth of dst. A live
// value is used by pointer and from one goroutine at a time. Batch is [Apply],
// [ApplyPair] or [ApplyBars] with a fresh live value: there is one definition of
// each indicator.
//
// # By name
//
// The [Catalog] describes every indicator: parameters with defaults and bounds, what
// is read, outputs, range, source. [Parse] reads a spec such as "RSI(14)", TA-Lib's
// names and order of parameters included; [Eval] computes it in batch and [Open]
// live. That is for configuration files, screeners and user interfaces: what they
// hold is text, and what is wrong with text is an error. The candlestick patterns of
// package candle are there too.
//
// # Conventions
//
// Stamps. Outputs have the stamps of their inputs; those of bars are the bars' ends.
//
// Warm-up. The output is NaN until input number Warmup(), which gives the first.
// Outputs of a recurrence (EMA, RSI, MACD, ATR) depend on their seed for a while:
// Settle(eps) says until when.
//
// Missing. An input is missing if a number that the indicator reads is not finite
// or is beyond 1e75. The output there is NaN, the state does not change, Value
// stays, and all other outputs are as if the input had not been there. Periods
// count the inputs that are not missing. A result beyond 1e75 is given as NaN.
//
// Periods are 1 to 100000. Another one is a program error: the constructor panics.
// In a Config struct a field that is 0 has its documented default.
//
// State. Every live value saves itself in a few bytes plus 8 for each value in
// its window, however long its history, and a zero value of its type restores
// itself from them: the saved state says which indicator it is. Bad state is a
// [*StateError], never a panic, and leaves the receiver as it was.
//
// Bits. The arithmetic of every [Entry] that is Exact is the same on every CPU.
// Windows are summed in blocks, from distances to a value inside the window, so that
// errors do not grow with history and a spike leaves no trace once it has left.
package indicator
