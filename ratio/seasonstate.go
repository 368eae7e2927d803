package ratio

import (
	"encoding/json"
	"reflect"
	"slices"
	"time"
)

// seasonState is all that a Season remembers, as it is saved.
type seasonState struct {
	Version int          `json:"version"`
	Config  SeasonConfig `json:"config"`
	Prices  inbox        `json:"prices"` // the base has no name
	Sizes   inbox        `json:"sizes"`
	Base    past         `json:"base"`
	Coins   []seasonCoin `json:"coins"` // ascending by name
	Rows    bool         `json:"rows"`  // there was a row
	Row     int64        `json:"row"`   // the last one
	N       int          `json:"n"`
	Ahead   int          `json:"ahead"`
}

// A seasonCoin is what is known of a coin.
type seasonCoin struct {
	ID   string `json:"id"`
	Past past   `json:"past"`
	Size side   `json:"size"`
}

// MarshalJSON saves the state, exactly. Its size depends on the number of
// prices in a window, not on the number of rows.
func (s *Season) MarshalJSON() ([]byte, error) {
	st := s.s
	st.Version = version
	if st.Config.Window == 0 {
		st.Config = st.Config.withDefaults()
	}
	return json.Marshal(&st)
}

// UnmarshalJSON restores a saved state. The error wraps ErrState, or ErrSpec if
// the Season has another configuration; it leaves the Season as it was.
func (s *Season) UnmarshalJSON(data []byte) error {
	var st seasonState
	if err := decode("Season", data, &st); err != nil {
		return err
	}
	switch {
	case st.Version != version:
		return stateError("Season", ErrState, "unknown version")
	case !st.Config.valid() || !st.valid():
		return stateError("Season", ErrState, "values that no run gives")
	case s.s.Config.Window != 0 && !reflect.DeepEqual(s.s.Config, st.Config):
		return stateError("Season", ErrSpec, "another config")
	}
	s.s, s.rank = st, nil
	return nil
}

// withDefaults fills in the defaults and brings the excluded names into order.
func (c SeasonConfig) withDefaults() SeasonConfig {
	if c.Window == 0 {
		c.Window = 90 * 24 * time.Hour
	}
	if c.Base == "" {
		c.Base = defaultBase
	}
	if c.MinMembers == 0 {
		c.MinMembers = 4
	}
	if c.MaxAge == 0 {
		c.MaxAge = 14 * 24 * time.Hour
	}
	if c.Alt == 0 {
		c.Alt = 75
	}
	if c.BTC == 0 {
		c.BTC = 25
	}
	c.Exclude = append([]string{}, c.Exclude...)
	slices.Sort(c.Exclude)
	c.Exclude = slices.Compact(c.Exclude)
	return c
}

// valid reports whether the fields are in range; defaults are filled in before.
func (c *SeasonConfig) valid() bool {
	for i, id := range c.Exclude {
		if !validName(id) || i > 0 && id <= c.Exclude[i-1] {
			return false
		}
	}
	return c.Window > 0 && (c.Universe == 0 || inRange(c.Universe)) && validName(c.Base) && c.Exclude != nil &&
		inRange(c.MinMembers) && c.MaxAge > 0 && 0 < c.BTC && c.BTC < c.Alt && c.Alt <= 100
}

// excludes reports whether id is no constituent.
func (c *SeasonConfig) excludes(id string) bool {
	_, found := slices.BinarySearch(c.Exclude, id)
	return found || id == c.Base
}

// valid reports whether a run of the season could have left the state.
func (s *seasonState) valid() bool {
	if !s.Prices.valid() || !s.Sizes.valid() || s.Prices.Started != s.Sizes.Started || s.Prices.Closed != s.Sizes.Closed {
		return false
	}
	for _, e := range s.Prices.Pending {
		if e.ID != "" && !validName(e.ID) || !validPrice(float64(e.X)) {
			return false
		}
	}
	for _, e := range s.Sizes.Pending {
		if !validName(e.ID) || !validSize(float64(e.X)) {
			return false
		}
	}
	for i := range s.Coins {
		if c := &s.Coins[i]; i > 0 && c.ID <= s.Coins[i-1].ID || !s.validCoin(c) {
			return false
		}
	}
	if !s.Base.valid(s) || s.Rows != (len(s.Base.Points) > 0) {
		return false
	}
	if !s.Rows {
		return s.Row == 0 && s.N == 0 && s.Ahead == 0
	}
	return s.validRow()
}

// validRow checks the last row, at the last price of the base.
func (s *seasonState) validRow() bool {
	c, priced := &s.Config, 0
	for i := range s.Coins {
		if len(s.Coins[i].Past.Points) > 0 {
			priced++
		}
	}
	_, compared := s.Base.then(s.Row, c.Window, c.MaxAge)
	switch {
	case s.Row != s.Base.Points[len(s.Base.Points)-1].T || s.Ahead < 0 || s.Ahead > s.N:
		return false
	case s.N > priced || c.Universe > 0 && s.N > c.Universe:
		return false
	}
	return compared || s.N == 0
}

func (s *seasonState) validCoin(c *seasonCoin) bool {
	switch {
	case !validName(c.ID) || s.Config.excludes(c.ID) || !c.Past.valid(s):
		return false
	case !c.Size.valid(&s.Prices) || c.Size.X < 0 || c.Size.Known && s.Config.Universe == 0:
		return false
	}
	return len(c.Past.Points) > 0 || c.Size.Known
}

// valid reports whether the past could have been left by add and trim.
func (p *past) valid(s *seasonState) bool {
	n := len(p.Points)
	for i, x := range p.Points {
		if !validPrice(x.X) || i > 0 && x.T <= p.Points[i-1].T {
			return false
		}
	}
	if n == 0 {
		return true
	}
	last := p.Points[n-1].T
	return s.Prices.Started && last <= s.Prices.Closed && (n == 1 || age(p.Points[1].T, last) < uint64(s.Config.Window))
}
