package regime

import (
	"fmt"
	"time"
)

// A spell is a leg's status and the first step at which it held.
type spell struct {
	Status LegStatus
	Since  time.Time
}

// legCount is the number of legs of the thesis: sustained breakout, liquidity
// support, treasury adoption and the turn of Alt/BTC.
const legCount = 4

// The ids of the legs.
const (
	legBreakout  = "sustained_breakout"
	legLiquidity = "liquidity_support"
	legTreasury  = "treasury_adoption"
	legTurn      = "alt_btc_turn"
)

// legs returns the thesis at t, without Since and Next.
func (s *memory) legs(scored Scored) [legCount]Leg {
	return [legCount]Leg{
		s.breakoutLeg(scored),
		pillarLeg(legLiquidity, "liquidity", scored),
		pillarLeg(legTreasury, "dat", scored),
		s.turnLeg(),
	}
}

func (s *memory) breakoutLeg(scored Scored) Leg {
	b := &s.breakout
	l := Leg{ID: legBreakout, Status: NotMet, Reads: string(b.State), Value: b.Value, Change: b.NextExit, Changes: "next close <", Series: s.BarSeries}
	if b.State == PhaseNone {
		l.Change, l.Changes = b.NextBreak, "a Break: next close >"
		if with := s.Breakout.m.Config.filters(FilterRequire); with != "" {
			l.Changes = "a Break, with " + with + ": next close >"
		}
	}
	if b.State == PhaseConfirmed {
		l.Status = Met
	}
	if p, ok := pillarOf(scored, "breakout"); !ok || p.Coverage == 0 {
		l.Status = LegUnknown
	}
	return l
}

func pillarLeg(id, pillar string, scored Scored) Leg {
	p, ok := pillarOf(scored, pillar)
	l := Leg{ID: id, Status: NotMet, Reads: fmt.Sprintf("%+.3f", p.Value), Value: Number(p.Value), Change: 0, Changes: "pillar >", Series: pillar}
	switch {
	case !ok || p.Coverage == 0:
		l.Status = LegUnknown
	case p.Value > 0:
		l.Status, l.Changes = Met, "pillar <="
	}
	return l
}

func pillarOf(scored Scored, id string) (PillarReading, bool) {
	for _, p := range scored.Pillars {
		if p.ID == id {
			return p, true
		}
	}
	return PillarReading{}, false
}

// turnLeg reads the basket's histogram or, while the basket is thin, ETH/BTC's.
func (s *memory) turnLeg() Leg {
	name, macd := AltBTCName, s.Coins.Alt.Momentum.MACD.MACD
	if s.Coins.thin() {
		name, macd = ETHBTCName, s.Coins.ETH.Momentum.MACD.MACD
	}
	h := Number(macd.Value().Histogram)
	l := Leg{ID: legTurn, Status: NotMet, Reads: fmt.Sprintf("hist %+.4g", float64(h)), Value: h, Change: Number(macd.NextZero()), Changes: "next close >", Series: name}
	switch {
	case h.Missing():
		l.Status, l.Reads = LegUnknown, "no histogram"
	case h > 0:
		l.Status, l.Changes = Met, "next close <="
	}
	return l
}

// keepSpells begins a spell at step t for each leg whose status has changed.
func (s *memory) keepSpells(t time.Time, legs [legCount]Leg) {
	for i, l := range legs {
		if s.Legs[i].Status != l.Status {
			s.Legs[i] = spell{l.Status, t}
		}
	}
}

// thesis is the legs at t with the spells of the steps so far, and what comes next.
func (s *memory) thesis(p *plan, t time.Time, scored Scored) []Leg {
	legs := s.legs(scored)
	for i := range legs {
		if s.Legs[i].Status == legs[i].Status {
			legs[i].Since = s.Legs[i].Since
		}
		legs[i].Next = p.nextOf(legs[i], t)
	}
	return legs[:]
}
