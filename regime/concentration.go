package regime

import (
	"slices"
	"sort"
	"time"
)

// Concentration is not known with fewer than minTreasuries companies, nor while
// a holding of a tenth or more of the total is older than oldHolding days.
const (
	minTreasuries = 5
	oldHolding    = 200
)

// treasuries keeps the newest holding of coinBase of each company: the latest
// reference date and, of equal dates, the one known last.
type treasuries struct {
	Newest []holding // by company

	now         Concentration // from from on, before until, unless a holding changes
	from, until time.Time
}

type holding struct {
	Company  string
	Quantity float64
	Ref      Date
	Known    time.Time
}

func (b *treasuries) observe(h Holding) {
	if h.Asset != coinBase {
		return
	}
	i := sort.Search(len(b.Newest), func(i int) bool { return b.Newest[i].Company >= h.Company })
	ref := DateOf(h.Ref)
	if i == len(b.Newest) || b.Newest[i].Company != h.Company {
		b.Newest = slices.Insert(b.Newest, i, holding{})
	} else if ref.Before(b.Newest[i].Ref.Time) {
		return
	}
	b.Newest[i] = holding{h.Company, h.Quantity, ref, h.Known}
	b.until = time.Time{}
}

// concentration is the Herfindahl index at t: the sum of squared shares of the
// companies that hold anything, 1/n for n equals, 1 for one. Its slice is shared.
func (b *treasuries) concentration(t time.Time) Concentration {
	if t.Before(b.from) || !t.Before(b.until) {
		b.now, b.from, b.until = b.concentrate(t), t, endOfTime
		for _, h := range b.Newest { // a holding is old from the next day on
			if d := h.Ref.AddDate(0, 0, oldHolding+1); d.After(t) && d.Before(b.until) {
				b.until = d
			}
		}
	}
	return b.now
}

var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

func (b *treasuries) concentrate(t time.Time) Concentration {
	c := Concentration{HHI: missing, Share: missing, Old: []string{}}
	largest := 0.0
	for _, h := range b.Newest {
		if h.Quantity == 0 {
			continue
		}
		c.Companies++
		c.TotalBTC += h.Quantity
		if h.Quantity > largest {
			largest, c.Largest = h.Quantity, h.Company
		}
		if h.Ref.After(c.Newest.Time) {
			c.Newest = h.Ref
		}
	}
	hhi, stale := 0.0, false
	for _, h := range b.Newest {
		if h.Quantity == 0 {
			continue
		}
		share := h.Quantity / c.TotalBTC
		hhi += float64(share * share)
		if ageDays(h.Ref, t) > oldHolding {
			c.Old = append(c.Old, h.Company)
			stale = stale || share >= 0.1
		}
	}
	if c.Companies > 0 {
		c.Share = Number(largest / c.TotalBTC)
	}
	switch {
	case c.Companies < minTreasuries:
		c.WhyNone = "fewer than 5 companies"
	case stale:
		c.WhyNone = "a holding of 10 % or more is older than 200 days"
	default:
		c.HHI = Number(hhi)
	}
	return c
}

func (b *treasuries) valid() bool {
	for i, h := range b.Newest {
		if (Holding{h.Company, coinBase, h.Quantity, h.Ref.Time, h.Known}).check() != nil || i > 0 && b.Newest[i-1].Company >= h.Company {
			return false
		}
	}
	return true
}

// ageDays is the number of whole days from 00:00 UTC of ref to t, which is not
// before it: no record is known before its reference date.
func ageDays(ref Date, t time.Time) int {
	return int(t.Sub(ref.Time) / (24 * time.Hour))
}
