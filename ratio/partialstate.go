package ratio

import (
	"encoding/json"

	"github.com/riskon/riskon/indicator"
)

// savedPartial is all that a PartialStream remembers, as it is saved.
type savedPartial struct {
	Version int                   `json:"version"`
	Period  int                   `json:"period"`
	XY      *indicator.PairStream `json:"xy"`
	XZ      *indicator.PairStream `json:"xz"`
	YZ      *indicator.PairStream `json:"yz"`
}

// MarshalJSON saves the state, exactly. Its size depends on the period only.
func (p *PartialStream) MarshalJSON() ([]byte, error) {
	return json.Marshal(savedPartial{version, p.period, p.xy, p.xz, p.yz})
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// p was made with another period; it leaves p as it was.
func (p *PartialStream) UnmarshalJSON(data []byte) error {
	var s savedPartial
	if err := decode("Partial", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Partial", ErrState, "unknown version")
	case !inRange(s.Period) || !correls(s.Period, s.XY, s.XZ, s.YZ):
		return stateError("Partial", ErrState, "not three correlations of the period")
	case s.XY.Ready() != s.XZ.Ready() || s.XY.Ready() != s.YZ.Ready():
		return stateError("Partial", ErrState, "values that no run gives")
	case p.period != 0 && p.period != s.Period:
		return stateError("Partial", ErrSpec, "another period")
	}
	p.period, p.xy, p.xz, p.yz = s.Period, s.XY, s.XZ, s.YZ
	return nil
}

// correls reports whether all of s are indicator.Correl of the period.
func correls(period int, s ...*indicator.PairStream) bool {
	want := indicator.NewCorrel(period).String()
	for _, c := range s {
		if c == nil || c.String() != want {
			return false
		}
	}
	return true
}
