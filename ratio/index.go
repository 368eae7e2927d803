package ratio

import (
	"encoding/json"
	"math"

	"github.com/riskon/riskon/series"
)

// Index returns a series rebased so that it starts at base, such as 100: what
// base became.
//
//	first    = the first s[i] that is neither missing nor 0
//	Index[i] = s[i] / first * base
//
// Input: any unit; base from 1e-75 to 1e75. Output: in the unit of base, exactly
// base at first.
//
// It has no warm-up: the output is there from first on. Zeros before it give
// NaN, zeros after it 0; after a negative first the index falls as s rises.
// A missing value gives NaN, and so does an index beyond 1e75. To start at a
// date, cut what is before it: Index(s.Between(from, to), 100). It panics where
// NewIndex does.
//
// Source: Irving Fisher, The Making of Index Numbers, 1922: the
// relative to a fixed base.
func Index(s series.Series, base float64) series.Series { return s.Map(NewIndex(base).Update) }

// An IndexStream is Index, live. It must not be copied after use, and is not
// safe for concurrent use; make it with NewIndex.
type IndexStream struct {
	_ noCopy
	s indexState
}

// indexState is all that an IndexStream remembers, as it is saved.
type indexState struct {
	Version int     `json:"version"`
	Base    float64 `json:"base"`
	First   float64 `json:"first"` // 0 before it
	Value   number  `json:"value"`
}

// NewIndex returns a live Index. It panics if base is not in 1e-75..1e75.
func NewIndex(base float64) *IndexStream {
	if !validPrice(base) {
		panic("ratio: NewIndex: base not in 1e-75..1e75")
	}
	return &IndexStream{s: indexState{Base: base, Value: number(math.NaN())}}
}

// Update takes the next value and returns the index. A missing value gives NaN
// and changes nothing.
func (x *IndexStream) Update(v float64) float64 {
	s := &x.s
	if s.Base == 0 {
		panic("ratio: IndexStream: not made by NewIndex")
	}
	if missing(v) {
		return math.NaN()
	}
	if s.First == 0 {
		s.First = v
	}
	s.Value = number(finite(float64(v/s.First) * s.Base)) // 0/0 before the first
	return float64(s.Value)
}

// Value returns the last index, NaN before the first. A missing value leaves it
// as it was.
func (x *IndexStream) Value() float64 {
	if x.s.Base == 0 {
		return math.NaN()
	}
	return float64(x.s.Value)
}

// MarshalJSON saves the state, exactly.
func (x *IndexStream) MarshalJSON() ([]byte, error) {
	s := x.s
	s.Version = version
	return json.Marshal(s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the IndexStream was made with another base; it leaves it as it was.
func (x *IndexStream) UnmarshalJSON(data []byte) error {
	var s indexState
	if err := decode("IndexStream", data, &s); err != nil {
		return err
	}
	v := float64(s.Value)
	switch {
	case s.Version != version:
		return stateError("IndexStream", ErrState, "unknown version")
	case !validPrice(s.Base) || missing(s.First) || math.Abs(v) > series.Limit || s.First == 0 && v == v:
		return stateError("IndexStream", ErrState, "values that no run gives")
	case x.s.Base != 0 && x.s.Base != s.Base:
		return stateError("IndexStream", ErrSpec, "another base")
	}
	x.s = s
	return nil
}
