package main

import (
	"math"
	"slices"
	"time"

	"github.com/riskon/riskon/regime"
)

// A Base sets what followed the Breaks beside what followed any week of the
// data, so that a reader sees whether a Break says anything. The windows
// overlap: n is not a number of independent cases.
type Base struct {
	Asset  string `json:"asset"`
	Weeks  int    `json:"weeks"`
	Breaks Sample `json:"breaks"`
	All    Sample `json:"all_weeks"`
}

// A Sample is a set of changes in three numbers.
type Sample struct {
	N      int           `json:"n"`
	Mean   regime.Number `json:"mean"`
	Median regime.Number `json:"median"`
	Up     regime.Number `json:"share_up"` // above zero
}

// base returns a row for each asset and horizon.
func (t tracks) base(breaks []BreakRow) []Base {
	var rows []Base
	for _, a := range []struct {
		name    string
		dates   []time.Time
		at      func(time.Time) Outcome
		atBreak func(BreakRow) Outcome
	}{
		{assetAlt, t.btc.dates, t.altOutcome, func(b BreakRow) Outcome { return b.Alt }},
		{assetBTC, t.btc.dates, t.btc.at, func(b BreakRow) Outcome { return b.BTC }},
		{assetIWM, t.iwm.dates, t.iwm.at, func(b BreakRow) Outcome { return b.IWM }},
	} {
		for _, h := range horizons {
			var after, any []regime.Number
			for _, b := range breaks {
				after = append(after, a.atBreak(b).weeks(h))
			}
			for _, date := range a.dates {
				any = append(any, a.at(date).weeks(h))
			}
			rows = append(rows, Base{a.name, h, sample(after), sample(any)})
		}
	}
	return rows
}

// at returns the outcome after the last row at or before date.
func (t track) at(date time.Time) Outcome { return t.outcome(t.row(date)) }

// sample describes the changes that are not missing.
func sample(changes []regime.Number) Sample {
	var xs []float64
	sum, up := 0.0, 0
	for _, x := range changes {
		if x.Missing() {
			continue
		}
		xs = append(xs, float64(x))
		sum += float64(x)
		if x > 0 {
			up++
		}
	}
	n := len(xs)
	if n == 0 {
		none := regime.Number(math.NaN())
		return Sample{0, none, none, none}
	}
	slices.Sort(xs)
	median := (xs[(n-1)/2] + xs[n/2]) / 2
	return Sample{n, regime.Number(sum / float64(n)), regime.Number(median), regime.Number(float64(up) / float64(n))}
}
