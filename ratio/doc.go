// Package ratio compares one thing with another: a pair such as ETH/BTC, a
// basket such as altcoins in BTC, one market with those around it. It says how low
// the result is and since when, and whether the two depend on each other at all.
//
// Its law: a ratio at an instant uses what was known at that instant, and
// membership is a fact of its day. A coin that died belongs to the basket until
// it died; a coin that rose to fame belongs to it only from its 26th close on.
// Nobody's later fate changes an earlier value by a bit.
//
//	ethbtc := ratio.Of(eth, btc, 0)                    // notebook: series in, series out
//	alts, err := ratio.BasketIndex(btc, coins, ratio.BasketConfig{})
//	low := ratio.Lows(alts.Value, 156*week, 5200*week) // since when the lowest; above the low of three years
//	lead, err := ratio.LeadLag(iwm.LogReturn(1), ethbtc.LogReturn(1), ratio.LeadLagConfig{MaxLag: 8})
//
//	basket := ratio.NewBasket(ratio.BasketConfig{})    // bot: record, then close the instant
//	basket.ObserveBase(friday, 97000)                  // each returns an error
//	basket.Observe("ETH", friday, 3300)
//	rows = basket.Advance(rows[:0], friday)
//	blob, err := json.Marshal(basket)                  // restart
//
// # What is where
//
// Pairs: Of and Log, on mixed calendars with an age limit that must be said; Index,
// Mansfield's relative strength, Rotations as in relative rotation graphs, Spread
// against a hedge that is given, fitted or filtered, never on what is to come. The
// z-score and the percentile of a ratio are ZScore and PercentRank of package
// indicator, and so are the rolling Correl, Spearman, Kendall, Beta, DownsideBeta
// and HedgeRatio of two series.
//
// Many at once: BasketIndex, weighted equally, by market cap or as one likes, and
// chain-linked; SeasonOf, the altcoin season; BreadthOf, advances, declines and new
// highs; DominanceOf. Correlations and EWMACorrelations are matrices over time,
// LedoitWolf is one that is shrunk, Partial takes out a third series.
//
// How low, how long: Lows, Highs, Drawdowns, and Flips, the runs of a sign.
//
// Estimators look at a whole sample and return one result with its From and To.
// They are no transforms, and nothing that trades should read them as if they had
// been known before To: Regress with the standard errors of White and of Newey and
// West; LeadLag, Granger and Transfer; BlockLength and the block bootstrap; ADF,
// KPSS, PhillipsPerron, ZivotAndrews; EngleGranger and Johansen; HalfLife,
// VarianceRatio and Hurst.
//
// # Conventions
//
// A stamp is the instant from which a value may be used. Observe only records;
// Advance(t) closes every instant up to t, each as one, so the order in which
// its parts came leaves no trace. What comes for a closed instant is refused.
// The batch functions give the bits of the live forms.
//
// NaN is a missing value: Of gives NaN at its stamp; Lows, Flips and Drawdowns give
// NaN and do not count it; a basket ignores it; an estimator leaves its row out. A
// result that is not finite, or beyond 1e75, is NaN.
//
// Saved states are JSON. A state that no run could have left is refused and
// changes nothing. Live sizes do not grow with history.
//
// Transforms use + - * / and square roots only, products rounded before they are
// added: their bits are the same on every CPU. What is not Exact says so: Log, the
// rebalancing gain of a basket, and the estimators, which stand on gonum.
package ratio
