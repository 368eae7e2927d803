package ratio

import (
	"slices"
	"sort"

	"github.com/riskon/riskon/indicator"
)

// A constituent is what is known of one, and its indicators.
type constituent struct {
	listing                   // closes are counted up to Window
	Before  float64           `json:"before"` // price at the last row if it was a member, else 0
	Moved   bool              `json:"moved"`  // it closed since the last row
	High    bool              `json:"high"`   // the last close is a new high
	Low     bool              `json:"low"`
	Mean    *indicator.Stream `json:"mean"` // SMA(Average)
	Max     *indicator.Stream `json:"max"`  // MAX(Window-1), MIN(Window-1)
	Min     *indicator.Stream `json:"min"`
}

// A breadthCount is what is counted at a row.
type breadthCount struct {
	Members   int `json:"members"`
	Advancing int `json:"advancing"`
	Declining int `json:"declining"`
	Unchanged int `json:"unchanged"`
	Above     int `json:"above"`
	AboveN    int `json:"above_n"`
	Highs     int `json:"highs"`
	Lows      int `json:"lows"`
	RangeN    int `json:"range_n"`
}

// close takes a close of a constituent. Max and Min still look at the closes
// before it when it is compared with them.
func (s *breadthState) close(e event) {
	i := sort.Search(len(s.Constituents), func(i int) bool { return s.Constituents[i].ID >= e.ID })
	if i == len(s.Constituents) || s.Constituents[i].ID != e.ID {
		s.Constituents = slices.Insert(s.Constituents, i, s.Config.constituent(e.ID))
	}
	c, x := &s.Constituents[i], float64(e.X)
	c.close(e.T, x, s.Config.Window)
	c.High, c.Low = x > c.Max.Value(), x < c.Min.Value() // false while they warm up: NaN
	c.Mean.Update(x)
	c.Max.Update(x)
	c.Min.Update(x)
	c.Moved = true
}

func (c *BreadthConfig) constituent(id string) constituent {
	return constituent{listing: listing{ID: id}, Mean: indicator.NewSMA(c.Average), Max: indicator.NewMax(c.Window - 1), Min: indicator.NewMin(c.Window - 1)}
}

// row makes the row at t.
func (s *breadthState) row(t int64) {
	var n breadthCount
	for i := range s.Constituents {
		c := &s.Constituents[i]
		member := c.member(t, 1, s.Config.MaxAge)
		if member {
			n.add(c, s.Config.Window)
		}
		c.Before, c.Moved = 0, false
		if member {
			c.Before = c.Price
		}
	}
	s.Rows, s.Row, s.Count = true, t, n
	if n.Members >= s.Config.MinMembers {
		net := int64(n.Advancing - n.Declining)
		s.Line = max(-maxLine, min(maxLine, s.Line+net))
	}
}

// add counts a member.
func (n *breadthCount) add(c *constituent, window int) {
	n.Members++
	if c.Mean.Ready() {
		n.AboveN++
		if c.Price > c.Mean.Value() {
			n.Above++
		}
	}
	if !c.Moved {
		return
	}
	switch {
	case c.Before == 0:
	case c.Price > c.Before:
		n.Advancing++
	case c.Price < c.Before:
		n.Declining++
	default:
		n.Unchanged++
	}
	if c.Closes < window {
		return
	}
	n.RangeN++
	if c.High {
		n.Highs++
	}
	if c.Low {
		n.Lows++
	}
}
