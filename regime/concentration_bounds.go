package regime

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// HHIBounds are what the Herfindahl index of a market can be of which only the
// largest holdings and the total are known.
type HHIBounds struct {
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
	Top1  float64 `json:"top1"` // share of the largest holding in the total
	Top3  float64 `json:"top3"` // and of the three largest, or as many as are known
}

// EffectiveN returns the bounds of the effective number of holders, the number of
// equal ones that would be as concentrated:
//
//	fewest = 1/Upper        most = 1/Lower
func (b HHIBounds) EffectiveN() (fewest, most float64) { return 1 / b.Upper, 1 / b.Lower }

// ConcentrationBounds returns the bounds of the Herfindahl index, the sum of squared
// shares, of holdings that are the largest ones, in any order, and a total.
//
//	lower = sum (h/total)^2                           the rest is dust
//	upper = lower + n*(m/total)^2 + (r/total)^2       the rest is in blocks
//
// m is the smallest of the known holdings, n and r the whole blocks of m in what is
// not known, and what is left over. No holder that is not known can have more than
// m, and of what is then possible blocks are the most concentrated. Zeros are no
// holdings and are left out.
//
// The sums are exact; each result is the nearest float64 of a quotient of 28 digits.
//
// The error is an *AmountError: ErrNegative, ErrNumber, ErrZero for a total of zero
// or no holding above it, ErrTotal for holdings that are more than the total.
// Source: model riskon/1.
func ConcentrationBounds(holdings []decimal.Decimal, total decimal.Decimal) (HHIBounds, error) {
	if err := checkAmount("total", total, true); err != nil {
		return HHIBounds{}, err
	}
	var known []decimal.Decimal
	for i, h := range holdings {
		if err := checkAmount(fmt.Sprintf("holding %d", i), h, false); err != nil {
			return HHIBounds{}, err
		}
		if !h.IsZero() {
			known = append(known, h)
		}
	}
	if len(known) == 0 {
		return HHIBounds{}, &AmountError{"holdings", ErrZero}
	}
	slices.SortFunc(known, func(a, b decimal.Decimal) int { return b.Cmp(a) })
	var sum, squares, top3 decimal.Decimal
	for i, h := range known {
		sum, squares = sum.Add(h), squares.Add(h.Mul(h))
		if i < 3 {
			top3 = sum
		}
	}
	rest := total.Sub(sum)
	if rest.IsNegative() {
		return HHIBounds{}, &AmountError{"holdings", ErrTotal}
	}
	m := known[len(known)-1]
	blocks, left := rest.QuoRem(m, 0)
	most := squares.Add(blocks.Mul(m).Mul(m)).Add(left.Mul(left))
	share := func(a, b decimal.Decimal) float64 { return quotient(a, b).InexactFloat64() }
	all := total.Mul(total)
	return HHIBounds{Lower: share(squares, all), Upper: share(most, all), Top1: share(known[0], total), Top3: share(top3, total)}, nil
}
