package ratio

import (
	"encoding/json"
	"math"

	"github.com/riskon/riskon/series"
)

// spreadState is all that a SpreadStream remembers, as it is saved. Of the three
// fits there is the one of the hedge, or none.
type spreadState struct {
	Version   int           `json:"version"`
	Config    SpreadConfig  `json:"config"`
	Inbox     inbox         `json:"inbox"`
	Y         side          `json:"y"`
	X         side          `json:"x"`
	Last      spreadRow     `json:"last"`
	Rolling   *rollingFit   `json:"rolling"`
	Expanding *expandingFit `json:"expanding"`
	Kalman    *kalmanFit    `json:"kalman"`
}

// MarshalJSON saves the state, exactly. Its size does not depend on the number
// of values seen.
func (s *SpreadStream) MarshalJSON() ([]byte, error) {
	if s.fit == nil {
		return nil, stateError("SpreadStream", ErrState, "not made by NewSpread")
	}
	out := spreadState{Version: version, Config: s.cfg, Inbox: s.in, Y: s.k.a, X: s.k.b, Last: s.last}
	switch fit := s.fit.(type) {
	case *rollingFit:
		out.Rolling = fit
	case *expandingFit:
		out.Expanding = fit
	case *kalmanFit:
		out.Kalman = fit
	}
	return json.Marshal(&out)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the SpreadStream was made with another config; it leaves it as it was.
func (s *SpreadStream) UnmarshalJSON(data []byte) error {
	var in spreadState
	if err := decode("SpreadStream", data, &in); err != nil {
		return err
	}
	switch {
	case in.Version != version:
		return stateError("SpreadStream", ErrState, "unknown version")
	case !in.valid():
		return stateError("SpreadStream", ErrState, "values that no run gives")
	case s.fit != nil && s.cfg != in.Config:
		return stateError("SpreadStream", ErrSpec, "another config")
	}
	s.cfg, s.in, s.last = in.Config, in.Inbox, in.Last
	s.k, s.fit = quotient{maxAge: in.Config.MaxAge, a: in.Y, b: in.X}, in.fit()
	return nil
}

// newHedger returns the fit of a config that is valid.
func newHedger(c *SpreadConfig) hedger {
	switch c.Hedge {
	case RollingOLS, RollingTLS:
		return newRolling(c)
	case ExpandingOLS, ExpandingTLS:
		return &expandingFit{total: c.Hedge.total()}
	case KalmanHedge:
		return newKalman(c)
	}
	return givenFit{c.Alpha, c.Beta}
}

// fit returns the one fit that the hedge has, nil if it is not there or others
// are.
func (s *spreadState) fit() hedger {
	r, e, k := s.Rolling != nil, s.Expanding != nil, s.Kalman != nil
	switch h := s.Config.Hedge; {
	case h == GivenHedge && !r && !e && !k:
		return givenFit{s.Config.Alpha, s.Config.Beta}
	case (h == RollingOLS || h == RollingTLS) && r && !e && !k:
		return s.Rolling
	case (h == ExpandingOLS || h == ExpandingTLS) && !r && e && !k:
		return s.Expanding
	case h == KalmanHedge && !r && !e && k:
		return s.Kalman
	}
	return nil
}

// valid reports whether a run could have left the state.
func (s *spreadState) valid() bool {
	if !s.Config.valid() || !s.Inbox.valid() || !s.Y.valid(&s.Inbox) || !s.X.valid(&s.Inbox) {
		return false
	}
	for _, e := range s.Inbox.Pending {
		if e.ID != "y" && e.ID != "x" {
			return false
		}
	}
	fit := s.fit()
	return fit != nil && fit.restored(&s.Config) && s.Last.valid(s, fit.pairs())
}

// valid reports whether r could be the last row of s, which has learned n pairs.
func (r spreadRow) valid(s *spreadState, n int) bool {
	for _, x := range []number{r.Value, r.Alpha, r.Beta} {
		if math.Abs(float64(x)) > series.Limit {
			return false
		}
	}
	value, alpha, beta := r.Value == r.Value, r.Alpha == r.Alpha, r.Beta == r.Beta
	switch {
	case alpha != beta || value && !beta:
		return false
	case !beta && r.N != 0 || beta && r.N < s.Config.MinObs || r.N > n:
		return false
	case !r.Seen:
		return r.T == 0 && !beta && n == 0
	}
	return s.Inbox.Started && r.T <= s.Inbox.Closed && (s.Y.Known || s.X.Known)
}
