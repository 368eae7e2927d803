package regime

import (
	"slices"
	"sort"
	"time"

	"github.com/riskon/riskon/series"
)

// defaults returns the config with its zero fields replaced by riskon/1's, in
// order of id.
func (c Config) defaults() Config {
	if c.ID == "" {
		c.ID = "riskon/1"
	}
	if c.Clock == (series.Grid{}) {
		c.Clock = series.Weekly(time.UTC, time.Saturday)
	}
	if c.Pillars == nil {
		c.Pillars = riskonPillars()
	}
	if c.Cautions == nil {
		c.Cautions = riskonCautions()
	}
	if c.Kappa == 0 {
		c.Kappa = kappa
	}
	c.Breakout, c.Shock, c.Alt = c.Breakout.resolve(), c.Shock.resolve(), c.Alt.resolve()
	c.Pillars = slices.Clone(c.Pillars)
	sort.SliceStable(c.Pillars, func(i, j int) bool { return c.Pillars[i].ID < c.Pillars[j].ID })
	for i := range c.Pillars {
		in := slices.Clone(c.Pillars[i].Inputs)
		sort.SliceStable(in, func(a, b int) bool { return in[a].ID < in[b].ID })
		for j := range in {
			in[j].Feature = in[j].Feature.resolve(c)
		}
		c.Pillars[i].Inputs = in
	}
	return c.sortCautions()
}

// sortCautions puts the cautions in order of id, and their correlation with them.
func (c Config) sortCautions() Config {
	order := make([]int, len(c.Cautions))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return c.Cautions[order[i]].ID < c.Cautions[order[j]].ID })
	cautions, rows := c.Cautions, c.Correlation
	c.Cautions, c.Correlation = make([]Caution, len(order)), nil
	for i, from := range order {
		c.Cautions[i] = cautions[from]
	}
	if (Model{Cautions: make([]CautionSignal, len(order)), R: rows}).checkMatrix() != nil {
		c.Correlation = rows // as it is: validate reports it
		return c
	}
	for _, from := range order {
		if rows == nil {
			break
		}
		row := make([]float64, len(order))
		for j, f := range order {
			row[j] = rows[from][f]
		}
		c.Correlation = append(c.Correlation, row)
	}
	return c
}

func (f Feature) resolve(c Config) Feature {
	f.average = f.Kind == NetLiquidityChange && c.AllowAverage
	if f.Kind == FlowBalance && f.Lag == 0 {
		f.Lag = flowDays
	}
	return f
}

func (c AltConfig) resolve() AltConfig {
	c.MinCloses, c.StaleDays, c.MinMembers = orDefault(c.MinCloses, 26), orDefault(c.StaleDays, 14), orDefault(c.MinMembers, 5)
	return c
}

func orDefault(v, def int) int {
	if v == 0 {
		return def
	}
	return v
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
		{ID: "dat_concentration", Kind: TreasuryConcentration, V: 0.2, Lo: 0.25, Hi: 0.75, Unit: "HHI"},
		{ID: "etf_outflow", Kind: DatedFact, V: 0.2, Lo: 0, Hi: 0.10, Unit: "share of assets"},
		{ID: "neg_earnings", Kind: DatedFact, V: 0.2, Lo: 0.30, Hi: 0.50, Unit: "share of members"},
		{ID: "vol_shock", Kind: BTCShock, V: 0.2, Lo: 0, Hi: 1, Unit: "two ramps"},
	}
}
