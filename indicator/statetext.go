package indicator

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
)

// MarshalText returns the state in base64.
func (s *core[K]) MarshalText() ([]byte, error) { return toText(s) }

// UnmarshalText restores a state in base64.
func (s *core[K]) UnmarshalText(text []byte) error { return fromText(s, text) }

// MarshalJSON returns the state as a JSON string in base64.
func (s *core[K]) MarshalJSON() ([]byte, error) { return toJSON(s) }

// UnmarshalJSON restores a state from a JSON string; null changes nothing.
func (s *core[K]) UnmarshalJSON(data []byte) error { return fromJSON(s, data) }

func toText(s encoding.BinaryMarshaler) ([]byte, error) {
	b, err := s.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.AppendEncode(nil, b), nil
}

func fromText(s encoding.BinaryUnmarshaler, text []byte) error {
	b, err := base64.StdEncoding.Strict().AppendDecode(nil, text)
	if err != nil {
		return &StateError{Reason: err.Error(), Err: ErrState}
	}
	return s.UnmarshalBinary(b)
}

func toJSON(s encoding.BinaryMarshaler) ([]byte, error) {
	b, err := toText(s)
	if err != nil {
		return nil, err
	}
	return append(append([]byte{'"'}, b...), '"'), nil
}

func fromJSON(s encoding.BinaryUnmarshaler, data []byte) error {
	if string(data) == "null" {
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return &StateError{Reason: err.Error(), Err: ErrState}
	}
	return fromText(s, []byte(text))
}
