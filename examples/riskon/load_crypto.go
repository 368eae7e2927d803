package main

import (
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// coins are the columns of crypto_weekly.csv after the date.
var coins = []string{"BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "LTC", "LINK", "AVAX", "DOT", "BCH", "XLM", "TRX", "HYPE"}

// loadCrypto reads the closes of a Friday, known when that day is over in UTC.
// A blank is a coin without a close; a row of blanks says nothing.
func (d *data) loadCrypto(s source) error {
	var last time.Time
	return s.each("crypto_weekly.csv", append([]string{"date"}, coins...), func(r *row) {
		date := r.weekday(0, time.Friday)
		r.after(0, date, last)
		last = date
		prices := map[string]float64{}
		for i, coin := range coins {
			if !r.blank(i + 1) {
				prices[coin] = r.price(i + 1)
			}
		}
		if len(prices) == 0 {
			return
		}
		rec := regime.Closes{Ref: date, Known: series.UTCDay(date), Prices: prices}
		d.add(r, date, rec)
		d.closes = append(d.closes, rec)
	})
}
