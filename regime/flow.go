package regime

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// flowDays is the length of each of the two windows of a flow balance.
const flowDays = 91

// ledgerAge is how many days after T a balance is still made: ten years. A ledger that
// ended earlier says nothing, and of a class without one no more is kept.
const ledgerAge = 3660

// noDay is a day that never comes.
const noDay = math.MaxInt32

// flowScale, in USD, keeps a balance of small sums near zero.
var flowScale = moneyOf(decimal.New(1, 8))

// flows is the ledger of one class: for which dates which firm is complete, and
// the events of the last two windows. With T the last date for which the class
// is complete, F the USD deployed in (T-91 days, T] and G in (T-182, T-91]:
//
//	balance = (F - G) / (sum of |USD| in both + 1e8)
//
// Sums are exact decimals.
type flows struct {
	Class  string
	Firms  []firm // by name
	Events []flowEvent
	Newest Date // the latest reference date known
	Seen   bool // a deployed flow is known

	latest, first int        // of the dates through and from which firms are complete
	oldest        int        // of the events' reference dates
	now           []flowSums // what was last asked of them, until an event moves
}

// flowSums are the sums of two windows of days days that end at T. They hold until
// T is until, when an event enters or leaves a window, or a firm's dates end.
type flowSums struct {
	days, from, until int
	x                 float64
	known             int64
	evidence          *FlowEvidence // made when it is asked for
}

type firm struct {
	Name          string
	From, Through Date

	through int
}

type flowEvent struct {
	Firm  string
	Asset string
	Kind  FlowKind
	Ref   Date
	Known time.Time
	USD   decimal.Decimal

	firm  int // its place in Firms, if it is there
	day   int // of Ref
	known int64
	usd   money
}

func (b *flows) cover(c Coverage) {
	i, found := b.place(c.Firm)
	if !found {
		b.Firms = slices.Insert(b.Firms, i, firm{})
	}
	b.Firms[i] = firm{Name: c.Firm, From: DateOf(c.From), Through: DateOf(c.Through)}
	b.ledger(!found)
}

// ledger derives what is asked of the firms and, where there are new ones, who the
// events are of.
func (b *flows) ledger(anew bool) {
	b.latest, b.first = dayOf(Date{}), noDay
	for i := range b.Firms {
		f := &b.Firms[i]
		f.through = dayOf(f.Through)
		b.latest, b.first = max(b.latest, f.through), min(b.first, dayOf(f.From))
	}
	if anew {
		for i := range b.Events {
			b.Events[i].firm, _ = b.place(b.Events[i].Firm)
		}
	}
	b.now = b.now[:0]
}

// place is where a firm is, or belongs, in Firms.
func (b *flows) place(name string) (i int, found bool) {
	return slices.BinarySearchFunc(b.Firms, name, func(f firm, name string) int { return strings.Compare(f.Name, name) })
}

func (b *flows) observe(f Flow) {
	ref := DateOf(f.Ref)
	if ref.After(b.Newest.Time) {
		b.Newest = ref
	}
	b.Seen = b.Seen || f.Kind == Deployed
	b.Events = append(b.Events, flowEvent{Firm: f.Firm, Asset: f.Asset, Kind: f.Kind, Ref: ref, Known: f.Known, USD: f.USD})
	b.event(len(b.Events) - 1)
	b.now = b.now[:0]
}

// event derives what is asked of event i.
func (b *flows) event(i int) {
	e := &b.Events[i]
	e.day, e.known, e.usd = dayOf(e.Ref), e.Known.UnixNano(), moneyOf(e.USD)
	e.firm, _ = b.place(e.Firm)
	if i == 0 || e.day < b.oldest {
		b.oldest = e.day
	}
}

// through returns T at t: the date of t, but not after the latest date for which
// a firm is complete nor, for periodic flows, after the newest one known.
func (b *flows) through(t time.Time, periodic bool) int {
	if len(b.Firms) == 0 {
		return dayOf(Date{})
	}
	T := min(b.latest, dayOf(Date{t}))
	if periodic {
		T = min(T, dayOf(b.Newest))
	}
	return T
}

// forget drops the events that no later reading with windows of so many days can
// reach. T never goes back, and that of periodic flows is the earlier one: a class
// may be read both ways.
func (b *flows) forget(t time.Time, days int) {
	oldest := max(b.through(t, true), dayOf(Date{t})-ledgerAge) - 2*days
	if len(b.Events) == 0 || b.oldest > oldest {
		return
	}
	for len(b.Events) > 0 && b.Events[0].day <= oldest { // as nearly always: they come in time
		b.Events = b.Events[1:]
	}
	if b.reach(); b.oldest <= oldest {
		b.Events = slices.DeleteFunc(b.Events, func(e flowEvent) bool { return e.day <= oldest })
		b.reach()
	}
}

// reach finds the earliest reference date of the events.
func (b *flows) reach() {
	b.oldest = noDay
	for i := range b.Events {
		b.oldest = min(b.oldest, b.Events[i].day)
	}
}

// complete reports whether the flows of the firm of e are known through T.
func (b *flows) complete(e *flowEvent, T int) bool {
	return e.firm < len(b.Firms) && b.Firms[e.firm].Name == e.Firm && b.Firms[e.firm].through >= T
}

// known reports whether there is a balance at t, whose flows are complete to T.
func (b *flows) known(in *Feature, t time.Time, T int) bool {
	return b.Seen && len(b.Firms) > 0 && T >= b.first+2*in.Lag && T >= dayOf(Date{t})-ledgerAge
}

// balance returns the feature of in at t. It changes nothing but what it remembers
// for the next time.
func (b *flows) balance(in Feature, t time.Time) feature {
	T := b.through(t, in.Periodic)
	if !b.known(&in, t, T) {
		return noFeature()
	}
	s := *b.sums(T, in.Lag)
	known := time.Time{}
	if s.known != 0 {
		known = time.Unix(0, s.known).UTC()
	}
	return asIs(s.x, dateAt(T), known)
}

// sums returns the sums at T, those of last time if nothing has moved since.
func (b *flows) sums(T, days int) *flowSums {
	i := slices.IndexFunc(b.now, func(s flowSums) bool { return s.days == days })
	if i >= 0 && b.now[i].from <= T && T < b.now[i].until {
		return &b.now[i]
	}
	if i < 0 {
		i, b.now = len(b.now), append(b.now, flowSums{})
	}
	b.now[i] = b.sumAnew(T, days)
	return &b.now[i]
}

func (b *flows) sumAnew(T, days int) flowSums {
	s := flowSums{days: days, from: T, until: noDay}
	until := func(day int) { // something changes there, if that is still to come
		if day > T && day < s.until {
			s.until = day
		}
	}
	for i := range b.Firms {
		until(b.Firms[i].through + 1)
	}
	var net, size money
	for i := range b.Events {
		e, times := &b.Events[i], int64(1)
		switch {
		case e.day > T:
			until(e.day)
			continue
		case e.day > T-days:
			until(e.day + days)
		case e.day > T-2*days:
			until(e.day + 2*days)
			times = -1
		default:
			continue
		}
		if e.Kind != Deployed || !b.complete(e, T) {
			continue
		}
		net.add(&e.usd, times)
		size.add(&e.usd, e.usd.sign())
		s.known = max(s.known, e.known)
	}
	size.add(&flowScale, 1)
	s.x = net.float() / size.float()
	return s
}

// valid reports whether decoded flows could have been left by the records, and
// derives what was not saved.
func (b *flows) valid() bool {
	for i, f := range b.Firms {
		if f.Through.Before(f.From.Time) || i > 0 && b.Firms[i-1].Name >= f.Name {
			return false
		}
	}
	for _, e := range b.Events {
		if (Flow{b.Class, e.Firm, e.Asset, e.Kind, decimal.Zero, e.USD, e.Ref.Time, e.Known}).check() != nil {
			return false
		}
	}
	b.ledger(false)
	for i := range b.Events {
		b.event(i)
	}
	return true
}
