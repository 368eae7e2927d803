package ratio

import (
	"encoding/json"
	"math"

	"github.com/riskon/riskon/series"
)

// ewmaState is all that an EWMACorrelationStream remembers, as it is saved.
type ewmaState struct {
	Version int       `json:"version"`
	Lambda  float64   `json:"lambda"`
	Width   int       `json:"width"`
	Rest    float64   `json:"rest"` // lambda^n, no longer followed once it is small
	S       []float64 `json:"s"`    // the upper triangle row by row
}

// MarshalJSON saves the state, exactly. Its size depends on the width only, but
// for the digits of its numbers.
func (e *EWMACorrelationStream) MarshalJSON() ([]byte, error) {
	s := e.s
	s.Version = version
	return json.Marshal(&s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if e
// was made with another width or lambda; it leaves e as it was.
func (e *EWMACorrelationStream) UnmarshalJSON(data []byte) error {
	var s ewmaState
	if err := decode("EWMACorrelations", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("EWMACorrelations", ErrState, "unknown version")
	case !s.valid():
		return stateError("EWMACorrelations", ErrState, "values that no run gives")
	case e.s.Width != 0 && (e.s.Width != s.Width || e.s.Lambda != s.Lambda):
		return stateError("EWMACorrelations", ErrSpec, "another width or lambda")
	}
	e.s, e.r = s, nil
	e.correlate()
	return nil
}

// valid reports whether a run could have left the state: no S[j,k]^2 is beyond
// S[j,j]*S[k,k], but for what rounding and tinyMoment allow.
func (s *ewmaState) valid() bool {
	w := s.Width
	if !(0 < s.Lambda && s.Lambda < 1) || !inRange(w) || len(s.S) != w*(w+1)/2 ||
		!(s.Rest == 1 || s.Rest > 0 && s.Rest <= s.Lambda && s.Rest > float64(restReady*s.Lambda)*0.99) {
		return false
	}
	root := make([]float64, w)
	for j := range root {
		v := s.S[packedAt(j, j, w)]
		if !(0 <= v && v <= 1.01*series.Limit*series.Limit) {
			return false
		}
		root[j] = math.Sqrt(v + 1e20*tinyMoment)
	}
	p := 0
	for j, a := range root {
		for _, b := range root[j:] {
			v := math.Abs(s.S[p])
			if v > 1.000001*a*b || v != 0 && (v < tinyMoment || s.Rest == 1) {
				return false
			}
			p++
		}
	}
	return true
}
