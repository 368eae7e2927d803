package regime

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

func amounts(texts ...string) []decimal.Decimal {
	var out []decimal.Decimal
	for _, s := range texts {
		out = append(out, usd(s))
	}
	return out
}

func TestConcentrationBounds(t *testing.T) {
	for _, x := range []struct {
		name         string
		known        []decimal.Decimal
		total        string
		lower, upper float64
		top1, top3   float64
		err          error
		of           string
	}{
		{"all known", amounts("5", "3", "2"), "10", 0.38, 0.38, 0.5, 1, nil, ""},
		{"one has all", amounts("7"), "7", 1, 1, 1, 1, nil, ""},
		{"half of it", amounts("5"), "10", 0.25, 0.5, 0.5, 0.5, nil, ""},
		{"blocks and a rest", amounts("4", "2"), "11", 20. / 121, (20. + 2*4 + 1) / 121, 4. / 11, 6. / 11, nil, ""},
		{"blocks and no rest", amounts("4", "2"), "10", 0.20, 0.28, 0.4, 0.6, nil, ""},
		{"less than a block", amounts("4", "2"), "7", 20. / 49, 21. / 49, 4. / 7, 6. / 7, nil, ""},
		{"in any order", amounts("2", "3", "5"), "10", 0.38, 0.38, 0.5, 1, nil, ""},
		{"zeros are out", amounts("5", "0", "3", "2", "0.00"), "10", 0.38, 0.38, 0.5, 1, nil, ""},
		{"four known", amounts("4", "3", "2", "1"), "10", 0.30, 0.30, 0.4, 0.9, nil, ""},
		// In float64 0.3/0.1 is below 3: two blocks and a rest, and 0.1 + 0.2 is more than 0.3.
		{"exact blocks", amounts("0.1"), "0.4", 1. / 16, 4. / 16, 0.25, 0.25, nil, ""},
		{"exact sums", amounts("0.1", "0.2"), "0.3", 5. / 9, 5. / 9, 2. / 3, 1, nil, ""},
		{"dust of 80 decimals", amounts("1e-40"), "1e40", 0, 0, 0, 0, nil, ""},

		{"none known", nil, "10", 0, 0, 0, 0, ErrZero, "holdings"},
		{"zeros only", amounts("0", "0"), "10", 0, 0, 0, 0, ErrZero, "holdings"},
		{"no total", amounts("1"), "0", 0, 0, 0, 0, ErrZero, "total"},
		{"a total below zero", amounts("1"), "-1", 0, 0, 0, 0, ErrNegative, "total"},
		{"a holding below zero", amounts("1", "-1"), "9", 0, 0, 0, 0, ErrNegative, "holding 1"},
		{"an absurd total", amounts("1"), "1e9999", 0, 0, 0, 0, ErrNumber, "total"},
		{"an absurd holding", amounts("1", "2", "1e-99"), "9", 0, 0, 0, 0, ErrNumber, "holding 2"},
		{"more than all", amounts("5", "5.000001"), "10", 0, 0, 0, 0, ErrTotal, "holdings"},
	} {
		before := slices.Clone(x.known)
		b, err := ConcentrationBounds(x.known, usd(x.total))
		var which *AmountError
		if x.err != nil {
			if !errors.Is(err, x.err) || !errors.As(err, &which) || which.Name != x.of || b != (HHIBounds{}) {
				t.Errorf("%s: %+v, %v", x.name, b, err)
			}
			continue
		}
		if x.total == "1e40" { // 1e-80 of the total: a share of 1e-160
			if err != nil || !(b.Lower > 0 && b.Upper > b.Lower && b.Upper < 1e-79) {
				t.Errorf("%s: %+v, %v", x.name, b, err)
			}
			continue
		}
		if err != nil || b != (HHIBounds{x.lower, x.upper, x.top1, x.top3}) {
			t.Errorf("%s: %+v, %v, want %v..%v, %v, %v", x.name, b, err, x.lower, x.upper, x.top1, x.top3)
		}
		for i := range before {
			if !before[i].Equal(x.known[i]) {
				t.Errorf("%s: the caller's slice has changed", x.name)
			}
		}
	}
}

// TestConcentrationBoundsHold: the index of a whole market lies between the bounds
// of its largest holdings, closer ones the more of them are known, and a market of
// blocks attains the one above.
func TestConcentrationBoundsHold(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 7))
	for range 300 {
		market := make([]float64, 1+random.IntN(30))
		total := 0.0
		for i := range market {
			market[i] = math.Ceil(1e4 * math.Pow(random.Float64(), 4))
			total += market[i]
		}
		slices.Sort(market)
		slices.Reverse(market)
		index := 0.0
		for _, h := range market {
			index += h / total * h / total
		}
		var known []decimal.Decimal
		last := HHIBounds{Lower: 0, Upper: 1}
		for k, h := range market {
			known = append(known, decimal.NewFromFloat(h))
			b, err := ConcentrationBounds(known, decimal.NewFromFloat(total))
			if err != nil {
				t.Fatal(err)
			}
			const eps = 1e-12
			if !(b.Lower <= index+eps && index <= b.Upper+eps && last.Lower <= b.Lower && b.Upper <= last.Upper+eps) {
				t.Fatalf("%d of %v: %+v, index %v, one less known: %+v", k+1, market, b, index, last)
			}
			fewest, most := b.EffectiveN()
			if n := 1 / index; !(fewest <= n*(1+eps) && n <= most*(1+eps)) {
				t.Fatalf("%v holders, not in %v..%v", n, fewest, most)
			}
			// The same known holdings, and blocks of the smallest for what is left.
			blocks, left := 0.0, total
			for _, x := range market[:k+1] {
				blocks += x / total * x / total
				left -= x
			}
			for ; left > 0; left -= h {
				blocks += min(h, left) / total * min(h, left) / total
			}
			if !near(b.Upper, blocks) {
				t.Fatalf("upper %v, blocks %v", b.Upper, blocks)
			}
			last = b
		}
		if !near(last.Lower, index) || last.Lower != last.Upper {
			t.Fatalf("all known: %+v, index %v", last, index)
		}
	}
}
