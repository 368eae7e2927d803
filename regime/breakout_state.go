package regime

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

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
)

// A BreakoutEvent is something that happened on a bar.
type BreakoutEvent struct {
	Date  Date              `json:"date"`
	Index int               `json:"index"` // of the bar, from 0; bars without prices are not counted
	Event BreakoutEventKind `json:"event"`
	Level float64           `json:"level"` // frozen at the Break
	ATR   float64           `json:"atr"`   // frozen at the Break
	Close float64           `json:"close"`

	// The rest belongs to a Break. Base is the number of bars since a high above the
	// Break bar's, or, BaseOpen, all earlier ones: it may be longer than the data.
	// Record is a close above every earlier high.
	Base     int  `json:"base,omitempty"`
	BaseOpen bool `json:"base_open,omitempty"`
	Record   bool `json:"record,omitempty"`
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
	RecordClose     bool   `json:"record_close"`      // above every earlier close
	RecordOverHighs bool   `json:"record_over_highs"` // close above every earlier high

	NextBreak Number `json:"next_break"` // in None, a next close above it is a Break
	NextExit  Number `json:"next_exit"`  // else, a next close below it ends the breakout

	LastBreak   BreakoutEvent `json:"last_break,omitzero"` // zero if there was none
	LastConfirm BreakoutEvent `json:"last_confirm,omitzero"`
}

// Reading returns what the machine says after its last bar.
func (b *Breakout) Reading() BreakoutReading {
	m, missing := b.m, Number(math.NaN())
	if b.atr == nil {
		m = newBreakoutMemory(BreakoutConfig{}.resolve())
	}
	t := m.Bars - 1
	r := BreakoutReading{
		Date: m.Date, Bars: m.Bars, State: m.Phase, Close: missing, Level: missing, ATRFrozen: missing,
		Channel: Number(m.channel(t)), ATR: m.ATR, ATRPrev: m.ATRPrev, X: missing, High: missing,
		BarsSinceFail: missing, NextBreak: missing, NextExit: missing, LastBreak: m.Break, LastConfirm: m.Confirm,
	}
	if m.Bars > 0 {
		r.Close = Number(m.Closes[t%m.size()])
		r.RecordClose, r.RecordOverHighs = r.Close > m.TopClose, r.Close > m.TopHigh
	}
	if m.Bars > m.Config.Window {
		r.High = Number(highest(m.Highs, m.size(), t+1-m.Config.Window, t))
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
		return Number(math.NaN())
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

// breakoutMemory is what a Breakout knows, as it is saved.
type breakoutMemory struct {
	Version int            `json:"version"`
	Config  BreakoutConfig `json:"config"` // resolved
	Bars    int            `json:"bars"`
	Date    Date           `json:"date"` // of the last bar

	Highs    []float64      `json:"highs"`     // bar i in slot i % size, the last size of them
	Closes   []float64      `json:"closes"`    // likewise
	TopHigh  Number         `json:"top_high"`  // the highest before the last bar
	TopClose Number         `json:"top_close"` // likewise
	OldHigh  Number         `json:"old_high"`  // AllTime: the highest of the last bar's channel
	Falling  []breakoutHigh `json:"falling"`   // the highs above all later ones, oldest first

	Stream  string `json:"atr_stream"`
	ATR     Number `json:"atr"`
	ATRPrev Number `json:"atr_prev"`

	Phase    BreakoutPhase `json:"phase"`
	Above    int           `json:"above"`    // closes above the level in Broken
	NewHigh  int           `json:"new_high"` // bar of the last close at a high in Confirmed
	Retested bool          `json:"retested"`
	Failed   int           `json:"failed"` // bar of the last Fail or FalseBreak; 0 is none, or a Break came since
	Break    BreakoutEvent `json:"break"`
	Confirm  BreakoutEvent `json:"confirm"`
}

type breakoutHigh struct {
	Bar  int     `json:"bar"`
	High float64 `json:"high"`
}

func newBreakoutMemory(cfg BreakoutConfig) breakoutMemory {
	missing := Number(math.NaN())
	return breakoutMemory{
		Version: breakoutVersion, Config: cfg, Phase: PhaseNone,
		Highs: make([]float64, 0, cfg.Window+1), Closes: make([]float64, 0, cfg.Window+1),
		TopHigh: missing, TopClose: missing, OldHigh: missing, ATR: missing, ATRPrev: missing,
	}
}

// size is the length of a full ring: the last bar and Window before it.
func (m *breakoutMemory) size() int { return m.Config.Window + 1 }

// edge is the newest bar in the channel of bar t.
func (m *breakoutMemory) edge(t int) int { return t - 1 - max(m.Config.Gap, 0) }

// push takes in the prices of the next bar.
func (m *breakoutMemory) push(date Date, high, close float64) {
	t, n := m.Bars, m.size()
	if t > 0 {
		m.TopHigh, m.TopClose = raise(m.TopHigh, m.Highs[(t-1)%n]), raise(m.TopClose, m.Closes[(t-1)%n])
	}
	if t < n {
		m.Highs, m.Closes = append(m.Highs, high), append(m.Closes, close)
	} else {
		m.Highs[t%n], m.Closes[t%n] = high, close
	}
	if i := m.edge(t); m.Config.AllTime && i >= 0 {
		m.OldHigh = raise(m.OldHigh, m.Highs[i%n])
	}
	k := len(m.Falling)
	for k > 0 && m.Falling[k-1].High <= high {
		k--
	}
	m.Falling = append(m.Falling[:k], breakoutHigh{t, high})
	m.Bars, m.Date = t+1, date
}

func raise(top Number, x float64) Number {
	if top.Missing() {
		return Number(x)
	}
	return max(top, Number(x))
}

// channel returns the level for bar t, the last one or the next: the highest of
// the channel, which ends before it. It is NaN until Window bars are before it.
func (m *breakoutMemory) channel(t int) float64 {
	if t < m.Config.Window {
		return math.NaN()
	}
	top := highest(m.Highs, m.size(), t-m.Config.Window, m.edge(t))
	if m.Config.AllTime && !m.OldHigh.Missing() {
		top = max(top, float64(m.OldHigh))
	}
	return top
}

// trigger returns the close above which bar t is a Break; atr is that of the bar before it.
func (m *breakoutMemory) trigger(t int, atr Number) float64 {
	return m.channel(t) + float64(breakoutMargin*float64(atr))
}

// base returns the bars since the last high above the last bar's, or all earlier ones and true.
func (m *breakoutMemory) base() (bars int, open bool) {
	t, k := m.Bars-1, len(m.Falling)
	if k == 1 {
		return t, true
	}
	return t - m.Falling[k-2].Bar, false
}

const breakoutVersion = 1

// ErrBreakout is wrapped by every error about a saved Breakout: not JSON, of
// another version or config, or one that no bars lead to.
var ErrBreakout = errors.New("regime: bad breakout state")

// MarshalJSON saves the machine.
func (b *Breakout) MarshalJSON() ([]byte, error) {
	if b.atr == nil {
		return json.Marshal(NewBreakout(BreakoutConfig{}))
	}
	text, err := b.atr.MarshalText()
	if err != nil {
		return nil, err
	}
	m := b.m
	m.Stream = string(text)
	return json.Marshal(m)
}

// UnmarshalJSON restores a machine, which goes on with the same bits. A machine
// that is not zero must have the config of the saved one. An error wraps
// ErrBreakout and leaves the machine as it was.
func (b *Breakout) UnmarshalJSON(data []byte) error {
	var m breakoutMemory
	if err := json.Unmarshal(data, &m); err != nil {
		return fmt.Errorf("%w: %w", ErrBreakout, err)
	}
	switch {
	case m.Version != breakoutVersion:
		return fmt.Errorf("%w: version %d", ErrBreakout, m.Version)
	case m.Config != m.Config.resolve() || m.Config.check() != nil:
		return fmt.Errorf("%w: config %+v", ErrBreakout, m.Config)
	case b.atr != nil && b.m.Config != m.Config:
		return fmt.Errorf("%w: of another config %+v", ErrBreakout, m.Config)
	case !m.ringsValid() || !m.fallingValid():
		return fmt.Errorf("%w: prices", ErrBreakout)
	case !m.eventsValid() || !m.phaseValid():
		return fmt.Errorf("%w: events", ErrBreakout)
	}
	atr := indicator.NewATR(breakoutATR)
	if err := atr.UnmarshalText([]byte(m.Stream)); err != nil {
		return fmt.Errorf("%w: %w", ErrBreakout, err)
	}
	if ready := m.Bars > breakoutATR; atr.Ready() != ready || ready && Number(atr.Value()) != m.ATR {
		return fmt.Errorf("%w: ATR", ErrBreakout)
	}
	fresh := newBreakoutMemory(m.Config)
	m.Highs, m.Closes, m.Stream = append(fresh.Highs, m.Highs...), append(fresh.Closes, m.Closes...), ""
	b.atr, b.m = atr, m
	return nil
}

func inLimit(xs ...float64) bool {
	for _, x := range xs {
		if !(math.Abs(x) <= series.Limit) {
			return false
		}
	}
	return true
}

// rangeValid reports whether x can be an average of true ranges, each at most twice
// the limit; twice that leaves room for rounding.
func rangeValid(x float64) bool { return 0 <= x && x <= 4*series.Limit }

// ringsValid reports whether the rings are full as far as there are bars, and the
// running maxima fit them.
func (m *breakoutMemory) ringsValid() bool {
	const most = 1 << 30
	n := min(m.Bars, m.size())
	if m.Bars < 0 || m.Bars > most || len(m.Highs) != n || len(m.Closes) != n || !inLimit(m.Highs...) || !inLimit(m.Closes...) {
		return false
	}
	// top is the highest of bars 0..last, of which those in the ring can be checked.
	fits := func(top Number, ring []float64, last int) bool {
		if last < 0 {
			return top.Missing()
		}
		seen := Number(highest(ring, m.size(), m.Bars-n, last))
		return inLimit(float64(top)) && (top == seen || top > seen && m.Bars > n)
	}
	edge := -1
	if m.Config.AllTime {
		edge = m.edge(m.Bars - 1)
	}
	atr := func(x Number, bars int) bool {
		return x.Missing() && bars <= breakoutATR || rangeValid(float64(x)) && bars > breakoutATR
	}
	return fits(m.TopHigh, m.Highs, m.Bars-2) && fits(m.TopClose, m.Closes, m.Bars-2) && fits(m.OldHigh, m.Highs, edge) &&
		(m.OldHigh.Missing() || m.OldHigh <= m.TopHigh) && atr(m.ATR, m.Bars) && atr(m.ATRPrev, m.Bars-1)
}

// fallingValid reports whether the falling highs are those of the ring, and above
// them older ones up to the highest of all.
func (m *breakoutMemory) fallingValid() bool {
	k, top, first := len(m.Falling), math.Inf(-1), m.Bars-len(m.Highs)
	for i := m.Bars - 1; i >= first; i-- {
		high := m.Highs[i%m.size()]
		if high <= top {
			continue
		}
		if k--; k < 0 || m.Falling[k] != (breakoutHigh{i, high}) {
			return false
		}
		top = high
	}
	for k--; k >= 0; k-- {
		f := m.Falling[k]
		if f.Bar < 0 || f.Bar >= first || !(f.High > top) || !inLimit(f.High) {
			return false
		}
		first, top = f.Bar, f.High
	}
	return m.Bars == 0 || Number(top) == raise(m.TopHigh, m.Highs[(m.Bars-1)%m.size()])
}

// eventsValid reports whether the last Break and Confirm can have happened.
func (m *breakoutMemory) eventsValid() bool {
	b, c := m.Break, m.Confirm
	if b.Event == "" {
		return b == BreakoutEvent{} && c == BreakoutEvent{} && m.Phase == PhaseNone && m.Failed == 0
	}
	first := max(m.Config.Window, breakoutATR+1)
	if b.Event != Break || b.Index < first || b.Index >= m.Bars || !inLimit(b.Level, b.Close) || !rangeValid(b.ATR) ||
		!(b.Close > b.Level+float64(breakoutMargin*b.ATR)) || b.Base < 1 || b.Base > b.Index || b.BaseOpen && b.Base != b.Index {
		return false
	}
	if c.Event == "" {
		return c == BreakoutEvent{}
	}
	plain := c.Base == 0 && !c.BaseOpen && !c.Record
	if c.Event != Confirm || !plain || c.Index < first+confirmCloses || c.Index >= m.Bars || c.Index == b.Index ||
		!inLimit(c.Level, c.Close) || !rangeValid(c.ATR) || !(c.Close > c.Level) {
		return false
	}
	bars := c.Index - b.Index
	return bars < 0 || confirmCloses <= bars && bars <= confirmWithin && c.Level == b.Level && c.ATR == b.ATR
}

// phaseValid reports whether the counters belong to the phase.
func (m *breakoutMemory) phaseValid() bool {
	t := m.Bars - 1
	since := t - m.Break.Index
	switch m.Phase {
	case PhaseNone:
		failed := m.Failed == 0 || m.Break.Index < m.Failed && m.Failed <= t
		return failed && m.Above == 0 && m.NewHigh == 0 && !m.Retested
	case PhaseBroken:
		if since >= confirmWithin || m.Above < 0 || m.Above > min(since, confirmCloses-1) ||
			m.Confirm.Index >= m.Break.Index || m.NewHigh != 0 || m.Retested {
			return false
		}
	case PhaseConfirmed:
		if m.Confirm.Index <= m.Break.Index || m.NewHigh < m.Confirm.Index || m.NewHigh > t ||
			t-m.NewHigh > m.Config.AgeAfter || m.Above != 0 || m.Retested && m.Confirm.Index == t {
			return false
		}
	default:
		return false
	}
	return m.Failed == 0 && m.Closes[t%m.size()] >= m.Break.Level-m.Break.ATR
}
