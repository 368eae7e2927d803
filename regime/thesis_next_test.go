package regime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// nextAt are the releases of a leg at t, in words.
func nextAt(t testing.TB, p *plan, id, series string, at time.Time) string {
	t.Helper()
	var words []string
	for _, r := range p.nextOf(Leg{ID: id, Series: series}, at) {
		words = append(words, fmt.Sprintf("%s %s %s", r.Series, r.Reference, r.Known.UTC().Format("01-02T15:04")))
	}
	return strings.Join(words, ", ")
}

// TestNextReleases: what comes next, by hand from the calendars of 2024 to 2027.
func TestNextReleases(t *testing.T) {
	weekly, daily := newPlan(Weekly()), newPlan(Daily())
	level := Weekly()
	level.AllowAverage = true
	average := newPlan(level.defaults())
	for _, x := range []struct {
		name        string
		p           *plan
		leg, series string
		at, want    string
	}{
		{"a Saturday", weekly, legBreakout, "IWM", "2026-01-10T00:00", "IWM 2026-01-16 01-16T21:00"},
		{"the bar is known at its end", weekly, legBreakout, "IWM", "2026-01-16T21:00", "IWM 2026-01-23 01-23T21:00"},
		{"Good Friday", weekly, legBreakout, "IWM", "2025-04-12T00:00", "IWM 2025-04-17 04-17T20:00"},
		{"New Year's Day on a Friday", weekly, legBreakout, "IWM", "2026-12-26T00:00", "IWM 2026-12-31 12-31T21:00"},
		{"the bar of the next session", daily, legBreakout, "IWM", "2026-01-16T21:00", "IWM 2026-01-20 01-20T21:00"},
		{"before New York opened at 9:30", weekly, legBreakout, "IWM", "1980-01-05T00:00", ""},

		{"liquidity", weekly, "liquidity_support", "liquidity", "2026-01-10T00:00",
			"DFEDTARU 2026-01-10 01-11T00:00, DTWEXBGS 2026-01-09 01-12T21:15, RRPONTSYD 2026-01-14 01-14T19:00, WALCL 2026-01-14 01-15T21:30, WDTGAL 2026-01-14 01-15T21:30"},
		{"with the average of the account", average, "liquidity_support", "liquidity", "2026-01-14T19:00",
			"DFEDTARU 2026-01-14 01-15T00:00, WALCL 2026-01-14 01-15T21:30, WTREGEN 2026-01-14 01-15T21:30, DTWEXBGS 2026-01-16 01-20T21:15, RRPONTSYD 2026-01-21 01-21T19:00"},
		{"Thanksgiving", weekly, "liquidity_support", "liquidity", "2025-11-26T22:00",
			"DFEDTARU 2025-11-26 11-27T00:00, WALCL 2025-11-26 11-28T21:30, WDTGAL 2025-11-26 11-28T21:30, DTWEXBGS 2025-11-28 12-01T21:15, RRPONTSYD 2025-12-03 12-03T19:00"},
		{"two Wednesdays without repos", weekly, "liquidity_support", "liquidity", "2024-12-21T00:00",
			"DFEDTARU 2024-12-21 12-22T00:00, DTWEXBGS 2024-12-20 12-23T21:15, WALCL 2024-12-25 12-26T21:30, WDTGAL 2024-12-25 12-26T21:30, RRPONTSYD 2025-01-08 01-08T19:00"},
		{"in summer", weekly, "liquidity_support", "liquidity", "2026-07-04T00:00",
			"DFEDTARU 2026-07-04 07-05T00:00, DTWEXBGS 2026-07-03 07-06T20:15, RRPONTSYD 2026-07-08 07-08T18:00, WALCL 2026-07-08 07-09T20:30, WDTGAL 2026-07-08 07-09T20:30"},

		{"filings and funds", weekly, "treasury_adoption", "dat", "2026-01-17T00:00",
			"btc_etf 2026-01-16 01-17T12:00, dat_alt 2026-01-20 01-21T00:00, dat_btc 2026-01-20 01-21T00:00"},
		{"filings of today", weekly, "treasury_adoption", "dat", "2026-01-15T23:59",
			"dat_alt 2026-01-15 01-16T00:00, dat_btc 2026-01-15 01-16T00:00, btc_etf 2026-01-16 01-17T12:00"},
		{"funds by the day", daily, "treasury_adoption", "dat", "2026-01-15T12:00",
			"dat_alt 2026-01-15 01-16T00:00, dat_btc 2026-01-15 01-16T00:00, btc_etf 2026-01-15 01-16T12:00"},

		{"coins", weekly, legTurn, AltBTCName, "2026-01-09T23:59", "alt_btc_basket 2026-01-09 01-10T00:00"},
		{"coins on Saturday", weekly, legTurn, ETHBTCName, "2026-01-10T00:00", "ETH/BTC 2026-01-16 01-17T00:00"},
		{"coins by the day", daily, legTurn, ETHBTCName, "2026-01-10T00:00", "ETH/BTC 2026-01-16 01-17T00:00"},
		{"the pillar of the breakout", weekly, "other", "breakout", "2026-01-10T00:00", "IWM 2026-01-16 01-16T21:00, SPY 2026-01-16 01-16T21:00"},
		{"the pillar of Alt/BTC", weekly, "other", "ratio", "2026-01-10T00:00", "alt_btc_basket 2026-01-16 01-17T00:00"},
		{"a pillar that is none", weekly, "other", "nothing", "2026-01-10T00:00", ""},
	} {
		at, err := time.Parse("2006-01-02T15:04", x.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := nextAt(t, x.p, x.leg, x.series, at); got != x.want {
			t.Errorf("%s: %s\nwant %s", x.name, got, x.want)
		}
	}
}

// TestNextIsTheNext: a release is after the instant, the same one until it is known,
// and from then on a later one, for every series with a calendar.
func TestNextIsTheNext(t *testing.T) {
	for name, s := range schedules {
		at := time.Date(2019, 12, 20, 0, 0, 0, 0, time.UTC)
		for range 40 {
			r, ok := s.next(name, at)
			if !ok || !r.Known.After(at) || r.Reference.After(r.Known) || !s.on(r.Reference.Time) || !s.known(r.Reference.Time).Equal(r.Known) {
				t.Fatalf("%s after %v: %+v", name, at, r)
			}
			for d := at.AddDate(0, 0, -100); d.Before(r.Known); d = d.AddDate(0, 0, 1) { // none in between, and none newer
				d := DateOf(d)
				if k := s.known(d.Time); s.on(d.Time) && k.After(at) && (k.Before(r.Known) || k.Equal(r.Known) && d.After(r.Reference.Time)) {
					t.Fatalf("%s after %v: %+v, but %v is known %v", name, at, r, d, k)
				}
			}
			if again, _ := s.next(name, r.Known.Add(-1)); again != r {
				t.Fatalf("%s: %+v, just before it %+v", name, r, again)
			}
			at = r.Known
		}
	}
}

// TestNextIsPure: it follows from the instant and the model, not from what came in.
func TestNextIsPure(t *testing.T) {
	empty, full := newSynth(t, synthConfig()), newSynth(t, synthConfig())
	observe(t, full, synth(70, 90)...)
	for w := 80; w < 90; w++ {
		at := synthStart.AddDate(0, 0, 7*w+1).Add(time.Duration(w) * time.Hour)
		a, b := readAt(t, empty, at), readAt(t, full, at)
		for i, l := range b.Thesis {
			if l.ID == legTurn {
				continue // of another series
			}
			if !reflect.DeepEqual(l.Next, a.Thesis[i].Next) || len(l.Next) == 0 {
				t.Fatalf("%s at %v: %v and %v", l.ID, at, l.Next, a.Thesis[i].Next)
			}
			text, err := json.Marshal(l.Next[0])
			if err != nil || !strings.HasPrefix(string(text), `{"series":"`) || !strings.Contains(string(text), `"reference":"2016-`) {
				t.Errorf("%s %v", text, err)
			}
		}
	}
	c, err := NewClassifier(Config{Pillars: []Pillar{{"p", 1, []Input{{"x", 1, Feature{Kind: Level, Series: "mine"}, Normalise{Method: AsIs}, Freshness{7, 21}}}}}}, synthStart)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(readAt(t, c, synthStart.Add(day)).Thesis[0])
	if err != nil || !strings.Contains(string(text), `"next":[]`) {
		t.Errorf("a model without calendars: %s %v", text, err)
	}
}

func BenchmarkNext(b *testing.B) {
	p, at := newPlan(Weekly()), time.Date(2026, 1, 10, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		p.nextOf(Leg{ID: legLiquidity, Series: "liquidity"}, at)
		p.nextOf(Leg{ID: legBreakout, Series: "IWM"}, at)
		p.nextOf(Leg{ID: legTreasury, Series: "dat"}, at)
		p.nextOf(Leg{ID: legTurn, Series: AltBTCName}, at)
	}
}

// TestNextIsKept: what a classifier keeps of its releases is what it would work out anew, at
// every hour, and after a look ahead.
func TestNextIsKept(t *testing.T) {
	c := newSynth(t, synthConfig())
	start := synthStart.AddDate(0, 0, 3)
	check := func(r Reading, at time.Time) {
		t.Helper()
		for _, l := range r.Thesis {
			if want := c.plan.nextOf(l, at); !reflect.DeepEqual(l.Next, want) {
				t.Fatalf("%s at %v: %v, want %v", l.ID, at, l.Next, want)
			}
		}
	}
	for h := range 24 * 9 {
		at := start.Add(time.Duration(h) * time.Hour)
		check(readAt(t, c, at), at)
		ahead := at.Add(20 * time.Hour)
		r, err := c.At(ahead)
		if err != nil {
			t.Fatal(err)
		}
		check(r, ahead)
		if r, err = c.Reading(); err != nil {
			t.Fatal(err)
		}
		check(r, at)
	}
}
