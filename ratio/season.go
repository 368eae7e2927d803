package ratio

import (
	"math"
	"time"
)

// A SeasonConfig says what an altcoin season is. Zero fields take the defaults.
type SeasonConfig struct {
	Window     time.Duration `json:"window_ns"`   // calendar time over which returns are compared; 90 days
	Universe   int           `json:"universe"`    // the largest so many coins, by ObserveSize; 0: all
	Base       string        `json:"base"`        // name of the base, which is no constituent; "BTC"
	Exclude    []string      `json:"exclude"`     // stablecoins, wrapped and staked coins; none
	MinMembers int           `json:"min_members"` // fewer are too few for an index; 4, the fewest of which one is a quarter
	MaxAge     time.Duration `json:"max_age_ns"`  // an older price or size is not known any more; 14 days
	Alt        float64       `json:"alt"`         // the index from which it is altcoin season; 75
	BTC        float64       `json:"btc"`         // the index down to which it is the base's season; 25
}

// A SeasonState is the name of an index. The zero SeasonState is none: there is
// no index.
type SeasonState int

// The states of a season.
const (
	AltSeason      SeasonState = iota + 1 // index >= Alt
	BetweenSeasons                        // neither
	BTCSeason                             // index <= BTC
)

// String gives "altcoin season", "between seasons", "BTC season" or "none".
func (s SeasonState) String() string {
	switch s {
	case AltSeason:
		return "altcoin season"
	case BetweenSeasons:
		return "between seasons"
	case BTCSeason:
		return "BTC season"
	}
	return "none"
}

// A Season is the altcoin season index, live and point in time: how many of the
// coins did better than the base over a window of calendar time.
//
// A row is an instant t with a price of the base. At a row
//
//	p(u)     last price of a coin at or before u, known if at most MaxAge old at u
//	universe coins not excluded whose p(t) is known; of these, if Universe > 0,
//	         the Universe largest of those whose size is known, the same way
//	n        coins of the universe whose p(t - Window) is known
//	ahead    those with p(t)/p(t - Window) > base(t)/base(t - Window)
//	index    100 * ahead/n
//
// Who belongs is decided at t, by what was known at t. Of equal sizes the first
// name is the larger one. A coin without a price a window ago is not counted,
// and nobody takes its place. The comparison is strict, and that of the decimal
// prices that people see: a coin from 0.3 to 0.315 is not ahead of a base from
// 100000 to 105000, though the binary quotients differ in the last place.
//
// With n < MinMembers, or without a price of the base a window ago, for which n
// is 0, there is no index and no state. The first index comes a window after
// the first prices.
//
// The prices of a window are kept, so the size is bounded by how often a coin is
// priced in Window, not by history; a coin that was not heard of for Window +
// MaxAge is forgotten.
//
// The zero Season has the default configuration. It must not be copied after
// use, and is not safe for concurrent use.
//
// Source: Blockchain Center, Altcoin Season Index: 75 % of the largest 50 coins,
// without stablecoins and wrapped coins, over 90 days.
type Season struct {
	_    noCopy
	s    seasonState
	rank []int // scratch of a row
}

// A SeasonValue is one row of a Season.
type SeasonValue struct {
	Time  time.Time
	Index float64 // 0..100; NaN where there is none
	N     int     // coins compared with the base
	Ahead int     // those that did better
	State SeasonState
}

// NewSeason returns an empty season. It panics if a field of cfg is negative,
// or so large that it makes no sense, if not 0 < BTC < Alt <= 100, or if a name
// is empty or not UTF-8.
func NewSeason(cfg SeasonConfig) *Season {
	s := &Season{s: seasonState{Config: cfg.withDefaults()}}
	if !s.s.Config.valid() {
		panic("ratio: NewSeason: config out of range")
	}
	return s
}

// Observe records the price of a coin at t, in the currency of the base;
// nothing else changes until Advance. NaN is no price and is ignored. Prices of
// the base and of excluded coins under their names leave no trace. The error is
// an *ObserveError: ErrName, ErrPrice, ErrClosed, ErrDuplicate or series.ErrRange.
func (s *Season) Observe(id string, t time.Time, price float64) error {
	return record(&s.s.Prices, id, id, t, price, checkPrice(price))
}

// ObserveBase records the price of the base at t, as Observe does for a coin.
func (s *Season) ObserveBase(t time.Time, price float64) error {
	return record(&s.s.Prices, "", "base", t, price, checkPrice(price))
}

// ObserveSize records the size of a coin at t, such as its market cap, by which
// the universe is chosen. All sizes must be in one unit. The error is as from
// Observe, with ErrSize for ErrPrice.
func (s *Season) ObserveSize(id string, t time.Time, size float64) error {
	return record(&s.s.Sizes, id, id, t, size, checkSize(size))
}

// Advance closes every instant up to t and appends its rows to dst, which may
// be nil. An instant without a price of the base gives no row; its prices and
// sizes count all the same. An instant that is closed stays closed: an earlier t
// does nothing.
func (s *Season) Advance(dst []SeasonValue, t time.Time) []SeasonValue {
	st := &s.s
	if st.Config.Window == 0 {
		st.Config = st.Config.withDefaults()
	}
	to, _ := unixNano(t)
	for evs := st.Prices.take(to); evs != nil; evs = st.Prices.take(to) {
		now := evs[0].T
		st.takeSizes(now)
		for _, e := range evs {
			st.price(e)
		}
		if evs[0].ID == "" {
			s.rank = st.row(now, s.rank)
			dst = append(dst, s.Value())
		}
	}
	st.takeSizes(to)
	st.Prices.close(to)
	st.Sizes.close(to)
	return dst
}

// Value returns the last row. Before the first it has no index.
func (s *Season) Value() SeasonValue {
	st := &s.s
	if !st.Rows {
		return SeasonValue{Index: math.NaN()}
	}
	v := SeasonValue{Time: time.Unix(0, st.Row).UTC(), Index: math.NaN(), N: st.N, Ahead: st.Ahead}
	if v.N < st.Config.MinMembers {
		return v
	}
	v.Index = float64(100*v.Ahead) / float64(v.N)
	switch {
	case v.Index >= st.Config.Alt:
		v.State = AltSeason
	case v.Index <= st.Config.BTC:
		v.State = BTCSeason
	default:
		v.State = BetweenSeasons
	}
	return v
}
