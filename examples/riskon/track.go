package main

import (
	"math"
	"sort"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// A track is one asset by reference date, a value a week. It looks forward as
// easily as back: it is for hindsight only.
type track struct {
	dates  []time.Time
	values []float64 // NaN where missing
	chains []int     // nil, or the chain of each value: no change spans two
}

func (t *track) add(date time.Time, value float64) {
	t.dates = append(t.dates, date)
	t.values = append(t.values, value)
}

// row returns the last row at or before date, -1 if there is none.
func (t track) row(date time.Time) int {
	return sort.Search(len(t.dates), func(i int) bool { return t.dates[i].After(date) }) - 1
}

// value returns the value of a row, missing if there is no such row.
func (t track) value(i int) regime.Number {
	if i < 0 || i >= len(t.values) {
		return regime.Number(math.NaN())
	}
	return regime.Number(t.values[i])
}

// change returns what came after row i within weeks rows, as a share. It is
// missing where the data end, a value is missing, or a chain began in between.
func (t track) change(i, weeks int) regime.Number {
	now, then := t.value(i), t.value(i+weeks)
	if now.Missing() || then.Missing() || t.chains != nil && t.chains[i] != t.chains[i+weeks] {
		return regime.Number(math.NaN())
	}
	return then/now - 1
}

// smallCap is IWM by the last session of the week.
func (d *data) smallCap() track {
	var t track
	for _, b := range d.iwm {
		t.add(b.Ref, b.Bar.Close)
	}
	return t
}

// coin is a coin in units of another, or in USD if per is empty.
func (d *data) coin(id, per string) track {
	var t track
	for _, c := range d.closes {
		price, ok := c.Prices[id]
		base := 1.0
		if per != "" && ok {
			base, ok = c.Prices[per]
		}
		if ok {
			t.add(c.Ref, price/base)
		}
	}
	return t
}

// basket is the equal-weight index of all coins in units of BTC, thin weeks missing.
func (d *data) basket() (track, error) {
	prices := func(id string) (series.Series, error) {
		c := d.coin(id, "")
		return series.New(c.dates, c.values)
	}
	btc, err := prices("BTC")
	if err != nil {
		return track{}, err
	}
	var members []ratio.Constituent
	for _, id := range coins {
		p, err := prices(id)
		if err != nil {
			return track{}, err
		}
		if id != "BTC" {
			members = append(members, ratio.Constituent{ID: id, Price: p})
		}
	}
	lines, err := ratio.BasketIndex(btc, members, ratio.BasketConfig{})
	if err != nil {
		return track{}, err
	}
	var t track
	for i := range lines.Value.Len() {
		t.add(lines.Value.Time(i), lines.Value.Value(i))
		t.chains = append(t.chains, int(lines.Chain.Value(i)))
	}
	return t, nil
}
