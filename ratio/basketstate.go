package ratio

import (
	"encoding/json"
	"fmt"
	"time"
)

// basketState is all that a Basket remembers, as it is saved.
type basketState struct {
	Version    int          `json:"version"`
	Config     BasketConfig `json:"config"`
	Grid       string       `json:"grid"` // of Config; "" but in a saved state
	Inbox      inbox        `json:"inbox"`
	Sizes      inbox        `json:"sizes"`
	Coins      []coin       `json:"coins"` // ascending by name
	Rows       bool         `json:"rows"`  // there was a row
	Row        int64        `json:"row"`   // the last one
	Index      float64      `json:"index"` // 0 without a chain
	Gain       float64      `json:"gain"`  // 0 without a chain
	Chain      int          `json:"chain"`
	Until      int64        `json:"until"`      // end of the bucket of the last rebalance, or never; 0 without a grid
	Rebalanced bool         `json:"rebalanced"` // at the last row
	Slot       int          `json:"slot"`
	Season     number       `json:"season"`
	SeasonN    int          `json:"season_n"`
}

// A coin is what is known of a constituent.
type coin struct {
	listing
	Size   float64  `json:"size"`   // 0 if unknown
	Sized  int64    `json:"sized"`  // when it was observed
	Member bool     `json:"member"` // at the last row; what follows is 0 for others
	Ratio  float64  `json:"ratio"`  // to the base at the last row
	Part   float64  `json:"part"`   // weight at the last rebalance
	From   float64  `json:"from"`   // ratio at the last rebalance
	Own    []number `json:"own"`    // ratios of own closes, a ring
}

// MarshalJSON saves the state, exactly, and of the grid its String. The size
// depends on the number of coins, not on the number of rows.
func (b *Basket) MarshalJSON() ([]byte, error) {
	s := b.s
	s.Version, s.Config, s.Grid = version, s.Config.withDefaults(), s.Config.Rebalance.String()
	return json.Marshal(&s)
}

// UnmarshalJSON restores a saved state. The Basket must have been made with the
// grid of the saved one, because a grid holds a place that text cannot bring
// back; a zero Basket takes a state without a grid. The error wraps ErrState, or
// ErrSpec if the Basket has another configuration; it leaves the Basket as it was.
func (b *Basket) UnmarshalJSON(data []byte) error {
	var s basketState
	if err := decode("Basket", data, &s); err != nil {
		return err
	}
	grid := b.s.Config.Rebalance
	s.Config.Rebalance = grid
	switch {
	case s.Version != version:
		return stateError("Basket", ErrState, "unknown version")
	case s.Grid != grid.String():
		return stateError("Basket", ErrSpec, fmt.Sprintf("its grid is %q, want %q", s.Grid, grid))
	case !s.Config.valid() || !s.valid():
		return stateError("Basket", ErrState, "values that no run gives")
	case b.s.Config != BasketConfig{} && b.s.Config != s.Config:
		return stateError("Basket", ErrSpec, "another config")
	}
	s.Grid = ""
	b.s, b.members, b.weights = s, nil, nil
	b.hand()
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
