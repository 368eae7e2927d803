package ratio

import (
	"encoding/json"
	"math"
	"time"
	"unicode/utf8"

	"github.com/riskon/riskon/series"
)

// basketState is all that a Basket remembers, as it is saved.
type basketState struct {
	Version int          `json:"version"`
	Config  BasketConfig `json:"config"`
	Inbox   inbox        `json:"inbox"`
	Coins   []coin       `json:"coins"` // ascending by name
	Rows    bool         `json:"rows"`  // there was a row
	Row     int64        `json:"row"`   // the last one
	Index   float64      `json:"index"` // 0 without a chain
	Chain   int          `json:"chain"`
	Slot    int          `json:"slot"`
	Season  number       `json:"season"`
	SeasonN int          `json:"season_n"`
}

// A coin is what is known of a constituent.
type coin struct {
	ID     string   `json:"id"`
	Closes int      `json:"closes"` // counted up to MinObs
	Last   int64    `json:"last"`   // of the last close
	Price  float64  `json:"price"`
	Member bool     `json:"member"` // at the last row
	Ratio  float64  `json:"ratio"`  // to the base at the last row; 0 for others
	Own    []number `json:"own"`    // ratios of own closes, a ring
}

// MarshalJSON saves the state, exactly. Its size depends on the number of
// coins, not on the number of rows.
func (b *Basket) MarshalJSON() ([]byte, error) {
	s := b.s
	s.Version, s.Config = version, s.Config.withDefaults()
	return json.Marshal(&s)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Basket has another configuration; it leaves the Basket as it was.
func (b *Basket) UnmarshalJSON(data []byte) error {
	var s basketState
	if err := decode("Basket", data, &s); err != nil {
		return err
	}
	switch {
	case s.Version != version:
		return stateError("Basket", ErrState, "unknown version")
	case !s.Config.valid() || !s.Inbox.valid() || !s.valid():
		return stateError("Basket", ErrState, "values that no run gives")
	case b.s.Config != BasketConfig{} && b.s.Config != s.Config:
		return stateError("Basket", ErrSpec, "another config")
	}
	b.s, b.members = s, nil
	b.name()
	return nil
}

func (c BasketConfig) withDefaults() BasketConfig {
	if c.MinObs == 0 {
		c.MinObs = 26
	}
	if c.MaxAge == 0 {
		c.MaxAge = 14 * 24 * time.Hour
	}
	if c.MinMembers == 0 {
		c.MinMembers = 5
	}
	if c.Start == 0 {
		c.Start = 100
	}
	if c.SeasonRows == 0 {
		c.SeasonRows = 13
	}
	return c
}

// valid reports whether the fields are in range; defaults are filled in before.
func (c BasketConfig) valid() bool {
	return inRange(c.MinObs) && c.MaxAge > 0 && inRange(c.MinMembers) && validPrice(c.Start) && inRange(c.SeasonRows)
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
	for i, c := range s.Coins {
		if i > 0 && c.ID <= s.Coins[i-1].ID || !s.validCoin(c) {
			return false
		}
		if c.Member {
			members++
		}
	}
	for _, e := range s.Inbox.Pending {
		if !utf8.ValidString(e.ID) || !validPrice(float64(e.X)) {
			return false
		}
	}
	switch share := float64(s.Season); {
	case s.Slot < 0 || s.Slot > s.Config.SeasonRows || s.Chain < 0 || s.Chain > 1<<53:
		return false
	case s.SeasonN < 0 || s.SeasonN > members || s.SeasonN > 0 && !(0 <= share && share <= 1):
		return false
	case s.SeasonN == 0 && s.Rows && !math.IsNaN(share):
		return false
	case !s.Rows:
		return members == 0 && s.Row == 0 && s.Index == 0 && s.Chain == 0 && s.Slot == 0
	case !s.Inbox.Started || s.Row > s.Inbox.Closed:
		return false
	}
	return s.Index == 0 || s.Index > 0 && s.Index <= series.Limit && s.Chain > 0 && members >= s.Config.MinMembers
}

func (s *basketState) validCoin(c coin) bool {
	switch {
	case c.ID == "" || !utf8.ValidString(c.ID) || !validPrice(c.Price):
		return false
	case c.Closes < 1 || c.Closes > s.Config.MinObs || !s.Inbox.Started || c.Last > s.Inbox.Closed:
		return false
	case c.Member && (c.Closes < s.Config.MinObs || !validRatio(c.Ratio)) || !c.Member && c.Ratio != 0:
		return false
	}
	for _, x := range c.Own {
		if !math.IsNaN(float64(x)) && !validRatio(float64(x)) {
			return false
		}
	}
	return len(c.Own) == s.Config.SeasonRows+1
}
