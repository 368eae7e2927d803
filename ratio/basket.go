package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A BasketConfig says who belongs to a basket, and with what weight. Zero fields
// take the defaults. The grid is no part of its JSON.
type BasketConfig struct {
	MinObs     int           `json:"min_obs"`     // closes to become a member; 26
	MaxAge     time.Duration `json:"max_age_ns"`  // a member whose last close is older leaves; 14 days
	MinMembers int           `json:"min_members"` // fewer are too thin for an index; 5
	Start      float64       `json:"start"`       // the index where a chain starts; 100
	SeasonRows int           `json:"season_rows"` // rows of the altcoin-season share; 13
	Weighting  Weighting     `json:"weighting"`   // EqualWeight
	SizeAge    time.Duration `json:"size_age_ns"` // an older size is unknown; no default: required where sizes are read
	Rebalance  series.Grid   `json:"-"`           // weights are decided once a bucket; the zero Grid: at every row
}

// A Basket is the index of many coins in units of one base, such as altcoins in
// BTC, live and point in time: it counts a coin from the day it had enough
// history, and keeps one that died until it died. A base of 1s gives the index
// in the currency itself.
//
// A row is an instant with a price of the base. First the index goes on by what
// the members of the row before earned, summed in ascending name:
//
//	x_i      last close of coin i / base now
//	r_i      x_i / (x_i at the row before) - 1, for the m members of the row
//	         before whose last close is at most MaxAge old
//	w_i      weight of coin i at the row before
//	index    index at the row before * (1 + sum(w_i*r_i)/sum(w_i))
//
// Then, where the row is a rebalance, the members are chosen anew from what is
// known now. They earn from the next row on:
//
//	member   a coin with MinObs closes or more, the last at most MaxAge old, and
//	         a weight above 0; without EqualWeight that takes a size at most
//	         SizeAge old
//	w_i      1, or the size, or the size * last close: see Weighting
//
// A row is a rebalance if Rebalance is the zero Grid, if it is the first in its
// bucket (start, end], or if the row before had no index. Otherwise holdings stay
// as they are: weights drift with x_i, a member whose last close is too old
// leaves its weight to the others in proportion, a coin that would be new waits,
// and sizes are not read.
//
// The index starts at Start at the first row with MinMembers members. With fewer
// members, or fewer returns, or an index beyond 1e75, the row is thin: its
// value is missing and the chain ends. The next row with MinMembers members
// starts a new chain at Start; what was fed with the old one must start anew.
// Coins come and go without a jump, for only returns are averaged.
//
// Beside the index stands the rebalancing gain: how much faster it grew since
// the start of its chain than its members did in the mean of their logarithms.
//
//	gain     gain at the row before + ln(1 + sum(w_i*r_i)/sum(w_i))
//	                                - sum(w_i*ln(1 + r_i))/sum(w_i)
//
// No row lowers it (Jensen). With equal weights at every row it is the log of
// the index against the log-mean of the coins. It is not Exact: it agrees to
// 1e-12 across CPUs.
//
// Source of the gain: Fernholz and Shay, Stochastic Portfolio Theory and Stock
// Market Equilibrium, Journal of Finance 37 (1982), the excess growth; Booth and
// Fama, Diversification Returns and Asset Contributions, Financial Analysts
// Journal 48 (1992).
//
// The zero Basket has the default configuration. It must not be copied after
// use, and is not safe for concurrent use.
type Basket struct {
	_       noCopy
	s       basketState
	members []string  // of the last row; never written to once handed out
	weights []float64 // so are these
}

// A BasketValue is one row of a Basket.
type BasketValue struct {
	Time       time.Time
	Value      float64   // the index; NaN if thin
	N          int       // members
	Members    []string  // ascending; shared: do not change it
	Weights    []float64 // of Members, with sum 1: what earns the next return; shared too
	Rebalanced bool      // they were decided at this row
	Gain       float64   // rebalancing gain of the chain, in logarithms; NaN if thin
	Chain      int       // 1 for the first chain; of a thin row, the last one, 0 if none
	Thin       bool
	Season     float64 // share of the members ahead of the base; NaN if SeasonN is 0
	SeasonN    int     // members that Season counts
}

// NewBasket returns an empty basket. It panics if a field of cfg is negative, or
// so large that it makes no sense, or if SizeAge is missing where sizes are read.
func NewBasket(cfg BasketConfig) *Basket {
	b := &Basket{}
	b.s.Config = cfg.withDefaults()
	if !b.s.Config.valid() {
		panic("ratio: NewBasket: config out of range")
	}
	if b.s.Config.Rebalance != (series.Grid{}) {
		b.s.Until = never
	}
	return b
}

// Observe records the price of a coin at t, in the currency of the base;
// nothing else changes until Advance. NaN is no price and is ignored. The error
// is an *ObserveError: ErrName, ErrPrice, ErrClosed, ErrDuplicate or
// series.ErrRange.
func (b *Basket) Observe(id string, t time.Time, price float64) error {
	return record(&b.s.Inbox, id, id, t, price, checkPrice(price))
}

// ObserveBase records the price of the base at t, as Observe does for a coin.
func (b *Basket) ObserveBase(t time.Time, price float64) error {
	return record(&b.s.Inbox, "", "base", t, price, checkPrice(price))
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
				b.s.coin(e.ID).close(e.T, float64(e.X), b.s.Config.MinObs)
			}
		}
		if base > 0 {
			b.s.resize(evs[0].T)
			b.s.row(evs[0].T, base)
			b.hand()
			dst = append(dst, b.Value())
		}
	}
	b.s.resize(to)
	b.s.Inbox.close(to)
	b.s.Sizes.close(to)
	return dst
}

// Value returns the last row. Before the first it is thin, without members.
func (b *Basket) Value() BasketValue {
	s := &b.s
	v := BasketValue{Value: math.NaN(), N: len(b.members), Members: b.members, Weights: b.weights, Rebalanced: s.Rebalanced,
		Gain: math.NaN(), Chain: s.Chain, Thin: true, Season: math.NaN()}
	if !s.Rows {
		return v
	}
	v.Time, v.Season, v.SeasonN = time.Unix(0, s.Row).UTC(), float64(s.Season), s.SeasonN
	if s.Index > 0 {
		v.Value, v.Gain, v.Thin = s.Index, s.Gain, false
	}
	return v
}
