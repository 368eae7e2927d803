package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// Of returns a/b, such as ETH/BTC, at every stamp of either:
//
//	r(t) = latest known a / latest known b, each at most maxAge old at t
//
// Two calendars need no common stamps: each side is carried until it is maxAge
// old; 0 asks for both at the same instant, series.Forever for any age.
// The result is NaN where a side is unknown or too old, where b is 0, and where
// the quotient is beyond 1e75. A missing value makes the result missing at its
// own stamp and is skipped afterwards: what was known before stays known.
// It panics if maxAge is negative.
func Of(a, b series.Series, maxAge time.Duration) series.Series {
	checkAge("Of", maxAge)
	at, bt, av, bv := a.UnixNanos(), b.UnixNanos(), a.Values(), b.Values()
	t := make([]int64, 0, countStamps(at, bt))
	v := make([]float64, 0, cap(t))
	k := quotient{maxAge: maxAge}
	for i, j := 0, 0; i < len(at) || j < len(bt); {
		hasA, hasB := firstOf(at[i:], bt[j:])
		var now int64
		gap := false
		if hasA {
			now, gap = at[i], k.a.know(at[i], av[i])
			i++
		}
		if hasB {
			now = bt[j]
			gap = k.b.know(bt[j], bv[j]) || gap
			j++
		}
		r := math.NaN()
		if !gap {
			r = k.at(now)
		}
		t, v = append(t, now), append(v, r)
	}
	return build(t, v)
}

// An Input is a side of a Pair.
type Input int

// The inputs of a Pair. The zero Input is none.
const (
	Numerator Input = iota + 1
	Denominator
)

// String gives "numerator" or "denominator".
func (i Input) String() string {
	switch i {
	case Numerator:
		return "numerator"
	case Denominator:
		return "denominator"
	}
	return "no input"
}

// A Pair is Of, live. The zero Pair is NewPair(0). It must not be copied after
// use, and is not safe for concurrent use.
type Pair struct {
	_     noCopy
	fixed bool // the parameters were chosen by NewPair or restored
	s     pairState
	k     quotient
}

// A PairValue is the ratio at an instant.
type PairValue struct {
	Time  time.Time
	Value float64
}

// NewPair returns a Pair whose sides are used until they are maxAge old. It
// panics if maxAge is negative.
func NewPair(maxAge time.Duration) *Pair {
	checkAge("NewPair", maxAge)
	return &Pair{fixed: true, k: quotient{maxAge: maxAge}}
}

// Observe records the value of a side at t; nothing else changes until Advance.
// NaN, or a number beyond 1e75, is a missing value. The error is an
// *ObserveError: ErrClosed, ErrDuplicate or series.ErrRange. It panics if input
// is not one of the constants.
func (p *Pair) Observe(input Input, t time.Time, x float64) error {
	id := ""
	switch input {
	case Numerator:
		id = "a"
	case Denominator:
		id = "b"
	default:
		panic("ratio: Pair: unknown input")
	}
	if err := p.s.Inbox.record(t, id, finite(x)); err != nil {
		return &ObserveError{Input: input.String(), Time: t, Value: x, Err: err}
	}
	return nil
}

// Advance closes every instant up to t and appends the value of each one that
// had an observation to dst, which may be nil. An instant that is closed stays
// closed: an earlier t does nothing.
func (p *Pair) Advance(dst []PairValue, t time.Time) []PairValue {
	to, _ := unixNano(t)
	for evs := p.s.Inbox.take(to); evs != nil; evs = p.s.Inbox.take(to) {
		now, gap := evs[0].T, false
		for _, e := range evs {
			side := &p.k.a
			if e.ID == "b" {
				side = &p.k.b
			}
			gap = side.know(now, float64(e.X)) || gap
		}
		r := math.NaN()
		if !gap {
			r = p.k.at(now)
			p.s.Seen, p.s.Value = true, number(r)
		}
		dst = append(dst, PairValue{Time: time.Unix(0, now).UTC(), Value: r})
	}
	p.s.Inbox.close(to)
	return dst
}

// Value returns the last ratio, NaN before the first. A missing observation
// leaves it as it was; a side that grew too old makes it NaN.
func (p *Pair) Value() float64 {
	if !p.s.Seen {
		return math.NaN()
	}
	return float64(p.s.Value)
}
