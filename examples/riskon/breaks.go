package main

import (
	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// A BreakRow is one weekly Break of the small-cap index and what followed.
type BreakRow struct {
	Date      regime.Date   `json:"date"`
	Level     regime.Number `json:"level"` // the channel it closed above
	Close     regime.Number `json:"close"`
	Confirmed regime.Date   `json:"confirmed"` // null if it never was
	End       string        `json:"end"`       // the event that ended it; "open" if none has
	Ended     regime.Date   `json:"ended"`
	Alt       Outcome       `json:"alt_btc"`
	BTC       Outcome       `json:"btc"`
	IWM       Outcome       `json:"iwm"`
}

// breaks runs the breakout machine over all bars of the small-cap index.
func (d *data) breaks(t tracks) ([]BreakRow, error) {
	bars := make([]series.Bar, len(d.iwm))
	for i, b := range d.iwm {
		bars[i] = b.Bar
	}
	columns, err := series.NewBars(bars)
	if err != nil {
		return nil, err
	}
	rows := []BreakRow{}
	for _, e := range regime.Breakouts(columns, regime.BreakoutConfig{}) {
		date := e.Date
		if e.Event == regime.Break {
			rows = append(rows, BreakRow{
				Date: date, Level: regime.Number(e.Level), Close: regime.Number(e.Close), End: "open",
				Alt: t.altOutcome(date.Time),
				BTC: t.btc.outcome(t.btc.row(date.Time)),
				IWM: t.iwm.outcome(t.iwm.row(date.Time)),
			})
			continue
		}
		if len(rows) == 0 {
			continue
		}
		row := &rows[len(rows)-1]
		switch e.Event {
		case regime.Confirm:
			row.Confirmed = date
		case regime.Retest: // the state stays
		default:
			row.End, row.Ended = string(e.Event), date
		}
	}
	return rows, nil
}
