package ratio

import (
	"math"
	"slices"
	"sort"
	"time"

	"github.com/riskon/riskon/series"
)

// A Dominance is the share of one coin in the market cap of all, such as that
// of BTC, live:
//
//	value(t) = 100 * cap of the base / sum of caps, in ascending name
//
// with the latest known caps, the base's among them, each at most maxAge old at
// t; 0 asks for all at the same instant, series.Forever for any age. A row is an
// instant with a cap of any coin. All caps must be in one unit. The value is in
// 0..100, and NaN where the cap of the base is unknown or too old, where that of
// no other coin is known, and where all are 0. A coin whose cap is too old is
// left out: N says how many there were, and the value is no better than they.
//
// The zero Dominance is that of "BTC" with a maxAge of 0. It must not be copied
// after use, and is not safe for concurrent use.
type Dominance struct {
	_ noCopy
	s dominanceState
}

// A DominanceValue is one row of a Dominance.
type DominanceValue struct {
	Time  time.Time
	Value float64 // percent
	Total float64 // sum of the caps; NaN if there are none, or beyond 1e75
	N     int     // caps in it, the base's included
}

// NewDominance returns the dominance of a base, such as "BTC". It panics if the
// name is empty or not UTF-8, or if maxAge is negative.
func NewDominance(base string, maxAge time.Duration) *Dominance {
	checkAge("NewDominance", maxAge)
	if !validName(base) {
		panic("ratio: NewDominance: no base")
	}
	return &Dominance{s: dominanceState{Base: base, MaxAge: maxAge}}
}

// Observe records the market cap of a coin, or of the base under its name, at t;
// nothing else changes until Advance. NaN is no cap and is ignored: what was
// known before stays known. The error is an *ObserveError: ErrName, ErrSize,
// ErrClosed, ErrDuplicate or series.ErrRange.
func (d *Dominance) Observe(id string, t time.Time, size float64) error {
	return record(&d.s.Inbox, id, id, t, size, checkSize(size))
}

// Advance closes every instant up to t and appends the row of each one that had
// an observation to dst, which may be nil. An instant that is closed stays
// closed: an earlier t does nothing.
func (d *Dominance) Advance(dst []DominanceValue, t time.Time) []DominanceValue {
	s := &d.s
	if s.Base == "" {
		s.Base = defaultBase
	}
	to, _ := unixNano(t)
	for evs := s.Inbox.take(to); evs != nil; evs = s.Inbox.take(to) {
		now := evs[0].T
		for _, e := range evs {
			s.coin(e.ID).Cap.know(now, float64(e.X))
		}
		s.Rows, s.Row = true, now
		dst = append(dst, d.Value())
	}
	s.Inbox.close(to)
	return dst
}

// Value returns the last row, NaN before the first.
func (d *Dominance) Value() DominanceValue {
	s := &d.s
	v := DominanceValue{Value: math.NaN(), Total: math.NaN()}
	if !s.Rows {
		return v
	}
	v.Time = time.Unix(0, s.Row).UTC()
	sum, base := 0.0, math.NaN()
	for i := range s.Coins {
		c := &s.Coins[i]
		if older(c.Cap.T, s.Row, s.MaxAge) {
			continue
		}
		v.N++
		sum += c.Cap.X
		if c.ID == s.Base {
			base = c.Cap.X
		}
	}
	if v.N > 0 {
		v.Total = finite(sum)
	}
	if v.N > 1 {
		v.Value = finite(100 * (base / sum))
	}
	return v
}

// Others returns the market cap of all other coins over that of the base, see
// FromDominance.
func (v DominanceValue) Others() float64 { return othersOverBase(v.Value) }

// coin returns the coin named id, which it adds if it is new.
func (s *dominanceState) coin(id string) *dominanceCoin {
	i := sort.Search(len(s.Coins), func(i int) bool { return s.Coins[i].ID >= id })
	if i == len(s.Coins) || s.Coins[i].ID != id {
		s.Coins = slices.Insert(s.Coins, i, dominanceCoin{ID: id})
	}
	return &s.Coins[i]
}

// FromDominance returns the ratio of all others to a base whose dominance is
// given in percent, such as altcoins to BTC:
//
//	r(t) = (100 - d(t)) / d(t)
//
// It is NaN where d is missing, d <= 0, d > 100, or the ratio is beyond 1e75.
func FromDominance(d series.Series) series.Series {
	v := make([]float64, d.Len())
	for i, x := range d.Values() {
		v[i] = othersOverBase(x)
	}
	return build(d.UnixNanos(), v)
}

func othersOverBase(d float64) float64 {
	if !(0 < d && d <= 100) {
		return math.NaN()
	}
	return finite((100 - d) / d)
}
