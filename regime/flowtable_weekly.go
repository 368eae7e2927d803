package regime

import (
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

// Weekly returns the sums of the weeks, exact, each dated by its Friday and known
// at noon UTC of the Saturday, see series.ETFFlow, or when the last of its sessions
// is. A week of which a session is missing, or still to come, is missing: coverage
// ends before it, and begins anew after it. Before the table begins there were no
// funds, so that its first week may be a short one: take Weekly of the whole table,
// and After of the weeks.
func (t FlowTable) Weekly() FlowTable {
	var weeks FlowTable
	for i := 0; i < len(t); {
		first := t[i]
		friday := fridayOf(first.Flow.Ref)
		week := FlowRow{Flow: first.Flow, Coverage: first.Coverage}
		week.Flow.USD = decimal.Zero
		last, known := first, series.ETFFlow(friday)
		for ; i < len(t) && fridayOf(t[i].Flow.Ref).Equal(friday); i++ {
			last = t[i]
			week.Flow.USD = week.Flow.USD.Add(last.Flow.USD)
			known = latest(known, last.Flow.Known)
		}
		saturday := friday.AddDate(0, 0, -6)
		begins := last.Coverage.From.Equal(t[0].Coverage.From) || !sessionIn(saturday, last.Coverage.From)
		if !begins || sessionIn(last.Flow.Ref.AddDate(0, 0, 1), friday.AddDate(0, 0, 1)) {
			continue
		}
		week.Flow.Ref, week.Flow.Known = friday, known
		week.Coverage.Through, week.Coverage.Known = friday, known
		if n := len(weeks); n > 0 && weeks[n-1].Flow.Ref.Equal(saturday.AddDate(0, 0, -1)) {
			week.Coverage.From = weeks[n-1].Coverage.From
		} else if !last.Coverage.From.Equal(t[0].Coverage.From) {
			week.Coverage.From = saturday
		}
		weeks = append(weeks, week)
	}
	return weeks
}

// fridayOf is the last day of the week of a date, from Saturday to Friday.
func fridayOf(d time.Time) time.Time {
	return d.AddDate(0, 0, (int(time.Friday-d.Weekday())+7)%7)
}
