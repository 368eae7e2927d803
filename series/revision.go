package series

import "time"

// Released is a published figure as it was known, on the known clock.
//
// Value holds the figure. Ref holds, at the same stamps, the reference date it
// is about, as Unix seconds of its 00:00 UTC: time.Unix(int64(x), 0). The age
// of a figure is counted from there, not from its stamp.
type Released struct {
	Value, Ref Series
}

// Latest returns the newest figure at each instant at which something became
// known:
//
//	Ref   = the newest of the reference dates known by then
//	Value = its latest print by then
//
// Newest is by reference date, not by arrival. Where only an older date is
// revised, or printed late, the newest figure is repeated unchanged.
func (v *Vintages) Latest() Released { return v.newest(false) }

// FirstRelease is Latest without revisions: it has a point only where a newer
// reference date than any before becomes known, and that is its first print. A
// date that is first printed together with a newer one, or after it, was never
// the newest figure and has no point.
func (v *Vintages) FirstRelease() Released { return v.newest(true) }

// newest walks over the instants of v, or over those with a new newest date.
func (v *Vintages) newest(firstOnly bool) Released {
	n := 0
	for i := range v.known {
		if v.endsInstant(i) {
			n++
		}
	}
	t, value, refs := make([]int64, 0, n), make([]float64, 0, n), make([]float64, 0, n)
	last := -1 // the latest print of the newest date
	emitted := int32(0)
	for i, ref := range v.ref {
		if last < 0 || ref >= v.ref[last] {
			last = i
		}
		if !v.endsInstant(i) {
			continue
		}
		if newest := v.ref[last]; !firstOnly || len(t) == 0 || newest > emitted {
			t, value = append(t, v.known[i]), append(value, v.value[last])
			refs = append(refs, float64(newest)*secondsPerDay)
			emitted = newest
		}
	}
	return Released{Value: clipped(t, value), Ref: clipped(t, refs)}
}

// endsInstant reports whether print i is the last of those known with it.
func (v *Vintages) endsInstant(i int) bool {
	return i+1 == len(v.known) || v.known[i+1] != v.known[i]
}

// Revisions returns the history of one reference date, the one that ref shows
// in its own location: all its prints on the known clock, the first release
// first. A print that repeats the value before it is kept. The series is empty
// where the date was never printed.
func (v *Vintages) Revisions(ref time.Time) Series {
	date := dayOf(ref)
	var t []int64
	var value []float64
	for i, r := range v.ref {
		if day(r) == date {
			t, value = append(t, v.known[i]), append(value, v.value[i])
		}
	}
	return clipped(t, value)
}
