package main

import (
	"errors"
	"slices"

	"github.com/riskon/riskon/regime"
)

// What a claim may be about.
var claimSeries = append([]string{
	"IWM", "SPY", "WALCL", "WTREGEN", "RRPONTSYD", "DTWEXBGS", "DFEDTARU",
	"net_liquidity", "alt_btc_basket", "ETH/BTC", "dat_all", classETF, classAlt, classBTC, "small_cap_etf_flow",
}, coins...)

// loadClaims reads the article's claims. Their dates are reference dates; rows
// with the same text are measures of one claim.
func (d *data) loadClaims(s source) error {
	ids := map[string]bool{}
	columns := []string{"id", "text", "series", "measure", "from", "to", "op", "value", "unit"}
	ops := []string{string(regime.AtLeast), string(regime.AtMost), string(regime.LowestIn), string(regime.FirstIn)}
	return s.each("claims.csv", columns, func(r *row) {
		c := regime.Claim{
			ID: r.name(0), Text: r.text(1),
			Series: r.text(2), Measure: regime.Measure(r.text(3)),
			From: regime.DateOf(r.date(4)), To: regime.DateOf(r.date(5)),
			Op: regime.Op(r.word(6, ops)), Value: r.number(7), Unit: r.text(8),
		}
		if ids[c.ID] {
			r.fail(0, "id twice: "+quote(c.ID))
		}
		ids[c.ID] = true
		if !slices.Contains(claimSeries, c.Series) {
			r.fail(2, "unknown series "+quote(c.Series))
		}
		if c.To.Before(c.From.Time) {
			r.fail(5, "before from")
		}
		if r.fault != nil {
			return
		}
		var bad *regime.ClaimError
		if err := c.Check(); errors.As(err, &bad) {
			column := slices.Index(columns, bad.Field)
			if bad.Field == "claimed" {
				column = slices.Index(columns, "value")
			}
			r.fail(max(column, 0), bad.Err.Error())
		}
		d.claims = append(d.claims, c)
	})
}
