package regime

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// What else can be wrong with an amount, beside ErrNumber, which is one of a size
// that money and coins do not have. They arrive wrapped in an *AmountError.
var (
	ErrNegative = errors.New("below zero")
	ErrZero     = errors.New("zero, and something is divided by it")
	ErrTotal    = errors.New("more than the total")
)

// An AmountError says which amount was refused and why.
type AmountError struct {
	Name string
	Err  error
}

// Error names the amount and what is wrong with it.
func (e *AmountError) Error() string { return fmt.Sprintf("regime: %s: %v", e.Name, e.Err) }

// Unwrap gives the sentinel.
func (e *AmountError) Unwrap() error { return e.Err }

// MNAVInputs are what the mNAV of a treasury company is made of, at one instant and
// in one currency.
type MNAVInputs struct {
	MarketCap decimal.Decimal // of the common shares; say whether diluted
	Debt      decimal.Decimal // what it owes, at face value
	Preferred decimal.Decimal // preferred shares, at face value
	Cash      decimal.Decimal
	Holdings  decimal.Decimal // coins
	Price     decimal.Decimal // of one coin
}

// MNAV returns the multiple of net asset value of a treasury company: what its
// coins cost by way of the company, as a multiple of what they cost. Above 1 it can
// sell shares and buy coins to the gain of those who hold; below 1 it cannot.
//
//	mNAV = (market cap + debt + preferred - cash) / (holdings * price)
//
// The sums are exact, the quotient has 28 significant digits, a half in the last one
// away from zero. Where cash is more than all the rest mNAV is negative.
//
// The error is an *AmountError: ErrNegative for an amount below zero, ErrZero for
// no holdings or price, ErrNumber for one of more than 60 digits or a power of ten
// outside -40..40.
//
// Source: Strategy, strategy.com, mNAV: enterprise value over the value of the
// bitcoin. Others divide the market cap alone; their number is lower.
func MNAV(in MNAVInputs) (decimal.Decimal, error) {
	for _, a := range []struct {
		name     string
		amount   decimal.Decimal
		positive bool
	}{
		{"market cap", in.MarketCap, false}, {"debt", in.Debt, false}, {"preferred", in.Preferred, false},
		{"cash", in.Cash, false}, {"holdings", in.Holdings, true}, {"price", in.Price, true},
	} {
		if err := checkAmount(a.name, a.amount, a.positive); err != nil {
			return decimal.Decimal{}, err
		}
	}
	enterprise := in.MarketCap.Add(in.Debt).Add(in.Preferred).Sub(in.Cash)
	return quotient(enterprise, in.Holdings.Mul(in.Price)), nil
}

// checkAmount refuses what is no amount, is below zero, or is zero where it must not be.
func checkAmount(name string, d decimal.Decimal, positive bool) error {
	var err error
	switch {
	case !amount(d):
		err = ErrNumber
	case d.IsNegative():
		err = ErrNegative
	case positive && d.IsZero():
		err = ErrZero
	default:
		return nil
	}
	return &AmountError{name, err}
}

// quotientDigits is how many significant digits a quotient has.
const quotientDigits = 28

// quotient returns a/b, b above zero, to quotientDigits.
func quotient(a, b decimal.Decimal) decimal.Decimal {
	if a.IsZero() {
		return decimal.Decimal{}
	}
	// 10^(e-1) < |a/b| < 10^(e+1).
	e := magnitude(a) - magnitude(b)
	if a.Abs().Cmp(b.Shift(e)) >= 0 {
		e++
	}
	return a.DivRound(b, quotientDigits-e)
}

// magnitude is how many digits d has before its point, below zero for zeros behind it.
func magnitude(d decimal.Decimal) int32 { return int32(d.NumDigits()) + d.Exponent() }
