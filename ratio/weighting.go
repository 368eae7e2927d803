package ratio

import (
	"fmt"
	"math"
	"time"
	"unicode/utf8"
)

// A Weighting says what the members of a Basket weigh when it rebalances. All
// but EqualWeight need a size of each coin, from ObserveSize or Constituent.
type Weighting int

// The weightings.
const (
	EqualWeight  Weighting = iota // "equal": all the same
	CapWeight                     // "cap": the size, a market capitalisation, as observed
	SupplyWeight                  // "supply": the size, a number of coins, times the last close
	CustomWeight                  // "custom": the size, a weight in any unit; 0 keeps a coin out
)

var weightingNames = [...]string{EqualWeight: "equal", CapWeight: "cap", SupplyWeight: "supply", CustomWeight: "custom"}

func (w Weighting) valid() bool { return 0 <= w && int(w) < len(weightingNames) }

// String returns equal, cap, supply or custom.
func (w Weighting) String() string {
	if !w.valid() {
		return fmt.Sprintf("Weighting(%d)", int(w))
	}
	return weightingNames[w]
}

// MarshalText writes equal, cap, supply or custom. Any other Weighting is an error.
func (w Weighting) MarshalText() ([]byte, error) {
	if !w.valid() {
		return nil, fmt.Errorf("ratio: no such weighting: %d", int(w))
	}
	return []byte(w.String()), nil
}

// UnmarshalText reads equal, cap, supply or custom.
func (w *Weighting) UnmarshalText(text []byte) error {
	for i, name := range weightingNames {
		if name == string(text) {
			*w = Weighting(i)
			return nil
		}
	}
	return fmt.Errorf("ratio: no such weighting: %q", text)
}

// validSize bounds sizes so that a weight is always finite and above 0.
func (w Weighting) validSize(x float64) bool {
	return validPrice(x) || x == 0 && w != CapWeight && w != SupplyWeight
}

// ObserveSize records the size of a coin at t, which the Weighting gives its
// meaning: a market capitalisation, a supply or a weight. It is good until the
// next, or until it is SizeAge old. It may come before the first price. NaN is no
// size and is ignored; 0 is one with CustomWeight. With EqualWeight a size is
// checked and forgotten. The error is an *ObserveError: ErrName, ErrSize,
// ErrClosed, ErrDuplicate or series.ErrRange.
func (b *Basket) ObserveSize(id string, t time.Time, size float64) error {
	q, w := &b.s.Sizes, b.s.Config.Weighting
	_, err := q.check(t)
	switch {
	case id == "" || !utf8.ValidString(id):
		err = ErrName
	case err != nil:
	case math.IsNaN(size):
		return nil
	case !w.validSize(size):
		err = ErrSize
	case w != EqualWeight:
		err = q.record(t, id, size)
	}
	if err != nil {
		return &ObserveError{Input: id, Time: t, Value: size, Err: err}
	}
	return nil
}

// resize takes the sizes observed up to to.
func (s *basketState) resize(to int64) {
	for evs := s.Sizes.take(to); evs != nil; evs = s.Sizes.take(to) {
		for _, e := range evs {
			c := s.coin(e.ID)
			c.Size, c.Sized = float64(e.X), e.T
		}
	}
}

// target is what the coin is to weigh at t, at most 1; 0 without a size that is
// known and fresh. Sizes and prices are below 0x1p250, and that scale rounds
// nothing.
func (c *coin) target(t int64, cfg *BasketConfig) float64 {
	switch {
	case cfg.Weighting == EqualWeight:
		return 1
	case c.Size == 0 || older(c.Sized, t, cfg.SizeAge):
		return 0
	case cfg.Weighting == SupplyWeight:
		return float64(c.Size*0x1p-250) * float64(c.Price*0x1p-250)
	}
	return c.Size * 0x1p-250
}
