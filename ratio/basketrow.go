package ratio

import (
	"math"
	"sort"

	"github.com/riskon/riskon/series"
)

// close counts a close of a coin.
func (s *basketState) close(e event) {
	i := sort.Search(len(s.Coins), func(i int) bool { return s.Coins[i].ID >= e.ID })
	if i == len(s.Coins) || s.Coins[i].ID != e.ID {
		s.Coins = append(s.Coins, coin{})
		copy(s.Coins[i+1:], s.Coins[i:])
		s.Coins[i] = coin{ID: e.ID, Own: make([]number, s.Config.SeasonRows+1)}
		for k := range s.Coins[i].Own {
			s.Coins[i].Own[k] = number(math.NaN())
		}
	}
	c := &s.Coins[i]
	c.Closes = min(c.Closes+1, s.Config.MinObs)
	c.Last, c.Price = e.T, float64(e.X)
}

// row makes the row at t.
func (s *basketState) row(t int64, base float64) {
	sum, returns, n := 0.0, 0, 0
	for i := range s.Coins {
		c := &s.Coins[i]
		x := c.Price / base
		member := c.Closes >= s.Config.MinObs && !older(c.Last, t, s.Config.MaxAge)
		if member && c.Member {
			sum += x/c.Ratio - 1
			returns++
		}
		c.Member, c.Ratio = member, 0
		if member {
			c.Ratio = x
			n++
		}
	}
	next := 0.0
	switch {
	case n < s.Config.MinMembers:
	case s.Index == 0:
		next = s.Config.Start
		s.Chain++
	case returns >= s.Config.MinMembers:
		next = float64(s.Index * (1 + sum/float64(returns)))
		if !(next > 0 && next <= series.Limit) {
			next = 0
		}
	}
	s.Rows, s.Row, s.Index = true, t, next
	s.season(t, base)
}
