package regime

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// one is a model of a single input.
func one(in Feature, n Normalise, cfg Config) Config {
	cfg.Pillars = []Pillar{{"p", 1, []Input{{"x", 1, in, n, Freshness{10000, 20000}}}}}
	return cfg
}

// anchorsOf makes the three parts of net liquidity for so many Wednesdays.
func anchorsOf(weeks int, account string, net func(i int) float64) (parts []Value) {
	for i := range weeks {
		d := date("2015-01-07").AddDate(0, 0, 7*i)
		for k, name := range []string{"WALCL", account, "RRPONTSYD"} {
			parts = append(parts, Value{Series: name, Ref: d, Known: d.AddDate(0, 0, 20), Value: []float64{net(i) + 500_000, 300_000, 200}[k]})
		}
	}
	return parts
}

// TestNetLiquidityByHand: nets of 0, 1, 4, 9 ...: the means of the squares of 13..16
// and of 0..3 are 220.5*... apart, at the 17th anchor and not before.
func TestNetLiquidityByHand(t *testing.T) {
	net := func(i int) float64 { return float64(i * i) }
	z := Normalise{RobustZ, 104, 52, 1}
	for _, average := range []bool{false, true} {
		account := seriesTreasury
		if average {
			account = seriesAverage
		}
		cfg := one(Feature{Kind: NetLiquidityChange, Lag: 13}, z, Config{AllowAverage: average})
		c := newSynth(t, cfg)
		for i, v := range anchorsOf(20, account, net) {
			observe(t, c, v)
			if i%3 < 2 {
				continue
			}
			week := i / 3
			r := readAt(t, c, v.Known)
			k, e := contribution(t, r, "p/x"), r.Evidence.NetLiquidity
			if week < 16 {
				if !k.Value.Missing() || !e.DNet.Missing() {
					t.Fatalf("week %d: %+v", week, k)
				}
				continue
			}
			want := 0.0
			for j := week - 3; j <= week; j++ {
				want += (net(j) - net(j-13)) / 4
			}
			if float64(k.Value) != want || !k.Reference.Equal(v.Ref) || float64(e.DNet) != want {
				t.Fatalf("week %d: %v on %s, want %v on %s", week, k.Value, k.Reference, want, v.Ref)
			}
			if slices.Contains(k.Flags, flagAverage) != average || !slices.Contains(k.Flags, flagInsufficient) {
				t.Fatalf("flags %v", k.Flags)
			}
			if float64(e.Net) != net(week) || float64(e.Assets) != net(week)+500_000 || e.Treasury != 300_000 || e.Repo != 200_000 ||
				float64(e.DAssets) != want || e.DTreasury != 0 || e.DRepo != 0 {
				t.Fatalf("week %d: %+v", week, e)
			}
		}
	}
}

// TestAccountMustBeChosen: the level and the week average are not exchanged unasked.
func TestAccountMustBeChosen(t *testing.T) {
	for _, average := range []bool{false, true} {
		c := newSynth(t, Config{AllowAverage: average})
		for name, wanted := range map[string]bool{seriesTreasury: !average, seriesAverage: average} {
			err := c.Observe(value(name, "2015-01-07", 3e5))
			if wanted && err != nil || !wanted && !errors.Is(err, ErrName) {
				t.Errorf("average allowed %v: %s: %v", average, name, err)
			}
		}
	}
}

// TestPartsInAnyOrder tells the three parts at instants of their own, in any order
// that keeps each series in its own, with some missing: the last value is that of
// the dates that are complete.
func TestPartsInAnyOrder(t *testing.T) {
	cfg := one(Feature{Kind: NetLiquidityChange, Lag: 2}, Normalise{Percentile, 20, 2, 1}, Config{})
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 12))
		last := map[string]time.Time{}
		var records []Record
		for _, v := range anchorsOf(25, seriesTreasury, func(int) float64 { return float64(random.IntN(1000)) }) {
			if random.IntN(8) == 0 {
				continue
			}
			v.Known = later(last[v.Series], v.Ref.Add(time.Duration(random.IntN(30*24))*time.Hour))
			last[v.Series] = v.Known
			records = append(records, v)
		}
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		c, o := newSynth(t, cfg), newOracle(cfg.defaults(), records)
		observe(t, c, records...)
		for i := range 40 {
			at := date("2015-01-07").AddDate(0, 0, 7*i).Add(5 * time.Hour)
			k, want := contribution(t, readAt(t, c, at), "p/x"), o.read(at).inputs["p/x"]
			if !near(float64(k.Value), want.x) || !near(float64(k.Signal), want.s) || want.x == want.x && (!k.Reference.Equal(want.ref.Time) || !k.Known.Equal(want.known)) {
				t.Fatalf("seed %d at %s: %+v, want %+v", seed, at, k, want)
			}
		}
	}
}

// TestNoRepoNoValue: a date without one of its parts is no anchor.
func TestNoRepoNoValue(t *testing.T) {
	cfg := one(Feature{Kind: NetLiquidityChange, Lag: 1}, Normalise{Percentile, 20, 2, 1}, Config{})
	for part := range 3 {
		c := newSynth(t, cfg)
		for i, v := range anchorsOf(30, seriesTreasury, func(i int) float64 { return float64(i) }) {
			if i%3 != part {
				observe(t, c, v)
			}
		}
		r := readAt(t, c, date("2016-06-01"))
		if k := contribution(t, r, "p/x"); !k.Value.Missing() || !r.Evidence.NetLiquidity.Net.Missing() || r.State != Unknown {
			t.Errorf("without part %d: %+v", part, k)
		}
	}
}

// TestChangeCountsObservations: the lag is in observations, not in weeks, and a
// date that one of two series lacks is no observation.
func TestChangeCountsObservations(t *testing.T) {
	z := Normalise{RobustZ, 104, 52, -1}
	single := newSynth(t, one(Feature{Kind: Change, Series: "DTWEXBGS", Lag: 13}, z, Config{}))
	double := newSynth(t, one(Feature{Kind: Change, Series: "IWM", Over: "SPY", Lag: 13}, z, Config{}))
	n, both := 0, []float64{}
	for i := range 60 {
		d := synthStart.AddDate(0, 0, 7*i)
		on := d.Format(time.DateOnly)
		x := float64(100 + n*n)
		if i%5 != 3 {
			n++
			x = float64(100 + n*n)
			observe(t, single, value("DTWEXBGS", on, x))
		}
		if i%4 != 2 {
			observe(t, double, bar("IWM", on, x))
		}
		if i%7 != 5 {
			observe(t, double, bar("SPY", on, 50+float64(i)))
		}
		if i%4 != 2 && i%7 != 5 {
			both = append(both, x/(50+float64(i)))
		}
		k := contribution(t, readAt(t, single, d.Add(day)), "p/x")
		if n <= 13 != k.Value.Missing() {
			t.Fatalf("%d observations: %v", n, k.Value)
		}
		if was := float64(n - 13); n > 13 && !near(float64(k.Value), float64(100+n*n)/(100+was*was)-1) {
			t.Fatalf("%d observations: %v", n, k.Value)
		}
		k = contribution(t, readAt(t, double, d.Add(day)), "p/x")
		if m := len(both); m <= 13 != k.Value.Missing() || m > 13 && !near(float64(k.Value), both[m-1]/both[m-14]-1) {
			t.Fatalf("%d shared observations: %v", m, k.Value)
		}
	}
}

// TestChangeOfNothing: a series that was 0, or is divided by 0, has no change; the next one has.
func TestChangeOfNothing(t *testing.T) {
	p := Normalise{Percentile, 20, 1, 1}
	c := newSynth(t, one(Feature{Kind: Change, Series: "A", Lag: 1}, p, Config{}))
	d := newSynth(t, one(Feature{Kind: Change, Series: "A", Over: "B", Lag: 1}, p, Config{}))
	for i, x := range []struct{ a, b, change, ratio float64 }{
		{0, 1, math.NaN(), math.NaN()},
		{2, 1, math.NaN(), math.NaN()}, // over 0 in both
		{3, 0, 0.5, math.NaN()},        // a quotient that is none is no observation
		{6, 1, 1, 2},
		{0, 1, -1, -1},
		{-1, 1, -1, -1}, // over 0: the newest is still that of the day before
	} {
		on := synthStart.AddDate(0, 0, i).Format(time.DateOnly)
		observe(t, c, value("A", on, x.a))
		observe(t, d, value("A", on, x.a), value("B", on, x.b))
		at := synthStart.AddDate(0, 0, i+1)
		if k := contribution(t, readAt(t, c, at), "p/x"); !near(float64(k.Value), x.change) {
			t.Errorf("%s: change %v, want %v", on, k.Value, x.change)
		}
		if k := contribution(t, readAt(t, d, at), "p/x"); !near(float64(k.Value), x.ratio) {
			t.Errorf("%s: change of the ratio %v, want %v", on, k.Value, x.ratio)
		}
	}
}

// TestPolicyClip: the negative change in points, within -1 and 1, never minus zero.
func TestPolicyClip(t *testing.T) {
	for _, x := range []struct{ from, to, want float64 }{
		{2, 2, 0}, {2, 1.75, 0.25}, {2, 1, 1}, {5, 1, 1}, {1, 1.25, -0.25}, {1, 2, -1}, {0, 5.25, -1}, {0, 0, 0}, {-0.25, -0.5, 0.25},
	} {
		c := newSynth(t, one(Feature{Kind: PolicyEase, Series: "DFEDTARU", Lag: 1}, Normalise{Method: AsIs}, Config{}))
		observe(t, c, value("DFEDTARU", "2015-01-07", x.from), value("DFEDTARU", "2015-01-14", x.to))
		k := contribution(t, readAt(t, c, date("2015-01-17")), "p/x")
		if float64(k.Value) != x.want || k.Signal != k.Value || math.Signbit(float64(k.Signal)) != (x.want < 0) {
			t.Errorf("from %v to %v: %v, want %v", x.from, x.to, k.Signal, x.want)
		}
		if got := fmt.Sprint(contribution(t, readAt(t, c, date("2015-01-24")), "p/x").Quality); got != "1" {
			t.Errorf("q %s", got)
		}
	}
}
