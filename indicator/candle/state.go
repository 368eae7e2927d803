package candle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const stateVersion = 1

// What can be wrong with a saved state. They arrive wrapped in a *StateError.
var (
	ErrState   = errors.New("not a saved state")
	ErrVersion = errors.New("saved by another version")
	ErrSpec    = errors.New("state of other patterns or settings")
)

// A StateError says why a state cannot be restored. Err is ErrState, ErrVersion or
// ErrSpec.
type StateError struct {
	Reason string
	Err    error
}

// Error says why.
func (e *StateError) Error() string { return fmt.Sprintf("candle: %v: %s", e.Err, e.Reason) }

// Unwrap gives the sentinel.
func (e *StateError) Unwrap() error { return e.Err }

// A saved is a stream as JSON: what it looks for, and the last bars, oldest first,
// as open, high, low, close. All else is computed from them.
type saved struct {
	Version  int          `json:"version"`
	Patterns []Pattern    `json:"patterns"`
	Settings Settings     `json:"settings"`
	Bars     [][]*float64 `json:"bars"`
}

// MarshalJSON saves the state. Numbers read back as the same bits. A zero stream
// has none: an error.
func (l *live) MarshalJSON() ([]byte, error) {
	if !l.set() {
		return nil, &StateError{"zero stream", ErrState}
	}
	h := &l.history
	s := saved{Version: stateVersion, Settings: l.settings, Bars: make([][]*float64, 0, h.seen)}
	for _, seat := range l.seats {
		s.Patterns = append(s.Patterns, seat.pattern)
	}
	for i := h.n - h.seen; i < h.n; i++ {
		c := &h.all[i]
		s.Bars = append(s.Bars, []*float64{&c.open, &c.high, &c.low, &c.close})
	}
	return json.Marshal(s)
}

// UnmarshalJSON restores a state: the stream goes on with the same bits. A zero
// stream becomes what the state says; any other takes only a state of its own
// pattern and settings, else ErrSpec. After an error, which is a *StateError, the
// stream is as it was.
func (s *Stream) UnmarshalJSON(data []byte) error { return s.restore(data, 1) }

// UnmarshalJSON restores a state: the scanner goes on with the same bits. A zero
// scanner becomes what the state says; any other takes only a state of its own
// patterns and settings, else ErrSpec. After an error, which is a *StateError, the
// scanner is as it was.
func (s *Scanner) UnmarshalJSON(data []byte) error { return s.restore(data, int(lastPattern)) }

// restore is UnmarshalJSON for a type that has at most so many patterns.
func (l *live) restore(data []byte, most int) error {
	var s saved
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return &StateError{err.Error(), ErrState}
	}
	if _, err := d.Token(); err != io.EOF {
		return &StateError{"more than one value", ErrState}
	}
	if s.Version != stateVersion {
		return &StateError{fmt.Sprintf("version %d", s.Version), ErrVersion}
	}
	if len(s.Patterns) < 1 || len(s.Patterns) > most {
		return &StateError{fmt.Sprintf("%d patterns", len(s.Patterns)), ErrState}
	}
	if reason := refuse(s.Settings, s.Patterns); reason != "" {
		return &StateError{reason, ErrState}
	}
	fresh := new(live)
	fresh.begin(s.Settings, s.Patterns)
	switch {
	case len(fresh.seats) != len(s.Patterns):
		return &StateError{"a pattern twice", ErrState}
	case l.set() && fresh.String() != l.String():
		return &StateError{fresh.String() + ", the stream is " + l.String(), ErrSpec}
	case len(s.Bars) > fresh.history.keep:
		return &StateError{fmt.Sprintf("%d bars", len(s.Bars)), ErrState}
	}
	for i, b := range s.Bars {
		if len(b) != 4 || b[0] == nil || b[1] == nil || b[2] == nil || b[3] == nil || missing(*b[0], *b[1], *b[2], *b[3]) {
			return &StateError{fmt.Sprintf("bar %d", i), ErrState}
		}
		fresh.history.push(*b[0], *b[1], *b[2], *b[3])
	}
	l.clone(fresh)
	return nil
}
