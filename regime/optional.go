package regime

import "fmt"

// Inputs and cautions that riskon/1 does not have and a model may add. They are
// data like any other: change what they say before or after they are added. One
// that is added keeps its weight when it is silent, as all inputs do.

// Add adds inputs to a pillar of the model. The error wraps ErrConfig where the
// model names no such pillar; start from Weekly or Daily, as the zero Config names
// none. An input twice is for Validate and NewClassifier to refuse.
func (c *Config) Add(pillar string, inputs ...Input) error {
	for i, p := range c.Pillars {
		if p.ID != pillar {
			continue
		}
		// New slices: a copy of the Config made before stays as it was.
		c.Pillars = append([]Pillar{}, c.Pillars...)
		c.Pillars[i].Inputs = append(append([]Input{}, p.Inputs...), inputs...)
		return nil
	}
	return fmt.Errorf("%w: no pillar %q", ErrConfig, pillar)
}

// The classes and series that the optional inputs and cautions read.
const (
	classBills       = "fed_bills"
	seriesMNAV       = "MNAV"
	seriesStablecoin = "STABLECOIN"
	seriesSlowdown   = "FLOW_SLOWDOWN"
)

// InputBillPurchases is the Federal Reserve's purchases of Treasury bills, for the
// pillar liquidity: the flow balance of class fed_bills. Each operation is a Flow,
// Deployed, in USD, known on the day of its result; a Coverage says how far they
// are known, and days between without one are zeros.
//
// It says whether purchases grow: at a constant pace it is 0. Source of the
// operations: Federal Reserve Bank of New York, Treasury Securities Operational Details.
func InputBillPurchases() Input {
	return Input{
		ID: "bill_purchases", Weight: 1, Feature: Feature{Kind: FlowBalance, Series: classBills, Lag: flowDays},
		Normalise: Normalise{Method: AsIs}, Freshness: Freshness{14, 42},
	}
}

// InputMNAV is the multiple at which treasury companies trade, see MNAV, for the
// pillar dat: the level of series MNAV, told once a week, by its z. The more
// the shares cost, the more coins the companies can buy.
func InputMNAV() Input {
	return Input{
		ID: "mnav", Weight: 1, Feature: Feature{Kind: Level, Series: seriesMNAV},
		Normalise: Normalise{Method: RobustZ, Window: 104, MinObs: 8, Sign: 1}, Freshness: Freshness{7, 21},
	}
}

// InputStablecoins is the change of the supply of stablecoins over 13 weeks, for
// the pillar liquidity: series STABLECOIN in USD, told once a week, by its z.
func InputStablecoins() Input {
	return Input{
		ID: "stablecoins", Weight: 1, Feature: Feature{Kind: Change, Series: seriesStablecoin, Lag: 13},
		Normalise: Normalise{Method: RobustZ, Window: 104, MinObs: 52, Sign: 1}, Freshness: Freshness{7, 21},
	}
}

// CautionRegulatory is what a regulator threatens to do, as somebody judges it: a
// Fact from 0, nothing, to 1, coins may not be held.
func CautionRegulatory() Caution {
	return Caution{ID: "regulatory", Kind: DatedFact, V: 0.2, Lo: 0, Hi: 1, Unit: "severity"}
}

// CautionFlowSlowdown is how much less treasuries and funds buy than before: series
// FLOW_SLOWDOWN, at most 28 days old, of
//
//	x = 1 - F/G
//
// F being the USD that flowed in over the last 91 days and G over the 91 before,
// above zero, such as Now and Before of a FlowEvidence. A fall by a quarter
// begins to count, one by three quarters counts in full.
func CautionFlowSlowdown() Caution {
	return Caution{ID: "flow_slowdown", Kind: SeriesLevel, V: 0.2, Lo: 0.25, Hi: 0.75, Unit: "fall of inflows", Series: seriesSlowdown, MaxAge: 28}
}
