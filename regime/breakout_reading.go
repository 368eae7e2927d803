package regime

// A BreakoutPhase is how far a breakout has come.
type BreakoutPhase string

// The phases of a Breakout.
const (
	PhaseNone      BreakoutPhase = "None"
	PhaseBroken    BreakoutPhase = "Broken"
	PhaseConfirmed BreakoutPhase = "Confirmed"
)

// A BreakoutEventKind is what can happen to a breakout on a bar.
type BreakoutEventKind string

// The events of a Breakout, defined there.
const (
	Break      BreakoutEventKind = "Break"
	Confirm    BreakoutEventKind = "Confirm"
	Retest     BreakoutEventKind = "Retest"
	Fail       BreakoutEventKind = "Fail"
	FalseBreak BreakoutEventKind = "FalseBreak"
	Expire     BreakoutEventKind = "Expire"
	Exit       BreakoutEventKind = "Exit"
	Aged       BreakoutEventKind = "Aged"
	// Blocked is a Break that a required filter does not let pass; the phase stays None.
	Blocked BreakoutEventKind = "Blocked"
)

// A BreakoutEvent is something that happened on a bar.
type BreakoutEvent struct {
	Date  Date              `json:"date"`
	Index int               `json:"index"` // of the bar, from 0; bars without prices are not counted
	Event BreakoutEventKind `json:"event"`
	Level float64           `json:"level"` // frozen at the Break
	ATR   float64           `json:"atr"`   // frozen at the Break
	Close float64           `json:"close"`

	// The rest belongs to a Break or Blocked. Base is the number of bars since a high above the
	// Break bar's, or, BaseOpen, all earlier ones: it may be longer than the data.
	// Record is a close above every earlier high.
	Base     int  `json:"base,omitempty"`
	BaseOpen bool `json:"base_open,omitempty"`
	Record   bool `json:"record,omitempty"`

	// What the filters say of the bar; zero where they are off. Reason says which of
	// them have blocked it.
	Volume  FilterReading `json:"volume,omitzero"`
	Breadth FilterReading `json:"breadth,omitzero"`
	Reason  string        `json:"reason,omitempty"`
}

// A BreakoutReading is what a Breakout says after its last bar.
type BreakoutReading struct {
	Date  Date          `json:"date"`
	Bars  int           `json:"bars"` // seen, those without prices not counted
	Close Number        `json:"close"`
	State BreakoutPhase `json:"state"`

	Level     Number `json:"level"`      // frozen at the Break; missing in None
	ATRFrozen Number `json:"atr_frozen"` // frozen at the Break; missing in None
	Channel   Number `json:"channel"`    // the level of the last bar's own channel, that bar excluded
	ATR       Number `json:"atr"`
	ATRPrev   Number `json:"atr_prev"` // the bar before's

	// Value is 0.5 in Broken, 1 in Confirmed, and min(X, 0.25) in None; for 4h bars after
	// a Fail or FalseBreak no more than -0.5 rising to 0.
	Value Number `json:"value"`
	X     Number `json:"x"`    // 20*(Close/High - 0.95), clipped to [-1, 1]
	High  Number `json:"high"` // the highest of the last Window bars, the last one included

	BarsSinceFail   Number `json:"bars_since_fail"`   // or FalseBreak; missing when a Break came since
	TopClose        Number `json:"top_close"`         // the highest close before the last bar
	TopHigh         Number `json:"top_high"`          // the highest high before the last bar
	RecordClose     bool   `json:"record_close"`      // Close above TopClose
	RecordOverHighs bool   `json:"record_over_highs"` // Close above TopHigh

	NextBreak Number `json:"next_break"` // in None, a next close above it is a Break, or Blocked
	NextExit  Number `json:"next_exit"`  // else, a next close below it ends the breakout

	LastBreak   BreakoutEvent `json:"last_break,omitzero"` // zero if there was none
	LastConfirm BreakoutEvent `json:"last_confirm,omitzero"`
	LastBlocked BreakoutEvent `json:"last_blocked,omitzero"`

	// What the filters say of the last bar; zero where they are off.
	Volume  FilterReading `json:"volume,omitzero"`
	Breadth FilterReading `json:"breadth,omitzero"`
}

// Reading returns what the machine says after its last bar.
func (b *Breakout) Reading() BreakoutReading {
	m := &b.m
	if b.atr == nil {
		none := newBreakoutMemory(BreakoutConfig{}.resolve())
		m = &none
	}
	t := m.Bars - 1
	r := BreakoutReading{
		Date: m.Date, Bars: m.Bars, State: m.Phase, Close: missing, Level: missing, ATRFrozen: missing,
		Channel: Number(m.channel(t)), ATR: m.ATR, ATRPrev: m.ATRPrev, X: missing, High: missing,
		TopClose: m.TopClose, TopHigh: m.TopHigh, BarsSinceFail: missing, NextBreak: missing, NextExit: missing, LastBreak: m.Break, LastConfirm: m.Confirm,
		LastBlocked: m.Blocked, Volume: m.volume(), Breadth: m.breadth(),
	}
	if m.Bars > 0 {
		r.Close = Number(m.Closes[t%m.size()])
		r.RecordClose, r.RecordOverHighs = r.Close > m.TopClose, r.Close > m.TopHigh
	}
	if m.Bars > m.Config.Window {
		r.High = Number(m.top(t+1-m.Config.Window, t))
		r.X = nearness(r.Close, r.High)
	}
	r.Value = m.value(r.X)
	if m.Failed > 0 {
		r.BarsSinceFail = Number(t - m.Failed)
	}
	if m.Phase == PhaseNone {
		r.NextBreak = Number(m.trigger(m.Bars, m.ATR))
	} else {
		r.Level, r.ATRFrozen = Number(m.Break.Level), Number(m.Break.ATR)
		r.NextExit = r.Level - r.ATRFrozen
	}
	return r
}

// nearness is 1 at the high, 0 at 5 % and -1 at 10 % below it. It is missing for a high that is not above 0.
func nearness(close, high Number) Number {
	if !(high > 0) {
		return missing
	}
	return max(-1, min(1, Number(20*(close/high-0.95))))
}

// value is the machine's, in [-1, 1], when the last bar's nearness is x.
func (m *breakoutMemory) value(x Number) Number {
	switch {
	case m.Phase == PhaseBroken:
		return 0.5
	case m.Phase == PhaseConfirmed:
		return 1
	case x.Missing():
		return x
	}
	v := min(x, 0.25)
	if bars, span := m.Bars-1-m.Failed, coolFactor*m.Config.Cooldown; m.Failed > 0 && bars <= span {
		v = min(v, Number(-0.5*(1-Number(bars)/Number(span))))
	}
	if v == 0 {
		return 0 // not minus zero
	}
	return v
}
