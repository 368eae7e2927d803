package regime_test

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/regime"
)

// dollarModel is a model of one input, on weeks of a dollar that falls faster and faster,
// with a caution.
func dollarModel() (regime.Config, time.Time, []regime.Record) {
	cfg := regime.Config{
		ID: "dollar/1",
		Pillars: []regime.Pillar{{ID: "liquidity", Weight: 1, Inputs: []regime.Input{{
			ID: "dollar", Weight: 1,
			Feature:   regime.Feature{Kind: regime.Change, Series: "DTWEXBGS", Lag: 13},
			Normalise: regime.Normalise{Method: regime.RobustZ, Window: 52, MinObs: 8, Sign: -1},
			Freshness: regime.Freshness{Grace: 17, Max: 45},
		}}}},
		Cautions: []regime.Caution{{ID: "regulatory", Kind: regime.DatedFact, V: 0.4, Lo: 0, Hi: 1, Unit: "severity"}},
	}
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	known := start.AddDate(0, 6, 0)
	records := []regime.Record{regime.Fact{Caution: "regulatory", Value: 1, Known: known, Expires: known.AddDate(1, 0, 0)}}
	for i := range 52 {
		friday := start.AddDate(0, 0, 7*i)
		x := 100 - float64(i)/5 + float64(i*i%17)/4
		records = append(records, regime.Value{Series: "DTWEXBGS", Ref: friday, Known: friday.AddDate(0, 0, 3), Value: x})
	}
	return cfg, start, records
}

// How much of a score is the doing of the one who made the model? Two choices are
// made in all other ways that seem as good.
func ExampleSpecificationCurve() {
	cfg, start, records := dollarModel()
	lag := func(k int) func(*regime.Config) {
		return func(c *regime.Config) { c.Pillars[0].Inputs[0].Feature.Lag = k }
	}
	family := regime.Family{Base: cfg, Dimensions: []regime.Dimension{
		{Name: "lag", Options: []regime.Option{{Name: "8", Change: lag(8)}, {Name: "13", Change: lag(13)}, {Name: "26", Change: lag(26)}}},
		{Name: "kappa", Options: []regime.Option{
			{Name: "0.5", Change: func(c *regime.Config) { c.Kappa = 0.5 }},
			{Name: "1", Change: func(c *regime.Config) { c.Kappa = 1 }},
		}},
	}}
	c, err := regime.SpecificationCurve(family, start, records, start.AddDate(1, 0, 0))
	if err != nil {
		panic(err)
	}
	fmt.Print(c)
	// Output:
	// dollar/1 at 2022-01-01 00:00, steps from 2021-01-01 00:00: 6 variants, 6 different scores
	// base 73.211539 Neutral, rank 6 of 6
	// scores 54.249 to 73.212, median 63.730, quartiles 58.084 and 65.843
	// states: Unknown 0.0% (0), RiskOff 0.0% (0), Neutral 83.3% (5), RiskOn 16.7% (1)
	// moves the score most: kappa: 1, by -10.000 points
	//
	// dimension  option  alone   moves    state    variants  mean
	// kappa      0.5     73.212  base     Neutral  3         67.945
	//            1       63.212  -10.000  Neutral  3         57.945
	// lag        13      73.212  base     Neutral  2         68.212
	//            8       64.249  -8.962   RiskOn   2         59.249
	//            26      66.374  -6.837   Neutral  2         61.374
	//
	// rank  score      state    confidence  choices
	// 1     54.249260  Neutral  1.000       kappa: 1, lag: 8
	// 2     56.374256  Neutral  1.000       kappa: 1, lag: 26
	// 3     63.211539  Neutral  1.000       kappa: 1
	// 4     64.249260  RiskOn   1.000       lag: 8
	// 5     66.374256  Neutral  1.000       lag: 26
	// 6     73.211539  Neutral  1.000       base
}

// The family is declared before anything is scored: it can be printed, published and
// held against what is shown later.
func ExampleFamily() {
	family := regime.Family{Size: 40}
	fmt.Print(family)
	variants, err := family.Variants()
	if err != nil {
		panic(err)
	}
	for _, v := range variants[36:] {
		fmt.Println(v.Choices, v.Config.Kappa, v.Config.Breakout.Window)
	}
	// Output:
	// 40 variants of riskon/1: the base, 35 options alone, 4 of 553 pairs
	// dimension          base          options
	// Alt/BTC            not weighted  weighted, 8 coins, 52 closes, carried 28 days
	// breakout gap       2             0, 4
	// breakout level     52            26, 104, all time
	// caution weights    all           without dat_concentration, without etf_outflow, without neg_earnings, without vol_shock, none
	// cautions together  add up        decay 0.93
	// change lag         13            8, 26
	// flow days          91            63, 182
	// history            104           52, 156
	// input weights      as given      equal
	// kappa              0.5           0.25, 0.75, 1
	// missing inputs     neutral       renormalised
	// normalise          z             percentile
	// pillar weights     equal         breakout doubled, without breakout, dat doubled, without dat, liquidity doubled, without liquidity
	// policy lag         26            13, 52
	// [Alt/BTC: weighted normalise: percentile] 0.5 52
	// [Alt/BTC: carried 28 days cautions together: decay 0.93] 0.5 52
	// [caution weights: without etf_outflow pillar weights: breakout doubled] 0.5 52
	// [kappa: 0.25 pillar weights: without breakout] 0.25 52
}

// Choices of one's own are added to the usual ones.
func ExampleDefaultDimensions() {
	cfg, _, _ := dollarModel()
	dims := append(regime.DefaultDimensions(cfg), regime.Dimension{Name: "freshness", Options: []regime.Option{
		{Name: "30 days", Change: func(c *regime.Config) { c.Pillars[0].Inputs[0].Freshness.Max = 30 }},
	}})
	fmt.Print(regime.Family{Base: cfg, Dimensions: dims})
	// Output:
	// 62 variants of dollar/1: the base, 11 options alone, 50 of 50 pairs
	// dimension        base     options
	// caution weights  all      without regulatory
	// change lag       13       8, 26
	// freshness        base     30 days
	// history          52       26, 78
	// kappa            0.5      0.25, 0.75, 1
	// missing inputs   neutral  renormalised
	// normalise        z        percentile
}
