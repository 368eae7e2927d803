package main

import (
	"math"
	"strings"
	"testing"

	"github.com/riskon/riskon/indicator"
)

// apart says why go-talib gives other numbers than TA-Lib and this library do,
// where it does. Their times are compared all the same.
func apart() map[string]string {
	return map[string]string{
		"HTDCPhase": "its HT_DCPHASE is wrong: TA-Lib's own values are those of this library",
	}
}

// place tells the functions that return places from those that return numbers.
// Of equal prices the libraries take different ones, so the price there counts.
func place(name string) bool {
	return strings.HasSuffix(name, "Index")
}

// TestPairsAgree shows that the two sides of a pair compute the same thing.
func TestPairsAgree(t *testing.T) {
	blocks, err := generate(1, 3000, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := blocks[0]
	for _, p := range pairs() {
		for _, n := range p.periods {
			o, f := p.make(n)
			if f == nil {
				continue
			}
			a, g := o.columns(b), f(b)
			if len(a) != len(g) {
				t.Errorf("%s: %d outputs and %d", o.name, len(a), len(g))
				continue
			}
			from := 200
			if n == long {
				from = 7 * long
			}
			bad, worst, at := 0, 0.0, 0
			for k := range a {
				for i := from; i < len(a[k]); i++ {
					x, y := a[k][i], g[k][i]
					if place(p.name) {
						x, y = b.close[int(x)], b.close[int(y)]
					}
					d := math.Abs(x-y) / max(math.Abs(y), 1e-3)
					if !(d <= 1e-6) {
						bad++
					}
					if d > worst || d != d {
						worst, at = d, i
					}
				}
			}
			why, known := apart()[p.name]
			if bad > 0 && !known {
				t.Errorf("%s: %d values differ, most at %d: %v", o.name, bad, at, worst)
			}
			if bad == 0 && known {
				t.Errorf("%s agrees, although %s", o.name, why)
			}
		}
	}
}

// TestPairsAreTheCatalog shows that no indicator is left out, but for the patterns.
func TestPairsAreTheCatalog(t *testing.T) {
	have := map[string]bool{}
	for _, p := range pairs() {
		if have[p.name] {
			t.Errorf("%s is there twice", p.name)
		}
		have[p.name] = true
	}
	for _, e := range indicator.Catalog() {
		if !have[e.Name] && e.Group != "candles" { // go-talib has no patterns
			t.Errorf("%s is not there", e.Name)
		}
		delete(have, e.Name)
	}
	for name := range have {
		t.Errorf("no such indicator: %s", name)
	}
}
