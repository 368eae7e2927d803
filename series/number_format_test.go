package series

import (
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// Our numbers have the bits of strconv.ParseFloat, whichever way they are read.
func TestParseNumber(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	check := func(text string) {
		t.Helper()
		want, err := strconv.ParseFloat(text, 64)
		got, bad := parseNumber([]byte(text))
		switch {
		case err != nil || math.Abs(want) > Limit:
			if bad == nil {
				t.Fatalf("takes %q as %v", text, got)
			}
		case bad != nil || math.Float64bits(got) != math.Float64bits(want):
			t.Fatalf("%q is %x %v, want %x", text, got, bad, want)
		}
	}
	for range 300_000 {
		x := math.Ldexp(rnd.NormFloat64(), rnd.IntN(500)-250)
		check(strconv.FormatFloat(x, 'g', -1, 64))
		check(strconv.FormatFloat(rnd.NormFloat64()*1e4, 'f', rnd.IntN(24), 64))
		// Digits with a point anywhere, many of them halfway between two numbers.
		var b []byte
		for range 1 + rnd.IntN(26) {
			b = append(b, '0'+byte(rnd.IntN(10)))
		}
		at := rnd.IntN(len(b) + 1)
		check([]string{"", "-", "+"}[rnd.IntN(3)] + string(b[:at]) + "." + string(b[at:]))
		check("." + strings.Repeat("0", rnd.IntN(20)) + strconv.Itoa(rnd.IntN(1000)))
		check(strconv.FormatUint(1<<53+rnd.Uint64N(9)-4, 10))
	}
	for _, text := range []string{"0", "-0", "+0", "0.0", "-0.00", "1.", ".5", "-.5", "+.5", "9007199254740993", "9007199254740992.5", "0.1e1", "1e22", "1e-22", "1e23",
		"18446744073709551615", "99999999999999999999", "0000000000000000000000001", "0.0000000000000000000001", "0.00000000000000000000001", "1e75", "1.0000001e75", "1e400", "1e-400",
		".", "-", "+", "-.", "--1", "1-", "1..", "1.2.3", "e5", "1e", "1e+", " 1", "1 ", "1,0", "1x", "\xff"} {
		check(text)
	}
	for _, text := range []string{"Inf", "NaN", "0x1p3", "1_000", "infinity", "٣"} {
		if x, err := parseNumber([]byte(text)); err != ErrNumber || x == x {
			t.Errorf("%q is %v %v", text, x, err)
		}
	}
	if _, err := parseNumber([]byte(strings.Repeat("9", 5000))); !errors.Is(err, ErrInfinite) {
		t.Error(err)
	}
}
