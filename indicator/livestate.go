package indicator

// AppendBinary appends the state to b, that of a typed stream of the same spec. A
// zero Live has none: an error.
func (l *Live) AppendBinary(b []byte) ([]byte, error) {
	if l.s == nil {
		return b, errZero
	}
	return l.s.AppendBinary(b)
}

// MarshalBinary returns the state.
func (l *Live) MarshalBinary() ([]byte, error) { return l.AppendBinary(nil) }

// UnmarshalBinary restores a state: l goes on with the same bits. A zero Live
// becomes what the state says; any other takes only a state of its own spec, else
// ErrSpec. After an error l is as it was.
func (l *Live) UnmarshalBinary(data []byte) error {
	if l.s != nil {
		return l.s.UnmarshalBinary(data)
	}
	name, _, err := open(data)
	if err != nil {
		return err
	}
	spec, err := canonical(name)
	if err != nil {
		return err
	}
	s := spec.entry.stream()
	if err := s.UnmarshalBinary(data); err != nil {
		return err
	}
	l.s, l.e = s, spec.entry
	return nil
}

// MarshalText returns the state in base64.
func (l *Live) MarshalText() ([]byte, error) { return toText(l) }

// UnmarshalText restores a state in base64.
func (l *Live) UnmarshalText(text []byte) error { return fromText(l, text) }

// MarshalJSON returns the state as a JSON string in base64.
func (l *Live) MarshalJSON() ([]byte, error) { return toJSON(l) }

// UnmarshalJSON restores a state from a JSON string; null changes nothing.
func (l *Live) UnmarshalJSON(data []byte) error { return fromJSON(l, data) }
