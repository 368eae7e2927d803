package regime

import "github.com/shopspring/decimal"

// A money is an exact amount of USD: in whole cents where it has no more places and
// is not huge, which nearly every amount is, and the rest as a decimal.
type money struct {
	cents int64
	rest  decimal.Decimal
	has   bool // there is a rest
}

// mostDigits bounds what is counted in cents, to ten billion USD: nine million such
// amounts do not overflow.
const mostDigits = 12

func moneyOf(d decimal.Decimal) money {
	e := int(d.Exponent()) + 2
	if e < 0 || d.NumDigits()+e > mostDigits {
		return money{rest: d, has: true}
	}
	cents := d.CoefficientInt64()
	for range e {
		cents *= 10
	}
	return money{cents: cents}
}

// add adds x times 1 or -1.
func (m *money) add(x *money, times int64) {
	m.cents += times * x.cents
	if x.has {
		m.rest, m.has = m.rest.Add(x.rest.Mul(decimal.New(times, 0))), true
	}
}

// sign is -1 below 0, else 1.
func (m *money) sign() int64 {
	if m.cents < 0 || m.rest.IsNegative() {
		return -1
	}
	return 1
}

// float is the nearest float64.
func (m *money) float() float64 {
	const exact = 1 << 53 // a quotient of two exact numbers is rounded once
	if !m.has && -exact <= m.cents && m.cents <= exact {
		return float64(m.cents) / 100
	}
	return decimal.New(m.cents, -2).Add(m.rest).InexactFloat64()
}
