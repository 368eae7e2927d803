package series

import "time"

// Vintages is the history of a figure that is published late and revised: which
// value was printed for which reference date, and from when on it was known.
//
// What comes out is always on the known clock: Latest, FirstRelease and
// Revisions are series like any other, stamped when a value could be used, and
// satisfy the law of this package with Until cutting by known:
//
//	v.Until(t).Latest().Value == v.Latest().Value.Until(t)
//
// Only AsKnown is by reference date, and therefore no Series but a Snapshot.
//
// It is append-only: nothing that was known is ever taken back, a revision is
// one more print. A reference date is a civil date, the one that ref shows in
// its own location; it comes out as 00:00 UTC of that date. Values are kept in
// the unit given to NewVintages.
//
// Use it by pointer. It is not safe for concurrent use while Add or AddAll
// runs; what it has returned before stays as it was.
type Vintages struct {
	unit  Unit
	known []int64 // in order
	ref   []int32 // days since 1970-01-01, increasing among equal known
	value []float64
}

// NewVintages returns an empty history whose values come out in unit. It panics
// if unit is not one of the package's.
func NewVintages(unit Unit) *Vintages {
	if !unit.valid() {
		panic("series: NewVintages: no such unit")
	}
	return &Vintages{unit: unit}
}

// Unit returns the unit of all values that come out.
func (v *Vintages) Unit() Unit { return v.unit }

// Len returns the number of prints.
func (v *Vintages) Len() int { return len(v.known) }

// Each calls f with each print, by known and then by reference date, until f
// returns false. Adding them to another Vintages in this order gives the same.
func (v *Vintages) Each(f func(ref, known time.Time, value float64) bool) {
	for i := range v.known {
		if !f(day(v.ref[i]).utc(), time.Unix(0, v.known[i]).UTC(), v.value[i]) {
			return
		}
	}
}

// Until returns what was known at t: the prints with known <= t. It shares its
// memory with v, and either may grow without the other noticing.
func (v *Vintages) Until(t time.Time) *Vintages {
	n := countUntil(v.known, t)
	return &Vintages{unit: v.unit, known: v.known[:n:n], ref: v.ref[:n:n], value: v.value[:n:n]}
}
