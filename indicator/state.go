package indicator

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/riskon/riskon/series"
)

// The state of a stream, all numbers little-endian:
//
//	magic    4 bytes "rski"
//	version  1 byte, 1
//	spec     1 byte length, then the canonical spec
//	payload  4 bytes length, then the outputs and the kernel's fields, 8 bytes each
//	crc      4 bytes, CRC-32 (IEEE) of all before it
const (
	magic        = "rski"
	stateVersion = 1
)

// What can be wrong with a saved state. They arrive wrapped in a *StateError.
var (
	ErrState   = errors.New("not a saved state")
	ErrVersion = errors.New("saved by a newer version")
	ErrSpec    = errors.New("state of another indicator")
)

// A StateError says why a state cannot be restored. Spec is the indicator the
// state names, where it could be read; Err is ErrState, ErrVersion or ErrSpec.
type StateError struct {
	Spec   string
	Reason string
	Err    error
}

// Error says which state was refused and why.
func (e *StateError) Error() string {
	if e.Spec == "" {
		return fmt.Sprintf("indicator: %v: %s", e.Err, e.Reason)
	}
	return fmt.Sprintf("indicator: %s: %v: %s", e.Spec, e.Err, e.Reason)
}

// Unwrap gives the sentinel.
func (e *StateError) Unwrap() error { return e.Err }

// errZero is for saving what has no state.
var errZero = &StateError{Reason: "zero stream", Err: ErrState}

// AppendBinary appends the state to b. A zero stream has none: an error.
func (s *core[K]) AppendBinary(b []byte) ([]byte, error) {
	if !s.set {
		return b, errZero
	}
	from := len(b)
	b = append(b, magic...)
	b = append(b, stateVersion, byte(len(s.spec.text)))
	b = append(b, s.spec.text...)
	size := len(b)
	s.w = walker{op: encode, buf: append(b, 0, 0, 0, 0)}
	s.walk(&s.w)
	b, s.w.buf = s.w.buf, nil
	binary.LittleEndian.PutUint32(b[size:], uint32(len(b)-size-4))
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b[from:])), nil
}

// walk visits the outputs, then the kernel.
func (s *core[K]) walk(w *walker) {
	for i := range s.out[:len(s.spec.entry.Outputs)] {
		w.output(&s.out[i], series.Limit)
	}
	s.k.walk(w)
}

// MarshalBinary returns the state.
func (s *core[K]) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary restores a state: the stream goes on with the same bits. A
// zero stream becomes what the state says; any other takes only a state of its
// own spec, else ErrSpec. After an error the stream is as it was.
func (s *core[K]) UnmarshalBinary(data []byte) error {
	name, payload, err := open(data)
	if err != nil {
		return err
	}
	if s.set && s.spec.text != name {
		return &StateError{Spec: name, Reason: "the stream is " + s.spec.text, Err: ErrSpec}
	}
	spec, err := canonical(name)
	if err != nil {
		return err
	}
	k, ok := spec.kernel().(K)
	if !ok {
		return &StateError{Spec: name, Reason: "the stream is of another kind", Err: ErrSpec}
	}
	fresh := core[K]{k: k, set: true, spec: spec, out: s.out}
	w := walker{op: decode, buf: payload}
	fresh.walk(&w)
	if w.bad || len(w.buf) > 0 || !k.restored() {
		return &StateError{Spec: name, Reason: "bad payload", Err: ErrState}
	}
	if last := fresh.out[len(spec.entry.Outputs)-1]; !k.ready() && last == last {
		return &StateError{Spec: name, Reason: "output before warm-up", Err: ErrState}
	}
	s.k, s.set, s.out, s.spec, s.wild = fresh.k, true, fresh.out, spec, true
	return nil
}

// canonical returns the spec that a state names, which must be canonical.
func canonical(name string) (Spec, error) {
	spec, err := Parse(name)
	if err != nil || spec.text != name {
		return Spec{}, &StateError{Reason: fmt.Sprintf("unknown indicator %.40q", name), Err: ErrState}
	}
	return spec, nil
}

// open checks the frame of a state and returns what is in it.
func open(data []byte) (spec string, payload []byte, err error) {
	fail := func(reason string) (string, []byte, error) {
		return "", nil, &StateError{Spec: spec, Reason: reason, Err: ErrState}
	}
	if len(data) < len(magic)+2 || string(data[:len(magic)]) != magic {
		return fail("no magic")
	}
	if v := data[len(magic)]; v != stateVersion {
		return "", nil, &StateError{Reason: fmt.Sprintf("version %d", v), Err: ErrVersion}
	}
	rest := data[len(magic)+1:]
	n := int(rest[0])
	if rest = rest[1:]; len(rest) < n+8 {
		return fail("too short")
	}
	name := string(rest[:n])
	rest = rest[n:]
	size := binary.LittleEndian.Uint32(rest)
	if rest = rest[4:]; uint64(len(rest)) != uint64(size)+4 {
		return fail("wrong length")
	}
	sum := binary.LittleEndian.Uint32(rest[size:])
	if crc32.ChecksumIEEE(data[:len(data)-4]) != sum {
		return fail("wrong checksum")
	}
	return name, rest[:size], nil
}
