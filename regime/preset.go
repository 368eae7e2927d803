package regime

import (
	"time"

	"github.com/riskon/riskon/series"
)

// Weekly returns the model riskon/1 on its weekly clock with every field filled in, to
// print or to change. It is what the zero Config stands for.
func Weekly() Config { return Config{}.defaults() }

// Daily returns riskon/1 for daily data: a step at each 00:00 UTC, 252 observations
// of history, changes over 63 sessions (13 weeks), the daily breakout machine, and
// BTC's shock over 20 and 252 days.
//
// Bars and the dollar come each session, the policy rate and Closes every day. What
// is weekly stays so: net liquidity has its Wednesdays, Alt/BTC its Fridays, and the
// flows of funds are told as sums of weeks (FlowTable.Weekly): told by the day they
// would weigh less, as a balance is divided by the sizes of its rows.
func Daily() Config {
	c := Config{
		ID: "riskon/1-daily", Clock: series.Daily(time.UTC), Breakout: DailyBreakout(), DailyCloses: true,
		Shock: ShockConfig{Short: 20, Long: 252, High: 182},
	}
	c = c.defaults()
	const session13w, days26w, year = 63, 182, 252
	for i := range c.Pillars {
		for j := range c.Pillars[i].Inputs {
			in := &c.Pillars[i].Inputs[j]
			switch in.Feature.Kind {
			case Change:
				in.Feature.Lag, in.Normalise.Window, in.Normalise.MinObs = session13w, year, 4*session13w
			case PolicyEase:
				in.Feature.Lag = days26w
			}
		}
	}
	return c
}
