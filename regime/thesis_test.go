package regime

import (
	"math"
	"testing"
	"time"
)

func leg(t testing.TB, r Reading, id string) Leg {
	t.Helper()
	for _, l := range r.Thesis {
		if l.ID == id {
			return l
		}
	}
	t.Fatalf("no leg %s", id)
	return Leg{}
}

// TestPillarLeg: unknown without coverage, met above 0, not met at 0, since the first step of the spell.
func TestPillarLeg(t *testing.T) {
	in := Input{"policy", 1, Feature{Kind: PolicyEase, Series: "DFEDTARU", Lag: 1}, Normalise{Method: AsIs}, Freshness{10, 38}}
	c, err := NewClassifier(Config{Pillars: []Pillar{{"liquidity", 1, []Input{in}}}}, date("2016-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	observe(t, c, value("DFEDTARU", "2016-01-04", 2), value("DFEDTARU", "2016-01-12", 1.5), value("DFEDTARU", "2016-01-26", 1.5), value("DFEDTARU", "2016-02-09", 1.75), value("DFEDTARU", "2016-06-07", 1.5))
	whenMet := pillarLeg("", "p", Scored{Pillars: []PillarReading{{ID: "p", Value: 1, Coverage: 1}}}).Changes
	for _, x := range []struct {
		at, since string
		status    LegStatus
	}{
		{"2016-01-02", "2016-01-02", LegUnknown},
		{"2016-01-09", "2016-01-02", LegUnknown},
		{"2016-01-13", "", Met}, // between steps: the spell has no first step yet
		{"2016-01-16", "2016-01-16", Met},
		{"2016-01-23", "2016-01-16", Met},
		{"2016-01-30", "2016-01-30", NotMet}, // exactly 0
		{"2016-02-13", "2016-01-30", NotMet}, // below 0: the spell goes on
		{"2016-03-17", "2016-01-30", NotMet},
		{"2016-03-18", "", LegUnknown}, // 38 days old: no coverage
		{"2016-03-19", "2016-03-19", LegUnknown},
		{"2016-06-11", "2016-06-11", Met},
	} {
		l := leg(t, readAt(t, c, date(x.at)), "liquidity_support")
		since := ""
		if !l.Since.IsZero() {
			since = l.Since.Format(time.DateOnly)
		}
		if l.Status != x.status || since != x.since || l.Change != 0 || (l.Changes == whenMet) != (x.status == Met) {
			t.Errorf("%s: %+v, want %+v", x.at, l, x)
		}
	}
	for _, id := range []string{"treasury_adoption", "sustained_breakout"} { // the model has no such pillars
		if l := leg(t, readAt(t, c, date("2016-06-12")), id); l.Status != LegUnknown {
			t.Errorf("%+v", l)
		}
	}
}

// TestTurnLeg: the basket's histogram or, while it is thin, that of ETH/BTC under
// that name; the value that would change it does.
func TestTurnLeg(t *testing.T) {
	for _, alts := range []int{0, 6} {
		name := ETHBTCName
		if alts > 0 {
			name = AltBTCName
		}
		weeks, price := 0, func(i int) float64 { return 5 + 2*math.Mod(float64(i)*0.37, 3) }
		c := newSynth(t, Config{})
		tell := func(c *Classifier, x float64) Leg {
			f := synthStart.AddDate(0, 0, 7*weeks)
			prices := map[string]float64{"BTC": 100, "ETH": x}
			for k := range alts {
				prices[string(rune('P'+k))] = x
			}
			observe(t, c, Closes{Ref: f, Known: f.Add(day), Prices: prices})
			return leg(t, readAt(t, c, f.Add(day)), "alt_btc_turn")
		}
		var l Leg
		for ; weeks < 80; weeks++ {
			l = tell(c, price(weeks))
			if (l.Status == LegUnknown) != (weeks < 33 || alts > 0 && weeks < 25+33) {
				t.Fatalf("%d coins, week %d: %+v", alts, weeks, l)
			}
			if alts > 0 && weeks < 25 != (l.Series == ETHBTCName) {
				t.Fatalf("%d coins, week %d: %+v", alts, weeks, l)
			}
		}
		if l.Series != name || l.Change.Missing() {
			t.Fatalf("%d coins: %+v", alts, l)
		}
		// One close a little above the value that would change it, and one below.
		for _, side := range []float64{1, -1} {
			var twin Classifier
			if err := twin.UnmarshalJSON(savedBytes(t, c)); err != nil {
				t.Fatal(err)
			}
			scale := price(weeks - 1)
			next := float64(l.Change) * (1 + side*1e-6)
			if alts > 0 { // the basket is an index: move every coin by what it has to move
				index := twin.mem.Coins.Basket.Value().Value
				next = scale * next / index
			} else {
				next *= 100
			}
			got := tell(&twin, next)
			if want := metIf(true, side > 0); got.Status != want {
				t.Errorf("%d coins, close %v: %s, want %s", alts, next, got.Status, want)
			}
		}
	}
}

// TestBreakoutLeg: what would change it, in the words of the machine.
func TestBreakoutLeg(t *testing.T) {
	cfg := Config{Breakout: BreakoutConfig{Window: 20}}
	c := newSynth(t, cfg)
	phases := map[string]bool{}
	for i := range 60 {
		x := 100.0
		if i >= 40 {
			x = 120
		}
		if i >= 50 {
			x = 80
		}
		f := synthStart.AddDate(0, 0, 7*i)
		b := bar("IWM", "2015-01-02", x)
		b.Ref, b.Bar.Start, b.Bar.End, b.Bar.High, b.Bar.Low = f, f.AddDate(0, 0, -4), f.Add(20*time.Hour), x+1, x-1
		observe(t, c, b)
		r := readAt(t, c, f.Add(day))
		l, m := leg(t, r, "sustained_breakout"), r.Evidence.Breakout
		phases[l.Reads] = true
		switch {
		case i < 20:
			if l.Status != LegUnknown {
				t.Fatalf("week %d: %+v", i, l)
			}
		case m.State == PhaseConfirmed:
			if l.Status != Met || l.Change != m.NextExit || l.Value != 1 {
				t.Fatalf("week %d: %+v", i, l)
			}
		case m.State == PhaseBroken:
			if l.Status != NotMet || l.Change != m.NextExit || l.Value != 0.5 {
				t.Fatalf("week %d: %+v", i, l)
			}
		default:
			if l.Status != NotMet || l.Change != m.NextBreak || l.Change.Missing() {
				t.Fatalf("week %d: %+v", i, l)
			}
		}
	}
	if len(phases) != 3 {
		t.Errorf("phases %v", phases)
	}
	r := readAt(t, c, synthStart.AddDate(0, 0, 7*59+22)) // 22 days old: no coverage
	if l := leg(t, r, "sustained_breakout"); l.Status != LegUnknown {
		t.Errorf("stale: %+v", l)
	}
}

// TestFlatTurn: a histogram of exactly 0 is not up.
func TestFlatTurn(t *testing.T) {
	c := newSynth(t, Config{})
	for w := range 60 {
		f := synthStart.AddDate(0, 0, 7*w)
		observe(t, c, Closes{Ref: f, Known: f.Add(day), Prices: map[string]float64{"BTC": 4, "ETH": 1}})
		l := leg(t, readAt(t, c, f.Add(day)), legTurn)
		if w > 40 && (l.Value != 0 || l.Status != NotMet || l.Changes != "next close >") {
			t.Fatalf("week %d: %+v", w, l)
		}
	}
}
