package regime

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// rational is a decimal as a fraction.
func rational(d decimal.Decimal) *big.Rat { return d.Rat() }

// checkQuotient compares a quotient of 28 digits with the fraction it rounds.
func checkQuotient(t *testing.T, what string, got decimal.Decimal, want *big.Rat) {
	t.Helper()
	if want.Sign() == 0 {
		if !got.IsZero() {
			t.Errorf("%s: %v, want 0", what, got)
		}
		return
	}
	// Half a unit of the 28th digit is at most 5e-28 of the number.
	off := new(big.Rat).Sub(rational(got), want)
	off.Quo(off, want).Abs(off)
	if most := big.NewRat(5, 1); off.Cmp(most.Quo(most, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(28), nil)))) > 0 {
		t.Errorf("%s: %v is off by %s of itself", what, got, off.FloatString(35))
	}
	if digits := got.NumDigits(); digits > quotientDigits+1 {
		t.Errorf("%s: %v has %d digits", what, got, digits)
	}
}

// anyAmount is an amount of any size that is let in.
func anyAmount(random *rand.Rand) decimal.Decimal {
	coefficient := new(big.Int).SetUint64(random.Uint64() >> random.IntN(64))
	coefficient.Mul(coefficient, new(big.Int).SetUint64(1+random.Uint64()>>random.IntN(64)))
	exp := int32(random.IntN(81)) - 40
	return decimal.NewFromBigInt(coefficient, exp)
}

// TestMNAVOracle computes with fractions, over all sizes of amounts.
func TestMNAVOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	below := 0
	for range 2000 {
		in := MNAVInputs{anyAmount(random), anyAmount(random), anyAmount(random), anyAmount(random), anyAmount(random), anyAmount(random)}
		if in.Holdings.IsZero() || in.Price.IsZero() {
			continue
		}
		got, err := MNAV(in)
		if err != nil {
			t.Fatal(in, err)
		}
		want := new(big.Rat).Add(rational(in.MarketCap), rational(in.Debt))
		want.Add(want, rational(in.Preferred)).Sub(want, rational(in.Cash))
		want.Quo(want, rational(in.Holdings)).Quo(want, rational(in.Price))
		checkQuotient(t, "mNAV", got, want)
		if got.IsNegative() {
			below++
		}
	}
	if below == 0 {
		t.Error("cash was never more than the rest")
	}
}

func TestMNAVEdges(t *testing.T) {
	good := MNAVInputs{MarketCap: usd("10"), Debt: usd("2"), Preferred: usd("1"), Cash: usd("1"), Holdings: usd("4"), Price: usd("2")}
	for name, x := range map[string]struct {
		change func(*MNAVInputs)
		want   string
		err    error
		of     string
	}{
		"as it is":                    {func(*MNAVInputs) {}, "1.5", nil, ""},
		"no debt":                     {func(in *MNAVInputs) { in.Debt = decimal.Zero }, "1.25", nil, ""},
		"more cash than all":          {func(in *MNAVInputs) { in.Cash = usd("21") }, "-1", nil, ""},
		"as much cash":                {func(in *MNAVInputs) { in.Cash = usd("13") }, "0", nil, ""},
		"thirds":                      {func(in *MNAVInputs) { in.Holdings = usd("18") }, "0.3333333333333333333333333333", nil, ""},
		"nothing but the price":       {func(in *MNAVInputs) { *in = MNAVInputs{Holdings: usd("4"), Price: usd("2")} }, "0", nil, ""},
		"no holdings":                 {func(in *MNAVInputs) { in.Holdings = decimal.Zero }, "", ErrZero, "holdings"},
		"no price":                    {func(in *MNAVInputs) { in.Price = decimal.Zero }, "", ErrZero, "price"},
		"holdings below zero":         {func(in *MNAVInputs) { in.Holdings = usd("-4") }, "", ErrNegative, "holdings"},
		"market cap below zero":       {func(in *MNAVInputs) { in.MarketCap = usd("-0.01") }, "", ErrNegative, "market cap"},
		"debt below zero":             {func(in *MNAVInputs) { in.Debt = usd("-2") }, "", ErrNegative, "debt"},
		"preferred below zero":        {func(in *MNAVInputs) { in.Preferred = usd("-2") }, "", ErrNegative, "preferred"},
		"cash below zero":             {func(in *MNAVInputs) { in.Cash = usd("-2") }, "", ErrNegative, "cash"},
		"a price of a billion digits": {func(in *MNAVInputs) { in.Price = decimal.New(1, 999999999) }, "", ErrNumber, "price"},
		"cash of a billion zeros":     {func(in *MNAVInputs) { in.Cash = decimal.New(1, -999999999) }, "", ErrNumber, "cash"},
		"holdings of 80 digits":       {func(in *MNAVInputs) { in.Holdings = usd(strings.Repeat("7", 80)) }, "", ErrNumber, "holdings"},
		"a zero of an absurd power":   {func(in *MNAVInputs) { in.Debt = decimal.New(0, 999999999) }, "", ErrNumber, "debt"},
		"the largest and the smallest": {func(in *MNAVInputs) {
			in.MarketCap, in.Cash, in.Holdings, in.Price = usd("9e40"), usd("3"), usd("1e-40"), usd("1e-40")
		}, "9e120", nil, ""},
		"the same digits in other forms": {func(in *MNAVInputs) { in.Holdings, in.Price = usd("0.4e1"), usd("2.000") }, "1.5", nil, ""},
	} {
		in := good
		x.change(&in)
		got, err := MNAV(in)
		var which *AmountError
		if x.err != nil {
			if !errors.Is(err, x.err) || !errors.As(err, &which) || which.Name != x.of || !got.IsZero() {
				t.Errorf("%s: %v, %v, want %v of %s", name, got, err, x.err, x.of)
			}
			continue
		}
		if want := usd(x.want); err != nil || !got.Equal(want) {
			t.Errorf("%s: %v, %v, want %s", name, got, err, x.want)
		}
	}
	if err := (&AmountError{"price", ErrZero}).Error(); err != "regime: price: zero, and something is divided by it" {
		t.Error(err)
	}
}

func TestBTCYieldOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 7))
	stake := func() PerShare { return PerShare{anyAmount(random), anyAmount(random)} }
	for range 2000 {
		a, b := stake(), stake()
		if a.Coins.IsZero() || a.DilutedShares.IsZero() || b.DilutedShares.IsZero() {
			continue
		}
		coin, err := a.Coin()
		if err != nil {
			t.Fatal(err)
		}
		checkQuotient(t, "per share", coin, new(big.Rat).Quo(rational(a.Coins), rational(a.DilutedShares)))
		got, err := BTCYield(a, b)
		if err != nil {
			t.Fatal(err)
		}
		want := new(big.Rat).Quo(rational(b.Coins), rational(b.DilutedShares))
		want.Quo(want, new(big.Rat).Quo(rational(a.Coins), rational(a.DilutedShares))).Sub(want, big.NewRat(1, 1))
		checkQuotient(t, "yield", got, want)

		// A split of both changes nothing.
		ten := decimal.NewFromInt(10)
		a.DilutedShares, b.DilutedShares = a.DilutedShares.Mul(ten), b.DilutedShares.Mul(ten)
		if split, err := BTCYield(a, b); err != nil || !split.Equal(got) {
			t.Fatal("after a split", split, err, "before", got)
		}
	}
}

func TestBTCYieldEdges(t *testing.T) {
	of := func(coins, shares string) PerShare { return PerShare{usd(coins), usd(shares)} }
	for _, x := range []struct {
		from, to PerShare
		want     string
		err      error
		what     string
	}{
		{of("100", "50"), of("100", "50"), "0", nil, ""},
		{of("100", "50"), of("150", "50"), "0.5", nil, ""},
		{of("100", "50"), of("100", "100"), "-0.5", nil, ""},
		{of("100", "50"), of("0", "50"), "-1", nil, ""},
		{of("3", "1"), of("4", "1"), "0.3333333333333333333333333333", nil, ""},
		{of("0", "50"), of("100", "50"), "", ErrZero, "first coins"},
		{of("100", "0"), of("100", "50"), "", ErrZero, "first diluted shares"},
		{of("100", "50"), of("100", "0"), "", ErrZero, "last diluted shares"},
		{of("-1", "50"), of("100", "5"), "", ErrNegative, "first coins"},
		{of("100", "50"), of("-1", "5"), "", ErrNegative, "last coins"},
		{of("100", "50"), of("1e41", "5"), "", ErrNumber, "last coins"},
		{of("100", "1e-41"), of("1", "5"), "", ErrNumber, "first diluted shares"},
	} {
		got, err := BTCYield(x.from, x.to)
		var which *AmountError
		if x.err != nil {
			if !errors.Is(err, x.err) || !errors.As(err, &which) || which.Name != x.what {
				t.Errorf("%v to %v: %v, %v", x.from, x.to, got, err)
			}
		} else if err != nil || !got.Equal(usd(x.want)) {
			t.Errorf("%v to %v: %v, %v, want %s", x.from, x.to, got, err, x.want)
		}
	}
	if _, err := of("1", "0").Coin(); !errors.Is(err, ErrZero) {
		t.Error("coins of no share:", err)
	}
	if got, err := of("0", "7").Coin(); err != nil || !got.IsZero() {
		t.Error("no coins:", got, err)
	}
}
