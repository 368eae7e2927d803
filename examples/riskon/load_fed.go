package main

import (
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// loadFed reads central-bank figures of a Wednesday. Each column is known by a
// rule of its own; a blank is missing.
func (d *data) loadFed(s source) error {
	columns := []struct {
		name  string
		known func(time.Time) time.Time
		value func(r *row, col int) float64
	}{
		{"WALCL", series.H41, (*row).price},
		{"WTREGEN", series.H41, (*row).amount},
		{"RRPONTSYD", series.ReverseRepo, (*row).amount},
		{"DTWEXBGS", series.H10, (*row).price},
		{"DFEDTARU", series.UTCDay, (*row).number}, // a rate may be below zero
	}
	header := []string{"date"}
	for _, c := range columns {
		header = append(header, c.name)
	}
	var last time.Time
	return s.each("fed_weekly.csv", header, func(r *row) {
		date := r.weekday(0, time.Wednesday)
		r.after(0, date, last)
		last = date
		for i, c := range columns {
			if r.blank(i + 1) {
				continue
			}
			x := c.value(r, i+1)
			if r.fault == nil {
				d.add(r, date, regime.Value{Series: c.name, Ref: date, Known: c.known(date), Value: x})
			}
		}
	})
}
