package regime

import (
	"slices"
	"strings"
	"time"

	"github.com/riskon/riskon/series"
)

// A Release is the next figure of a series after an instant: the date it is about and
// the instant from which it is known, by the calendars of package series.
type Release struct {
	Series    string    `json:"series"`
	Reference Date      `json:"reference"`
	Known     time.Time `json:"known"`
}

// A schedule is a release calendar with the dates that it has figures for.
type schedule struct {
	on    func(time.Time) bool
	known func(time.Time) time.Time
	// lag is the most days from the newest reference date of a release to it.
	lag int
}

// next returns the first release after t, with the newest of its reference dates. A
// date that has none for 40 days is none.
func (s schedule) next(name string, t time.Time) (r Release, ok bool) {
	first := DateOf(t).AddDate(0, 0, -s.lag)
	for i := range s.lag + 40 {
		d := first.AddDate(0, 0, i)
		if !s.on(d) {
			continue
		}
		known := s.known(d)
		switch {
		case !known.After(t):
		case ok && known.After(r.Known):
			return r, true
		default:
			r, ok = Release{name, DateOf(d), known}, true
		}
	}
	return r, ok
}

// only restricts a schedule to a day of the week.
func (s schedule) only(w time.Weekday) schedule {
	on := s.on
	s.on = func(d time.Time) bool { return d.Weekday() == w && on(d) }
	return s
}

func anyDay(time.Time) bool { return true }

func onFirst(d time.Time) bool { return d.Day() == 1 }

// onWorkday reports a day on which the Federal Reserve and the SEC are open.
func onWorkday(d time.Time) bool {
	_, holiday := series.FederalHoliday(d)
	return !holiday && d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

func onSession(d time.Time) bool {
	_, _, ok := series.NYSE().Hours(d)
	return ok
}

// onLastSession reports the last session of a week.
func onLastSession(d time.Time) bool {
	if !onSession(d) {
		return false
	}
	for d = d.AddDate(0, 0, 1); d.Weekday() != time.Sunday; d = d.AddDate(0, 0, 1) {
		if onSession(d) {
			return false
		}
	}
	return true
}

// schedules are those of the series that have a calendar of their own.
var schedules = map[string]schedule{
	seriesAssets:   schedule{anyDay, series.H41, 2}.only(time.Wednesday),
	seriesTreasury: schedule{anyDay, series.H41, 2}.only(time.Wednesday),
	seriesAverage:  schedule{anyDay, series.H41, 2}.only(time.Wednesday),
	"WRESBAL":      schedule{anyDay, series.H41, 2}.only(time.Wednesday),
	seriesRepo:     {onWorkday, series.ReverseRepo, 1},
	"DTWEXBGS":     {onWorkday, series.H10, 4},
	"DFEDTARU":     {anyDay, series.FedTarget, 1},
	"SOFR":         {onWorkday, series.SOFR, 6},
	"NFCI":         schedule{anyDay, series.NFCI, 6}.only(time.Friday),
	"WM2NS":        schedule{anyDay, series.H6Week, 65}.only(time.Monday),
	"M2SL":         {onFirst, series.H6Month, 65},
}

// fridayCloses are those of coins.
var fridayCloses = schedule{anyDay, series.UTCDay, 1}.only(time.Friday)

// nextOf are the releases after t that decide a leg next, in order. They follow
// from the model and t alone, whatever has come in by then. Closings of the exchange
// are those that package series knows, also those that nobody could foresee at t.
func (p *plan) nextOf(l Leg, t time.Time) []Release {
	next := []Release{}
	add := func(name string, s schedule) {
		if slices.ContainsFunc(next, func(r Release) bool { return r.Series == name }) {
			return
		}
		if r, ok := s.next(name, t); ok {
			next = append(next, r)
		}
	}
	switch l.ID {
	case legBreakout:
		if p.breaks {
			add(p.bars, p.sessions(t, series.EquityClose, 1))
		}
	case legTurn:
		add(l.Series, fridayCloses)
	default:
		for _, in := range p.inputs {
			if p.cfg.Pillars[in.pillar].ID == l.Series {
				p.releases(in.Feature, t, add)
			}
		}
	}
	slices.SortFunc(next, func(a, b Release) int {
		if c := a.Known.Compare(b.Known); c != 0 {
			return c
		}
		return strings.Compare(a.Series, b.Series)
	})
	return next
}

// upcoming are the releases of a leg as they were last worked out. They hold until
// the first of them is there, and for a day at most.
type upcoming struct {
	series      string
	from, until time.Time
	next        []Release
}

// releases returns nextOf leg number i.
func (s *memory) releases(p *plan, i int, l Leg, t time.Time) []Release {
	u := &s.next[i]
	if u.next != nil && u.series == l.Series && !t.Before(u.from) && t.Before(u.until) {
		return u.next
	}
	*u = upcoming{l.Series, t, t.AddDate(0, 0, 1), p.nextOf(l, t)}
	if len(u.next) > 0 && u.next[0].Known.Before(u.until) {
		u.until = u.next[0].Known
	}
	return u.next
}

// releases adds what a feature reads next.
func (p *plan) releases(f Feature, t time.Time, add func(string, schedule)) {
	switch {
	case f.Kind == BreakoutValue:
		add(f.Series, p.sessions(t, series.EquityClose, 1))
	case f.Kind == AltTurn:
		add(AltBTCName, fridayCloses)
	case f.Kind == FlowBalance && f.Periodic:
		add(f.Series, p.sessions(t, series.ETFFlow, 2))
	case f.Kind == FlowBalance:
		add(f.Series, schedule{onWorkday, series.Filing, 1})
	}
	for _, name := range f.parts() {
		s, ok := schedules[name]
		switch {
		case ok && f.Kind == NetLiquidityChange:
			add(name, s.only(time.Wednesday))
		case ok:
			add(name, s)
		case p.breaks && (f.Series == p.bars || f.Over == p.bars): // a fund beside the one of the machine
			add(name, p.sessions(t, series.EquityClose, 1))
		}
	}
}

// sessions is a figure for each session of the exchange or, where the clock's steps
// are longer than a day, for the last one of each week.
func (p *plan) sessions(t time.Time, known func(time.Time) time.Time, lag int) schedule {
	start, end, _ := p.cfg.Clock.Next(t)
	if end.Sub(start) > 25*time.Hour { // a day of summer time is as long
		return schedule{onLastSession, known, lag}
	}
	return schedule{onSession, known, lag}
}
