// Package ratio compares one thing with another: a pair such as ETH/BTC, a
// basket such as altcoins in BTC, how low or high the result is, how far it has
// fallen, and since when its momentum has pointed one way.
//
// Its law: a ratio at an instant uses what was known at that instant, and
// membership is a fact of its day. A coin that died belongs to the basket until
// it died; a coin that rose to fame belongs to it only from its 26th close on.
// Nobody's later fate changes an earlier value by a bit.
//
//	ethbtc := ratio.Of(eth, btc, 0)                    // notebook: series in, series out
//	alts, err := ratio.EqualWeight(btc, coins, ratio.BasketConfig{})
//	low := ratio.Lows(alts.Value, 156*week, 5200*week) // since when the lowest; above the low of three years
//
//	basket := ratio.NewBasket(ratio.BasketConfig{})    // bot: record, then close the instant
//	basket.ObserveBase(friday, 97000)                  // each returns an error
//	basket.Observe("ETH", friday, 3300)
//	rows = basket.Advance(rows[:0], friday)
//	blob, err := json.Marshal(basket)                  // restart
//
// # Conventions
//
// A stamp is the instant from which a value may be used. Observe only records;
// Advance(t) closes every instant up to t, each as one, so the order in which
// its parts came leaves no trace. What comes for a closed instant is refused.
// The batch functions give the bits of the live forms.
//
// NaN is a missing value: Of gives NaN at its stamp, Lows, Flips and Drawdowns
// give NaN and do not count it, a basket ignores it. A result that is not finite, or beyond
// 1e75, is NaN.
//
// Saved states are JSON. A state that no run could have left is refused and
// changes nothing. Live sizes do not grow with history.
//
// Only + - * / and comparisons are used, products rounded before they are
// added: the bits are the same on every CPU.
package ratio
