package regime

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// TestVintageValues: a classifier that is told all vintages reads at each instant what
// series.Vintages says was known then.
func TestVintageValues(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 95))
	v := series.NewVintages(series.USDMillions)
	for w := range 60 {
		ref := synthStart.AddDate(0, 0, 7*w-2)
		if err := v.Add(ref, series.H41(ref), 4e12+1e9*float64(random.IntN(100)), series.USD); err != nil {
			t.Fatal(err)
		}
		for random.IntN(3) == 0 && w > 3 {
			old := ref.AddDate(0, 0, -7*random.IntN(4))
			known := series.H41(ref).Add(time.Duration(1+random.IntN(99)) * time.Minute)
			if err := v.Add(old, known, 4e6+float64(random.IntN(100)), series.USDMillions); err != nil && !errors.Is(err, series.ErrOrder) && !errors.Is(err, series.ErrDuplicate) {
				t.Fatal(err)
			}
		}
	}
	values, err := VintageValues("WALCL", v)
	if err != nil || len(values) != v.Len() || v.Len() < 70 {
		t.Fatalf("%d values of %d: %v", len(values), v.Len(), err)
	}
	cfg := one(Feature{Kind: Change, Series: "WALCL", Lag: 3}, Normalise{Method: Percentile, Window: 80, MinObs: 1, Sign: 1}, Config{Cautions: []Caution{}})
	c := newSynth(t, cfg)
	for i := len(values) - 1; i >= 0; i-- { // in any order
		observe(t, c, values[i])
	}
	checked := 0
	for d := range 7 * 62 {
		at := synthStart.AddDate(0, 0, d).Add(21 * time.Hour)
		k, known := readAt(t, c, at).Contributions[0], v.AsKnown(at)
		n := known.Len()
		if n < 4 {
			if !k.Value.Missing() {
				t.Fatalf("%s: %+v of %d", at, k, n)
			}
			continue
		}
		if want := known.Value(n-1)/known.Value(n-4) - 1; float64(k.Value) != want || !k.Reference.Equal(known.Ref(n-1)) {
			t.Fatalf("%s: %v on %s, want %v on %s", at, k.Value, k.Reference, want, known.Ref(n-1))
		}
		checked++
	}
	if checked < 300 {
		t.Errorf("%d instants", checked)
	}
}

// TestVintageUnits: net liquidity adds series of two units; vintages of another one are refused.
func TestVintageUnits(t *testing.T) {
	for _, x := range []struct {
		name string
		unit series.Unit
		ok   bool
	}{
		{"WALCL", series.USDMillions, true}, {"WALCL", series.USDBillions, false}, {"WDTGAL", series.USD, false}, {"WDTGAL", series.USDMillions, true},
		{"WTREGEN", series.USDBillions, false}, {"RRPONTSYD", series.USDBillions, true}, {"RRPONTSYD", series.USDMillions, false}, {"MINE", series.USDBillions, true},
	} {
		v := series.NewVintages(x.unit)
		if err := v.Add(synthStart, synthStart, 1, x.unit); err != nil {
			t.Fatal(err)
		}
		values, err := VintageValues(x.name, v)
		if x.ok != (err == nil) || !x.ok && !errors.Is(err, series.ErrUnit) || x.ok && (len(values) != 1 || values[0].Series != x.name || values[0].Value != 1) {
			t.Errorf("%s in %v: %v, %v", x.name, x.unit, values, err)
		}
	}
	if values, err := VintageValues("WALCL", series.NewVintages(series.USDMillions)); err != nil || len(values) != 0 {
		t.Errorf("of none: %v, %v", values, err)
	}
}
