package regime

import "github.com/shopspring/decimal"

// A PerShare is the coins of a treasury company and the shares that they are spread
// over: all of them if it were diluted as far as it can be, options and
// convertible notes included, in shares of one split.
type PerShare struct{ Coins, DilutedShares decimal.Decimal }

// Coin returns the coins of one share, to 28 significant digits:
//
//	BPS = coins / diluted shares
//
// The error is an *AmountError: ErrNegative, ErrZero for no shares, or ErrNumber.
// Source: Strategy, strategy.com, Bitcoin per share, which it prints in satoshis, 1e8 to a coin.
func (s PerShare) Coin() (decimal.Decimal, error) {
	if err := s.check("", false); err != nil {
		return decimal.Decimal{}, err
	}
	return quotient(s.Coins, s.DilutedShares), nil
}

// BTCYield returns by how much the coins per share of a company have grown between
// two dates, as a fraction: what its holders have gained in coins by its issuing
// shares and buying coins. It is no yield that anybody is paid.
//
//	yield = BPS1/BPS0 - 1 = (coins1*shares0 - coins0*shares1) / (coins0*shares1)
//
// It is rounded once, to 28 significant digits. Shares of another split have to be
// brought to the same one first.
//
// The error is an *AmountError: ErrNegative, ErrZero for no shares or for no coins
// on the first date, or ErrNumber.
//
// Source: Strategy, strategy.com, BTC Yield, a key performance indicator of its
// filings since 2024.
func BTCYield(from, to PerShare) (decimal.Decimal, error) {
	if err := from.check("first ", true); err != nil {
		return decimal.Decimal{}, err
	}
	if err := to.check("last ", false); err != nil {
		return decimal.Decimal{}, err
	}
	base := from.Coins.Mul(to.DilutedShares)
	return quotient(to.Coins.Mul(from.DilutedShares).Sub(base), base), nil
}

func (s PerShare) check(which string, some bool) error {
	if err := checkAmount(which+"coins", s.Coins, some); err != nil {
		return err
	}
	return checkAmount(which+"diluted shares", s.DilutedShares, true)
}
