package series

import (
	"math"
	"time"
)

// Forever is the maxAge of AsOf that lets a value be used however old it is.
const Forever = time.Duration(math.MaxInt64)

// At returns the latest value known at t, and how long it has been known by then:
//
//	v = value of the last point that is not missing with stamp <= t
//	age = t - its stamp
//
// A point stamped exactly t is known at t. Where no value is known, v is NaN
// and ok is false. An age beyond 292 years is given as 292 years.
func (s Series) At(t time.Time) (v float64, age time.Duration, ok bool) {
	for i := countUntil(s.t, t) - 1; i >= 0; i-- {
		if v := s.v[i]; v == v {
			return v, t.Sub(s.Time(i)), true
		}
	}
	return math.NaN(), 0, false
}

// AsOf returns the latest known value at each stamp of clock:
//
//	out[i] = value of the last point of s that is not missing with stamp <= clock[i],
//	         NaN if there is none or clock[i] - stamp > maxAge
//
// It only looks back. There is no default for maxAge, because how long a value
// stays good is a fact about the data: 0 takes exact stamps only, Forever any
// age. Of clock only the stamps are read; its values, missing ones too, play no
// part. AsOf panics if maxAge is negative.
func (s Series) AsOf(clock Series, maxAge time.Duration) Series {
	if maxAge < 0 {
		panic("series: AsOf: maxAge < 0")
	}
	limit := ageLimit(maxAge)
	v := make([]float64, len(clock.t))
	c := cursor{s: s, last: -1}
	for i, now := range clock.t {
		v[i] = math.NaN()
		if last := c.seek(now); last >= 0 && uint64(now-s.t[last]) <= limit {
			v[i] = s.v[last]
		}
	}
	return Series{t: clock.t, v: v}
}

// ageLimit returns maxAge in nanoseconds as ages are compared with it.
func ageLimit(maxAge time.Duration) uint64 {
	if maxAge == Forever {
		return math.MaxUint64 // stamps may be 584 years apart
	}
	return uint64(maxAge)
}

// Age returns, at each stamp of clock, for how many seconds the latest value
// that is not missing has been known. It is NaN where none is known, else >= 0.
func (s Series) Age(clock Series) Series {
	v := make([]float64, len(clock.t))
	c := cursor{s: s, last: -1}
	for i, now := range clock.t {
		v[i] = math.NaN()
		if last := c.seek(now); last >= 0 {
			v[i] = float64(uint64(now-s.t[last])) / 1e9
		}
	}
	return Series{t: clock.t, v: v}
}

// A cursor walks a series forward once.
type cursor struct {
	s          Series
	next, last int // first point not passed; last one passed that is not missing, or -1
}

// seek passes all points with stamp <= now and returns last. The stamps given
// to it must not decrease.
func (c *cursor) seek(now int64) int {
	for c.next < len(c.s.t) && c.s.t[c.next] <= now {
		if v := c.s.v[c.next]; v == v {
			c.last = c.next
		}
		c.next++
	}
	return c.last
}
