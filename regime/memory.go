package regime

import (
	"slices"
	"strings"
	"time"

	"github.com/riskon/riskon/ratio"
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
	Kernels    []kernel // one for each input that reads numbers, in order of id
	Flows      []flows  // by class
	Treasuries treasuries
	Coins      coins
	Facts      facts
	Levels     []level          // of the series that cautions and the breadth filter read
	Memory     []cautionMemory  // beside Config.Cautions
	Together   []togetherMemory // of each two of them, with Config.Decay

	Legs    [legCount]spell
	Events  []Event
	History []Step

	breakout BreakoutReading // of Breakout
	next     [legCount]upcoming
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

func newMemory(p *plan, start time.Time) memory {
	cfg := p.cfg
	s := memory{
		Start: start, Closed: start, Breakout: NewBreakout(cfg.Breakout), SmallCap: newMomentum(), BarSeries: p.bars,
		Coins: newCoins(cfg), Machine: newStateMachine(), Together: newTogether(cfg),
	}
	_, s.NextStep, _ = cfg.Clock.Next(start)
	s.breakout = s.Breakout.Reading()
	for _, k := range cfg.Cautions {
		s.Memory = append(s.Memory, cautionMemory{ID: k.ID, C: missing})
	}
	for i := range p.kernels {
		s.Kernels = append(s.Kernels, newKernel(&p.kernels[i]))
	}
	for _, class := range p.classes {
		s.Flows = append(s.Flows, flows{Class: class})
	}
	for _, name := range p.levels {
		s.Levels = append(s.Levels, level{Series: name, X: missing})
	}
	return s
}

// take feeds a record that has become known.
func (s *memory) take(p *plan, r Record) {
	switch r := r.(type) {
	case Coverage:
		s.Flows[p.class(r.Class)].cover(r)
	case Fact:
		s.Facts.observe(r)
	case Holding:
		s.Treasuries.observe(r)
	case Flow:
		s.Flows[p.class(r.Class)].observe(r)
	case Value:
		s.number(p, r.Series, r.Value, DateOf(r.Ref), r.Known)
	case Bar:
		if p.breaks && r.Series == p.bars {
			s.Breakout.UpdateWith(r.Ref, r.Bar, s.share(p, r.Bar.End))
			s.breakout = s.Breakout.Reading()
			s.SmallCap.observe(r.Bar.Close, DateOf(r.Ref))
			s.BarKnown = r.Bar.End
		}
		s.number(p, r.Series, r.Bar.Close, DateOf(r.Ref), r.Bar.End)
	case Closes:
		s.Coins.observe(&p.cfg, &r)
	}
}

// share is that of the breadth filter at t, NaN if none is known or it is too old.
// Values come before the bar that is known with them.
func (s *memory) share(p *plan, t time.Time) float64 {
	if p.breadth == "" {
		return float64(missing)
	}
	return float64(s.Levels[p.level(p.breadth)].at(t, p.cfg.Breakout.Breadth.MaxAge))
}

// number feeds one number of a series to every feature and caution that reads it.
func (s *memory) number(p *plan, name string, x float64, ref Date, known time.Time) {
	for _, to := range p.numbers[name] {
		s.Kernels[to.kernel].put(&p.kernels[to.kernel], to.part, x, ref, known)
	}
	if i := p.level(name); i >= 0 {
		s.Levels[i].observe(x, ref, known)
	}
}

// numberOf is the number of a Value or a Bar.
func numberOf(r Record) (x float64, ok bool) {
	switch r := r.(type) {
	case Bar:
		return r.Bar.Close, true
	case Value:
		return r.Value, true
	}
	return 0, false
}

// sequence names a stream whose reference dates must increase. Values are none: they
// may revise any date.
func (k streamKey) sequence() string {
	switch k.kind {
	case kindBar:
		return "bars " + k.name
	case kindCloses:
		return "closes"
	case kindCoverage: // what was complete stays complete: flows before it are forgotten
		return "coverage " + k.name + "\x00" + k.firm
	}
	return ""
}

// last is the newest reference date taken of a series, zero if there is none.
func (s *memory) last(name string) time.Time {
	i, found := s.findLast(name)
	if !found {
		return time.Time{}
	}
	return s.Last[i].Ref
}

func (s *memory) findLast(name string) (int, bool) {
	return slices.BinarySearchFunc(s.Last, name, func(l lastRef, name string) int { return strings.Compare(l.Series, name) })
}

// setLast sets it, at place if that is still its own, and returns its place.
func (s *memory) setLast(name string, place int, ref time.Time) int {
	if place >= len(s.Last) || s.Last[place].Series != name {
		i, found := s.findLast(name)
		if place = i; !found {
			s.Last = slices.Insert(s.Last, i, lastRef{Series: name})
		}
	}
	s.Last[place].Ref = ref
	return place
}

// basket is the basket of Alt/BTC.
func (c AltConfig) basket() ratio.BasketConfig {
	return ratio.BasketConfig{MinObs: c.MinCloses, MaxAge: time.Duration(c.StaleDays) * 24 * time.Hour, MinMembers: c.MinMembers}
}
