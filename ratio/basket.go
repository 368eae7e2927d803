package ratio

import (
	"math"
	"time"
	"unicode/utf8"
)

// A BasketConfig says who belongs to a basket. Zero fields take the defaults.
type BasketConfig struct {
	MinObs     int           `json:"min_obs"`     // closes to become a member; 26
	MaxAge     time.Duration `json:"max_age_ns"`  // a member whose last close is older leaves; 14 days
	MinMembers int           `json:"min_members"` // fewer are too thin for an index; 5
	Start      float64       `json:"start"`       // the index where a chain starts; 100
	SeasonRows int           `json:"season_rows"` // rows of the altcoin-season share; 13
}

// A Basket is the equal-weight index of many coins in units of one base, such
// as altcoins in BTC, live and point in time: it counts a coin from the day it
// had enough history, and keeps one that died until it died.
//
// A row is an instant with a price of the base. At a row
//
//	member   a coin with MinObs closes or more, the last at most MaxAge old
//	x_i      last close of coin i / base now
//	r_i      x_i / (x_i at the row before) - 1, for the m members at both rows
//	index    index at the row before * (1 + sum(r_i)/m), summed in ascending name
//
// It starts at Start at the first row with MinMembers members. With fewer
// members, or fewer returns, or an index beyond 1e75, the row is thin: its
// value is missing and the chain ends. The next row with MinMembers members
// starts a new chain at Start; what was fed with the old one must start anew.
// Coins come and go without a jump, for only returns are averaged.
//
// The zero Basket has the default configuration. It must not be copied after
// use, and is not safe for concurrent use.
type Basket struct {
	_       noCopy
	s       basketState
	members []string // of the last row; never written to once handed out
}

// A BasketValue is one row of a Basket.
type BasketValue struct {
	Time    time.Time
	Value   float64  // the index; NaN if thin
	N       int      // members
	Members []string // ascending; shared: do not change it
	Chain   int      // 1 for the first chain; of a thin row, the last one, 0 if none
	Thin    bool
	Season  float64 // share of the members ahead of the base; NaN if SeasonN is 0
	SeasonN int     // members that Season counts
}

// NewBasket returns an empty basket. It panics if a field of cfg is negative,
// or so large that it makes no sense.
func NewBasket(cfg BasketConfig) *Basket {
	b := &Basket{}
	b.s.Config = cfg.withDefaults()
	if !b.s.Config.valid() {
		panic("ratio: NewBasket: config out of range")
	}
	return b
}

// Observe records the price of a coin at t, in the currency of the base;
// nothing else changes until Advance. NaN is no price and is ignored. The error
// is an *ObserveError: ErrName, ErrPrice, ErrClosed, ErrDuplicate or
// series.ErrRange.
func (b *Basket) Observe(id string, t time.Time, price float64) error {
	if id == "" || !utf8.ValidString(id) {
		return &ObserveError{Input: id, Time: t, Value: price, Err: ErrName}
	}
	return b.record(id, id, t, price)
}

// ObserveBase records the price of the base at t, as Observe does for a coin.
func (b *Basket) ObserveBase(t time.Time, price float64) error {
	return b.record("", "base", t, price)
}

func (b *Basket) record(id, name string, t time.Time, price float64) error {
	_, err := b.s.Inbox.check(t)
	switch {
	case err != nil:
	case math.IsNaN(price):
		return nil
	case !validPrice(price):
		err = ErrPrice
	default:
		err = b.s.Inbox.record(t, id, price)
	}
	if err != nil {
		return &ObserveError{Input: name, Time: t, Value: price, Err: err}
	}
	return nil
}

// Advance closes every instant up to t and appends its rows to dst, which may
// be nil. An instant without a price of the base gives no row; the closes of
// the coins count all the same. An instant that is closed stays closed: an
// earlier t does nothing.
func (b *Basket) Advance(dst []BasketValue, t time.Time) []BasketValue {
	b.s.Config = b.s.Config.withDefaults()
	to, _ := unixNano(t)
	for evs := b.s.Inbox.take(to); evs != nil; evs = b.s.Inbox.take(to) {
		base := 0.0
		for _, e := range evs {
			if e.ID == "" {
				base = float64(e.X)
			} else {
				b.s.close(e)
			}
		}
		if base > 0 {
			b.s.row(evs[0].T, base)
			b.name()
			dst = append(dst, b.Value())
		}
	}
	b.s.Inbox.close(to)
	return dst
}

// Value returns the last row. Before the first it is thin, without members.
func (b *Basket) Value() BasketValue {
	s := &b.s
	v := BasketValue{Value: math.NaN(), N: len(b.members), Members: b.members, Chain: s.Chain, Thin: true, Season: math.NaN()}
	if !s.Rows {
		return v
	}
	v.Time, v.Season, v.SeasonN = time.Unix(0, s.Row).UTC(), float64(s.Season), s.SeasonN
	if s.Index > 0 {
		v.Value, v.Thin = s.Index, false
	}
	return v
}

// name brings members up to date. It allocates only when somebody came or went.
func (b *Basket) name() {
	n, same := 0, true
	for _, c := range b.s.Coins {
		if c.Member {
			same = same && n < len(b.members) && b.members[n] == c.ID
			n++
		}
	}
	if same && n == len(b.members) {
		return
	}
	b.members = make([]string, 0, n)
	for _, c := range b.s.Coins {
		if c.Member {
			b.members = append(b.members, c.ID)
		}
	}
}
