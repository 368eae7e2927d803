package ratio

import (
	"encoding/json"
	"math"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/series"
)

// Mansfield is Mansfield relative strength: how far a ratio to the market is
// above its own average, in per cent. R. W. Mansfield's chart service drew it;
// Stan Weinstein made it known in 1988.
//
//	Mansfield[i] = (r[i] / SMA(r, period)[i] - 1) * 100
//
// Input: a ratio such as Of(stock, index, 0); period in 1..100000, by custom 52
// weeks or 200 days. Output: in per cent; above 0 the ratio is above its average.
//
// Warm-up: the first output is at input number period.
//
// A flat ratio gives exactly 0. An average of 0 gives NaN. A missing value
// gives NaN and is not counted. It panics where NewMansfield does.
//
// Source: Stan Weinstein, Secrets for Profiting in Bull and Bear Markets, 1988.
func Mansfield(r series.Series, period int) series.Series {
	return r.Map(NewMansfield(period).Update)
}

// A MansfieldStream is Mansfield, live. It must not be copied after use, and is
// not safe for concurrent use; make it with NewMansfield.
type MansfieldStream struct {
	_ noCopy
	s mansfieldState
}

// mansfieldState is all that a MansfieldStream remembers, as it is saved.
type mansfieldState struct {
	Version int               `json:"version"`
	Period  int               `json:"period"`
	Mean    *indicator.Stream `json:"mean"`
	Value   number            `json:"value"`
}

// NewMansfield returns a live Mansfield. It panics if period is not in
// 1..100000.
func NewMansfield(period int) *MansfieldStream {
	if !inRange(period) {
		panic("ratio: NewMansfield: period not in 1..100000")
	}
	return &MansfieldStream{s: mansfieldState{Period: period, Mean: indicator.NewSMA(period), Value: number(math.NaN())}}
}

// Update takes the next ratio and returns its strength, NaN while warming up. A
// missing value gives NaN and changes nothing.
func (m *MansfieldStream) Update(r float64) float64 {
	if m.s.Mean == nil {
		panic("ratio: MansfieldStream: not made by NewMansfield")
	}
	if missing(r) {
		return math.NaN()
	}
	m.s.Value = number(finite(100 * (r/m.s.Mean.Update(r) - 1)))
	return float64(m.s.Value)
}

// Value returns the last strength, NaN before the first. A missing value leaves
// it as it was.
func (m *MansfieldStream) Value() float64 {
	if m.s.Mean == nil {
		return math.NaN()
	}
	return float64(m.s.Value)
}

// MarshalJSON saves the state, exactly.
func (m *MansfieldStream) MarshalJSON() ([]byte, error) {
	s := m.s
	s.Version = version
	return json.Marshal(s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the MansfieldStream was made with another period; it leaves it as it was.
func (m *MansfieldStream) UnmarshalJSON(data []byte) error {
	var s mansfieldState
	if err := decode("MansfieldStream", data, &s); err != nil {
		return err
	}
	v := float64(s.Value)
	switch {
	case s.Version != version:
		return stateError("MansfieldStream", ErrState, "unknown version")
	case !inRange(s.Period) || !sameStream(s.Mean, indicator.NewSMA(s.Period)) || math.Abs(v) > series.Limit || !s.Mean.Ready() && v == v:
		return stateError("MansfieldStream", ErrState, "values that no run gives")
	case m.s.Mean != nil && m.s.Period != s.Period:
		return stateError("MansfieldStream", ErrSpec, "another period")
	}
	m.s = s
	return nil
}

// sameStream reports whether a restored stream is there and of the kind of want.
func sameStream(s, want *indicator.Stream) bool { return s != nil && s.String() == want.String() }
