package ratio

import (
	"encoding/json"
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// pairState is what a Pair saves; the kernel joins it in savedPair.
type pairState struct {
	Inbox inbox  `json:"inbox"`
	Seen  bool   `json:"seen"`
	Value number `json:"value"`
}

type savedPair struct {
	Version int           `json:"version"`
	MaxAge  time.Duration `json:"max_age_ns"`
	A       side          `json:"a"`
	B       side          `json:"b"`
	pairState
}

// MarshalJSON saves the state, exactly. Its size does not depend on the number
// of values seen.
func (p *Pair) MarshalJSON() ([]byte, error) {
	return json.Marshal(savedPair{version, p.k.maxAge, p.k.a, p.k.b, p.s})
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Pair was made with another maxAge; it leaves the Pair as it was.
func (p *Pair) UnmarshalJSON(data []byte) error {
	var s savedPair
	if err := decode("Pair", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Pair", ErrState, "unknown version")
	case s.MaxAge < 0 || math.Abs(float64(s.Value)) > series.Limit || !s.A.valid(&s.Inbox) || !s.B.valid(&s.Inbox) || !s.Inbox.valid():
		return stateError("Pair", ErrState, "values that no run gives")
	case p.fixed && p.k.maxAge != s.MaxAge:
		return stateError("Pair", ErrSpec, s.MaxAge.String())
	}
	for _, e := range s.Inbox.Pending {
		if e.ID != "a" && e.ID != "b" {
			return stateError("Pair", ErrState, "unknown input")
		}
	}
	p.fixed, p.s, p.k = true, s.pairState, quotient{maxAge: s.MaxAge, a: s.A, b: s.B}
	return nil
}

// valid reports whether the side could have been left by know.
func (s side) valid(q *inbox) bool {
	if !s.Known {
		return s.T == 0 && s.X == 0
	}
	return q.Started && s.T <= q.Closed && !missing(s.X)
}
