package ratio

import (
	"math"
	"time"
)

// A BreadthConfig says how breadth is measured. Zero fields take the defaults.
type BreadthConfig struct {
	MinMembers int           `json:"min_members"` // fewer are too few to speak of a market; 5
	MaxAge     time.Duration `json:"max_age_ns"`  // who has no close so young is no member; 14 days
	Average    int           `json:"average"`     // closes of the moving average; 50
	Window     int           `json:"window"`      // closes of a new high or low, the new one included, 2 or more; 252
}

// A Breadth tells how many members of a market take part in its moves, live and
// point in time: the advance-decline figures, the share above a moving average,
// and new highs and lows.
//
// A row is an instant with a Tick: the caller's clock. Constituents may have
// calendars of their own. At a row
//
//	member      a constituent whose last close is at most MaxAge old
//	moved       a member with a close since the row before
//	advancing   moved, a member at the row before too, last close > the one known then
//	declining   the same, last close <
//	unchanged   the same, last close =
//	net         advancing - declining
//	line        line at the row before + net, from 0: the advance-decline line
//	ratio       advancing / (advancing + declining)
//	above       share of the members with last close > the mean of their last
//	            Average closes, this one included; of those with so many closes
//	highs       moved, last close > all Window-1 closes of its own before it
//	lows        the same, last close <
//
// With a close for every tick, advancing is a close above the one before it;
// with a tick a week, a close above that of the week before. Only the last close
// before a tick counts. A close carried over a holiday moves nothing, and is no
// second new high.
//
// What nobody could be asked about is missing, not 0: ratio and the first three
// without anyone they compare, at the first row for example; above without
// Average closes of anyone; highs and lows if no one who moved has Window closes.
// With fewer members than MinMembers the row is thin: all its figures are
// missing, and the line stays where it was.
//
// The size depends on the number of constituents ever observed, on Average and
// on Window. The zero Breadth has the default configuration. It must not be
// copied after use, and is not safe for concurrent use.
//
// Source: Gregory Morris, The Complete Guide to Market Breadth Indicators, 2006;
// the ratio is that of Martin Zweig, Winning on Wall Street, 1986.
type Breadth struct {
	_ noCopy
	s breadthState
}

// A BreadthValue is one row of a Breadth.
type BreadthValue struct {
	Time      time.Time
	N         int // members
	Thin      bool
	Advancing float64 // members; NaN, as all below, where missing
	Declining float64
	Unchanged float64
	Net       float64
	Line      float64
	Ratio     float64 // 0..1; NaN too if all are unchanged
	Above     float64 // 0..1
	AboveN    int     // members that Above is a share of
	Highs     float64 // members
	Lows      float64
	RangeN    int // members among which Highs and Lows are counted
}

// NewBreadth returns an empty breadth. It panics if a field of cfg is negative,
// or so large that it makes no sense, or if Window is 1.
func NewBreadth(cfg BreadthConfig) *Breadth {
	b := &Breadth{s: breadthState{Config: cfg.withDefaults()}}
	if !b.s.Config.valid() {
		panic("ratio: NewBreadth: config out of range")
	}
	return b
}

// Observe records the close of a constituent at t; nothing else changes until
// Advance. NaN is no close and is ignored. The error is an *ObserveError:
// ErrName, ErrPrice, ErrClosed, ErrDuplicate or series.ErrRange.
func (b *Breadth) Observe(id string, t time.Time, price float64) error {
	return record(&b.s.Inbox, id, id, t, price, checkPrice(price))
}

// Tick asks for a row at t. The error is an *ObserveError: ErrClosed,
// ErrDuplicate or series.ErrRange.
func (b *Breadth) Tick(t time.Time) error {
	return record(&b.s.Inbox, "", "clock", t, 0, nil)
}

// Advance closes every instant up to t and appends its rows to dst, which may
// be nil. An instant without a Tick gives no row; its closes count all the same.
// An instant that is closed stays closed: an earlier t does nothing.
func (b *Breadth) Advance(dst []BreadthValue, t time.Time) []BreadthValue {
	s := &b.s
	s.Config = s.Config.withDefaults()
	to, _ := unixNano(t)
	for evs := s.Inbox.take(to); evs != nil; evs = s.Inbox.take(to) {
		for _, e := range evs {
			if e.ID != "" {
				s.close(e)
			}
		}
		if evs[0].ID == "" {
			s.row(evs[0].T)
			dst = append(dst, b.Value())
		}
	}
	s.Inbox.close(to)
	return dst
}

// Value returns the last row. Before the first it is thin.
func (b *Breadth) Value() BreadthValue {
	s, none := &b.s, math.NaN()
	v := BreadthValue{Thin: true, Advancing: none, Declining: none, Unchanged: none, Net: none,
		Line: none, Ratio: none, Above: none, Highs: none, Lows: none}
	if !s.Rows {
		return v
	}
	c := &s.Count
	v.Time, v.N, v.AboveN, v.RangeN = time.Unix(0, s.Row).UTC(), c.Members, c.AboveN, c.RangeN
	if c.Members < s.Config.MinMembers {
		return v
	}
	v.Thin, v.Line = false, float64(s.Line)
	if c.Advancing+c.Declining+c.Unchanged > 0 {
		v.Advancing, v.Declining, v.Unchanged = float64(c.Advancing), float64(c.Declining), float64(c.Unchanged)
		v.Net = v.Advancing - v.Declining
	}
	if moves := c.Advancing + c.Declining; moves > 0 {
		v.Ratio = float64(c.Advancing) / float64(moves)
	}
	if c.AboveN > 0 {
		v.Above = float64(c.Above) / float64(c.AboveN)
	}
	if c.RangeN > 0 {
		v.Highs, v.Lows = float64(c.Highs), float64(c.Lows)
	}
	return v
}
