package ratio

import (
	"math"
	"unicode/utf8"

	"github.com/riskon/riskon/series"
)

// valid reports whether the fields are in range; defaults are filled in before.
func (c *BasketConfig) valid() bool {
	return inRange(c.MinObs) && c.MaxAge > 0 && inRange(c.MinMembers) && validPrice(c.Start) && inRange(c.SeasonRows) &&
		c.Weighting.valid() && c.SizeAge >= 0 && (c.Weighting == EqualWeight || c.SizeAge > 0)
}

func inRange(n int) bool { return 1 <= n && n <= 100000 }

// validPrice bounds prices so that a ratio and a return are always finite.
func validPrice(x float64) bool { return 1/series.Limit <= x && x <= series.Limit }

// validRatio bounds the quotient of two prices.
func validRatio(x float64) bool {
	return 0.99/(series.Limit*series.Limit) <= x && x <= 1.01*series.Limit*series.Limit
}

// valid reports whether a run of the basket could have left the state.
func (s *basketState) valid() bool {
	members := 0
	for i := range s.Coins {
		c := &s.Coins[i]
		if i > 0 && c.ID <= s.Coins[i-1].ID || !s.validCoin(c) || !s.validMember(c) {
			return false
		}
		if c.Member {
			members++
		}
	}
	return s.validInboxes() && s.validRow(members) && s.validSeason(members) && s.validGrid()
}

func (s *basketState) validInboxes() bool {
	for _, e := range s.Inbox.Pending {
		if !utf8.ValidString(e.ID) || !validPrice(float64(e.X)) {
			return false
		}
	}
	w := s.Config.Weighting
	for _, e := range s.Sizes.Pending {
		if e.ID == "" || !utf8.ValidString(e.ID) || !w.validSize(float64(e.X)) || w == EqualWeight {
			return false
		}
	}
	return s.Inbox.valid() && s.Sizes.valid() && s.Inbox.Started == s.Sizes.Started && s.Inbox.Closed == s.Sizes.Closed
}

func (s *basketState) validRow(members int) bool {
	switch {
	case s.Chain < 0 || !countable(s.Chain) || !(0 <= s.Gain && s.Gain <= series.Limit):
		return false
	case !s.Rows:
		return members == 0 && s.Row == 0 && s.Index == 0 && s.Gain == 0 && s.Chain == 0 && s.Slot == 0 && !s.Rebalanced
	case !s.Inbox.Started || s.Row > s.Inbox.Closed:
		return false
	case s.Index == 0:
		return s.Gain == 0 && (s.Rebalanced || s.Chain > 0)
	}
	return s.Index > 0 && s.Index <= series.Limit && s.Chain > 0 && members >= s.Config.MinMembers
}

func (s *basketState) validSeason(members int) bool {
	share := float64(s.Season)
	switch {
	case s.Slot < 0 || s.Slot > s.Config.SeasonRows || s.SeasonN < 0 || s.SeasonN > members:
		return false
	case s.SeasonN > 0:
		return 0 <= share && share <= 1
	}
	return !s.Rows || math.IsNaN(share)
}

// validGrid checks that the rows up to the last one would have led to Until.
func (s *basketState) validGrid() bool {
	g := s.Config.Rebalance
	if g == (series.Grid{}) {
		return s.Until == 0 && s.Rebalanced == s.Rows
	}
	if s.Until != never {
		start, end, ok := bucket(g, s.Until)
		if !ok || end != s.Until || !s.Rows || start >= s.Row {
			return false
		}
	}
	if !s.Rows || s.Row <= s.Until {
		return true
	}
	_, _, ok := bucket(g, s.Row)
	return !ok
}

// validCoin checks the closes and the size of a coin.
func (s *basketState) validCoin(c *coin) bool {
	w := s.Config.Weighting
	switch {
	case c.ID == "" || !utf8.ValidString(c.ID) || !s.Inbox.Started:
		return false
	case c.Closes > 0 && c.Last > s.Inbox.Closed || (c.Size != 0 || c.Sized != 0) && c.Sized > s.Inbox.Closed: // 0 of no close is after 1969
		return false
	case c.Closes < 0 || c.Closes > s.Config.MinObs || c.Closes > 0 && !validPrice(c.Price):
		return false
	case c.Closes == 0 && (w == EqualWeight || c.Price != 0 || c.Last != 0 || w != CustomWeight && c.Size == 0):
		return false
	case w == EqualWeight && (c.Size != 0 || c.Sized != 0):
		return false
	case c.Size != 0 && !w.validSize(c.Size) || c.Size == 0 && c.Sized != 0 && w != CustomWeight:
		return false
	}
	for _, x := range c.Own {
		if !math.IsNaN(float64(x)) && (!validRatio(float64(x)) || c.Closes == 0) {
			return false
		}
	}
	return len(c.Own) == s.Config.SeasonRows+1
}

// validMember checks what the basket holds of a coin.
func (s *basketState) validMember(c *coin) bool {
	switch {
	case !c.Member:
		return c.Ratio == 0 && c.Part == 0 && c.From == 0
	case c.Closes < s.Config.MinObs || c.Last <= s.Row && older(c.Last, s.Row, s.Config.MaxAge):
		return false
	case !validRatio(c.Ratio) || !validRatio(c.From) || s.Rebalanced && c.From != c.Ratio:
		return false
	}
	return s.Config.Weighting.validPart(c.Part) && c.weight() > 0
}

// validPart reports whether target could have given x.
func (w Weighting) validPart(x float64) bool {
	switch w {
	case EqualWeight:
		return x == 1
	case SupplyWeight:
		return validRatio(x * 0x1p500)
	}
	return validPrice(x * 0x1p250)
}
