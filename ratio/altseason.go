package ratio

import "math"

// season brings the altcoin-season share up to date after a row: of the members
// with closes of their own at this row and SeasonRows rows before, nothing
// carried, the share of those whose ratio to the base is strictly higher now.
//
// Own is a ring over the last SeasonRows+1 rows; Slot is that of this row.
func (s *basketState) season(t int64, base float64) {
	rows := s.Config.SeasonRows + 1
	s.Slot = (s.Slot + 1) % rows
	then := (s.Slot + 1) % rows
	ahead := 0
	s.SeasonN = 0
	for i := range s.Coins {
		c := &s.Coins[i]
		now := math.NaN()
		if c.Closes > 0 && c.Last == t {
			now = c.Price / base
		}
		c.Own[s.Slot] = number(now)
		before := float64(c.Own[then])
		if !c.Member || math.IsNaN(now) || math.IsNaN(before) {
			continue
		}
		s.SeasonN++
		if now > before {
			ahead++
		}
	}
	s.Season = number(math.NaN())
	if s.SeasonN > 0 {
		s.Season = number(float64(ahead) / float64(s.SeasonN))
	}
}
