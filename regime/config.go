package regime

import (
	"errors"

	"github.com/riskon/riskon/series"
)

// ErrConfig is wrapped by every error about a Config.
var ErrConfig = errors.New("regime: bad config")

// A Config is a model: which inputs make which pillars, how each input is
// normalised and how long it stays fresh, and which cautions subtract. The zero
// Config is riskon/1 on its weekly clock.
type Config struct {
	// ID names the model and its version; "riskon/1" if empty.
	ID string `json:"id"`
	// Clock gives the steps: the ends of its buckets. The zero Grid is the week
	// that ends on Saturday 00:00 UTC. A step is a minute at least.
	Clock series.Grid `json:"-"`
	// Pillars are riskon/1's if nil.
	Pillars []Pillar `json:"pillars"`
	// Cautions are riskon/1's if nil; an empty slice is none.
	Cautions []Caution `json:"cautions"`
	// Kappa is what a caution of 1 takes from the mean of the pillars; 0.5 if 0.
	Kappa float64 `json:"kappa"`
	// Correlation says how far cautions come together: a row and a column for each of
	// Cautions, in their order, symmetric, 0..1, 1 on the diagonal. Without it they add up.
	Correlation [][]float64 `json:"correlation,omitempty"`
	// Decay, between 0 and 1, takes the correlation from the changes of the cautions
	// instead: their exponentially weighted one, of which 0.93 of weekly steps is usual.
	Decay float64 `json:"decay,omitempty"`
	// Renormalise gives the weight of a missing input to the others of its pillar. Without
	// it silence pulls the score towards 50; with it a feed that dies may raise the score.
	Renormalise bool `json:"renormalise"`
	// Breakout sets the breakout machine; its zero value is the weekly preset.
	Breakout BreakoutConfig `json:"breakout"`
	// DailyCloses says that Closes come every day. The caution of kind BTCShock reads
	// all of them then; Alt/BTC, ETH/BTC and their evidence stay weekly, on Fridays.
	DailyCloses bool `json:"daily_closes"`
	// Shock sets the caution of kind BTCShock.
	Shock ShockConfig `json:"shock"`
	// Alt sets the basket of Alt/BTC.
	Alt AltConfig `json:"alt"`
	// AllowAverage takes the Treasury's account from WTREGEN, its week average, in place of
	// WDTGAL, its Wednesday level, which is the right partner of WALCL. The two
	// differ by $28B on average, by $216B in a tax week.
	AllowAverage bool `json:"allow_average"`
}

// A Pillar is a weighted mean of inputs. Weights are divided by their sum; that of a
// pillar is 1e75 at most.
type Pillar struct {
	ID     string  `json:"id"`
	Weight float64 `json:"weight"`
	Inputs []Input `json:"inputs"`
}

// An Input turns a feature into a signal from -1 to 1.
type Input struct {
	ID        string    `json:"id"`
	Weight    float64   `json:"weight"`
	Feature   Feature   `json:"feature"`
	Normalise Normalise `json:"normalise"`
	Freshness Freshness `json:"freshness"`
}

// A FeatureKind names a formula that makes a raw value out of records.
type FeatureKind string

// The kinds of feature. x[k] is the k-th observation before the newest.
const (
	// BreakoutValue is the value of the breakout machine on the bars of Series.
	BreakoutValue FeatureKind = "breakout"
	// Level is the newest x of Series, or of Series/Over on shared dates.
	Level FeatureKind = "level"
	// Change is x/x[Lag] - 1 of Series, or of Series/Over on shared dates.
	Change FeatureKind = "change"
	// Difference is x - x[Lag] of Series, or of Series/Over on shared dates.
	Difference FeatureKind = "difference"
	// NetLiquidityChange is the mean of the last 4 net liquidities less the mean of the 4 that were newest Lag weeks ago.
	NetLiquidityChange FeatureKind = "net_liquidity_change"
	// PolicyEase is -(x - x[Lag]) of Series per point, clipped to [-1, 1].
	PolicyEase FeatureKind = "policy_ease"
	// FlowBalance is (F - G)/(M + 1e8) of the flows of class Series in USD: F over the
	// last Lag days (91 if 0), G over as many before, M the sum of magnitudes over both.
	// The last day is the one for which Coverage says that flows are complete, and no
	// more than ten years ago.
	FlowBalance FeatureKind = "flow_balance"
	// AltTurn is the turn of Alt/BTC: +-0.5 for its MACD histogram, +-0.5 for its close against the 26-week mean.
	AltTurn FeatureKind = "alt_turn"
)

// A Feature says how an input's raw value is made.
type Feature struct {
	Kind   FeatureKind `json:"kind"`
	Series string      `json:"series,omitempty"`
	Over   string      `json:"over,omitempty"`
	Lag    int         `json:"lag,omitempty"`
	// Periodic flows come one a period: they are complete no further than the newest one known.
	Periodic bool `json:"periodic,omitempty"`

	average bool // Config.AllowAverage
}

// unit is the unit of the feature's raw value.
func (f Feature) unit() string {
	switch f.Kind {
	case BreakoutValue:
		return "machine value"
	case Level:
		return "level"
	case Change:
		if f.Over != "" {
			return "ratio change"
		}
		return "relative change"
	case Difference:
		return "difference"
	case NetLiquidityChange:
		return "USD millions"
	case PolicyEase:
		return "points, sign reversed, clipped"
	case FlowBalance:
		return "flow balance"
	}
	return "turn"
}

// A CautionKind names where a caution's x comes from.
type CautionKind string

// The kinds of caution.
const (
	// DatedFact is a Fact of the caution's id through one ramp.
	DatedFact CautionKind = "fact"
	// TreasuryConcentration is the Herfindahl index of BTC treasuries through one ramp.
	TreasuryConcentration CautionKind = "concentration"
	// BTCShock is the larger of two ramps over BTC's volatility and fall.
	BTCShock CautionKind = "btc_shock"
	// SeriesLevel is the newest value of Series, at most MaxAge days old, through one ramp.
	SeriesLevel CautionKind = "level"
)

// A Caution takes up to 50*Kappa*V points from the score: V times Ramp(x; Lo, Hi).
type Caution struct {
	ID     string      `json:"id"`
	Kind   CautionKind `json:"kind"`
	V      float64     `json:"v"`
	Lo     float64     `json:"lo"`
	Hi     float64     `json:"hi"`
	Unit   string      `json:"unit"`
	Series string      `json:"series,omitempty"`
	MaxAge int         `json:"max_age,omitempty"`
}

// An AltConfig says which coins make up Alt/BTC. Zero fields are riskon/1's.
type AltConfig struct {
	MinCloses  int `json:"min_closes"`  // a coin becomes a member at so many closes; 26
	StaleDays  int `json:"stale_days"`  // and leaves when its last one is older; 14
	MinMembers int `json:"min_members"` // fewer make no index; 5
}

const (
	smallCap = "IWM" // whose bars riskon/1 reads
	coinBase = "BTC" // what coins are measured in
	// AltBTCName and ETHBTCName are the names of the two ratios in evidence, thesis and claims.
	AltBTCName = "alt_btc_basket"
	ETHBTCName = "ETH/BTC"
)
