package regime

import (
	"math"
	"sort"
)

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
	Blocked  BreakoutEvent `json:"blocked,omitzero"` // the last one

	// The filters, each absent where it is off.
	Volumes     string `json:"volume_stream,omitempty"`
	VolumeRatio Number `json:"volume_ratio,omitzero"` // of the last bar
	Share       Number `json:"breadth_share,omitzero"`
}

type breakoutHigh struct {
	Bar  int     `json:"bar"`
	High float64 `json:"high"`
}

func newBreakoutMemory(cfg BreakoutConfig) breakoutMemory {
	m := breakoutMemory{
		Version: breakoutVersion, Config: cfg, Phase: PhaseNone,
		Highs: make([]float64, 0, cfg.Window+1), Closes: make([]float64, 0, cfg.Window+1),
		TopHigh: missing, TopClose: missing, OldHigh: missing, ATR: missing, ATRPrev: missing,
	}
	none := float64(missing)
	m.see(none, none, none)
	return m
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
	top := m.top(t-m.Config.Window, m.edge(t))
	if m.Config.AllTime && !m.OldHigh.Missing() {
		top = max(top, float64(m.OldHigh))
	}
	return top
}

// top returns the highest high of bars from..to, of those that are kept. Mostly it is
// on the stack: the first high of from or later that no later one has reached.
func (m *breakoutMemory) top(from, to int) float64 {
	i := sort.Search(len(m.Falling), func(i int) bool { return m.Falling[i].Bar >= from })
	if i < len(m.Falling) && m.Falling[i].Bar <= to {
		return m.Falling[i].High
	}
	return highest(m.Highs, m.size(), from, to)
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
