package regime

import "time"

// Evidence is what a trader would look at beside the score.
type Evidence struct {
	Breakout      BreakoutReading  `json:"breakout"`
	NetLiquidity  NetLiquidity     `json:"net_liquidity"`
	Flows         []FlowEvidence   `json:"flows"`
	Concentration Concentration    `json:"concentration"`
	VolShock      VolShock         `json:"vol_shock"`
	AltBTC        RatioEvidence    `json:"alt_btc"`
	ETHBTC        RatioEvidence    `json:"eth_btc"`
	AltSeason     AltSeason        `json:"alt_season"`
	SmallCap      MomentumEvidence `json:"small_cap"`
}

// NetLiquidity is central-bank assets less the Treasury's account and reverse
// repos, in USD millions, and the change of each over 13 weeks (means of 4).
type NetLiquidity struct {
	Date      Date   `json:"date"`
	Assets    Number `json:"walcl"`
	Treasury  Number `json:"tga"`
	Repo      Number `json:"rrp"`
	Net       Number `json:"net"`
	DAssets   Number `json:"change13_walcl"`
	DTreasury Number `json:"change13_tga"`
	DRepo     Number `json:"change13_rrp"`
	DNet      Number `json:"change13_net"`
}

// FlowEvidence is the money of a class over 91 days and the 91 before, in USD.
type FlowEvidence struct {
	Class   string `json:"class"`
	Through Date   `json:"through"`
	Now     Number `json:"usd_91_days"`
	Before  Number `json:"usd_91_days_before"`
	// Announced is what firms said they would buy in the last 91 days, or bought and have not paid: evidence only.
	Announced Number    `json:"usd_announced_91_days"`
	Events    int       `json:"events"`
	Earlier   int       `json:"events_before"`
	Firms     []string  `json:"firms"`
	Known     time.Time `json:"-"`
}

// Concentration is the Herfindahl index of the known BTC treasuries.
type Concentration struct {
	HHI       Number   `json:"hhi"`
	WhyNone   string   `json:"why_none"`
	Companies int      `json:"companies"`
	TotalBTC  float64  `json:"total_btc"`
	Newest    Date     `json:"newest"`
	Largest   string   `json:"largest"`
	Share     Number   `json:"largest_share"`
	Old       []string `json:"older_than_200_days"`
}

// VolShock is BTC's volatility and fall behind the caution of that name.
type VolShock struct {
	Date   Date   `json:"date"`
	RV8    Number `json:"rv8"`
	RV52   Number `json:"rv52"`
	Ratio  Number `json:"rv8_over_rv52"`
	High26 Number `json:"high26"`
	Fall   Number `json:"fall_from_26w_high"`
	CVol   Number `json:"c_vol"`
	CFall  Number `json:"c_fall"`
}

// Momentum is the sign of a MACD histogram and how long it has held. Run and
// RunBefore count bars; RunBefore is the length of the run before the last flip, 0 if none.
type Momentum struct {
	Date      Date   `json:"date"`
	Line      Number `json:"line"`
	Signal    Number `json:"signal"`
	Histogram Number `json:"histogram"`
	Sign      int    `json:"sign"` // +1, -1, or 0 before the first histogram
	Run       int    `json:"run"`
	RunBefore int    `json:"run_before_flip"`
	// BeforeOpen says that the run before touches the start of the data: it may have been longer.
	BeforeOpen bool `json:"run_before_touches_start"`
	N          int  `json:"n"` // bars fed
}

// MomentumEvidence is a price with its RSI(14) and MACD(12,26,9).
type MomentumEvidence struct {
	Date  Date     `json:"date"`
	Close Number   `json:"close"`
	RSI   Number   `json:"rsi14"`
	MACD  Momentum `json:"macd"`
}

// RatioEvidence is a ratio such as Alt/BTC on weekly closes.
type RatioEvidence struct {
	Name            string   `json:"name"`
	Date            Date     `json:"date"`
	Value           Number   `json:"value"`
	WeeksSinceLower int      `json:"weeks_since_lower"`
	LowerOpen       bool     `json:"never_lower"`        // no lower value in the data: the weeks are all there are
	AboveLow        Number   `json:"above_156_week_low"` // value/low - 1
	N156            int      `json:"weeks_in_low"`
	RSI             Number   `json:"rsi14"`
	Weekly          Momentum `json:"macd_weekly"`
	Monthly         Momentum `json:"macd_month_end"`
	Mean26          Number   `json:"mean26"`
	AboveMean       bool     `json:"above_mean26"`
	NextClose       Number   `json:"next_close_for_zero_histogram"`
	Members         []string `json:"members"`
	Flags           []string `json:"flags"` // thin
}

// AltSeason is the share of members that beat BTC over 13 weeks, strictly.
type AltSeason struct {
	Share Number `json:"share"`
	N     int    `json:"n"`
}
