package regime

import (
	"math"
	"time"
)

// missing is the Number that is not there.
var missing = Number(math.NaN())

// A feature is the newest observation of an input: its raw value, what date it
// is about, since when it is known, and the signal made of it. The zero feature
// with Known zero is missing.
type feature struct {
	Value Number
	Ref   Date
	Known time.Time
	Z, S  Number
	Flags []string

	Centre, Spread Number // of Z
	at             int    // of a kernel: the number of its observation
}

// noFeature is a missing feature with its reasons.
func noFeature(flags ...string) feature {
	return feature{Value: missing, Z: missing, Centre: missing, Spread: missing, S: missing, Flags: append(flags, flagMissing)}
}

// asIs is a feature that is its own signal.
func asIs(value float64, ref Date, known time.Time, flags ...string) feature {
	if value != value {
		return noFeature(flags...)
	}
	return feature{Value: Number(value), Ref: ref, Known: known, Z: missing, Centre: missing, Spread: missing, S: Number(unsigned(value)), Flags: flags}
}

// recent holds the last Size values, oldest first.
type recent struct {
	Size int
	V    []float64
}

func (r *recent) push(x float64) {
	if len(r.V) == r.Size {
		copy(r.V, r.V[1:])
		r.V[len(r.V)-1] = x
		return
	}
	r.V = append(r.V, x)
}

func (r *recent) full() bool { return len(r.V) == r.Size }

func (r *recent) valid(size int) bool {
	return r.Size == size && len(r.V) <= size && finite(r.V...)
}
