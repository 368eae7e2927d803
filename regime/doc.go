// Package regime says how far the world is ready to take risk, why, and what
// would make that wrong.
//
// Its law is that of the module: at an instant, only what was known at or before
// it exists. Every record carries two times: its reference date, what it is
// about, and its known instant, from when it may be used. Nothing here reads a clock.
//
// The question behind the model riskon/1: a small-cap index breaks out,
// central-bank liquidity turns, companies buy coins for their treasuries. Is this
// risk-on? Four pillars answer with signals from -1 to 1 (breakout, dat,
// liquidity and, shown but not weighted, ratio), cautions subtract, and the
// result is a score from 0 to 100 whose parts add up to it in integers.
//
//	c, err := regime.NewClassifier(regime.Config{}, start)
//	...
//	err = c.Observe(regime.Value{Series: "WALCL", Ref: wednesday, Known: series.H41(wednesday), Value: 6_745_699})
//	...
//	err = c.Advance(now)       // everything known by now is in, every step up to now is made
//	r, err := c.Reading()
//	fmt.Println(r)             // the score, the state, and every part of both
//	fmt.Println(regime.Flip(r)) // what would change the state
//	blob, err := json.Marshal(c) // and on after a restart, with the same bits
//
// # Reading the code
//
// Score is the formula, on signals that are finished. Normalise and Freshness make
// a signal of a raw value. Config is the model as data, with the presets Weekly and
// Daily: which input reads which feature, and how. It reads and writes JSON. A
// file for each feature holds its formula: breakout, kernel, liquidity, flow,
// altbtc; another one for each caution: concentration, shock, level, caution.
//
// Classifier is the live form of all of it and Classify a loop over it. A Value may
// revise any date: then the features are made anew of what is known, from the same
// observations (VintageValues tells it those of package series). At asks what will
// be at a later instant if nothing more comes, Snapshot is for other goroutines.
//
// Of readings, Explain says why one differs from another, Flip what would change
// the state. SpecificationCurve scores a date under some 200 models that somebody
// else might have chosen. CheckClaims asks the same records whether something
// somebody said was so. What scores were worth is the matter of package evaluate.
//
// For the inputs there are MNAV, PerShare and ConcentrationBounds of treasuries, in
// exact decimals, and ReadFarside for tables of fund flows.
//
// # Conventions
//
// A Number that is missing is NaN, and null in JSON. A missing or stale input has
// no signal and keeps its weight, so silence pulls the score towards 50 and
// lowers Coverage; a caution that falls silent keeps what it last said. Points
// are of 100; micro-points are integers, a millionth of a point.
//
// The score uses + - * / and square roots, in a fixed order: it has the same bits
// on every CPU, in batch and live, and after a restart.
package regime
