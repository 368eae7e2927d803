package regime

import (
	"slices"
	"strconv"
	"time"

	"github.com/riskon/riskon/indicator"
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

// statuses returns which legs are met.
func (s *memory) statuses(scored Scored) [legCount]LegStatus {
	breakout, turn := NotMet, NotMet
	if s.breakout.State == PhaseConfirmed {
		breakout = Met
	}
	if p, ok := pillarOf(scored, "breakout"); !ok || p.Coverage == 0 {
		breakout = LegUnknown
	}
	_, macd := s.turning()
	switch h := macd.Value().Histogram; {
	case h != h:
		turn = LegUnknown
	case h > 0:
		turn = Met
	}
	return [legCount]LegStatus{breakout, pillarStatus("liquidity", scored), pillarStatus("dat", scored), turn}
}

func pillarStatus(id string, scored Scored) LegStatus {
	switch p, ok := pillarOf(scored, id); {
	case !ok || p.Coverage == 0:
		return LegUnknown
	case p.Value > 0:
		return Met
	}
	return NotMet
}

func pillarOf(scored Scored, id string) (PillarReading, bool) {
	for _, p := range scored.Pillars {
		if p.ID == id {
			return p, true
		}
	}
	return PillarReading{}, false
}

// turning is the basket's MACD or, while the basket is thin, ETH/BTC's.
func (s *memory) turning() (name string, macd *indicator.MACDStream) {
	if s.Coins.thin {
		return ETHBTCName, s.Coins.ETH.Momentum.MACD.MACD
	}
	return AltBTCName, s.Coins.Alt.Momentum.MACD.MACD
}

// legs returns the thesis at t, without Since and Next.
func (s *memory) legs(scored Scored) [legCount]Leg {
	legs := [legCount]Leg{
		s.breakoutLeg(),
		pillarLeg(legLiquidity, "liquidity", scored),
		pillarLeg(legTreasury, "dat", scored),
		s.turnLeg(),
	}
	for i, status := range s.statuses(scored) {
		legs[i].Status = status
	}
	return legs
}

func (s *memory) breakoutLeg() Leg {
	b := &s.breakout
	l := Leg{ID: legBreakout, Reads: string(b.State), Value: b.Value, Change: b.NextExit, Changes: "next close <", Series: s.BarSeries}
	if b.State == PhaseNone {
		l.Change, l.Changes = b.NextBreak, "a Break: next close >"
		if with := s.Breakout.m.Config.filters(FilterRequire); with != "" {
			l.Changes = "a Break, with " + with + ": next close >"
		}
	}
	return l
}

func pillarLeg(id, pillar string, scored Scored) Leg {
	p, _ := pillarOf(scored, pillar)
	l := Leg{ID: id, Reads: signed(p.Value, 'f', 3), Value: Number(p.Value), Change: 0, Changes: "pillar >", Series: pillar}
	if pillarStatus(pillar, scored) == Met {
		l.Changes = "pillar <="
	}
	return l
}

func (s *memory) turnLeg() Leg {
	name, macd := s.turning()
	h := Number(macd.Value().Histogram)
	l := Leg{ID: legTurn, Reads: "hist " + signed(float64(h), 'g', 4), Value: h, Change: Number(macd.NextZero()), Changes: "next close >", Series: name}
	switch {
	case h.Missing():
		l.Reads = "no histogram"
	case h > 0:
		l.Changes = "next close <="
	}
	return l
}

// signed writes x with its sign.
func signed(x float64, format byte, digits int) string {
	text := strconv.AppendFloat(append(make([]byte, 0, 32), '+'), x, format, digits, 64)
	if text[1] == '-' {
		text = text[1:]
	}
	return string(text)
}

// keepSpells begins a spell at step t for each leg whose status has changed.
func (s *memory) keepSpells(t time.Time, statuses [legCount]LegStatus) {
	for i, status := range statuses {
		if s.Legs[i].Status != status {
			s.Legs[i] = spell{status, t}
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
		legs[i].Next = slices.Clone(s.releases(p, i, legs[i], t))
	}
	return legs[:]
}
