package main

import (
	"slices"
	"time"

	"github.com/riskon/riskon/regime"
)

// The classes of flows. A purchase of BTC is of class dat_btc, of any other
// coin dat_alt.
const (
	classETF = "btc_etf"
	classAlt = "dat_alt"
	classBTC = "dat_btc"
)

func classOf(asset string) string {
	if asset == "BTC" {
		return classBTC
	}
	return classAlt
}

// loadLedger reads for which dates the flows of a class and company are
// complete. The funds are one line without a company.
func (d *data) loadLedger(s source) error {
	last := ""
	return s.each("ledger.csv", []string{"name", "company", "complete_from", "complete_through", "note"}, func(r *row) {
		c := regime.Coverage{Class: r.word(0, []string{classETF, classAlt, classBTC})}
		if c.Class != classETF {
			c.Firm = r.name(1)
		} else if !r.blank(1) {
			r.fail(1, "the funds are one line, without a company")
		}
		key := c.Class + " " + c.Firm
		switch {
		case key == last:
			r.fail(0, "row twice: "+quote(key))
		case key < last:
			r.fail(0, "not sorted: "+quote(key)+" after "+quote(last))
		}
		last = key
		c.From, c.Through = r.date(2), r.date(3)
		if c.Through.Before(c.From) {
			r.fail(3, "before complete_from")
		}
		if r.fault == nil {
			d.ledger = append(d.ledger, c)
			d.ledgerPlaces = append(d.ledgerPlaces, r.at(0))
		}
	})
}

// addLedger adds the ledger to the records, known from the start: it says what
// the tables hold, it is no event in them.
func (d *data) addLedger() {
	for i := range d.ledger {
		d.ledger[i].Known = d.start()
		d.records = append(d.records, d.ledger[i])
		d.places = append(d.places, d.ledgerPlaces[i])
	}
}

// covers reports whether the ledger knows the company for a class.
func (d *data) covers(class, company string) bool {
	return slices.ContainsFunc(d.ledger, func(c regime.Coverage) bool { return c.Class == class && c.Firm == company })
}

// complete reports whether the ledger says that a class without companies is
// complete on a date.
func (d *data) complete(class string, date time.Time) bool {
	return slices.ContainsFunc(d.ledger, func(c regime.Coverage) bool {
		return c.Class == class && !date.Before(c.From) && !date.After(c.Through)
	})
}
