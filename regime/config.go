package regime

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
	"time"

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
	// that ends on Saturday 00:00 UTC.
	Clock series.Grid `json:"-"`
	// Pillars are riskon/1's if empty.
	Pillars []Pillar `json:"pillars"`
	// Cautions are riskon/1's if empty.
	Cautions []Caution `json:"cautions"`
	// Breakout sets the breakout machine; its zero value is the weekly preset.
	Breakout BreakoutConfig `json:"breakout"`
	// AllowAverage takes the Treasury's account from WTREGEN, its week average, in place of
	// WDTGAL, its Wednesday level, which is the right partner of WALCL. The two
	// differ by $28B on average, by $216B in a tax week.
	AllowAverage bool `json:"allow_average"`
}

// A Pillar is a weighted mean of inputs. Weights are divided by their sum.
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
	// Change is x/x[Lag] - 1 of Series, or of Series/Over on shared dates.
	Change FeatureKind = "change"
	// NetLiquidityChange is the mean of the last 4 net liquidities less the mean of the 4 that were newest Lag weeks ago.
	NetLiquidityChange FeatureKind = "net_liquidity_change"
	// PolicyEase is -(x - x[Lag]) of Series per point, clipped to [-1, 1].
	PolicyEase FeatureKind = "policy_ease"
	// FlowBalance is (F - G)/(M + 1e8) of the flows of class Series in USD: F over the
	// last 91 days, G over the 91 before, M the sum of magnitudes over both.
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
}

// unit is the unit of the feature's raw value.
func (f Feature) unit() string {
	switch f.Kind {
	case BreakoutValue:
		return "machine value"
	case Change:
		if f.Over != "" {
			return "ratio change"
		}
		return "relative change"
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
)

// A Caution takes up to 50*0.5*V points from the score: V times Ramp(x; Lo, Hi).
type Caution struct {
	ID   string      `json:"id"`
	Kind CautionKind `json:"kind"`
	V    float64     `json:"v"`
	Lo   float64     `json:"lo"`
	Hi   float64     `json:"hi"`
	Unit string      `json:"unit"`
}

const (
	smallCap = "IWM" // whose bars riskon/1 reads
	coinBase = "BTC" // what coins are measured in
	// AltBTCName and ETHBTCName are the names of the two ratios in evidence, thesis and claims.
	AltBTCName = "alt_btc_basket"
	ETHBTCName = "ETH/BTC"
)

// defaults returns the config with its zero fields replaced by riskon/1.
func (c Config) defaults() Config {
	if c.ID == "" {
		c.ID = "riskon/1"
	}
	if c.Clock == (series.Grid{}) {
		c.Clock = series.Weekly(time.UTC, time.Saturday)
	}
	if len(c.Pillars) == 0 {
		c.Pillars = riskonPillars()
	}
	if len(c.Cautions) == 0 {
		c.Cautions = riskonCautions()
	}
	c.Pillars, c.Cautions = slices.Clone(c.Pillars), slices.Clone(c.Cautions)
	sort.Slice(c.Pillars, func(i, j int) bool { return c.Pillars[i].ID < c.Pillars[j].ID })
	sort.Slice(c.Cautions, func(i, j int) bool { return c.Cautions[i].ID < c.Cautions[j].ID })
	for i := range c.Pillars {
		in := slices.Clone(c.Pillars[i].Inputs)
		sort.Slice(in, func(a, b int) bool { return in[a].ID < in[b].ID })
		c.Pillars[i].Inputs = in
	}
	return c
}

// riskonPillars is the table of section 4 of the model: weekly, 104 observations of history.
func riskonPillars() []Pillar {
	none := Normalise{Method: AsIs}
	z := func(sign float64) Normalise {
		return Normalise{Method: RobustZ, Window: 104, MinObs: 52, Sign: sign}
	}
	return []Pillar{
		{"breakout", 1, []Input{
			{"state", 1, Feature{Kind: BreakoutValue, Series: smallCap}, none, Freshness{7, 21}},
			{"smallcap", 0.5, Feature{Kind: Change, Series: smallCap, Over: "SPY", Lag: 13}, z(1), Freshness{7, 21}},
		}},
		{"dat", 1, []Input{
			{"alt_flow", 2, Feature{Kind: FlowBalance, Series: "dat_alt"}, none, Freshness{7, 91}},
			{"btc_flow", 1, Feature{Kind: FlowBalance, Series: "dat_btc"}, none, Freshness{7, 91}},
			{"etf_flow", 1, Feature{Kind: FlowBalance, Series: "btc_etf", Periodic: true}, none, Freshness{14, 42}},
		}},
		{"liquidity", 1, []Input{
			{"dollar", 1, Feature{Kind: Change, Series: "DTWEXBGS", Lag: 13}, z(-1), Freshness{17, 45}},
			{"netliq", 1, Feature{Kind: NetLiquidityChange, Lag: 13}, z(1), Freshness{10, 38}},
			{"policy", 1, Feature{Kind: PolicyEase, Series: "DFEDTARU", Lag: 26}, none, Freshness{10, 38}},
		}},
		{"ratio", 0, []Input{
			{"alt_btc", 1, Feature{Kind: AltTurn}, none, Freshness{7, 21}},
		}},
	}
}

// riskonCautions is the table of section 6 of the model.
func riskonCautions() []Caution {
	return []Caution{
		{"dat_concentration", TreasuryConcentration, 0.2, 0.25, 0.75, "HHI"},
		{"etf_outflow", DatedFact, 0.2, 0, 0.10, "share of assets"},
		{"neg_earnings", DatedFact, 0.2, 0.30, 0.50, "share of members"},
		{"vol_shock", BTCShock, 0.2, 0, 1, "two ramps"},
	}
}

// validate reports what makes no sense in a config with defaults filled in. The
// score checks weights and ids again on each reading; here they fail early.
func (c Config) validate() error {
	if err := c.Breakout.check(); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	if !c.writable() {
		return fmt.Errorf("%w: a name that is not UTF-8", ErrConfig)
	}
	machines, nets := 0, 0
	c.eachInput(func(_ Pillar, in Input) {
		switch in.Feature.Kind {
		case BreakoutValue:
			machines++
		case NetLiquidityChange:
			nets++
		}
	})
	if machines > 1 || nets > 1 {
		return fmt.Errorf("%w: more than one %s or %s input", ErrConfig, BreakoutValue, NetLiquidityChange)
	}
	for i, p := range c.Pillars {
		if i > 0 && p.ID == c.Pillars[i-1].ID {
			return fmt.Errorf("%w: pillar %q twice", ErrConfig, p.ID)
		}
		for j, in := range p.Inputs {
			if j > 0 && in.ID == p.Inputs[j-1].ID {
				return fmt.Errorf("%w: input %q twice in pillar %q", ErrConfig, in.ID, p.ID)
			}
			if err := in.validate(); err != nil {
				return fmt.Errorf("%w: input %s/%s: %w", ErrConfig, p.ID, in.ID, err)
			}
		}
	}
	for i, k := range c.Cautions {
		switch {
		case i > 0 && k.ID == c.Cautions[i-1].ID:
			return fmt.Errorf("%w: caution %q twice", ErrConfig, k.ID)
		case k.Kind != DatedFact && k.Kind != TreasuryConcentration && k.Kind != BTCShock:
			return fmt.Errorf("%w: caution %q: unknown kind %q", ErrConfig, k.ID, k.Kind)
		case !(k.V >= 0 && k.V <= 1) || !(k.Lo < k.Hi) || math.IsInf(k.Lo, 0) || math.IsInf(k.Hi, 0):
			return fmt.Errorf("%w: caution %q: v or ramp out of range", ErrConfig, k.ID)
		}
	}
	s := Model{}
	for _, p := range c.Pillars {
		ps := PillarSignals{ID: p.ID, Weight: p.Weight}
		for _, in := range p.Inputs {
			ps.Inputs = append(ps.Inputs, InputSignal{ID: in.ID, Weight: in.Weight})
		}
		s.Pillars = append(s.Pillars, ps)
	}
	for _, k := range c.Cautions {
		s.Cautions = append(s.Cautions, CautionSignal{ID: k.ID, V: k.V})
	}
	if _, err := Score(s); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return nil
}

// writable reports whether every name of c can be saved.
func (c Config) writable() bool {
	ok := text(c.ID)
	for _, p := range c.Pillars {
		ok = ok && text(p.ID)
	}
	c.eachInput(func(_ Pillar, in Input) {
		ok = ok && text(in.ID, string(in.Feature.Kind), in.Feature.Series, in.Feature.Over)
	})
	for _, k := range c.Cautions {
		ok = ok && text(k.ID, k.Unit)
	}
	return ok
}

func (in Input) validate() error {
	f := in.Feature
	named, lagged := f.Series != "", f.Lag > 0 && f.Lag <= 1000
	switch {
	case f.Kind == BreakoutValue && named, f.Kind == FlowBalance && named, f.Kind == AltTurn,
		f.Kind == NetLiquidityChange && lagged, f.Kind == PolicyEase && named && lagged, f.Kind == Change && named && lagged:
	default:
		return fmt.Errorf("feature %q needs a series or a lag", f.Kind)
	}
	if f.Kind == Change && f.Over == f.Series {
		return fmt.Errorf("feature %q of a series over itself", f.Kind)
	}
	// A change has no bounds: as it is, it would be no signal. The others are
	// signals by their formula.
	switch asIs := in.Normalise.Method == AsIs; {
	case asIs && (f.Kind == Change || f.Kind == NetLiquidityChange):
		return fmt.Errorf("%w: %q has to be normalised", ErrNormalise, f.Kind)
	case !asIs && (f.Kind == BreakoutValue || f.Kind == FlowBalance || f.Kind == AltTurn):
		return fmt.Errorf("%w: %q is a signal as it is", ErrNormalise, f.Kind)
	}
	if err := in.Freshness.check(); err != nil {
		return err
	}
	if in.Normalise.Window > 10000 {
		return errors.New("normalise needs a window of at most 10000")
	}
	return in.Normalise.check()
}
