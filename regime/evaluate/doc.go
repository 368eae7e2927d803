// Package evaluate says what the scores of package regime were worth: how often a
// target came true after them, and whether that is more than chance.
//
// Its law: no forecast is judged by what it was learned from, and none is made
// from too little. Outcomes that overlap are never on both sides of a fold, and
// fewer than ten episodes give an error and not a probability.
//
//	history, err := evaluate.History(readings)        // of regime.Classify
//	rose := evaluate.Rises(altbtc, evaluate.Times(history), evaluate.RiseConfig{
//		Horizon: 13 * 7 * 24 * time.Hour, Above: 0.1})
//	c, err := evaluate.Calibrate(history, rose, evaluate.CalibrateConfig{})
//	if errors.Is(err, evaluate.ErrTooFewEpisodes) {
//		fmt.Println(err)                              // says how many there are
//	} else if err == nil {
//		fmt.Println(c)                                // skill out of fold, with its interval
//		fmt.Println(c.Probability(reading.Score))     // a number with its note
//	}
//
// # Conventions
//
// All of this looks back, with outcomes that look forward: an Outcome at a time
// was unknown at that time. The functions are estimators, which use all they are
// given and return one result with N, From and To; nothing here is a Series or a
// Record, and so nothing can be fed to a classifier. A result may be used from the
// last Known on.
//
// Horizons are time, not rows. Two cases whose outcomes overlap are not two: a
// spell of forty weeks is one experience, and the blocks of a resample are at
// least a horizon long. A score that is NaN is missing.
//
// Results are deterministic: the same input and Seed give the same. Not Exact but
// where it says so: agrees to 1e-9 across CPUs.
package evaluate
