package ratio

import (
	"encoding/json"
	"math"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// rotationState is all that a Rotation remembers, as it is saved.
type rotationState struct {
	Version    int               `json:"version"`
	Period     int               `json:"period"`
	Lag        int               `json:"lag"`
	Ratio      rotationScore     `json:"ratio"`
	Change     *indicator.Stream `json:"change"`
	Momentum   rotationScore     `json:"momentum"`
	RSRatio    number            `json:"rs_ratio"`
	RSMomentum number            `json:"rs_momentum"`
}

// MarshalJSON saves the state, exactly.
func (x *Rotation) MarshalJSON() ([]byte, error) {
	s := x.s
	s.Version = version
	return json.Marshal(s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Rotation was made with another period or lag; it leaves it as it was.
func (x *Rotation) UnmarshalJSON(data []byte) error {
	var s rotationState
	if err := decode("Rotation", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Rotation", ErrState, "unknown version")
	case !s.valid():
		return stateError("Rotation", ErrState, "values that no run gives")
	case x.s.Change != nil && (x.s.Period != s.Period || x.s.Lag != s.Lag):
		return stateError("Rotation", ErrSpec, "another period or lag")
	}
	x.s = s
	return nil
}

func validRotation(period, lag int) bool { return period >= 2 && inRange(period) && inRange(lag) }

// valid reports whether a run could have left the state. The parts warm up one
// after another.
func (s *rotationState) valid() bool {
	if !validRotation(s.Period, s.Lag) || !sameStream(s.Change, indicator.NewROC(s.Lag)) ||
		!s.Ratio.valid(s.Period, s.RSRatio) || !s.Momentum.valid(s.Period, s.RSMomentum) {
		return false
	}
	changes, momenta := s.Change.Ready(), s.Momentum.Mean.Ready()
	return !(changes && !s.Ratio.Mean.Ready()) && !(momenta && !changes)
}

// valid reports whether s is a score by period whose last output is out.
func (s rotationScore) valid(period int, out number) bool {
	if !sameStream(s.Mean, indicator.NewSMA(period)) || !sameStream(s.Dev, indicator.NewStdDev(period)) {
		return false
	}
	x, ready := float64(out), s.Mean.Ready()
	return s.Dev.Ready() == ready && !(math.Abs(x) > series.Limit) && (ready || math.IsNaN(x))
}
