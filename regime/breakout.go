package regime

import (
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// What every preset of the breakout machine has in common.
const (
	breakoutATR    = 14  // bars of Wilder's average true range
	breakoutMargin = 0.5 // of them above the level make a Break; one below it ends it
	confirmCloses  = 3   // closes above the level that confirm a Break,
	confirmWithin  = 5   // among this many bars after it
	coolFactor     = 4   // Cooldowns until the value has forgotten a failure
)

// A BreakoutConfig sets the windows of a Breakout, in bars. A field that is 0
// takes its value from the weekly preset, so the zero BreakoutConfig is that
// preset. A negative Gap, FalseWithin or Cooldown means none.
type BreakoutConfig struct {
	Window      int  `json:"window"`       // N, the channel's reach back from the current bar: 52
	Gap         int  `json:"gap"`          // g, newest of those bars left out, so that a slow climb can break: 2
	FalseWithin int  `json:"false_within"` // T, bars after a Break in which a fall is a FalseBreak, not an Exit: 8
	AgeAfter    int  `json:"age_after"`    // L, bars without a close at a Window high that a Confirmed outlives: 13
	Cooldown    int  `json:"cooldown"`     // h, a quarter of the bars that a failure weighs on the value: 4
	AllTime     bool `json:"all_time"`     // the channel reaches back to the first bar

	// Filters look at each Break. Zero ones are off and change nothing.
	Volume  VolumeFilter  `json:"volume,omitzero"`
	Breadth BreadthFilter `json:"breadth,omitzero"`
}

// DailyBreakout is the preset for daily bars: a year, with windows to match.
func DailyBreakout() BreakoutConfig {
	return BreakoutConfig{Window: 252, Gap: 10, FalseWithin: 20, AgeAfter: 63, Cooldown: 10}
}

// resolve fills in the defaults; none is -1.
func (c BreakoutConfig) resolve() BreakoutConfig {
	or := func(v, def int) int {
		if v == 0 {
			return def
		}
		return v
	}
	c.Window, c.AgeAfter = or(c.Window, 52), or(c.AgeAfter, 13)
	c.Gap, c.FalseWithin, c.Cooldown = max(or(c.Gap, 2), -1), max(or(c.FalseWithin, 8), -1), max(or(c.Cooldown, 4), -1)
	c.Volume, c.Breadth = c.Volume.resolve(), c.Breadth.resolve()
	return c
}

// check reports what makes no sense in c, its defaults filled in.
func (c BreakoutConfig) check() error {
	const most = 100000
	switch c = c.resolve(); {
	case c.Window < 1 || c.Window > most:
		return fmt.Errorf("breakout: window %d outside 1..%d", c.Window, most)
	case c.Gap >= c.Window:
		return fmt.Errorf("breakout: gap %d not below window %d", c.Gap, c.Window)
	case c.AgeAfter < 1 || c.AgeAfter > most:
		return fmt.Errorf("breakout: age_after %d outside 1..%d", c.AgeAfter, most)
	case c.FalseWithin > most || c.Cooldown > most:
		return fmt.Errorf("breakout: false_within or cooldown above %d", most)
	}
	if err := c.Volume.check(); err != nil {
		return err
	}
	return c.Breadth.check()
}

// A Breakout says whether a price has broken out of its range and has stayed
// out. It is a machine of three phases, not a crossing:
//
//	level = max(high[t-N .. t-1-g])            or, AllTime, max(high[0 .. t-1-g])
//	None       close > level + 0.5*ATR[t-1]    Break: Broken, level and ATR[t-1] frozen
//	Broken     close < level - ATR             Fail: None
//	           3rd close > level of 5 bars     Confirm: Confirmed; the Break's bar is none of the 5
//	           5th bar after the Break         Expire: None
//	Confirmed  close < level - ATR             FalseBreak up to T bars after the Break, then Exit: None
//	           more than L bars since a close
//	           >= the N closes before it       Aged: None; the Confirm counts as such a close
//	           low <= level + ATR and
//	           close > level                   Retest, once; stays Confirmed
//
// The first line that holds is the event of the bar. The current bar is never in
// its own channel: no close is above a range that contains its own high.
// With a filter that is required, a Break that it does not let pass is Blocked:
// the phase stays None, and the next bar may break.
// ATR is Wilder's average true range of 14 bars.
//
// A Break needs Window bars before it and an ATR; the value needs Window bars before the last one.
// A bar with a price that is missing, infinite or beyond series.Limit changes nothing and is not counted.
//
// A Breakout keeps the last Window + 1 bars and, for Base, a stack of falling highs:
// those that no later high has reached. Its length is their number, not that of the
// bars, and each bar is put on it and taken off it at most once.
//
// Use it by pointer; the zero Breakout is the weekly preset, or what is restored into it.
type Breakout struct {
	atr *indicator.BarStream
	vol *indicator.Stream // mean of volumes; nil without the filter
	m   breakoutMemory
}

// NewBreakout returns a machine that has seen no bar. It panics if a window is out
// of range (1..100000), Gap is not below Window, or a filter makes no sense.
func NewBreakout(cfg BreakoutConfig) *Breakout {
	if err := cfg.check(); err != nil {
		panic("regime: " + err.Error())
	}
	cfg = cfg.resolve()
	return &Breakout{atr: indicator.NewATR(breakoutATR), vol: cfg.Volume.mean(), m: newBreakoutMemory(cfg)}
}

// Breakouts returns the events of a machine that sees the bars in order. Their
// dates are those on which the bars end, in UTC. A breadth filter knows no share
// here: see BreakoutsWith.
func Breakouts(bars series.Bars, cfg BreakoutConfig) []BreakoutEvent {
	return BreakoutsWith(bars, series.Series{}, cfg)
}

// BreakoutsWith is Breakouts with the shares of a breadth filter, stamped with the
// instants from which they are known: each bar has the latest one known when it
// ends, unless that is more than MaxAge days old.
func BreakoutsWith(bars series.Bars, breadth series.Series, cfg BreakoutConfig) []BreakoutEvent {
	var events []BreakoutEvent
	b := NewBreakout(cfg)
	for i := range bars.Len() {
		bar := bars.Bar(i)
		share, age, ok := breadth.At(bar.End)
		if ok && ageDays(DateOf(bar.End.Add(-age)), bar.End) > b.m.Config.Breadth.MaxAge {
			share = math.NaN()
		}
		if e, ok := b.UpdateWith(bar.End, bar, share); ok {
			events = append(events, e)
		}
	}
	return events
}

// Update feeds the next bar, whose reference date is that of ref in UTC, and
// returns its event, if it has one. The caller keeps the bars in order.
func (b *Breakout) Update(ref time.Time, bar series.Bar) (BreakoutEvent, bool) {
	return b.UpdateWith(ref, bar, math.NaN())
}

// UpdateWith is Update with the share of members above their average, 0..1, that is
// known when the bar ends; NaN if none is. Only a breadth filter reads it.
func (b *Breakout) UpdateWith(ref time.Time, bar series.Bar, breadth float64) (BreakoutEvent, bool) {
	if !finite(bar.Open, bar.High, bar.Low, bar.Close) {
		return BreakoutEvent{}, false
	}
	if b.atr == nil {
		*b = *NewBreakout(BreakoutConfig{})
	}
	m := &b.m
	m.push(DateOf(ref), bar.High, bar.Close)
	mean := math.NaN()
	if !(bar.Volume >= 0 && finite(bar.Volume)) {
		bar.Volume = math.NaN()
	}
	if b.vol != nil {
		mean = b.vol.Value()
		b.vol.Update(bar.Volume)
	}
	m.see(bar.Volume, mean, breadth)
	m.ATRPrev, m.ATR = m.ATR, Number(b.atr.Update(bar))
	kind := m.next(bar.Low, bar.Close)
	if kind == "" {
		return BreakoutEvent{}, false
	}
	return m.fire(kind, bar.Close), true
}

// next returns the event of the newest bar, or "".
func (m *breakoutMemory) next(low, close float64) BreakoutEventKind {
	t, level, atr := m.Bars-1, m.Break.Level, m.Break.ATR
	since := t - m.Break.Index
	switch m.Phase {
	case PhaseNone:
		switch {
		case !(close > m.trigger(t, m.ATRPrev)): // NaN until there is one
		case blockedBy(m.volume(), m.breadth()) != "":
			return Blocked
		default:
			return Break
		}
	case PhaseBroken:
		if close > level {
			m.Above++
		}
		switch {
		case close < level-atr:
			return Fail
		case m.Above == confirmCloses:
			return Confirm
		case since == confirmWithin:
			return Expire
		}
	case PhaseConfirmed:
		if close >= highest(m.Closes, m.size(), t-m.Config.Window, t-1) {
			m.NewHigh = t
		}
		switch {
		case close < level-atr && since <= m.Config.FalseWithin:
			return FalseBreak
		case close < level-atr:
			return Exit
		case t-m.NewHigh > m.Config.AgeAfter:
			return Aged
		case !m.Retested && low <= level+atr && close > level:
			return Retest
		}
	}
	return ""
}

// fire moves the machine by an event of the newest bar.
func (m *breakoutMemory) fire(kind BreakoutEventKind, close float64) BreakoutEvent {
	t := m.Bars - 1
	e := BreakoutEvent{Date: m.Date, Index: t, Event: kind, Level: m.Break.Level, ATR: m.Break.ATR, Close: close}
	switch kind {
	case Break, Blocked:
		e.Level, e.ATR = m.channel(t), float64(m.ATRPrev)
		e.Base, e.BaseOpen = m.base()
		e.Record = close > float64(m.TopHigh)
		e.Volume, e.Breadth = m.volume(), m.breadth()
		if kind == Blocked {
			e.Reason = blockedBy(e.Volume, e.Breadth)
			m.Blocked = e
			break
		}
		m.Phase, m.Above, m.Failed, m.Break = PhaseBroken, 0, 0, e
	case Confirm:
		m.Phase, m.Above, m.NewHigh, m.Confirm = PhaseConfirmed, 0, t, e
	case Retest:
		m.Retested = true
	default:
		m.Phase, m.Above, m.NewHigh, m.Retested = PhaseNone, 0, 0, false
		if kind == Fail || kind == FalseBreak {
			m.Failed = t
		}
	}
	return e
}

// highest returns the highest of bars from..to in a ring of size bars.
func highest(ring []float64, size, from, to int) float64 {
	i, j := from%size, to%size
	if i <= j {
		return topOf(ring[i], ring[i:j+1])
	}
	return topOf(topOf(ring[i], ring[i:]), ring[:j+1])
}

// topOf returns the highest of top and v, without NaN.
func topOf(top float64, v []float64) float64 {
	for _, x := range v {
		if x > top {
			top = x
		}
	}
	return top
}
