package series_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/riskon/riskon/series"
)

var money = []series.Unit{series.USD, series.USDThousands, series.USDMillions, series.USDBillions}

// A figure as published, in any scale, becomes the float64 nearest to the same
// figure written in another, and comes back.
func TestConvert(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		from, to := rnd.IntN(4), rnd.IntN(4)
		digits, places := rnd.Int64N(1e15)-5e14, rnd.IntN(12)
		written := func(exponent int) float64 { return parseFloat(t, fmt.Sprintf("%de%d", digits, exponent)) }
		v, want := written(-places), written(3*(from-to)-places)
		got, err := money[from].Convert(v, money[to])
		if err != nil || got != want {
			t.Fatalf("%v %v is %v %v, want %v, %v", v, money[from], got, money[to], want, err)
		}
		if back, err := money[to].Convert(got, money[from]); err != nil || back != v {
			t.Fatalf("%v %v comes back as %v, %v", v, money[from], back, err)
		}
	}
}

// Of any number at all the result is within half a unit in the last place of
// the number's shortest form, moved.
func TestConvertBits(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 2))
	for range 20_000 {
		v := math.Float64frombits(rnd.Uint64())
		got, err := series.USDBillions.Convert(v, series.USDThousands)
		if err != nil {
			t.Fatal(err)
		}
		if v != v {
			if got == got {
				t.Fatalf("NaN is %v", got)
			}
			continue
		}
		exact, _, err := big.ParseFloat(fmt.Sprint(v), 10, 2000, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := exact.Mul(exact, big.NewFloat(1e6)).Float64(); got != want {
			t.Fatalf("%v is %v, want %v", v, got, want)
		}
	}
	for _, v := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), nan} {
		got, err := series.USDMillions.Convert(v, series.USD)
		if err != nil || math.Signbit(got) != math.Signbit(v) && v == v || got != v && v == v {
			t.Errorf("%v is %v, %v", v, got, err)
		}
	}
}

func TestUnits(t *testing.T) {
	all := append([]series.Unit{0, series.Percent, series.Index, 200}, money...)
	isMoney := map[series.Unit]bool{}
	for _, u := range money {
		isMoney[u] = true
	}
	names := map[string]bool{}
	for _, u := range all {
		valid := u != 0 && u != 200
		if names[u.String()] && valid || (u.String() == "no unit") == valid {
			t.Errorf("the name of %d is %q", uint8(u), u)
		}
		names[u.String()] = true
		for _, to := range all {
			got, err := u.Convert(5, to)
			want := isMoney[u] && isMoney[to] || u == to && valid
			if (err == nil) != want || !want && (!errors.Is(err, series.ErrUnit) || got == got) {
				t.Errorf("%v to %v: %v, %v", u, to, got, err)
			}
		}
	}
	_, err := series.Percent.Convert(5, series.USD)
	if want := "series: no unit, or units that do not count the same thing"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

func parseFloat(t *testing.T, text string) float64 {
	t.Helper()
	var v float64
	if _, err := fmt.Sscan(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
