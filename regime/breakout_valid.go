package regime

import (
	"math"

	"github.com/riskon/riskon/series"
)

// rangeValid reports whether x can be an average of true ranges, each at most twice
// the limit; twice that leaves room for rounding.
func rangeValid(x float64) bool { return 0 <= x && x <= 4*series.Limit }

// ringsValid reports whether the rings are full as far as there are bars, and the
// running maxima fit them.
func (m *breakoutMemory) ringsValid() bool {
	const most = 1 << 30
	n := min(m.Bars, m.size())
	if m.Bars < 0 || m.Bars > most || len(m.Highs) != n || len(m.Closes) != n || !finite(m.Highs...) || !finite(m.Closes...) {
		return false
	}
	// top is the highest of bars 0..last, of which those in the ring can be checked.
	fits := func(top Number, ring []float64, last int) bool {
		if last < 0 {
			return top.Missing()
		}
		seen := Number(highest(ring, m.size(), m.Bars-n, last))
		return finite(float64(top)) && (top == seen || top > seen && m.Bars > n)
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
		if f.Bar < 0 || f.Bar >= first || !(f.High > top) || !finite(f.High) {
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
	if b.Event != Break || !m.breakValid(b) || b.Reason != "" {
		return false
	}
	if c.Event == "" {
		return c == BreakoutEvent{}
	}
	first := m.firstBreak()
	plain := c.Base == 0 && !c.BaseOpen && !c.Record && c.Volume == FilterReading{} && c.Breadth == FilterReading{} && c.Reason == ""
	if c.Event != Confirm || !plain || c.Index < first+confirmCloses || c.Index >= m.Bars || c.Index == b.Index ||
		!finite(c.Level, c.Close) || !rangeValid(c.ATR) || !(c.Close > c.Level) {
		return false
	}
	bars := c.Index - b.Index
	return bars < 0 || confirmCloses <= bars && bars <= confirmWithin && c.Level == b.Level && c.ATR == b.ATR
}

// firstBreak is the first bar that can break.
func (m *breakoutMemory) firstBreak() int { return max(m.Config.Window, breakoutATR+1) }

// breakValid reports whether e, a Break or Blocked, can have happened.
func (m *breakoutMemory) breakValid(e BreakoutEvent) bool {
	return e.Index >= m.firstBreak() && e.Index < m.Bars && finite(e.Level, e.Close) && rangeValid(e.ATR) &&
		e.Close > e.Level+float64(breakoutMargin*e.ATR) && 1 <= e.Base && e.Base <= e.Index && (!e.BaseOpen || e.Base == e.Index) &&
		m.Config.Volume.gives(e.Volume) && m.Config.Breadth.gives(e.Breadth) && blockedBy(e.Volume, e.Breadth) == e.Reason &&
		(e.Index != m.Bars-1 || e.Volume.same(m.volume()) && e.Breadth.same(m.breadth()))
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
