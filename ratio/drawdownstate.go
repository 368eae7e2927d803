package ratio

import (
	"encoding/json"
	"time"
)

// drawdownState is what a Drawdown remembers besides its peaks.
type drawdownState struct {
	Seen   bool  `json:"seen"` // there was an observation
	Last   kept  `json:"last"`
	Fell   bool  `json:"fell"` // there was a decline; the deepest is
	Peak   kept  `json:"peak"`
	Trough kept  `json:"trough"`
	Back   bool  `json:"back"` // it has recovered
	BackAt int64 `json:"back_at"`
}

type savedDrawdown struct {
	Version int           `json:"version"`
	Window  time.Duration `json:"window_ns"`
	Peaks   []kept        `json:"peaks"` // values times -1, ascending in both fields
	drawdownState
}

// MarshalJSON saves the state, exactly.
func (d *Drawdown) MarshalJSON() ([]byte, error) {
	return json.Marshal(savedDrawdown{version, d.window, d.peaks.v, d.s})
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Drawdown was made with another window; it leaves the Drawdown as it was.
func (d *Drawdown) UnmarshalJSON(data []byte) error {
	var s savedDrawdown
	if err := decode("Drawdown", data, &s); err != nil {
		return err
	}
	r := Drawdown{window: s.Window, s: s.drawdownState}
	r.peaks.v = s.Peaks
	switch {
	case s.Version != version:
		return stateError("Drawdown", ErrState, "unknown version")
	case !r.valid():
		return stateError("Drawdown", ErrState, "values that no run gives")
	case d.fixed && d.window != s.Window:
		return stateError("Drawdown", ErrSpec, s.Window.String())
	}
	d.fixed, d.window, d.peaks, d.s = true, r.window, r.peaks, r.s
	return nil
}

// depth is that of the deepest decline, 0 before there is one.
func (s *drawdownState) depth() float64 {
	if !s.Fell {
		return 0
	}
	return changeFrom(s.Trough.X, s.Peak.X)
}

// valid reports whether a run could have left the state.
func (d *Drawdown) valid() bool {
	n := len(d.peaks.v)
	if d.window < 0 || !d.peaks.valid() || (n > 0) != d.s.Seen {
		return false
	}
	if n == 0 {
		return d.s == drawdownState{}
	}
	last, p := d.s.Last, d.peak()
	newest := d.peaks.v[n-1]
	switch {
	case missing(last.X) || changeFrom(last.X, p.X) < d.s.depth():
		return false
	case d.window > 0:
		if newest != (kept{last.T, -last.X}) || apart(p.T, last.T) >= uint64(d.window) {
			return false
		}
	case n > 1 || last.X > p.X || last.T < p.T || last.X == p.X && last.T != p.T:
		return false
	}
	return d.validDecline(p)
}

// validDecline reports whether the deepest decline fits the last observation and
// the peak p. Without a window the peak of one that goes on is p, and one that is
// over has a higher peak after it.
func (d *Drawdown) validDecline(p kept) bool {
	s := &d.s
	if !s.Fell {
		return s.Peak == kept{} && s.Trough == kept{} && !s.Back && s.BackAt == 0
	}
	switch {
	case missing(s.Peak.X) || missing(s.Trough.X) || !(s.depth() < 0):
		return false
	case s.Trough.T <= s.Peak.T || s.Trough.T > s.Last.T || s.Trough.T == s.Last.T && s.Trough.X != s.Last.X:
		return false
	case d.window > 0 && apart(s.Peak.T, s.Trough.T) >= uint64(d.window):
		return false
	case s.Back:
		return s.BackAt > s.Trough.T && s.BackAt <= s.Last.T && (d.window > 0 || p.T >= s.BackAt && p.X >= s.Peak.X)
	}
	return s.BackAt == 0 && s.Last.X < s.Peak.X && p.X <= s.Peak.X && (d.window > 0 || p == s.Peak)
}
