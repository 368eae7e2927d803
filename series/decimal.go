package series

import (
	"math"
	"time"

	"github.com/shopspring/decimal"
)

// FromDecimals is New for decimal values. Each becomes the nearest float64; one
// too small for a float64 becomes 0, one beyond 1e75 is ErrInfinite.
func FromDecimals(times []time.Time, values []decimal.Decimal) (Series, error) {
	v := make([]float64, len(values))
	for i, d := range values {
		v[i] = d.InexactFloat64() // quick for huge exponents too
	}
	return New(times, v)
}

// ToDecimal returns the multiple of tick nearest to x, a half going away from
// zero: 2.675 at a tick of 0.01 is 2.68, -0.5 at a tick of 1 is -1. For x it
// takes the shortest decimal that reads back as x, which is the number people
// see when x is printed and mean when they write it.
//
// The error is a *PointError without an index: ErrMissing for NaN, ErrInfinite
// for |x| > 1e75, ErrTick for a tick that is not within 1e-75..1e75.
func ToDecimal(x float64, tick decimal.Decimal) (decimal.Decimal, error) {
	var err error
	size := tick.InexactFloat64()
	switch {
	case x != x:
		err = ErrMissing
	case math.Abs(x) > Limit:
		err = ErrInfinite
	case !(1/Limit <= size && size <= Limit):
		err = ErrTick
	}
	if err != nil {
		return decimal.Decimal{}, &PointError{Index: -1, Err: err}
	}
	return decimal.NewFromFloat(x).DivRound(tick, 0).Mul(tick), nil
}
