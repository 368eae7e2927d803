package main

import (
	"time"

	"github.com/riskon/riskon/regime"
)

// horizons are how far hindsight looks, in weekly rows.
var horizons = [...]int{13, 26}

// Hindsight is what came after. It is computed from the whole data, whatever
// the date of the report, and feeds nothing else.
type Hindsight struct {
	Date   regime.Date `json:"date"`
	After  []After     `json:"after"`   // empty for a report as of the last date of the data
	Breaks []BreakRow  `json:"breaks"`  // every weekly Break of the small-cap index, oldest first
	Base   []Base      `json:"summary"` // what followed the Breaks beside what followed any week
}

// After is what an asset did after the date of the report.
type After struct {
	Asset string        `json:"asset"`
	From  regime.Date   `json:"from"` // the last close at or before the date
	Value regime.Number `json:"value"`
	Outcome
}

// An Outcome is the change of an asset over the next 13 and 26 weekly closes,
// as a share: 0.1 is 10 % up. It is missing where the data end or the basket is
// thin or began anew.
type Outcome struct {
	Weeks13 regime.Number `json:"change_13_weeks"`
	Weeks26 regime.Number `json:"change_26_weeks"`
	Flags   []string      `json:"flags"` // eth_btc: the basket was thin at the start, this is ETH/BTC
}

// weeks returns the change over one of the horizons.
func (o Outcome) weeks(h int) regime.Number {
	if h == horizons[0] {
		return o.Weeks13
	}
	return o.Weeks26
}

// The assets that hindsight is about.
const (
	assetAlt    = "Alt/BTC"
	assetETHBTC = "ETH/BTC"
	assetBTC    = "BTC"
	assetIWM    = "IWM"
)

// tracks are the assets of the data.
type tracks struct{ alt, ethbtc, btc, iwm track }

func (d *data) tracks() (tracks, error) {
	alt, err := d.basket()
	return tracks{alt, d.coin("ETH", "BTC"), d.coin("BTC", ""), d.smallCap()}, err
}

// hindsight returns what came after date, and after every Break.
func (d *data) hindsight(date time.Time) (Hindsight, error) {
	h := Hindsight{Date: regime.DateOf(date), After: []After{}, Breaks: []BreakRow{}}
	t, err := d.tracks()
	if err != nil {
		return h, err
	}
	if date.Before(d.last) {
		h.After = t.after(date)
	}
	if h.Breaks, err = d.breaks(t); err != nil {
		return h, err
	}
	h.Base = t.base(h.Breaks)
	return h, nil
}

// after returns what each asset did after date.
func (t tracks) after(date time.Time) []After {
	var rows []After
	for _, a := range []struct {
		name string
		track
	}{{assetAlt, t.alt}, {assetETHBTC, t.ethbtc}, {assetBTC, t.btc}, {assetIWM, t.iwm}} {
		i := a.row(date)
		row := After{Asset: a.name, Value: a.value(i), Outcome: a.outcome(i)}
		if i >= 0 {
			row.From = regime.DateOf(a.dates[i])
		}
		rows = append(rows, row)
	}
	return rows
}

// outcome returns the changes after row i of the track.
func (t track) outcome(i int) Outcome {
	return Outcome{t.change(i, horizons[0]), t.change(i, horizons[1]), []string{}}
}

// altOutcome is the outcome of the basket, or, flagged, of ETH/BTC if the
// basket is thin on the date.
func (t tracks) altOutcome(date time.Time) Outcome {
	name, tr := t.of(assetAlt, date)
	o := tr.outcome(tr.row(date))
	if name == assetETHBTC {
		o.Flags = append(o.Flags, "eth_btc")
	}
	return o
}
