package ratio

import (
	"encoding/json"
	"time"
)

// defaultBase is the base of a zero Season and a zero Dominance.
const defaultBase = "BTC"

// dominanceState is all that a Dominance remembers, as it is saved.
type dominanceState struct {
	Version int             `json:"version"`
	Base    string          `json:"base"`
	MaxAge  time.Duration   `json:"max_age_ns"`
	Inbox   inbox           `json:"inbox"`
	Coins   []dominanceCoin `json:"coins"` // ascending by name
	Rows    bool            `json:"rows"`  // there was a row
	Row     int64           `json:"row"`   // the last one
}

// A dominanceCoin is a coin and its latest known market cap.
type dominanceCoin struct {
	ID  string `json:"id"`
	Cap side   `json:"cap"`
}

// MarshalJSON saves the state, exactly. Its size depends on the number of
// coins, not on the number of rows.
func (d *Dominance) MarshalJSON() ([]byte, error) {
	s := d.s
	s.Version = version
	if s.Base == "" {
		s.Base = defaultBase
	}
	return json.Marshal(&s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Dominance was made with another base or maxAge; it leaves the Dominance as
// it was.
func (d *Dominance) UnmarshalJSON(data []byte) error {
	var s dominanceState
	if err := decode("Dominance", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Dominance", ErrState, "unknown version")
	case !validName(s.Base) || s.MaxAge < 0 || !s.valid():
		return stateError("Dominance", ErrState, "values that no run gives")
	case d.s.Base != "" && (d.s.Base != s.Base || d.s.MaxAge != s.MaxAge):
		return stateError("Dominance", ErrSpec, "another base or maxAge")
	}
	d.s = s
	return nil
}

// valid reports whether a run could have left the state: the last row is that of
// the latest cap.
func (s *dominanceState) valid() bool {
	if !s.Inbox.valid() || s.Rows != (len(s.Coins) > 0) || !s.Rows && s.Row != 0 {
		return false
	}
	for _, e := range s.Inbox.Pending {
		if !validName(e.ID) || !validSize(float64(e.X)) {
			return false
		}
	}
	latest := false
	for i, c := range s.Coins {
		if !validName(c.ID) || i > 0 && c.ID <= s.Coins[i-1].ID || !c.Cap.Known || !c.Cap.valid(&s.Inbox) || c.Cap.X < 0 || c.Cap.T > s.Row {
			return false
		}
		latest = latest || c.Cap.T == s.Row
	}
	return latest || !s.Rows
}
