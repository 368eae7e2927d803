package ratio

import (
	"encoding/json"
	"math"

	"github.com/riskon/riskon/series"
)

// A FlipValue is the sign of a histogram and how long it has held.
type FlipValue struct {
	Sign       int  // +1 up: > 0; -1 down: <= 0; 0 without a value
	Run        int  // observations of this sign in a row, this one included
	RunBefore  int  // length of the run before this one, of the other sign; 0 if none
	BeforeOpen bool // that run is the first one: it may have begun before the data
	Flipped    bool // this is the first up after a down
}

// FlipLines are the fields of FlipValue as series. BeforeOpen and Flipped are 1 or 0.
type FlipLines struct {
	Sign, Run, RunBefore, BeforeOpen, Flipped series.Series
}

// Flips is Flip for a series: on its stamps, NaN where h is missing.
func Flips(h series.Series) FlipLines {
	var f Flip
	n := h.Len()
	v := make([]float64, 5*n)
	for i, x := range h.Values() {
		r := f.Update(x)
		out := [5]float64{float64(r.Sign), float64(r.Run), float64(r.RunBefore), indicate(r.BeforeOpen), indicate(r.Flipped)}
		for k := range out {
			v[k*n+i] = out[k]
			if r.Sign == 0 {
				v[k*n+i] = math.NaN()
			}
		}
	}
	line := func(k int) series.Series { return build(h.UnixNanos(), v[k*n:(k+1)*n:(k+1)*n]) }
	return FlipLines{Sign: line(0), Run: line(1), RunBefore: line(2), BeforeOpen: line(3), Flipped: line(4)}
}

// A Flip counts, live, the runs of a histogram's sign. Above 0 is up; 0 counts
// as down. Runs count from the first value; a flip is an up after a down. With
// one run so far there is none before. The zero Flip is ready. It must not be
// copied after use, and is not safe for concurrent use.
type Flip struct {
	_ noCopy
	s flipState
}

// flipState is all that a Flip remembers, as it is saved.
type flipState struct {
	Version int  `json:"version"`
	Up      bool `json:"up"`
	Run     int  `json:"run"`
	Before  int  `json:"before"`
	Runs    int  `json:"runs"` // 0, 1, 2, or 3 for more
}

// Update takes the next value of the histogram. A missing one gives the zero
// FlipValue and changes nothing.
func (f *Flip) Update(h float64) FlipValue {
	if missing(h) {
		return FlipValue{}
	}
	s := &f.s
	if up := h > 0; s.Runs > 0 && up == s.Up {
		s.Run++
	} else {
		*s = flipState{Up: up, Run: 1, Before: s.Run, Runs: min(s.Runs+1, 3)}
	}
	return f.Value()
}

// Value returns the last output, the zero FlipValue before the first.
func (f *Flip) Value() FlipValue {
	s := &f.s
	if s.Runs == 0 {
		return FlipValue{}
	}
	v := FlipValue{Sign: -1, Run: s.Run, RunBefore: s.Before, BeforeOpen: s.Runs == 2}
	if s.Up {
		v.Sign = 1
		v.Flipped = s.Run == 1 && s.Before > 0
	}
	return v
}

// Clone returns a Flip that goes on from here on its own.
func (f *Flip) Clone() *Flip { return &Flip{s: f.s} }

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
	none := s == flipState{Version: version}
	switch {
	case s.Version != version:
		return stateError("Flip", ErrState, "unknown version")
	case !none && (s.Run < 1 || s.Run > 1<<53 || s.Before < 0 || s.Before > 1<<53 || s.Runs < 1 || s.Runs > 3 || (s.Before == 0) != (s.Runs == 1)):
		return stateError("Flip", ErrState, "values that no run gives")
	}
	f.s = s
	return nil
}
