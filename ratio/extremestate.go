package ratio

import "encoding/json"

// lowState is all that a Low remembers, as it is saved.
type lowState struct {
	Version int    `json:"version"`
	Window  int    `json:"window"`
	Memory  int    `json:"memory"`
	Count   int64  `json:"count"` // observations so far
	Kept    []kept `json:"kept"`  // ascending in both fields
}

// kept is an observation lower than all later ones.
type kept struct {
	At int64   `json:"at"` // 1 for the first observation
	X  float64 `json:"x"`
}

// MarshalJSON saves the state, exactly. Its size is bounded by the memory.
func (l *Low) MarshalJSON() ([]byte, error) {
	s := l.s
	s.Version = version
	return json.Marshal(s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Low was made with another window or memory; it leaves the Low as it was.
func (l *Low) UnmarshalJSON(data []byte) error {
	var s lowState
	if err := decode("Low", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Low", ErrState, "unknown version")
	case !s.valid():
		return stateError("Low", ErrState, "values that no run gives")
	case l.s.Memory != 0 && (l.s.Memory != s.Memory || l.s.Window != s.Window):
		return stateError("Low", ErrSpec, "another window or memory")
	}
	l.s, l.buf = s, nil
	return nil
}

func (s *lowState) validSize() bool {
	return 1 <= s.Window && s.Window <= s.Memory && inRange(s.Memory)
}

// valid reports whether a run could have left the state. The newest observation
// is always kept.
func (s *lowState) valid() bool {
	n := len(s.Kept)
	if !s.validSize() || s.Count < 0 || s.Count > 1<<53 || (n == 0) != (s.Count == 0) {
		return false
	}
	for i, k := range s.Kept {
		if k.At < 1 || missing(k.X) || i > 0 && (k.At <= s.Kept[i-1].At || k.X <= s.Kept[i-1].X) {
			return false
		}
	}
	return n == 0 || s.Kept[n-1].At == s.Count && s.Kept[0].At > s.Count-int64(s.Memory)
}
