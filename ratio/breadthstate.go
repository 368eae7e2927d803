package ratio

import (
	"encoding/json"
	"time"

	"github.com/riskon/riskon/indicator"
)

// maxLine bounds the advance-decline line, so that it is always exact.
const maxLine = int64(1) << 53

// breadthState is all that a Breadth remembers, as it is saved.
type breadthState struct {
	Version      int           `json:"version"`
	Config       BreadthConfig `json:"config"`
	Inbox        inbox         `json:"inbox"`        // a tick has no name
	Constituents []constituent `json:"constituents"` // ascending by name
	Rows         bool          `json:"rows"`         // there was a row
	Row          int64         `json:"row"`          // the last one
	Count        breadthCount  `json:"count"`
	Line         int64         `json:"line"`
}

// MarshalJSON saves the state, exactly. Its size depends on the number of
// constituents, not on the number of rows.
func (b *Breadth) MarshalJSON() ([]byte, error) {
	s := b.s
	s.Version, s.Config = version, s.Config.withDefaults()
	return json.Marshal(&s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Breadth has another configuration; it leaves the Breadth as it was.
func (b *Breadth) UnmarshalJSON(data []byte) error {
	var s breadthState
	if err := decode("Breadth", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Breadth", ErrState, "unknown version")
	case !s.Config.valid() || !s.valid():
		return stateError("Breadth", ErrState, "values that no run gives")
	case b.s.Config != BreadthConfig{} && b.s.Config != s.Config:
		return stateError("Breadth", ErrSpec, "another config")
	}
	b.s = s
	return nil
}

func (c BreadthConfig) withDefaults() BreadthConfig {
	if c.MinMembers == 0 {
		c.MinMembers = 5
	}
	if c.MaxAge == 0 {
		c.MaxAge = 14 * 24 * time.Hour
	}
	if c.Average == 0 {
		c.Average = 50
	}
	if c.Window == 0 {
		c.Window = 252
	}
	return c
}

// valid reports whether the fields are in range; defaults are filled in before.
func (c BreadthConfig) valid() bool {
	return inRange(c.MinMembers) && c.MaxAge > 0 && inRange(c.Average) && inRange(c.Window) && c.Window > 1
}

// valid reports whether a run of the breadth could have left the state.
func (s *breadthState) valid() bool {
	if !s.Inbox.valid() {
		return false
	}
	for _, e := range s.Inbox.Pending {
		tick := e.ID == "" && e.X == 0
		if !tick && (!validName(e.ID) || !validPrice(float64(e.X))) {
			return false
		}
	}
	fresh := s.Config.constituent("")
	for i := range s.Constituents {
		c := &s.Constituents[i]
		if i > 0 && c.ID <= s.Constituents[i-1].ID || !s.validConstituent(c) || !c.validStreams(s.Config, &fresh) {
			return false
		}
	}
	if !s.Rows {
		return s.Row == 0 && s.Line == 0 && s.Count == breadthCount{}
	}
	return s.Inbox.Started && s.Row <= s.Inbox.Closed && -maxLine <= s.Line && s.Line <= maxLine && s.validCount()
}

// validCount checks what was counted at the last row: closes since then can only
// have made more members warm.
func (s *breadthState) validCount() bool {
	n, members, mean, full := s.Count, 0, 0, 0
	for i := range s.Constituents {
		c := &s.Constituents[i]
		if c.Before == 0 {
			continue
		}
		members++
		if c.Mean.Ready() {
			mean++
		}
		if c.Closes == s.Config.Window {
			full++
		}
	}
	for _, x := range []int{n.Advancing, n.Declining, n.Unchanged, n.Above, n.Highs, n.Lows} {
		if x < 0 || x > members {
			return false
		}
	}
	return n.Members == members && n.Advancing+n.Declining+n.Unchanged <= members && n.Above <= n.AboveN && n.AboveN <= mean &&
		n.Highs+n.Lows <= n.RangeN && n.RangeN <= full
}

func (s *breadthState) validConstituent(c *constituent) bool {
	switch cfg := s.Config; {
	case !validName(c.ID) || !validPrice(c.Price) || c.Closes < 1 || c.Closes > cfg.Window:
		return false
	case !s.Inbox.Started || c.Last > s.Inbox.Closed:
		return false
	case !s.Rows && c.Before != 0 || c.Before != 0 && !validPrice(c.Before):
		return false
	case c.Moved != (!s.Rows || c.Last > s.Row):
		return false
	case !c.Moved && c.Before != 0 && c.Before != c.Price:
		return false
	case !c.Moved && (c.Before != 0) != !older(c.Last, s.Row, cfg.MaxAge):
		return false
	}
	return true
}

// validStreams checks the indicators against fresh ones and the closes they were
// fed.
func (c *constituent) validStreams(cfg BreadthConfig, fresh *constituent) bool {
	for _, s := range [][2]*indicator.Stream{{c.Mean, fresh.Mean}, {c.Max, fresh.Max}, {c.Min, fresh.Min}} {
		if s[0] == nil || s[0].String() != s[1].String() {
			return false
		}
	}
	full := c.Closes >= cfg.Window-1
	switch mean := c.Mean.Ready(); {
	case c.Max.Ready() != full || c.Min.Ready() != full || full && !(c.Min.Value() <= c.Price && c.Price <= c.Max.Value()):
		return false
	case c.Closes < cfg.Window && mean != (c.Closes >= cfg.Average) || cfg.Average <= cfg.Window && c.Closes == cfg.Window && !mean:
		return false
	case (c.High || c.Low) && c.Closes < cfg.Window, c.High && c.Low:
		return false
	}
	return (!c.High || c.Price == c.Max.Value()) && (!c.Low || c.Price == c.Min.Value())
}
