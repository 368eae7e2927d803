package regime

import (
	"bytes"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// TestWeeklyIsTheDefault: the zero Config stands for it, and its slices are the caller's own.
func TestWeeklyIsTheDefault(t *testing.T) {
	a, b := newSynth(t, Weekly()), newSynth(t, Config{})
	if !bytes.Equal(savedBytes(t, a), savedBytes(t, b)) {
		t.Error("Weekly is another model than the zero Config")
	}
	c := Weekly()
	c.Pillars[0].Inputs[0].Weight, c.Cautions[0].V = 9, 0.9
	if bytes.Equal(savedBytes(t, newSynth(t, c)), savedBytes(t, a)) || !bytes.Equal(savedBytes(t, newSynth(t, Weekly())), savedBytes(t, a)) {
		t.Error("a changed Weekly is the old one, or the next one too")
	}
}

// TestDaily is the preset, field by field, where it differs from Weekly.
func TestDaily(t *testing.T) {
	c := Daily()
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	if c.Clock != series.Daily(time.UTC) || !c.DailyCloses || c.Breakout != DailyBreakout() || c.Shock != (ShockConfig{Short: 20, Long: 252, High: 182, MaxAge: 21}) {
		t.Errorf("%+v", c)
	}
	weekly := map[string]Input{}
	Weekly().eachInput(func(p Pillar, in Input) { weekly[p.ID+"/"+in.ID] = in })
	c.eachInput(func(p Pillar, in Input) {
		want := weekly[p.ID+"/"+in.ID]
		switch p.ID + "/" + in.ID {
		case "breakout/smallcap", "liquidity/dollar":
			want.Feature.Lag, want.Normalise.Window, want.Normalise.MinObs = 63, 252, 252
		case "liquidity/policy":
			want.Feature.Lag = 182
		}
		if in != want {
			t.Errorf("%s/%s: %+v, want %+v", p.ID, in.ID, in, want)
		}
	})
}

// TestDailyCloses: BTC's shock reads every day, Alt/BTC and ETH/BTC their Fridays only.
func TestDailyCloses(t *testing.T) {
	daily := Config{DailyCloses: true, Shock: ShockConfig{Short: 5, Long: 20, High: 30}, Alt: AltConfig{MinCloses: 2}}
	c := newSynth(t, daily)
	weekly := newSynth(t, Config{Alt: AltConfig{MinCloses: 2}})
	shocks := 0
	for d := range 7 * 60 {
		ref := synthStart.AddDate(0, 0, d)
		prices := map[string]float64{"BTC": 100 + float64(d*d%13)}
		for i, id := range synthAlts {
			prices[id] = float64(i+1) * (1 + float64(d*(i+2)%11)/10)
		}
		r := Closes{Ref: ref, Known: ref.Add(time.Hour), Prices: prices}
		observe(t, c, r)
		if ref.Weekday() == time.Friday {
			observe(t, weekly, r)
		}
		got, want := readAt(t, c, ref.Add(2*time.Hour)), readAt(t, weekly, ref.Add(2*time.Hour))
		if a, b := got.Evidence.AltBTC, want.Evidence.AltBTC; a.Date != b.Date || !same(a.Value, b.Value) || a.Weekly.N != b.Weekly.N || !same(a.Weekly.Histogram, b.Weekly.Histogram) {
			t.Fatalf("%s: Alt/BTC %+v, weekly %+v", ref, a, b)
		}
		if a, b := got.Evidence.ETHBTC, want.Evidence.ETHBTC; a.Date != b.Date || !same(a.Value, b.Value) || a.Weekly.N != b.Weekly.N {
			t.Fatalf("%s: ETH/BTC %+v, weekly %+v", ref, a, b)
		}
		if k := cautionOf(t, got, "vol_shock"); !k.Value.Missing() {
			shocks++
			if !k.Reference.Equal(ref) {
				t.Fatalf("the shock at %s is of %s", ref, k.Reference)
			}
		} else if d >= 30 {
			t.Fatalf("no shock at %s: %+v", ref, k)
		}
	}
	if shocks != 7*60-29 {
		t.Errorf("%d shocks: the first is due at the 30th close", shocks)
	}
}
