package regime_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// The model is data: print it, and see what the score is made of.
func ExampleConfig_String() {
	fmt.Print(regime.Weekly())
	// Output:
	// model riskon/1, weekly from Saturday 00:00 UTC
	// pillar     weight  input     weight  feature                                  normalise               fresh/gone, days
	// breakout   1       smallcap  0.5     change IWM/SPY, 13 back                  z of 104, at least 52   7/21
	//                    state     1       breakout IWM                             none                    7/21
	// dat        1       alt_flow  2       flow_balance dat_alt, 91 days            none                    7/91
	//                    btc_flow  1       flow_balance dat_btc, 91 days            none                    7/91
	//                    etf_flow  1       flow_balance btc_etf, 91 days, periodic  none                    14/42
	// liquidity  1       dollar    1       change DTWEXBGS, 13 back                 -z of 104, at least 52  17/45
	//                    netliq    1       net_liquidity_change, 13 back            z of 104, at least 52   10/38
	//                    policy    1       policy_ease DFEDTARU, 26 back            none                    10/38
	// ratio      0       alt_btc   1       alt_turn                                 none                    7/21
	//
	// caution            v    of             ramp        unit
	// dat_concentration  0.2  concentration  0.25..0.75  HHI
	// etf_outflow        0.2  fact           0..0.1      share of assets
	// neg_earnings       0.2  fact           0.3..0.5    share of members
	// vol_shock          0.2  btc_shock      0..1        two ramps
	//
	// kappa 0.5, cautions add up
	// breakout: the highest of 52 bars but the last 2, false within 8, aged after 13, cooling for 16
	// alt_turn: 5 coins or more, of 26 closes or more, the last at most 14 days old
	// btc_shock: weekly closes, 8 returns against 52, fall from the highest of 26, at most 21 days old
}

// TestConfigText: what is set shows, also what Weekly does not set.
func TestConfigText(t *testing.T) {
	c := regime.Daily()
	c.Decay, c.Renormalise, c.Breakout.AllTime = 0.93, true, true
	c.Pillars = append(c.Pillars, regime.Pillar{ID: "empty"})
	c.Pillars[2].Inputs = append(c.Pillars[2].Inputs, regime.Input{
		ID: "curve", Weight: 0.25, Feature: regime.Feature{Kind: regime.Level, Series: "DGS10", Over: "DGS2"},
		Normalise: regime.Normalise{Method: regime.Percentile, Window: 500, MinObs: 100, Sign: -1}, Freshness: regime.Freshness{Grace: 3, Max: 9},
	})
	c.Cautions = append(c.Cautions, regime.Caution{ID: "credit", Kind: regime.SeriesLevel, V: 0.25, Lo: 4, Hi: 8, Unit: "percent", Series: "HY", MaxAge: 10})
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	text := c.String()
	for _, want := range []string{
		"model riskon/1-daily, daily from 00:00 UTC\n", "empty  ", "curve ", "level DGS10/DGS2  ", "-percentile of 500, at least 100", " 3/9\n",
		"credit  ", "level HY, at most 10 days old  ", "4..8", "percent\n", "the correlation of their changes, decay 0.93, a missing input's weight goes to the others\n",
		"breakout: the highest of all bars but the last 10, false within 20, aged after 63, cooling for 40\n",
		"btc_shock: daily closes, 20 returns against 252, fall from the highest of 182, at most 21 days old\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends with a blank: %q", i+1, line)
		}
	}
	c.Decay, c.Correlation = 0, nil
	for i := range c.Cautions {
		row := make([]float64, len(c.Cautions))
		row[i] = 1
		c.Correlation = append(c.Correlation, row)
	}
	if !strings.Contains(c.String(), "together by a given correlation") {
		t.Error(c.String())
	}
	mine := regime.Config{ID: "mine", Clock: series.Every(time.Hour), Pillars: []regime.Pillar{}, Cautions: []regime.Caution{}}
	if got := mine.String(); strings.Contains(got, "caution ") || strings.Contains(got, "breakout") || !strings.HasPrefix(got, "model mine, every 1h0m0s\n") {
		t.Errorf("a model of nothing:\n%s", got) // it is no valid one, and prints
	}
	if got := (regime.Normalise{}).String(); got != "Method(0)" {
		t.Error(got)
	}
}
