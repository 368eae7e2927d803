package ratio

import (
	"encoding/json"

	"github.com/riskon/riskon/indicator"
)

// correlationState is all that a CorrelationStream remembers, as it is saved.
type correlationState struct {
	Version int                     `json:"version"`
	Period  int                     `json:"period"`
	Seen    []int                   `json:"seen"`  // observations of each column, up to Period
	Pairs   []*indicator.PairStream `json:"pairs"` // (0,1), (0,2), ... (1,2), ...
}

// MarshalJSON saves the state, exactly. Its size depends on width and period only.
func (c *CorrelationStream) MarshalJSON() ([]byte, error) {
	s := c.s
	s.Version = version
	return json.Marshal(&s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if c
// was made with another width or period; it leaves c as it was.
func (c *CorrelationStream) UnmarshalJSON(data []byte) error {
	var s correlationState
	if err := decode("Correlations", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Correlations", ErrState, "unknown version")
	case !s.valid():
		return stateError("Correlations", ErrState, "values that no run gives")
	case c.s.Period != 0 && (c.s.Period != s.Period || len(c.s.Seen) != len(s.Seen)):
		return stateError("Correlations", ErrSpec, "another width or period")
	}
	c.s = s
	return nil
}

// valid reports whether a run could have left the state: a pair has no more
// observations than its columns.
func (s *correlationState) valid() bool {
	w := len(s.Seen)
	if !inRange(w) || !inRange(s.Period) || len(s.Pairs) != w*(w-1)/2 || !correls(s.Period, s.Pairs...) {
		return false
	}
	p := 0
	for j, n := range s.Seen {
		if n < 0 || n > s.Period {
			return false
		}
		for _, m := range s.Seen[j+1:] {
			if s.Pairs[p].Ready() && min(n, m) < s.Period {
				return false
			}
			p++
		}
	}
	return true
}
