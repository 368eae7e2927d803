package main

import (
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

func (d *data) loadIWM(s source) (err error) {
	d.iwm, err = d.loadBars(s, "iwm_weekly.csv", "IWM")
	return err
}

func (d *data) loadSPY(s source) (err error) {
	d.spy, err = d.loadBars(s, "spy_weekly.csv", "SPY")
	return err
}

// loadBars reads weekly bars, dated by the last session of the week and known
// at its close. A row with four blank prices is a missing week; a blank volume
// is an unknown one.
func (d *data) loadBars(s source, table, name string) (bars []regime.Bar, err error) {
	var last time.Time
	err = s.each(table, []string{"date", "open", "high", "low", "close", "volume"}, func(r *row) {
		date := r.date(0)
		if w := date.Weekday(); w == time.Saturday || w == time.Sunday {
			r.fail(0, date.Format(time.DateOnly)+" is a "+w.String())
		}
		r.after(0, date, last)
		if !last.IsZero() && monday(date).Equal(monday(last)) {
			r.fail(0, "a second bar of the week of "+last.Format(time.DateOnly))
		}
		last = date
		if r.blank(1) && r.blank(2) && r.blank(3) && r.blank(4) {
			return
		}
		b := series.Bar{
			Start: monday(date), End: series.EquityClose(date),
			Open: r.price(1), High: r.price(2), Low: r.price(3), Close: r.price(4),
			Volume: math.NaN(),
		}
		if !r.blank(5) {
			b.Volume = r.amount(5)
		}
		r.inside(1, b.Open, b)
		r.inside(4, b.Close, b)
		rec := regime.Bar{Series: name, Ref: date, Bar: b}
		d.add(r, date, rec)
		bars = append(bars, rec)
	})
	return bars, err
}

// inside wants a price of a bar between its low and its high.
func (r *row) inside(col int, p float64, b series.Bar) {
	if b.Low > b.High {
		r.fail(3, fmt.Sprintf("low %v above high %v", b.Low, b.High))
	}
	if p < b.Low || p > b.High {
		r.fail(col, fmt.Sprintf("%v outside low %v to high %v", p, b.Low, b.High))
	}
}

// monday returns 00:00 UTC of the Monday of date's week: the bar of a week
// starts there, whichever session opens it.
func monday(date time.Time) time.Time {
	return date.AddDate(0, 0, -(int(date.Weekday())+6)%7)
}
