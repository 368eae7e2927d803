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
}

// noFeature is a missing feature with its reasons.
func noFeature(flags ...string) feature {
	return feature{Value: missing, Z: missing, S: missing, Flags: append(flags, "missing")}
}

// asIs is a feature that is its own signal.
func asIs(value float64, ref Date, known time.Time, flags ...string) feature {
	if value != value {
		return noFeature(flags...)
	}
	return feature{Value: Number(value), Ref: ref, Known: known, Z: missing, S: Number(unsigned(value)), Flags: flags}
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

// normalised turns the observations of a feature, in order of reference date,
// into signals: each against the ones before it.
type normalised struct {
	History recent // without the newest
	Newest  feature
}

func newNormalised(n Normalise) normalised {
	return normalised{History: recent{Size: n.Window}, Newest: noFeature()}
}

func (k *normalised) observe(n Normalise, x float64, ref Date, known time.Time, flags ...string) {
	if n.Method == AsIs {
		k.Newest = asIs(x, ref, known, flags...)
		return
	}
	if !k.Newest.Value.Missing() {
		k.History.push(float64(k.Newest.Value))
	}
	s := n.Apply(x, k.History.V)
	if s.Flag != "" {
		flags = append(flags, s.Flag)
	}
	k.Newest = feature{Value: Number(x), Ref: ref, Known: known, Z: Number(s.Z), S: Number(s.S), Flags: flags}
}

// join waits until all parts of a reference date are known.
type join struct {
	Parts int
	Rows  []joinRow // waiting, by reference date
}

type joinRow struct {
	Ref   Date
	Known time.Time
	Has   uint8
	V     [3]float64
}

// waitingRows bounds how many incomplete dates are kept: half a year of weeks.
const waitingRows = 26

// put records a part and returns the row it completes. Rows at or before a
// complete one are dropped: their missing parts come too late to be used in order.
func (j *join) put(part int, x float64, ref Date, known time.Time) (joinRow, bool) {
	i := 0
	for i < len(j.Rows) && j.Rows[i].Ref.Before(ref.Time) {
		i++
	}
	if i == len(j.Rows) || !j.Rows[i].Ref.Equal(ref.Time) {
		j.Rows = append(j.Rows, joinRow{})
		copy(j.Rows[i+1:], j.Rows[i:])
		j.Rows[i] = joinRow{Ref: ref}
	}
	row := &j.Rows[i]
	row.V[part] = x
	row.Has |= 1 << part
	if known.After(row.Known) {
		row.Known = known
	}
	if row.Has == 1<<j.Parts-1 {
		done := *row
		j.Rows = append(j.Rows[:0], j.Rows[i+1:]...)
		return done, true
	}
	if len(j.Rows) > waitingRows {
		j.Rows = append(j.Rows[:0], j.Rows[1:]...)
	}
	return joinRow{}, false
}

func (j *join) valid(parts int) bool {
	if j.Parts != parts || len(j.Rows) > waitingRows {
		return false
	}
	for i, r := range j.Rows {
		if r.Has >= 1<<parts-1 || !finite(r.V[:]...) || i > 0 && !j.Rows[i-1].Ref.Before(r.Ref.Time) {
			return false
		}
	}
	return true
}
