package regime

import (
	"slices"
	"strings"
	"time"
)

// A memory is everything a classifier knows. Its size is bounded by the
// windows of the model, the companies, the coins and what waits to become known.
type memory struct {
	Start    time.Time // steps come after it
	Closed   time.Time // the last instant advanced to, or Start
	Begun    bool      // Closed has been advanced to
	NextStep time.Time

	Last    []lastRef    // by series: the newest reference date taken
	Machine stateMachine // states and dwell
	Since   Date

	BarSeries  string    // whose bars the breakout machine reads
	BarKnown   time.Time // since when the last of them is known
	Breakout   *Breakout
	SmallCap   momentum
	Changes    []changeKernel // one for each Change and PolicyEase input, in order of configuration
	Liquidity  liquidity
	Flows      []flows // by class
	Treasuries treasuries
	Coins      coins
	Facts      facts
	Memory     []cautionMemory // beside Config.Cautions

	Legs    [legCount]spell
	Events  []Event
	History []Step
}

// How many events and steps a reading shows: three years of weeks.
const (
	keepEvents  = 64
	keepHistory = 156
)

// lastRef is the newest reference date taken of a series.
type lastRef struct {
	Series string
	Ref    time.Time
}

func newMemory(cfg Config, start time.Time) memory {
	s := memory{
		Start: start, Closed: start, Breakout: NewBreakout(cfg.Breakout), SmallCap: newMomentum(),
		Coins: newCoins(), Machine: newStateMachine(),
		Memory: make([]cautionMemory, len(cfg.Cautions)),
	}
	_, s.NextStep, _ = cfg.Clock.Next(start)
	for i, k := range cfg.Cautions {
		s.Memory[i] = cautionMemory{k.ID, missing}
	}
	cfg.eachInput(func(_ Pillar, in Input) {
		switch in.Feature.Kind {
		case BreakoutValue:
			s.BarSeries = in.Feature.Series
		case Change, PolicyEase:
			s.Changes = append(s.Changes, newChangeKernel(in))
		case NetLiquidityChange:
			s.Liquidity = newLiquidity(in)
		case FlowBalance:
			if s.class(in.Feature.Series) == nil {
				s.Flows = append(s.Flows, flows{Class: in.Feature.Series})
			}
		}
	})
	return s
}

// eachInput calls f for each input in order of id.
func (c Config) eachInput(f func(Pillar, Input)) {
	for _, p := range c.Pillars {
		for _, in := range p.Inputs {
			f(p, in)
		}
	}
}

func (s *memory) class(name string) *flows {
	for i := range s.Flows {
		if s.Flows[i].Class == name {
			return &s.Flows[i]
		}
	}
	return nil
}

// take feeds a record that has become known.
func (s *memory) take(cfg Config, r Record) {
	switch r := r.(type) {
	case Coverage:
		s.class(r.Class).cover(r)
	case Fact:
		s.Facts.observe(r)
	case Holding:
		s.Treasuries.observe(r)
	case Flow:
		s.class(r.Class).observe(r)
	case Value:
		s.number(cfg, r.Series, r.Value, DateOf(r.Ref), r.Known)
	case Bar:
		if r.Series == s.BarSeries {
			s.Breakout.Update(r.Ref, r.Bar)
			s.SmallCap.observe(r.Bar.Close, DateOf(r.Ref))
			s.BarKnown = r.Bar.End
		}
		s.number(cfg, r.Series, r.Bar.Close, DateOf(r.Ref), r.Bar.End)
	case Closes:
		s.Coins.observe(r)
	}
	if name, ref := sequence(r); name != "" {
		s.setLast(name, ref)
	}
}

// number feeds one number of a series to every feature that reads it.
func (s *memory) number(cfg Config, name string, x float64, ref Date, known time.Time) {
	i := 0
	cfg.eachInput(func(_ Pillar, in Input) {
		switch in.Feature.Kind {
		case Change, PolicyEase:
			s.Changes[i].observe(in, name, x, ref, known)
			i++
		case NetLiquidityChange:
			s.Liquidity.observe(in, name, x, ref, known)
		}
	})
}

// sequence names the series of a record whose reference dates must increase.
func sequence(r Record) (name string, ref time.Time) {
	switch r := r.(type) {
	case Value:
		return "series " + r.Series, DateOf(r.Ref).Time
	case Bar: // its close is a value of the series
		return "series " + r.Series, DateOf(r.Ref).Time
	case Closes:
		return "closes", DateOf(r.Ref).Time
	case Coverage: // what was complete stays complete: flows before it are forgotten
		return "coverage " + r.Class + "\x00" + r.Firm, DateOf(r.Through).Time
	}
	return "", time.Time{}
}

// last is the newest reference date taken of a series, zero if there is none.
func (s *memory) last(name string) time.Time {
	for _, l := range s.Last {
		if l.Series == name {
			return l.Ref
		}
	}
	return time.Time{}
}

func (s *memory) setLast(name string, ref time.Time) {
	i, found := slices.BinarySearchFunc(s.Last, name, func(l lastRef, name string) int { return strings.Compare(l.Series, name) })
	if !found {
		s.Last = slices.Insert(s.Last, i, lastRef{Series: name})
	}
	s.Last[i].Ref = ref
}
