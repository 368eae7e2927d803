package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// never is the end of the bucket of the last rebalance before there was one.
const never = math.MinInt64

// due reports whether the basket rebalances at the row at t: at every row
// without a grid or without a chain, else at the first row in each bucket. Rows
// up to the end of that bucket, which it remembers, are in no other. A row
// between two sessions lies in no bucket.
func (s *basketState) due(t int64) bool {
	if s.Config.Rebalance == (series.Grid{}) {
		return true
	}
	first := false
	if t > s.Until {
		if _, end, ok := bucket(s.Config.Rebalance, t); ok {
			first, s.Until = true, end
		}
	}
	return first || s.Index == 0
}

// bucket returns the bucket (start, end] of g that holds a level at t.
func bucket(g series.Grid, t int64) (start, end int64, ok bool) {
	from, to, ok := g.Bucket(time.Unix(0, t).Add(-1))
	if !ok {
		return 0, 0, false
	}
	return from.UnixNano(), to.UnixNano(), true
}

// rebalance decides at the row at t who belongs from now on, and its weight.
func (s *basketState) rebalance(t int64, base float64) {
	cfg := &s.Config
	for i := range s.Coins {
		c := &s.Coins[i]
		part := 0.0
		if c.member(t, cfg.MinObs, cfg.MaxAge) {
			part = c.target(t, cfg)
		}
		if part == 0 {
			c.leave()
			continue
		}
		x := c.Price / base
		c.Member, c.Ratio, c.Part, c.From = true, x, part, x
	}
}

// weight is what a member weighs at the last row: what it was given at the last
// rebalance, times its ratio since. It is 0 where that is too small for a number,
// and rounded before it is added to others.
func (c *coin) weight() float64 { return float64(c.Part * (c.Ratio / c.From)) }

// leave ends the membership of a coin.
func (c *coin) leave() { c.Member, c.Ratio, c.Part, c.From = false, 0, 0, 0 }
