package ratio

import "encoding/json"

// flipState is all that a Flip remembers, as it is saved.
type flipState struct {
	Version     int   `json:"version"`
	Up          bool  `json:"up"`
	Run         int   `json:"run"`
	Before      int   `json:"before"`
	Runs        int   `json:"runs"` // 0, 1, 2, or 3 for more
	Began       int64 `json:"began"`
	BeganBefore int64 `json:"began_before"` // 0 without a run before
	Last        int64 `json:"last"`
}

// MarshalJSON saves the state.
func (f *Flip) MarshalJSON() ([]byte, error) {
	s := f.s
	s.Version = version
	return json.Marshal(s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState and leaves the
// Flip as it was.
func (f *Flip) UnmarshalJSON(data []byte) error {
	var s flipState
	if err := decode("Flip", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Flip", ErrState, "unknown version")
	case s != flipState{Version: version} && !s.valid():
		return stateError("Flip", ErrState, "values that no run gives")
	}
	s.Version = 0
	f.s = s
	return nil
}

// valid reports whether observations could have left the state. Stamps increase,
// so that n of them take n-1 nanoseconds or more.
func (s *flipState) valid() bool {
	switch {
	case s.Runs < 1 || s.Runs > 3 || s.Run < 1 || !countable(s.Run) || !countable(s.Before):
		return false
	case s.Last < s.Began || apart(s.Began, s.Last) < uint64(s.Run-1) || (s.Run == 1) != (s.Last == s.Began):
		return false
	case s.Runs == 1:
		return s.Before == 0 && s.BeganBefore == 0
	}
	return s.Before > 0 && s.BeganBefore < s.Began && apart(s.BeganBefore, s.Began) >= uint64(s.Before)
}
