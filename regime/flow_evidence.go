package regime

import (
	"slices"
	"time"
)

// evidence is what lies behind the balance of in at t.
func (b *flows) evidence(in Feature, t time.Time) FlowEvidence {
	T := b.through(t, in.Periodic)
	if !b.known(&in, t, T) {
		return FlowEvidence{Class: b.Class, Through: dateAt(T), Now: missing, Before: missing, Announced: missing, Firms: []string{}}
	}
	s := b.sums(T, in.Lag)
	if s.evidence == nil {
		e := b.evidenceAnew(in, T)
		s.evidence = &e
	}
	e := *s.evidence
	e.Through, e.Firms = dateAt(T), slices.Clone(e.Firms)
	return e
}

func (b *flows) evidenceAnew(in Feature, T int) FlowEvidence {
	e := FlowEvidence{Class: b.Class, Firms: []string{}}
	var now, before, announced money
	for i := range b.Events {
		f := &b.Events[i]
		recent := f.day > T-in.Lag
		switch {
		case f.day > T || f.day <= T-2*in.Lag || !b.complete(f, T):
			continue
		case f.Kind != Deployed:
			if recent {
				announced.add(&f.usd, 1)
			}
			continue
		case recent:
			now.add(&f.usd, 1)
			e.Events++
		default:
			before.add(&f.usd, 1)
			e.Earlier++
		}
		e.Known = latest(e.Known, f.Known)
		if i, found := slices.BinarySearch(e.Firms, f.Firm); !found {
			e.Firms = slices.Insert(e.Firms, i, f.Firm)
		}
	}
	e.Now, e.Before, e.Announced = Number(now.float()), Number(before.float()), Number(announced.float())
	return e
}
