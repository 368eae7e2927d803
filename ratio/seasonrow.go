package ratio

import (
	"cmp"
	"slices"
	"sort"
)

// coin returns the coin named id, which it adds if it is new.
func (s *seasonState) coin(id string) *seasonCoin {
	i := sort.Search(len(s.Coins), func(i int) bool { return s.Coins[i].ID >= id })
	if i == len(s.Coins) || s.Coins[i].ID != id {
		s.Coins = slices.Insert(s.Coins, i, seasonCoin{ID: id})
	}
	return &s.Coins[i]
}

// price takes a price of a coin or, without a name, of the base.
func (s *seasonState) price(e event) {
	switch {
	case e.ID == "":
		s.Base.add(e.T, float64(e.X), s.Config.Window)
	case !s.Config.excludes(e.ID):
		s.coin(e.ID).Past.add(e.T, float64(e.X), s.Config.Window)
	}
}

// takeSizes takes the sizes up to t. They are not read if all coins belong.
func (s *seasonState) takeSizes(t int64) {
	for evs := s.Sizes.take(t); evs != nil; evs = s.Sizes.take(t) {
		for _, e := range evs {
			if s.Config.Universe > 0 && !s.Config.excludes(e.ID) {
				s.coin(e.ID).Size.know(e.T, float64(e.X))
			}
		}
	}
}

// row makes the row at t. It returns rank, its scratch.
func (s *seasonState) row(t int64, rank []int) []int {
	c := &s.Config
	s.forget(t)
	rank = s.universe(t, rank[:0])
	s.Rows, s.Row, s.N, s.Ahead = true, t, 0, 0
	baseNow, _ := s.Base.now(t, c.MaxAge)
	baseThen, ok := s.Base.then(t, c.Window, c.MaxAge)
	if !ok {
		return rank
	}
	for _, i := range rank {
		p := &s.Coins[i].Past
		now, _ := p.now(t, c.MaxAge)
		then, ok := p.then(t, c.Window, c.MaxAge)
		if !ok {
			continue
		}
		s.N++
		if ahead(now, then, baseNow, baseThen) {
			s.Ahead++
		}
	}
	return rank
}

// universe appends to rank the coins that belong at t.
func (s *seasonState) universe(t int64, rank []int) []int {
	c := &s.Config
	for i := range s.Coins {
		k := &s.Coins[i]
		_, known := k.Past.now(t, c.MaxAge)
		if known && (c.Universe == 0 || k.Size.Known && !older(k.Size.T, t, c.MaxAge)) {
			rank = append(rank, i)
		}
	}
	if c.Universe == 0 || len(rank) <= c.Universe {
		return rank
	}
	slices.SortFunc(rank, func(i, j int) int {
		if d := cmp.Compare(s.Coins[j].Size.X, s.Coins[i].Size.X); d != 0 {
			return d
		}
		return i - j
	})
	return rank[:c.Universe]
}

// forget drops the prices and the coins that no row after t can need.
func (s *seasonState) forget(t int64) {
	c := &s.Config
	s.Base.trim(t, c.Window)
	n := 0
	for i := range s.Coins {
		k := &s.Coins[i]
		k.Past.trim(t, c.Window)
		last := len(k.Past.Points) - 1
		priced := last >= 0 && !k.Past.Points[last].gone(t, c.Window, c.MaxAge)
		if !priced && (!k.Size.Known || older(k.Size.T, t, c.MaxAge)) {
			continue
		}
		if n != i {
			s.Coins[n] = *k
		}
		n++
	}
	clear(s.Coins[n:])
	s.Coins = s.Coins[:n]
}
