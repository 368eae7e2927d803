package main

import (
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// million turns USD millions into USD.
var million = decimal.New(1, 6)

// loadETFFlow reads the net flow of a week into the spot BTC funds, dated by
// its Friday and known at noon UTC of the next day. A blank is a week nobody
// knows; where the ledger claims to be complete that is a contradiction, as the
// week would count as zero.
func (d *data) loadETFFlow(s source) error {
	var last time.Time
	return s.each("btc_etf_flow_weekly.csv", []string{"date", "usd_millions"}, func(r *row) {
		date := r.weekday(0, time.Friday)
		r.after(0, date, last)
		last = date
		if r.blank(1) {
			if d.complete(classETF, date) {
				r.fail(1, "missing, where ledger.csv says complete")
			}
			return
		}
		usd := r.decimal(1).Mul(million)
		d.add(r, date, regime.Flow{
			Class: classETF, Kind: regime.Deployed, USD: usd,
			Ref: date, Known: series.UTCDay(date).Add(12 * time.Hour),
		})
	})
}
