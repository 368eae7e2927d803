package regime

import (
	"slices"
	"sort"
	"time"

	"github.com/shopspring/decimal"
)

// flowDays is the length of each of the two windows of a flow balance.
const flowDays = 91

// flowScale, in USD, keeps a balance of small sums near zero.
var flowScale = decimal.New(1, 8)

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

	now []flowSums // what was last asked of them, until an event moves
}

// flowSums are the sums of two windows of days days that end at T. They hold until
// T is Until, when an event enters or leaves a window, or a firm's dates end.
type flowSums struct {
	days        int
	from, until Date
	x           float64
	evidence    FlowEvidence
}

type firm struct {
	Name          string
	From, Through Date
}

type flowEvent struct {
	Firm  string
	Asset string
	Kind  FlowKind
	Ref   Date
	Known time.Time
	USD   decimal.Decimal
}

func (b *flows) cover(c Coverage) {
	i := sort.Search(len(b.Firms), func(i int) bool { return b.Firms[i].Name >= c.Firm })
	if i == len(b.Firms) || b.Firms[i].Name != c.Firm {
		b.Firms = slices.Insert(b.Firms, i, firm{})
	}
	b.Firms[i] = firm{c.Firm, DateOf(c.From), DateOf(c.Through)}
	b.now = b.now[:0]
}

func (b *flows) observe(f Flow) {
	ref := DateOf(f.Ref)
	if ref.After(b.Newest.Time) {
		b.Newest = ref
	}
	b.Seen = b.Seen || f.Kind == Deployed
	b.Events = append(b.Events, flowEvent{f.Firm, f.Asset, f.Kind, ref, f.Known, f.USD})
	b.now = b.now[:0]
}

// through returns T at t: the date of t, but not after the latest date for which
// a firm is complete nor, for periodic flows, after the newest one known.
func (b *flows) through(t time.Time, periodic bool) Date {
	latest := Date{}
	for _, f := range b.Firms {
		if f.Through.After(latest.Time) {
			latest = f.Through
		}
	}
	if d := DateOf(t); d.Before(latest.Time) {
		latest = d
	}
	if periodic && b.Newest.Before(latest.Time) {
		latest = b.Newest
	}
	return latest
}

// forget drops the events that no later reading with windows of so many days can
// reach. T never goes back, and that of periodic flows is the earlier one: a class
// may be read both ways.
func (b *flows) forget(t time.Time, days int) {
	T := b.through(t, true)
	if T.IsZero() {
		return
	}
	oldest := T.AddDate(0, 0, -2*days)
	if !slices.ContainsFunc(b.Events, func(e flowEvent) bool { return !e.Ref.After(oldest) }) {
		return
	}
	b.Events = slices.DeleteFunc(b.Events, func(e flowEvent) bool { return !e.Ref.After(oldest) })
}

// complete reports whether the flows of a firm are known through T.
func (b *flows) complete(name string, T Date) bool {
	i := sort.Search(len(b.Firms), func(i int) bool { return b.Firms[i].Name >= name })
	return i < len(b.Firms) && b.Firms[i].Name == name && !b.Firms[i].Through.Before(T.Time)
}

// balance returns the feature of in at t and the sums behind it. It changes nothing
// but what it remembers for the next time.
func (b *flows) balance(in Feature, t time.Time) (feature, FlowEvidence) {
	T := b.through(t, in.Periodic)
	if !b.Seen || T.IsZero() || T.Before(b.from().AddDate(0, 0, 2*in.Lag)) {
		return noFeature(), FlowEvidence{Class: b.Class, Through: T, Now: missing, Before: missing, Announced: missing, Firms: []string{}}
	}
	s := b.sums(T, in.Lag)
	e := s.evidence
	e.Through = T
	return asIs(s.x, T, e.Known), e
}

// sums returns the sums at T, those of last time if nothing has moved since.
func (b *flows) sums(T Date, days int) flowSums {
	i := slices.IndexFunc(b.now, func(s flowSums) bool { return s.days == days })
	if i >= 0 && !T.Before(b.now[i].from.Time) && T.Before(b.now[i].until.Time) {
		return b.now[i]
	}
	s := b.sumAnew(T, days)
	if i >= 0 {
		b.now[i] = s
	} else {
		b.now = append(b.now, s)
	}
	return s
}

func (b *flows) sumAnew(T Date, days int) flowSums {
	s := flowSums{days: days, from: T, until: Date{time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}}
	e := FlowEvidence{Class: b.Class, Firms: []string{}}
	until := func(d Date, after int) { // something changes at d + after days, if that is still to come
		if d = (Date{d.AddDate(0, 0, after)}); d.After(T.Time) && d.Before(s.until.Time) {
			s.until = d
		}
	}
	for _, f := range b.Firms {
		until(f.Through, 1)
	}
	var now, before, size, announced decimal.Decimal
	middle, oldest := T.AddDate(0, 0, -days), T.AddDate(0, 0, -2*days)
	for _, f := range b.Events {
		until(f.Ref, 0)
		until(f.Ref, days)
		until(f.Ref, 2*days)
		if f.Ref.After(T.Time) || !f.Ref.After(oldest) || !b.complete(f.Firm, T) {
			continue
		}
		if f.Kind != Deployed {
			if f.Ref.After(middle) {
				announced = announced.Add(f.USD)
			}
			continue
		}
		if f.Ref.After(middle) {
			now, e.Events = now.Add(f.USD), e.Events+1
		} else {
			before, e.Earlier = before.Add(f.USD), e.Earlier+1
		}
		size = size.Add(f.USD.Abs())
		e.Known = latest(e.Known, f.Known)
		if i, found := slices.BinarySearch(e.Firms, f.Firm); !found {
			e.Firms = slices.Insert(e.Firms, i, f.Firm)
		}
	}
	e.Now, e.Before = Number(now.InexactFloat64()), Number(before.InexactFloat64())
	e.Announced = Number(announced.InexactFloat64())
	s.x, s.evidence = now.Sub(before).InexactFloat64()/size.Add(flowScale).InexactFloat64(), e
	return s
}

// from returns the earliest date from which a firm of the class is complete.
func (b *flows) from() Date {
	first := Date{}
	for _, f := range b.Firms {
		if first.IsZero() || f.From.Before(first.Time) {
			first = f.From
		}
	}
	return first
}

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
	return true
}
