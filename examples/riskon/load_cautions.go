package main

import (
	"slices"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// The cautions of the model: those a dated fact feeds, and those computed from
// other tables.
var (
	datedCautions    = []string{"etf_outflow", "neg_earnings", "regulatory"}
	computedCautions = []string{"dat_concentration", "vol_shock"}
)

// loadCautions reads dated facts: known when the day is over, until 00:00 UTC
// of the day they expire. A blank value is refused: a fact is replaced or
// expires, but does not vanish because a feed died.
func (d *data) loadCautions(s source) error {
	var last time.Time
	same := map[string]bool{} // ids of the day last
	return s.each("cautions.csv", []string{"known", "expires", "id", "value", "unit", "source"}, func(r *row) {
		known, expires := r.date(0), r.date(1)
		if known.Before(last) {
			r.fail(0, "not sorted by known")
		}
		if !known.Equal(last) {
			clear(same)
		}
		last = known
		if !expires.After(series.UTCDay(known)) {
			r.fail(1, "expires before it is known, at the end of "+known.Format(time.DateOnly))
		}
		if id := r.fields[2]; slices.Contains(computedCautions, id) {
			r.fail(2, quote(id)+" is computed from other tables")
		}
		f := regime.Fact{Caution: r.word(2, datedCautions), Value: r.amount(3), Known: series.UTCDay(known), Expires: expires}
		if same[f.Caution] {
			r.fail(0, "row twice")
		}
		same[f.Caution] = true
		r.text(4)
		r.text(5)
		d.add(r, known, f)
	})
}
