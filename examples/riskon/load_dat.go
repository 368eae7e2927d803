package main

import (
	"strings"
	"time"

	"github.com/riskon/riskon/regime"
	"github.com/riskon/riskon/series"
)

// An event is what the rows of both treasury tables begin with. The tables are
// sorted by it.
type event struct {
	known, date    time.Time
	company, asset string
}

// event reads known, date, company and asset, in that order, and checks that
// they do not come before those of the last row.
func (r *row) event(last *event) event {
	e := event{r.date(0), r.date(1), r.name(2), r.name(3)}
	switch {
	case e.known.Before(e.date):
		r.fail(0, "known before its date "+e.date.Format(time.DateOnly))
	case e.asset != strings.ToUpper(e.asset):
		r.fail(3, "a coin in capitals, please: "+quote(e.asset))
	case e.compare(*last) < 0:
		r.fail(0, "not sorted by known, date, company, asset")
	}
	return e
}

func (e event) compare(o event) int {
	if c := e.known.Compare(o.known); c != 0 {
		return c
	}
	if c := e.date.Compare(o.date); c != 0 {
		return c
	}
	if c := strings.Compare(e.company, o.company); c != 0 {
		return c
	}
	return strings.Compare(e.asset, o.asset)
}

// knownAt is when the day of the filing is over.
func (e event) knownAt() time.Time { return series.UTCDay(e.known) }

// loadPurchases reads what treasury companies bought. One filing may list
// several lots, so a row is a duplicate only if all of it is there twice.
func (d *data) loadPurchases(s source) error {
	var last event
	same := map[string]bool{} // the rows of the event last
	return s.each("dat_purchases.csv", []string{"known", "date", "company", "asset", "quantity", "usd", "kind", "assumed"}, func(r *row) {
		e := r.event(&last)
		if e != last {
			clear(same)
		}
		last = e
		whole := strings.Join(r.fields[4:7], ",")
		if same[whole] {
			r.fail(0, "row twice")
		}
		same[whole] = true
		if !d.covers(classOf(e.asset), e.company) {
			r.fail(2, "unknown company "+quote(e.company)+": not in ledger.csv as "+classOf(e.asset))
		}
		f := regime.Flow{
			Class: classOf(e.asset), Firm: e.company, Asset: e.asset,
			Quantity: r.decimal(4), USD: r.decimal(5),
			Kind: regime.FlowKind(r.word(6, []string{string(regime.Announced), string(regime.Closed), string(regime.Deployed)})),
			Ref:  e.date, Known: e.knownAt(),
		}
		if f.Quantity.Sign()*f.USD.Sign() < 0 {
			r.fail(5, "of another sign than quantity")
		}
		r.flag(7)
		d.add(r, e.date, f)
	})
}

// loadHoldings reads what treasury companies have. Zero says that all is sold.
func (d *data) loadHoldings(s source) error {
	var last event
	return s.each("dat_holdings.csv", []string{"known", "date", "company", "asset", "holdings", "assumed"}, func(r *row) {
		e := r.event(&last)
		if e == last {
			r.fail(0, "row twice")
		}
		last = e
		h := regime.Holding{Company: e.company, Asset: e.asset, Quantity: r.amount(4), Ref: e.date, Known: e.knownAt()}
		r.flag(5)
		d.add(r, e.date, h)
	})
}
