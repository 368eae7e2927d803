package regime

import (
	"bytes"
	"slices"
	"testing"
	"time"
)

// leveled is a model of one signal and cautions read from series.
func leveled(cautions ...Caution) Config {
	return Config{ID: "leveled/1", Cautions: cautions, Pillars: []Pillar{{"p", 1, []Input{
		{"signal", 1, Feature{Kind: Level, Series: "S"}, Normalise{Method: AsIs}, Freshness{5000, 9000}},
	}}}}
}

// TestSeriesLevel: the newest value through the ramp, as old as MaxAge and no older;
// then the c of the last step that had one, and nothing before there was any.
func TestSeriesLevel(t *testing.T) {
	cfg := leveled(Caution{ID: "credit", Kind: SeriesLevel, V: 0.4, Lo: 4, Hi: 8, Unit: "percent", Series: "HY", MaxAge: 10})
	c := newSynth(t, cfg)
	at := func(days int) time.Time { return synthStart.AddDate(0, 0, 1+days) } // day 0 is a step, as is each 7th
	hy := func(ref, known int, x float64) {
		observe(t, c, Value{Series: "HY", Ref: at(ref), Known: at(known), Value: x})
	}
	check := func(day int, x, c0 Number, flag string) {
		t.Helper()
		r := readAt(t, c, at(day))
		k := cautionOf(t, r, "credit")
		flags := []string{}
		if flag != "" {
			flags = []string{flag}
		}
		if !same(k.Value, x) || !same(k.C, c0) || !slices.Equal(k.Flags, flags) {
			t.Fatalf("day %d: %+v, want x %v c %v %s", day, k, x, c0, flag)
		}
		if want := -25 * 0.4 * float64(c0); !c0.Missing() && !near(k.Points, want) {
			t.Fatalf("day %d: %v points, want %v", day, k.Points, want)
		}
		if confident := r.Confidence > 0; confident && c0.Missing() != (r.Confidence < r.Coverage*r.Agreement) {
			t.Fatalf("day %d: confidence %v", day, r.Confidence)
		}
		blob := savedBytes(t, c)
		c = new(Classifier)
		if err := c.UnmarshalJSON(blob); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(savedBytes(t, c), blob) {
			t.Fatal("a restored classifier saves itself differently")
		}
	}
	observe(t, c, Value{Series: "S", Ref: at(0), Known: at(0), Value: 0.5})
	check(0, missing, missing, flagUnknown)
	hy(1, 2, 5)
	check(1, missing, missing, flagUnknown) // not known yet
	check(2, 5, 0.25, "")
	check(7, 5, 0.25, "") // a step
	hy(3, 8, 6)
	check(8, 6, 0.5, "")
	hy(2, 9, 8) // an older date says nothing
	check(9, 6, 0.5, "")
	hy(3, 10, 7) // a revision of the newest does
	check(10, 7, 0.75, "")
	check(13, 7, 0.75, "")              // age 10
	check(14, missing, 0.25, flagStale) // age 11, and the last step had 5
	hy(13, 15, 4.5)
	check(15, 4.5, 0.125, "")
	check(21, 4.5, 0.125, "")
	check(24, missing, 0.125, flagStale)
	check(400, missing, 0.125, flagStale)
	hy(398, 401, 99)
	check(401, 99, 1, "")
	hy(402, 402, -99)
	check(402, -99, 0, "")
	if err := c.Observe(Value{Series: "HYG", Ref: at(403), Known: at(403), Value: 1}); err == nil {
		t.Error("a series that nothing reads is taken")
	}
	if err := c.Observe(bar("HY", "2016-03-04", 5)); err != nil {
		t.Errorf("a bar of the series: %v", err)
	}
	if k := cautionOf(t, readAt(t, c, date("2016-03-05")), "credit"); k.Value != 5 {
		t.Errorf("a bar of the series: %+v", k)
	}
}

// TestTwoCautionsOfOneSeries read it through ramps and ages of their own.
func TestTwoCautionsOfOneSeries(t *testing.T) {
	c := newSynth(t, leveled(
		Caution{ID: "high", Kind: SeriesLevel, V: 0.2, Lo: 20, Hi: 40, Series: "VIX", MaxAge: 3},
		Caution{ID: "low", Kind: SeriesLevel, V: 0.2, Lo: 10, Hi: 30, Series: "VIX", MaxAge: 30},
	))
	observe(t, c, Value{Series: "VIX", Ref: synthStart, Known: synthStart, Value: 25})
	r := readAt(t, c, synthStart.AddDate(0, 0, 1))
	if h, l := cautionOf(t, r, "high"), cautionOf(t, r, "low"); h.C != 0.25 || l.C != 0.75 {
		t.Errorf("%+v %+v", h, l)
	}
	r = readAt(t, c, synthStart.AddDate(0, 0, 8))
	if h, l := cautionOf(t, r, "high"), cautionOf(t, r, "low"); h.C != 0.25 || !h.Value.Missing() || l.C != 0.75 || l.Value != 25 {
		t.Errorf("%+v %+v", h, l)
	}
}

// TestKappa: what the cautions take grows with it.
func TestKappa(t *testing.T) {
	for _, kappa := range []float64{0, 0.25, 0.5, 1, 10} {
		cfg := leveled(Caution{ID: "credit", Kind: SeriesLevel, V: 0.4, Hi: 1, Series: "HY", MaxAge: 10})
		cfg.Kappa = kappa
		c := newSynth(t, cfg)
		at := synthStart.AddDate(0, 0, 1)
		observe(t, c, Value{Series: "S", Ref: synthStart, Known: synthStart, Value: 0.5}, Value{Series: "HY", Ref: synthStart, Known: synthStart, Value: 0.5})
		r := readAt(t, c, at)
		if kappa == 0 {
			kappa = 0.5 // the default
		}
		want := 50 * max(0, 1+0.5-kappa*0.2)
		if !near(r.Score, want) || !near(r.Cautions[0].Points, -50*kappa*0.2) || !near(r.K, 0.2) {
			t.Errorf("kappa %v: score %v, want %v; %+v", kappa, r.Score, want, r.Cautions[0])
		}
		addsUp(t, r)
	}
}

// TestRenormalise: with it the weight of a missing input goes to the others of its
// pillar, and coverage tells all the same; without it, it stays and says nothing.
func TestRenormalise(t *testing.T) {
	cfg := Config{ID: "r/1", Cautions: []Caution{}, Pillars: []Pillar{
		{"a", 3, []Input{
			{"x", 1, Feature{Kind: Level, Series: "X"}, Normalise{Method: AsIs}, Freshness{7, 21}},
			{"y", 3, Feature{Kind: Level, Series: "Y"}, Normalise{Method: AsIs}, Freshness{7, 21}},
		}},
		{"b", 1, []Input{{"z", 1, Feature{Kind: Level, Series: "Z"}, Normalise{Method: AsIs}, Freshness{7, 21}}}},
	}}
	for _, x := range []struct {
		told map[string]float64
		days int
		// scores without and with it, and coverage
		plain, renormalised, coverage float64
	}{
		{map[string]float64{"X": 0.8, "Y": 0.4, "Z": -1}, 1, 50 * (1 + 0.75*0.5 - 0.25), 50 * (1 + 0.75*0.5 - 0.25), 1},
		{map[string]float64{"X": 0.8, "Z": -1}, 1, 50 * (1 + 0.75*0.2 - 0.25), 50 * (1 + 0.75*0.8 - 0.25), 0.75*0.25 + 0.25},
		{map[string]float64{"Y": 0.4}, 1, 50 * (1 + 0.75*0.3), 50 * (1 + 0.75*0.4), 0.75 * 0.75}, // a pillar of nothing says nothing
		{map[string]float64{}, 1, 50, 50, 0},
		{map[string]float64{"X": 0.8}, 14, 50 * (1 + 0.75*0.25*0.5*0.8), 50 * (1 + 0.75*0.5*0.8), 0.75 * 0.25 * 0.5}, // stale is not missing
	} {
		for _, on := range []bool{false, true} {
			cfg.Renormalise = on
			c := newSynth(t, cfg)
			for name, v := range x.told {
				observe(t, c, Value{Series: name, Ref: synthStart, Known: synthStart, Value: v})
			}
			r, want := readAt(t, c, synthStart.AddDate(0, 0, x.days)), x.plain
			if on {
				want = x.renormalised
			}
			if !near(r.Score, want) || !near(r.Coverage, x.coverage) {
				t.Errorf("%v, renormalised %v: score %v, want %v; coverage %v, want %v", x.told, on, r.Score, want, r.Coverage, x.coverage)
			}
			addsUp(t, r)
		}
	}
}
