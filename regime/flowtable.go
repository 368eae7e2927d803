package regime

import (
	"io"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// A FlowTable is a published table of fund flows, by session or by week, of which
// every flow says how far the table goes.
type FlowTable []FlowRow

// A FlowRow is a flow and the coverage known with it, which ends with the flow's date.
type FlowRow struct {
	Flow     Flow
	Coverage Coverage
}

// ReadFarside reads a column of a table of Farside Investors, a fund or Total, of
// which series.Farside documents the form, as flows of a class by session. The
// class that riskon/1 reads is btc_etf, and in the sums of weeks: see Weekly.
//
// A figure is in USD millions. One of up to 15 digits becomes a decimal as it is
// written. One of more is read as the nearest float64, and refused unless a decimal
// of 15 digits gives that back; then it is that decimal, off by less than 1e-15 of
// itself. A flow is Deployed, without firm and quantity, and known at noon UTC after
// its session, see series.ETFFlow.
//
// A dash, nothing, or no row at all for a session of series.NYSE is missing and is
// not zero. There the coverage ends, and after it begins anew: a flow balance stands
// still at the session before, and is missing until both its windows are past the
// gap. Other days are zeros. A figure is taken at its word, a 0.0 beside dashes too.
//
// The class takes no other Coverage, and no other column. See After for a table
// that is read again and again.
//
// The error is series' for the file, a *series.ParseError or what r returned, and a
// *RecordError for a flow that no classifier would take.
func ReadFarside(r io.Reader, column, class string) (FlowTable, error) {
	var t FlowTable
	var from, last time.Time // the first session since a gap, the date of the last row
	rows := series.Farside(column).NewReader(r, series.Closes(series.Daily(time.UTC)))
	for {
		end, x, err := rows.ReadPoint()
		switch {
		case err == io.EOF:
			return t, nil
		case err != nil:
			return nil, err
		}
		ref := end.AddDate(0, 0, -1)
		if !from.IsZero() && sessionIn(last.AddDate(0, 0, 1), ref) || x != x && sessionIn(ref, end) {
			from = time.Time{}
		}
		last = ref
		if x != x {
			continue
		}
		if from.IsZero() {
			from = ref
		}
		f, err := flowOf(class, x, ref)
		if err != nil {
			return nil, &RecordError{f, err}
		}
		t = append(t, FlowRow{f, Coverage{Class: class, From: from, Through: ref, Known: f.Known}})
	}
}

// maxDigits is how many significant digits a float64 gives back as they were written.
const maxDigits = 15

// flowOf is the flow of x million USD in the session of ref.
func flowOf(class string, x float64, ref time.Time) (Flow, error) {
	millions := decimal.NewFromFloat(x) // the shortest that reads back as x
	f := Flow{Class: class, Kind: Deployed, USD: millions.Shift(6), Ref: ref, Known: series.ETFFlow(ref)}
	if millions.NumDigits() > maxDigits {
		return f, ErrNumber
	}
	return f, f.check()
}

// sessionIn reports whether one of the dates from the first on and before end is a
// session of series.NYSE, where the funds trade.
func sessionIn(from, end time.Time) bool {
	// Before its first session the calendar would search day by day, for each row anew.
	begins := time.Date(1985, time.September, 30, 0, 0, 0, 0, time.UTC)
	if from = latest(from, begins); !from.Before(end) {
		return false
	}
	_, close, ok := series.Session(series.NYSE()).Next(from)
	return ok && close.Before(end)
}

// Records returns the flows and coverages in the order in which they become known,
// to tell a Classifier or to hand to Classify. Of coverages known at one instant it
// takes the last.
func (t FlowTable) Records() []Record {
	records := make([]Record, 0, 2*len(t))
	for i, row := range t {
		if i+1 == len(t) || !t[i+1].Coverage.Known.Equal(row.Coverage.Known) {
			records = append(records, row.Coverage)
		}
		records = append(records, row.Flow)
	}
	return records
}

// After returns what a classifier is still to be told, by a program that reads the
// table at now and has told it all rows up to the coverage told, all in the zero
// Coverage: the rows of later dates. None is known before now, so that a figure
// that comes late counts from when it came. A gap once told stays one, also if it
// is filled in later: its flow would else be a zero.
//
//	more := table.After(told, now)
//	... tell more.Records()
//	if n := len(more); n > 0 {
//		told = more[n-1].Coverage
//	}
//
// A program that reads at noon UTC, as soon as the figures are known, gives the
// bits that the whole table gives.
func (t FlowTable) After(told Coverage, now time.Time) FlowTable {
	var more FlowTable
	for _, row := range t {
		if !row.Flow.Ref.After(told.Through) {
			continue
		}
		row.Flow.Known = latest(row.Flow.Known, now)
		row.Coverage.Known = row.Flow.Known
		row.Coverage.From = latest(row.Coverage.From, told.From)
		more = append(more, row)
	}
	return more
}
