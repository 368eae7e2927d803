package regime

import (
	"errors"
	"fmt"
	"time"
)

// A State is what the score has said for long enough to be acted on. The zero
// State is Unknown, and Unknown is never RiskOn: where too little is known, a
// gate that asks for RiskOn stays shut.
type State uint8

// The states.
const (
	Unknown State = iota
	RiskOff
	Neutral
	RiskOn
)

// ErrState is a text that names no State, a State without a name, or a damaged
// machine of states.
var ErrState = errors.New("regime: no such state")

var stateNames = [...]string{"Unknown", "RiskOff", "Neutral", "RiskOn"}

// String returns the name.
func (s State) String() string {
	if int(s) >= len(stateNames) {
		return fmt.Sprintf("State(%d)", uint8(s))
	}
	return stateNames[s]
}

// MarshalText writes the name. A State beyond RiskOn is an error.
func (s State) MarshalText() ([]byte, error) {
	if int(s) >= len(stateNames) {
		return nil, fmt.Errorf("%w: %v", ErrState, s)
	}
	return []byte(stateNames[s]), nil
}

// UnmarshalText reads a name.
func (s *State) UnmarshalText(b []byte) error {
	for i, name := range stateNames {
		if name == string(b) {
			*s = State(i)
			return nil
		}
	}
	return fmt.Errorf("%w: %q", ErrState, b)
}

const (
	dwell       = 5   // steps a state holds before rule 5 may change it
	longRun     = 3   // no rule needs a longer run
	minCoverage = 0.5 // with less the state is Unknown
)

// A stateMachine turns scores into states, slowly: a change needs the score to
// stay where it is for two or three steps, and five steps since the last one. So a
// score that flaps around a threshold does not flap the state. At each step:
//
//	1  coverage < 0.5          Unknown, counters 0, end of the step
//	2  count the consecutive steps >= 60, <= 40, < 50 and > 50
//	3  Unknown                 Neutral
//	4  score <= 25             RiskOff at once
//	5  five steps since the last change:
//	   RiskOn    three <= 40 RiskOff, else two < 50 Neutral
//	   RiskOff   three >= 60 RiskOn,  else two > 50 Neutral
//	   Neutral   three >= 60 RiskOn,  else three <= 40 RiskOff
//
// Counters stop at the longest run and dwell that a rule asks for, so the machine
// does not grow with time. A machine starts with newStateMachine. Source: model riskon/1.
type stateMachine struct {
	State   State
	Dwell   int // steps since the last change, up to 5
	AtLeast int // consecutive steps at 60 or above, up to 3
	AtMost  int // at 40 or below
	Below   int // below 50
	Above   int // above 50
}

// newStateMachine returns a machine that is Neutral and may change.
func newStateMachine() stateMachine { return stateMachine{State: Neutral, Dwell: dwell} }

// step moves the machine by one tick at t, on the printed score in micro-points,
// and appends what changed to events: at most two, when coverage comes back at a
// score of 25 or less. A coverage that is NaN is none.
func (m *stateMachine) step(events []Event, t time.Time, micro int64, coverage float64) []Event {
	if !(coverage >= minCoverage) {
		events = m.change(events, t, micro, Unknown, "1 coverage < 0.5")
		*m = stateMachine{}
		return events
	}
	m.Dwell = min(m.Dwell+1, dwell)
	count(&m.AtLeast, micro >= 60*micros)
	count(&m.AtMost, micro <= 40*micros)
	count(&m.Below, micro < 50*micros)
	count(&m.Above, micro > 50*micros)
	if m.State == Unknown {
		events = m.change(events, t, micro, Neutral, "3 coverage back")
	}
	if micro <= 25*micros {
		events = m.change(events, t, micro, RiskOff, "4 score <= 25")
	}
	if m.Dwell < dwell {
		return events
	}
	switch {
	case m.State != RiskOn && m.AtLeast == longRun:
		return m.change(events, t, micro, RiskOn, "5 three steps >= 60")
	case m.State != RiskOff && m.AtMost == longRun:
		return m.change(events, t, micro, RiskOff, "5 three steps <= 40")
	case m.State == RiskOn && m.Below >= 2:
		return m.change(events, t, micro, Neutral, "5 two steps < 50")
	case m.State == RiskOff && m.Above >= 2:
		return m.change(events, t, micro, Neutral, "5 two steps > 50")
	}
	return events
}

// change moves to another state and appends the event; to the same state it does nothing.
func (m *stateMachine) change(events []Event, t time.Time, micro int64, to State, rule string) []Event {
	if m.State == to {
		return events
	}
	events = append(events, Event{Time: t, From: m.State, To: to, Score: float64(micro) / micros, Rule: rule})
	m.State, m.Dwell = to, 0
	return events
}

// count adds a step to a run, or ends it.
func count(run *int, goesOn bool) {
	*run = min(*run+1, longRun)
	if !goesOn {
		*run = 0
	}
}

// valid returns ErrState for a machine that no scores lead to.
func (m stateMachine) valid() error {
	in := func(n, hi int) bool { return 0 <= n && n <= hi }
	switch {
	case m.State > RiskOn,
		!in(m.Dwell, dwell) || !in(m.Below, longRun) || !in(m.Above, longRun),
		!in(m.AtLeast, m.Above) || !in(m.AtMost, m.Below), // >= 60 is > 50, <= 40 is < 50
		m.Below > 0 && m.Above > 0,
		m.State == Unknown && m != stateMachine{}:
		return ErrState
	}
	return nil
}

// margin returns the distance from a score in micro-points to the nearest of 25,
// 40, 50 and 60; to the lower of two equally near.
func margin(micro int64) Margin {
	best, near := int64(-1), int64(0)
	for _, threshold := range [...]int64{25, 40, 50, 60} {
		d := micro - threshold*micros
		if d = max(d, -d); best < 0 || d < best {
			best, near = d, threshold
		}
	}
	return Margin{Distance: float64(best) / micros, Threshold: float64(near)}
}
