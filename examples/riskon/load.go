package main

import (
	"sort"
	"time"

	"github.com/riskon/riskon/regime"
)

// data is everything the tables say. A record holds its known instant; what is
// done with it before then is hindsight.
type data struct {
	records []regime.Record // by known instant, and in the order of the tables within one
	places  []place         // of each record
	claims  []regime.Claim
	ledger  []regime.Coverage
	// ledgerPlaces are the places of the ledger, until it is among the records.
	ledgerPlaces []place

	iwm, spy []regime.Bar
	closes   []regime.Closes

	first, last time.Time // the earliest and the latest reference date of any row
}

// load reads all tables of a source. The error is a *fault.
func load(s source) (*data, error) {
	d := &data{}
	for _, table := range []func(source) error{
		d.loadIWM, d.loadSPY, d.loadCrypto, d.loadFed,
		d.loadLedger, // before the flows, which it knows the companies of
		d.loadPurchases, d.loadHoldings, d.loadETFFlow,
		d.loadCautions, d.loadClaims,
	} {
		if err := table(s); err != nil {
			return nil, err
		}
	}
	if d.first.IsZero() {
		return nil, &fault{at(s.dir, "iwm_weekly.csv", 1, 0), "no rows, neither here nor in any other table"}
	}
	d.addLedger()
	sort.Stable(byKnown{d})
	return d, nil
}

// add keeps a record that row r gives about date ref, unless the row is faulty.
func (d *data) add(r *row, ref time.Time, rec regime.Record) {
	if r.fault != nil {
		return
	}
	d.records = append(d.records, rec)
	d.places = append(d.places, r.at(0))
	d.seen(ref)
}

// seen widens the dates of the data to ref.
func (d *data) seen(ref time.Time) {
	if d.first.IsZero() || ref.Before(d.first) {
		d.first = ref
	}
	if ref.After(d.last) {
		d.last = ref
	}
}

// byKnown sorts records, and their places with them.
type byKnown struct{ *data }

func (d byKnown) Len() int { return len(d.records) }
func (d byKnown) Less(i, j int) bool {
	return d.records[i].KnownAt().Before(d.records[j].KnownAt())
}
func (d byKnown) Swap(i, j int) {
	d.records[i], d.records[j] = d.records[j], d.records[i]
	d.places[i], d.places[j] = d.places[j], d.places[i]
}
