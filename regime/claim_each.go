package regime

import (
	"fmt"
	"math"
	"sort"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/ratio"
)

// A moment is a date at which something could be observed: a value, or an event
// that may have happened.
type moment struct {
	ref Date
	// known is false while there are too few values to tell.
	known bool
	on    bool // it did; always for a value
	// since is how far back nothing of the kind was: open, to where the data begin.
	since Date
	open  bool
}

// findEach checks a claim on the moments of a range.
func (s claimFacts) findEach(f Finding) Finding {
	p, bars := s.path(f.Claim), s.bars[f.Series]
	onBars := f.Measure == EachBreak || f.Measure == EachConfirm
	if onBars {
		if len(p) > 0 && len(bars) == 0 {
			f.Why = fmt.Sprintf("%s has no bars", f.Series)
			return f
		}
		p = pathOf(bars)
	}
	if f.Why = s.covers(p, f.Claim); f.Why != "" {
		return f
	}
	var moments []moment
	switch f.Measure {
	case EachValue:
		moments = p.lows()
	case EachRSI:
		moments = p.rsi().lows()
	case EachRecord:
		moments = p.recordMoments()
	case EachFlip:
		moments = p.flips()
	case EachMonthFlip:
		moments = p.months(s.at).flips()
	default:
		moments = s.breakMoments(bars, BreakoutEventKind(f.Measure))
	}
	clock := spanClock{weekly: p.weekly(), monthly: f.Measure == EachMonthFlip}
	return f.weigh(moments, clock)
}

// weigh looks for the moment of the range before which it had been longest.
func (f Finding) weigh(moments []moment, clock spanClock) Finding {
	n, longest, best, open := 0, math.NaN(), moment{}, moment{}
	for _, m := range moments {
		if !f.holds(m.ref) {
			continue
		}
		if !m.known {
			f.Why = fmt.Sprintf("too few values of %s before %s", f.Series, m.ref)
			return f
		}
		if !m.on {
			continue
		}
		n++
		if x := clock.between(m.since, m.ref, f.Unit); !(x <= longest) {
			longest, best = x, m
		}
		if m.open {
			open = m
		}
	}
	switch {
	case f.Op == AtLeast || f.Op == AtMost:
		f.Observed, f.Verdict = Number(n), f.verdict(float64(n))
	case n == 0 && f.Op == LowestIn:
		f.Why = fmt.Sprintf("no value of %s in the range", f.Series)
	case n == 0:
		f.Why, f.Verdict = noEvent, Contradicted
	case longest < f.Value && open.open:
		f.Why = fmt.Sprintf("on %s, %s since the data begin on %s", open.ref, f.none(), open.since)
	default:
		f.Observed, f.Verdict = Number(longest), f.verdict(longest)
		f.Why = fmt.Sprintf("on %s, %s since %s", best.ref, f.none(), best.since)
		if best.open {
			f.Why = fmt.Sprintf("on %s, %s since the data begin on %s", best.ref, f.none(), best.since)
		}
	}
	return f
}

func (c Claim) none() string {
	if c.Op == LowestIn {
		return "none lower"
	}
	return "none"
}

// lows are the values, each with the date of the last strictly lower one of its chain.
func (p path) lows() []moment {
	out := make([]moment, len(p))
	var low *ratio.Extreme
	for i, q := range p {
		if i == 0 || q.Chain != p[i-1].Chain {
			low = ratio.NewLow(1, math.MaxInt64) // 292 years
		}
		v, _ := low.Update(q.Ref.Time, q.Value) // dates increase
		out[i] = moment{ref: q.Ref, known: v.N > 0, on: true, open: v.Open}
		switch {
		case v.Open:
			out[i].since = p[i-v.SinceN+1].Ref
		case v.N > 0:
			out[i].since = p[i-v.SinceN].Ref
		}
	}
	return out
}

// rsi is the RSI(14) at each value, NaN at the first ones of a chain.
func (p path) rsi() path {
	out := make(path, len(p))
	var rsi *indicator.Stream
	for i, q := range p {
		if i == 0 || q.Chain != p[i-1].Chain {
			rsi = indicator.NewRSI(14)
		}
		out[i] = point{q.Ref, rsi.Update(q.Value), q.Chain}
	}
	return out
}

// recordMoments are the values, on where one is above all earlier ones of its chain. The
// first of a chain cannot be told; from it on the time before the next one is open.
func (p path) recordMoments() []moment {
	out, top := make([]moment, len(p)), moment{}
	highest := 0.0
	for i, q := range p {
		out[i] = moment{ref: q.Ref, known: true, since: top.ref, open: !top.known}
		if i == 0 || q.Chain != p[i-1].Chain {
			out[i].known = false
			highest, top = q.Value, out[i]
		} else if q.Value > highest {
			out[i].on = true
			highest, top = q.Value, out[i]
		}
	}
	return out
}

// flips are the values, on where the MACD histogram turns up, after a run of the
// other sign that began at since.
func (p path) flips() []moment {
	out := make([]moment, len(p))
	var m macdRun
	first := 0 // with a histogram
	for i, q := range p {
		if i == 0 || q.Chain != p[i-1].Chain {
			m, first = newMACDRun(), -1
		}
		m.observe(q.Value, q.Ref)
		f := m.Flip.Value()
		out[i] = moment{ref: q.Ref, known: f.Sign != 0, on: f.Flipped && f.Sign > 0, open: f.BeforeOpen}
		if first < 0 && f.Sign != 0 {
			first = i
		}
		if out[i].on {
			out[i].since = p[max(first, i-f.RunBefore)].Ref
		}
	}
	return out
}

// months are the last values of the months that are over at t.
func (p path) months(t time.Time) path {
	var out path
	for i, q := range p {
		next := t
		if i+1 < len(p) {
			next = p[i+1].Ref.Time
		}
		if !sameMonth(q.Ref.Time, next) {
			out = append(out, q)
		}
	}
	return out
}

// breakMoments are the bars, on where the model's breakout machine has the event.
func (s claimFacts) breakMoments(bars []Bar, kind BreakoutEventKind) []moment {
	b := NewBreakout(s.cfg.Breakout)
	out := make([]moment, len(bars))
	since, open := Date{}, true
	for i, r := range bars {
		e, _ := b.UpdateWith(r.Ref, r.Bar, s.breadth(r))
		known := i >= b.m.firstBreak()
		if known && since.IsZero() {
			since = DateOf(r.Ref)
		}
		out[i] = moment{ref: DateOf(r.Ref), known: known, on: e.Event == kind, since: since, open: open}
		if out[i].on {
			since, open = out[i].ref, false
		}
	}
	return out
}

// breadth is the share that the breakout machine's filter reads at a bar, NaN if none
// is known or it is too old.
func (s claimFacts) breadth(r Bar) float64 {
	f := s.cfg.Breakout.Breadth
	p := s.paths[f.Series]
	i := sort.Search(len(p), func(i int) bool { return p[i].Ref.After(DateOf(r.Ref).Time) })
	if f.Use == FilterOff || i == 0 || ageDays(p[i-1].Ref, r.Bar.End) > f.MaxAge {
		return float64(missing)
	}
	return p[i-1].Value
}

// pathOf is the closes of bars.
func pathOf(bars []Bar) path {
	p := make(path, len(bars))
	for i, b := range bars {
		p[i] = point{Ref: DateOf(b.Ref), Value: b.Bar.Close}
	}
	return p
}
