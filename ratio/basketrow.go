package ratio

import (
	"math"
	"sort"

	"github.com/riskon/riskon/series"
)

// coin returns the coin of a name, a new one if it is not known yet.
func (s *basketState) coin(id string) *coin {
	i := sort.Search(len(s.Coins), func(i int) bool { return s.Coins[i].ID >= id })
	if i == len(s.Coins) || s.Coins[i].ID != id {
		s.Coins = append(s.Coins, coin{})
		copy(s.Coins[i+1:], s.Coins[i:])
		s.Coins[i] = coin{listing: listing{ID: id}, Own: make([]number, s.Config.SeasonRows+1)}
		for k := range s.Coins[i].Own {
			s.Coins[i].Own[k] = number(math.NaN())
		}
	}
	return &s.Coins[i]
}

// row makes the row at t: what the members of the row before earned, then who
// belongs from now on.
func (s *basketState) row(t int64, base float64) {
	e := s.earn(t, base)
	if s.Rebalanced = s.due(t); s.Rebalanced {
		s.rebalance(t, base)
	}
	n := 0
	for i := range s.Coins {
		if s.Coins[i].Member {
			n++
		}
	}
	next, gain := 0.0, 0.0
	switch {
	case n < s.Config.MinMembers:
	case s.Index == 0:
		next = s.Config.Start
		s.Chain++
	case e.n >= s.Config.MinMembers:
		next = float64(s.Index * (1 + e.sum/e.weight))
		if !(next > 0 && next <= series.Limit) {
			next = 0
			break
		}
		gain = s.Gain + e.gain()
	}
	s.Rows, s.Row, s.Index, s.Gain = true, t, next, gain
	s.season(t, base)
}

// earned is what the members made from one row to the next.
type earned struct {
	n      int     // members with a return
	weight float64 // sum of their weights at the row before
	sum    float64 // of weight * return
	logs   float64 // of weight * ln(1 + return)
}

// earn sums the returns of the members up to the row at t. A member whose last
// close is too old leaves without one; so the others share its weight.
func (s *basketState) earn(t int64, base float64) earned {
	var e earned
	for i := range s.Coins {
		c := &s.Coins[i]
		if !c.Member {
			continue
		}
		if !c.member(t, s.Config.MinObs, s.Config.MaxAge) {
			c.leave()
			continue
		}
		x := c.Price / base
		w, growth := c.weight(), x/c.Ratio
		e.n++
		e.weight += w
		e.sum += float64(w * (growth - 1))
		e.log(w, growth)
		if c.Ratio = x; c.weight() == 0 {
			c.leave()
		}
	}
	return e
}
