package regime

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// sums reports whether the flows of a class count for a claim: dat_all is every
// class of treasuries.
func (c Claim) sums(class string) bool {
	return class == c.Series || c.Series == "dat_all" && strings.HasPrefix(class, "dat_")
}

// cover takes the newest ledger of a firm: it may begin anew after a gap.
func (s *claimFacts) cover(c Coverage) {
	i := slices.IndexFunc(s.ledger, func(l Coverage) bool { return l.Class == c.Class && l.Firm == c.Firm })
	if i < 0 {
		s.ledger = append(s.ledger, c)
	} else {
		s.ledger[i] = c
	}
}

// flowsCover is covers for flows. After a ledger ends they are missing and not
// zero, and so are those of a fund whose next weekly flow would fall into the range.
func (s claimFacts) flowsCover(c Claim) string {
	n, fund, from, through := 0, Date{}, Date{}, Date{}
	for _, f := range s.flows {
		if c.sums(f.Class) {
			n++
			if f.Firm == "" && f.Ref.After(fund.Time) {
				fund = DateOf(f.Ref)
			}
		}
	}
	for _, l := range s.ledger {
		if c.sums(l.Class) {
			if from.IsZero() || l.From.Before(from.Time) {
				from = DateOf(l.From)
			}
			if l.Through.After(through.Time) {
				through = DateOf(l.Through)
			}
		}
	}
	switch {
	case n == 0 && len(s.paths[c.Series]) > 0:
		return fmt.Sprintf("%s has no flows", c.Series)
	case n == 0:
		return fmt.Sprintf("no series %s in the facts", c.Series)
	case s.at.Before(c.To.AddDate(0, 0, 1)):
		return fmt.Sprintf("the range ends after %s", DateOf(s.at.AddDate(0, 0, -1)))
	case through.IsZero():
		return fmt.Sprintf("no ledger says for which dates %s is complete", c.Series)
	case from.After(c.From.Time):
		return fmt.Sprintf("%s is complete from %s on", c.Series, from)
	case through.Before(c.To.Time):
		return fmt.Sprintf("%s is complete through %s only", c.Series, through)
	case !fund.IsZero() && !fund.AddDate(0, 0, 7).After(c.To.Time):
		return fmt.Sprintf("%s is known through %s only", c.Series, fund)
	}
	return ""
}

// deployed is the USD deployed in the range.
func (s claimFacts) deployed(c Claim) float64 {
	sum := decimal.Zero
	for _, f := range s.flows {
		if c.sums(f.Class) && f.Kind == Deployed && c.holds(DateOf(f.Ref)) {
			sum = sum.Add(f.USD)
		}
	}
	return sum.InexactFloat64()
}
