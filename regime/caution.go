package regime

import (
	"slices"
	"sort"
	"time"
)

// cautionNow is a caution at an instant: its x, and its c after the ramp, which
// may be remembered from an earlier step.
type cautionNow struct {
	*Caution
	X, C  Number
	Ref   Date
	Flags []string
}

// facts keeps the newest dated fact of each caution.
type facts struct{ Newest []Fact } // by caution

func (b *facts) observe(f Fact) {
	i := sort.Search(len(b.Newest), func(i int) bool { return b.Newest[i].Caution >= f.Caution })
	if i == len(b.Newest) || b.Newest[i].Caution != f.Caution {
		b.Newest = slices.Insert(b.Newest, i, Fact{})
	}
	b.Newest[i] = f
}

// at returns the fact of a caution at t, or why there is none.
func (b *facts) at(id string, t time.Time) (f Fact, flag string) {
	for _, f := range b.Newest {
		switch {
		case f.Caution != id:
		case f.Withdrawn:
			return f, flagUnknown
		case !t.Before(f.Expires):
			return f, flagExpired
		default:
			return f, ""
		}
	}
	return Fact{}, flagUnknown
}

func (b *facts) valid() bool {
	for i, f := range b.Newest {
		if f.check() != nil || i > 0 && b.Newest[i-1].Caution >= f.Caution {
			return false
		}
	}
	return true
}

// The flags of a caution.
const (
	flagStale   = "stale"   // its feed has no x now: c is that of the last step that had one
	flagUnknown = "unknown" // never known, or withdrawn
	flagExpired = "expired" // a dated fact past its date
)

// flagged has the flags of a caution with one.
var flagged = map[string][]string{flagStale: {flagStale}, flagUnknown: {flagUnknown}, flagExpired: {flagExpired}}

// cautionMemory is what a caution was at the last step that had an x.
type cautionMemory struct {
	ID   string
	C    Number // missing: nothing to remember
	Live bool   // the last step had an x
}

// cautions returns every caution at t, in room that the next call overwrites. A feed that has died keeps its last c:
// silence must not raise the score. A dated fact is not remembered past its date.
func (s *memory) cautions(p *plan, t time.Time) []cautionNow {
	cfg := &p.cfg
	for i := range cfg.Cautions {
		k := &cfg.Cautions[i]
		p.now[i] = cautionNow{Caution: k, X: missing, C: missing}
		now := &p.now[i]
		switch k.Kind {
		case DatedFact:
			f, flag := s.Facts.at(k.ID, t)
			if flag != "" {
				now.Flags = flagged[flag]
				break
			}
			now.X, now.C, now.Ref = Number(f.Value), Number(Ramp(f.Value, k.Lo, k.Hi)), DateOf(f.Known)
		case TreasuryConcentration:
			c := s.Treasuries.concentration(t)
			if now.Ref = c.Newest; !c.HHI.Missing() {
				now.X, now.C = c.HHI, Number(Ramp(float64(c.HHI), k.Lo, k.Hi))
			}
		case BTCShock:
			_, c := s.Coins.Shock.at(cfg.Shock, t)
			if now.Ref = s.Coins.Shock.Ref; !c.Missing() {
				now.X, now.C = c, Number(Ramp(float64(c), k.Lo, k.Hi))
			}
		case SeriesLevel:
			l := &s.Levels[p.level(k.Series)]
			now.Ref = l.Ref
			if x := l.at(t, k.MaxAge); !x.Missing() {
				now.X, now.C = x, Number(Ramp(float64(x), k.Lo, k.Hi))
			}
		}
		if now.X.Missing() && k.Kind != DatedFact {
			now.C = s.Memory[i].C
			now.Flags = flagged[flagStale]
			if now.C.Missing() {
				now.Flags, now.Ref = flagged[flagUnknown], Date{}
			}
		}
	}
	return p.now
}

// remember keeps what the cautions are at a step, and returns an event for each
// dated fact that came, went or changed, with what that did to the score.
func (s *memory) remember(p *plan, t time.Time, now []cautionNow, scored Scored) []Event {
	var events []Event
	before := []cautionNow(nil)
	for i := range now {
		k, was := &now[i], s.Memory[i].C
		s.Memory[i].Live = !k.X.Missing()
		if !k.X.Missing() {
			s.Memory[i].C = k.C
		} else if k.Kind == DatedFact {
			s.Memory[i].C = missing
		}
		if k.Kind != DatedFact || was == k.C || was.Missing() && k.C.Missing() {
			continue
		}
		rule := "caution known"
		switch {
		case k.C.Missing() && k.Flags[0] == flagExpired:
			rule = "caution expired"
		case k.C.Missing():
			rule = "caution withdrawn"
		case !was.Missing():
			rule = "caution replaced"
		}
		before = append(before[:0], now...)
		before[i].C = was
		without, err := s.score(p, t, before)
		if err != nil {
			continue // the model with it scored; without it there is nothing to compare
		}
		events = append(events, Event{
			Time: t, From: s.Machine.State, To: s.Machine.State, Score: scored.Score,
			Rule: rule, Caution: k.ID, Change: float64(scored.Micro-without.Micro) / 1e6,
		})
	}
	return events
}
