package regime

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"testing"

	"github.com/shopspring/decimal"
)

// withOptions adds every optional input and caution to a model.
func withOptions(t testing.TB, c Config) Config {
	t.Helper()
	for pillar, in := range map[string][]Input{"liquidity": {InputBillPurchases(), InputStablecoins()}, "dat": {InputMNAV()}} {
		if err := c.Add(pillar, in...); err != nil {
			t.Fatal(err)
		}
	}
	c.Cautions = append(c.Cautions, CautionRegulatory(), CautionFlowSlowdown())
	return c
}

var optionalInputs = []string{"dat/mnav", "liquidity/bill_purchases", "liquidity/stablecoins"}

// optionalRecords are what the optional inputs and cautions read, over so many
// weeks of a made history.
func optionalRecords(seed uint64, weeks int) []Record {
	random := rand.New(rand.NewPCG(seed, 5))
	records := []Record{
		Fact{Caution: "regulatory", Value: 0.5, Known: synthStart.AddDate(1, 0, 0), Expires: synthStart.AddDate(1, 6, 0)},
		Fact{Caution: "regulatory", Value: 0.25, Known: synthStart.AddDate(2, 0, 0), Expires: synthStart.AddDate(5, 0, 0)},
	}
	supply := 1e11
	for w := range weeks {
		friday := synthStart.AddDate(0, 0, 7*w)
		known := friday.AddDate(0, 0, 1)
		supply *= 1 + 0.02*(random.Float64()-0.4)
		records = append(records,
			Value{Series: "MNAV", Ref: friday, Known: known, Value: 1 + random.Float64()},
			Value{Series: "STABLECOIN", Ref: friday, Known: known, Value: supply},
			Coverage{Class: "fed_bills", From: synthStart, Through: friday, Known: known},
			Flow{Class: "fed_bills", Kind: Deployed, USD: decimal.New(random.Int64N(8000), 6), Ref: friday.AddDate(0, 0, -1), Known: known})
		if w < 100 { // a feed that dies
			records = append(records, Value{Series: "FLOW_SLOWDOWN", Ref: friday, Known: known, Value: random.Float64()})
		}
	}
	sort.SliceStable(records, func(i, j int) bool { return records[i].KnownAt().Before(records[j].KnownAt()) })
	return records
}

// TestOptions: a model with all of them reads them, its parts add up, and it goes
// on after a restart with the same bits.
func TestOptions(t *testing.T) {
	const weeks = 130
	for name, preset := range map[string]func() Config{"weekly": Weekly, "daily": Daily} {
		cfg := withOptions(t, preset())
		cfg.AllowAverage = true
		whole, cut := newSynth(t, cfg), newSynth(t, cfg)
		base := synth(41, weeks)
		optional := optionalRecords(41, weeks)
		observe(t, whole, append(append([]Record{}, base...), optional...)...)
		observe(t, cut, append(append([]Record{}, optional...), base...)...)
		last := Reading{}
		for i, at := range synthSteps(weeks) {
			r := readAt(t, whole, at)
			addsUp(t, r)
			if i%40 == 7 {
				var back Classifier
				if err := json.Unmarshal(savedBytes(t, cut), &back); err != nil {
					t.Fatal(err)
				}
				cut = &back
			}
			sameReading(t, fmt.Sprint(name, ", after a restart"), readAt(t, cut, at), r)
			last = r
		}
		for _, id := range optionalInputs {
			if k := contribution(t, last, id); k.Value.Missing() || k.Signal.Missing() || k.Quality != 1 || k.Micro == 0 {
				t.Errorf("%s: %s: %+v", name, id, k)
			}
		}
		if k := cautionOf(t, last, "regulatory"); k.Value != 0.25 || k.C != 0.25 || k.Micro >= 0 {
			t.Errorf("%s: %+v", name, k)
		}
		if k := cautionOf(t, last, "flow_slowdown"); len(k.Flags) != 1 || k.Flags[0] != flagStale || k.C.Missing() {
			t.Errorf("%s: %+v, of a feed that died", name, k)
		}
	}
}

// TestOptionsCountWhenConfigured: riskon/1 takes no record of them; a model with
// one that is silent gives it its weight, and one of weight 0 changes no point.
func TestOptionsCountWhenConfigured(t *testing.T) {
	const weeks = 70
	plain := newSynth(t, Weekly())
	for _, r := range optionalRecords(42, 1) {
		if err := plain.Observe(r); !errors.Is(err, ErrName) {
			t.Errorf("%v: %v", r, err)
		}
	}
	base := synth(42, weeks)
	at := synthSteps(weeks)[synthEarly+weeks-1]
	read := func(cfg Config) Reading {
		cfg.AllowAverage = true
		c := newSynth(t, cfg)
		observe(t, c, base...)
		return readAt(t, c, at)
	}
	want := read(Weekly())
	silent := Weekly()
	if err := silent.Add("dat", InputMNAV()); err != nil {
		t.Fatal(err)
	}
	got := read(silent)
	for _, id := range []string{"dat/alt_flow", "dat/btc_flow", "dat/etf_flow"} { // of a sum of 4, then of 5
		if a, b := contribution(t, got, id), contribution(t, want, id); !near(float64(a.Share), float64(b.Share)*4/5) || !near(a.Points, b.Points*4/5) || b.Points == 0 {
			t.Errorf("%s: %v points, without mNAV %v", id, a.Points, b.Points)
		}
	}
	if k := contribution(t, got, "dat/mnav"); !k.Value.Missing() || k.Micro != 0 || k.Quality != 0 {
		t.Errorf("silent: %+v", k)
	}
	if !(got.Coverage < want.Coverage) {
		t.Errorf("coverage %v with a silent input, %v without", got.Coverage, want.Coverage)
	}
	weightless := Weekly()
	in := InputMNAV()
	in.Weight = 0
	if err := weightless.Add("dat", in); err != nil {
		t.Fatal(err)
	}
	if got := read(weightless); got.Micro != want.Micro || got.Coverage != want.Coverage {
		t.Errorf("%v with an input of weight 0, %v without", got.Score, want.Score)
	}
	unknown := Weekly()
	unknown.Cautions = append(unknown.Cautions, CautionRegulatory())
	if got := read(unknown); got.Micro != want.Micro || !(got.Confidence < want.Confidence) {
		t.Errorf("a caution never known: %v, confidence %v; without %v, %v", got.Score, got.Confidence, want.Score, want.Confidence)
	}
}

// TestOptionFeatures computes what the inputs read.
func TestOptionFeatures(t *testing.T) {
	const weeks = 100
	c := newSynth(t, withOptions(t, Weekly()))
	records := optionalRecords(43, weeks)
	observe(t, c, records...)
	r := readAt(t, c, synthSteps(weeks)[synthEarly+weeks-1])
	var mnav, supply, slow []float64
	var now, before decimal.Decimal
	T := synthStart.AddDate(0, 0, 7*(weeks-1))
	for _, x := range records {
		switch x := x.(type) {
		case Value:
			into := map[string]*[]float64{"MNAV": &mnav, "STABLECOIN": &supply, "FLOW_SLOWDOWN": &slow}[x.Series]
			*into = append(*into, x.Value)
		case Flow:
			switch age := int(T.Sub(x.Ref) / day); {
			case age < 91:
				now = now.Add(x.USD)
			case age < 182:
				before = before.Add(x.USD)
			}
		}
	}
	n := len(supply)
	for id, want := range map[string]float64{
		"dat/mnav": mnav[n-1], "liquidity/stablecoins": supply[n-1]/supply[n-14] - 1,
		"liquidity/bill_purchases": now.Sub(before).InexactFloat64() / (now.Add(before).InexactFloat64() + 1e8),
	} {
		k := contribution(t, r, id)
		if !near(float64(k.Value), want) || k.Reference != DateOf(T) {
			t.Errorf("%s: %v on %s, want %v on %s", id, k.Value, k.Reference, want, DateOf(T))
		}
		if in := map[string]Input{"dat/mnav": InputMNAV(), "liquidity/stablecoins": InputStablecoins()}[id]; in.ID != "" {
			var past []float64
			for i := range n - 1 {
				if x := mnav[i]; id == "dat/mnav" {
					past = append(past, x)
				} else if i >= 13 {
					past = append(past, supply[i]/supply[i-13]-1)
				}
			}
			if s := in.Normalise.Apply(float64(k.Value), past); !near(float64(k.Signal), s.S) {
				t.Errorf("%s: signal %v, want %v", id, k.Signal, s.S)
			}
		}
	}
	if k := cautionOf(t, r, "flow_slowdown"); float64(k.Value) != slow[n-1] || float64(k.C) != Ramp(slow[n-1], 0.25, 0.75) {
		t.Errorf("%+v, want %v", k, slow[n-1])
	}
}

func TestConfigAdd(t *testing.T) {
	c := Weekly()
	before := c
	if err := c.Add("liquidity", InputBillPurchases()); err != nil {
		t.Fatal(err)
	}
	if n := len(before.Pillars[2].Inputs); n != 3 || len(c.Pillars[2].Inputs) != 4 {
		t.Errorf("a copy has %d inputs, the model %d", n, len(c.Pillars[2].Inputs))
	}
	for _, pillar := range []string{"", "Liquidity", "liquidty"} {
		if err := c.Add(pillar, InputMNAV()); !errors.Is(err, ErrConfig) {
			t.Errorf("%q: %v", pillar, err)
		}
	}
	if err := new(Config).Add("liquidity", InputMNAV()); !errors.Is(err, ErrConfig) {
		t.Error("a zero Config:", err)
	}
	if err := c.Add("liquidity", InputBillPurchases()); err != nil || !errors.Is(c.Validate(), ErrConfig) {
		t.Error("an input twice:", err, c.Validate())
	}
	// As text and back.
	all := withOptions(t, Daily())
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var back Config
	if err := json.Unmarshal(b, &back); err != nil || back.String() != all.String() {
		t.Errorf("%v\n%s\n%s", err, back, all)
	}
	for _, x := range []Caution{CautionRegulatory(), CautionFlowSlowdown()} {
		if x.V != 0.2 || math.IsNaN(x.Lo) || x.validate() != nil {
			t.Errorf("%+v", x)
		}
	}
}
