package series_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/riskon/riskon/series"
)

func TestFromDecimals(t *testing.T) {
	times := []time.Time{on("2026-01-01"), on("2026-01-02"), on("2026-01-03"), on("2026-01-04"), on("2026-01-05"), on("2026-01-06")}
	in := []decimal.Decimal{decimal.RequireFromString("0.1"), decimal.RequireFromString("-12345678901234567890.123456789"),
		decimal.New(1, -2_000_000_000), decimal.New(0, 2_000_000_000), {}, decimal.New(1, 75)}
	want := []float64{0.1, -12345678901234567890.123456789, 0, 0, 0, 1e75}
	s, err := series.FromDecimals(times, in)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range want {
		if s.Value(i) != x {
			t.Errorf("%d: %v, want %v", i, s.Value(i), x)
		}
	}
	for _, huge := range []decimal.Decimal{decimal.New(2, 75), decimal.New(-1, 76), decimal.New(1, 400), decimal.New(-1, 2_000_000_000)} {
		_, err := series.FromDecimals(times[:2], []decimal.Decimal{{}, huge})
		var e *series.PointError
		if !errors.As(err, &e) || !errors.Is(err, series.ErrInfinite) || e.Index != 1 {
			t.Errorf("exponent %d: %v", huge.Exponent(), err)
		}
	}
	if _, err := series.FromDecimals(times, in[:2]); !errors.Is(err, series.ErrLength) {
		t.Error(err)
	}
}

func TestToDecimal(t *testing.T) {
	for _, x := range []struct {
		x          float64
		tick, want string
	}{
		{2.675, "0.01", "2.68"}, {1.005, "0.01", "1.01"}, {-1.005, "0.01", "-1.01"}, {-0.5, "1", "-1"}, {0.5, "1", "1"},
		{0.49999999999999994, "1", "0"}, {100.13, "0.25", "100.25"}, {100.12, "0.25", "100"}, {100.125, "0.25", "100.25"},
		{1234567, "1000", "1235000"}, {7, "3", "6"}, {7.5, "3", "9"}, {0, "0.01", "0"}, {math.Copysign(0, -1), "0.01", "0"},
		{5e-324, "0.01", "0"}, {1e75, "1e75", "1" + zeros(75)}, {1e-75, "1e-75", "0." + zeros(74) + "1"},
	} {
		got, err := series.ToDecimal(x.x, decimal.RequireFromString(x.tick))
		if err != nil || got.String() != x.want {
			t.Errorf("ToDecimal(%v, %s) is %v %v, want %s", x.x, x.tick, got, err, x.want)
		}
	}
	cent := decimal.New(1, -2)
	for _, x := range []struct {
		x    float64
		tick decimal.Decimal
		want error
	}{
		{nan, cent, series.ErrMissing}, {math.Inf(-1), cent, series.ErrInfinite}, {1.1e75, cent, series.ErrInfinite},
		{1, decimal.Decimal{}, series.ErrTick}, {1, cent.Neg(), series.ErrTick}, {1, decimal.New(1, -76), series.ErrTick},
		{1, decimal.New(1, 2_000_000_000), series.ErrTick}, {1, decimal.New(1, -2_000_000_000), series.ErrTick},
	} {
		_, err := series.ToDecimal(x.x, x.tick)
		var e *series.PointError
		if !errors.As(err, &e) || !errors.Is(err, x.want) || e.Index != -1 {
			t.Errorf("ToDecimal(%v): %v, want %v", x.x, err, x.want)
		}
	}
}

func zeros(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0'
	}
	return string(b)
}

// ToDecimal against rational arithmetic.
func TestToDecimalNaive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	half := big.NewRat(1, 2)
	for range 5000 {
		x := math.Ldexp(rnd.NormFloat64(), rnd.IntN(40)-20)
		if rnd.IntN(2) == 0 {
			x = math.Round(x*1000) / 1000 // often a tie
		}
		tick := decimal.New(1+rnd.Int64N(50), int32(rnd.IntN(6))-4)
		got, err := series.ToDecimal(x, tick)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := new(big.Rat).SetString(strconv.FormatFloat(math.Abs(x), 'e', -1, 64))
		want.Add(want.Quo(want, tick.Rat()), half)
		whole := new(big.Rat).SetInt(new(big.Int).Quo(want.Num(), want.Denom()))
		if x < 0 {
			whole.Neg(whole)
		}
		if whole.Mul(whole, tick.Rat()).Cmp(got.Rat()) != 0 {
			t.Fatalf("ToDecimal(%v, %v) is %v, want %v", x, tick, got, whole)
		}
	}
}

// Money that is a multiple of the tick comes in and goes out unchanged, up to
// the 15 digits that a float64 keeps; and what went out comes in as the same float64.
func TestDecimalRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	at := []time.Time{on("2026-01-01")}
	for range 5000 {
		places := int32(rnd.IntN(12))
		in := decimal.New(rnd.Int64N(2e15)-1e15, -places)
		s, err := series.FromDecimals(at, []decimal.Decimal{in})
		if err != nil {
			t.Fatal(err)
		}
		out, err := series.ToDecimal(s.Value(0), decimal.New(1, -places))
		if err != nil || !out.Equal(in) {
			t.Fatalf("%v goes out as %v %v", in, out, err)
		}
		back, err := series.FromDecimals(at, []decimal.Decimal{out})
		if err != nil || !equal(back, s) {
			t.Fatalf("%v comes in again as %v %v", out, back.Value(0), err)
		}
	}
}
