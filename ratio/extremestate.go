package ratio

import (
	"encoding/json"
	"time"
)

// savedExtreme is all that an Extreme remembers, as it is saved.
type savedExtreme struct {
	Version int           `json:"version"`
	High    bool          `json:"high"`
	Window  time.Duration `json:"window_ns"`
	Memory  time.Duration `json:"memory_ns"`
	Count   int64         `json:"count"` // observations so far
	Runs    []stampRun    `json:"runs"`  // their stamps
	Kept    []kept        `json:"kept"`  // ascending in both fields; times -1 for highs
}

// MarshalJSON saves the state, exactly. Its size is bounded by the memory.
func (e *Extreme) MarshalJSON() ([]byte, error) {
	return json.Marshal(savedExtreme{version, e.high, e.window, e.memory, e.stamps.Count, e.stamps.runs.v, e.kept.v})
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Extreme was made for the other direction, or with another window or
// memory; it leaves the Extreme as it was.
func (e *Extreme) UnmarshalJSON(data []byte) error {
	var s savedExtreme
	if err := decode("Extreme", data, &s); err != nil {
		return err
	}
	r := Extreme{high: s.High, window: s.Window, memory: s.Memory}
	r.stamps.Count, r.stamps.runs.v, r.kept.v = s.Count, s.Runs, s.Kept
	switch {
	case s.Version != version:
		return stateError("Extreme", ErrState, "unknown version")
	case !r.valid():
		return stateError("Extreme", ErrState, "values that no run gives")
	case e.memory != 0 && (e.high != r.high || e.memory != r.memory || e.window != r.window):
		return stateError("Extreme", ErrSpec, "another direction, window or memory")
	}
	e.high, e.window, e.memory, e.stamps, e.kept = r.high, r.window, r.memory, r.stamps, r.kept
	return nil
}

// valid reports whether a run could have left the state. The newest observation
// is always kept.
func (e *Extreme) valid() bool {
	n := len(e.kept.v)
	if !validSpans(e.window, e.memory) || !e.stamps.valid(uint64(e.memory)) || !e.kept.valid() {
		return false
	}
	for _, k := range e.kept.v {
		if !e.stamps.has(k.T) {
			return false
		}
	}
	return (n == 0) == (e.stamps.Count == 0) && (n == 0 || e.kept.v[n-1].T == e.stamps.last())
}
