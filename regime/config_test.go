package regime

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// TestConfigRefusals changes one thing of riskon/1 at a time.
func TestConfigRefusals(t *testing.T) {
	nan := math.NaN()
	z := Normalise{Method: RobustZ, Window: 104, MinObs: 52, Sign: 1}
	asIs := Normalise{Method: AsIs}
	input := func(f Feature, n Normalise) Input {
		return Input{ID: "extra", Weight: 1, Feature: f, Normalise: n, Freshness: Freshness{7, 21}}
	}
	add := func(in Input) func(*Config) {
		return func(c *Config) { c.Pillars[0].Inputs = append(c.Pillars[0].Inputs, in) }
	}
	caution := func(k Caution) func(*Config) {
		return func(c *Config) { c.Cautions = append(c.Cautions, k) }
	}
	for name, x := range map[string]struct {
		change func(*Config)
		want   error // beside ErrConfig
	}{
		"nothing wrong":                  {func(c *Config) {}, nil},
		"an extra change":                {add(input(Feature{Kind: Change, Series: "X", Lag: 1}, z)), nil},
		"an extra policy, normalised":    {add(input(Feature{Kind: PolicyEase, Series: "X", Lag: 1}, z)), nil},
		"an extra caution":               {caution(Caution{ID: "regulatory", Kind: DatedFact, V: 0.2, Lo: 0, Hi: 1}), nil},
		"a caution without weight":       {caution(Caution{ID: "x", Kind: DatedFact, Hi: 1}), nil},
		"a pillar without weight":        {func(c *Config) { c.Pillars[0].Weight = 0 }, nil},
		"an empty pillar without weight": {func(c *Config) { c.Pillars = append(c.Pillars, Pillar{ID: "later"}) }, nil},

		"an empty pillar":            {func(c *Config) { c.Pillars[0].Inputs = nil }, ErrNoInputs},
		"a pillar twice":             {func(c *Config) { c.Pillars[1].ID = c.Pillars[0].ID }, errAny},
		"a pillar without id":        {func(c *Config) { c.Pillars[0].ID = "" }, ErrID},
		"a pillar with a slash":      {func(c *Config) { c.Pillars[0].ID = "a/b" }, ErrID},
		"a pillar called caution":    {func(c *Config) { c.Pillars[0].ID = "caution" }, ErrID},
		"a pillar that is no text":   {func(c *Config) { c.Pillars[0].ID = "\xff" }, errAny},
		"a weight below 0":           {func(c *Config) { c.Pillars[0].Weight = -1 }, ErrWeight},
		"a weight that is none":      {func(c *Config) { c.Pillars[0].Weight = nan }, ErrWeight},
		"an infinite weight":         {func(c *Config) { c.Pillars[0].Weight = math.Inf(1) }, ErrWeight},
		"no weight at all":           {func(c *Config) { c.Pillars = []Pillar{{ID: "a", Inputs: c.Pillars[0].Inputs}} }, ErrWeight},
		"an input twice":             {func(c *Config) { c.Pillars[0].Inputs[1].ID = c.Pillars[0].Inputs[0].ID }, errAny},
		"an input without id":        {func(c *Config) { c.Pillars[0].Inputs[1].ID = "" }, ErrID},
		"an input's weight below 0":  {func(c *Config) { c.Pillars[0].Inputs[1].Weight = -1 }, ErrWeight},
		"no input's weight":          {func(c *Config) { c.Pillars[3].Inputs[0].Weight = 0 }, ErrWeight},
		"a feature of no kind":       {add(input(Feature{Series: "X", Lag: 1}, z)), errAny},
		"a feature of no series":     {add(input(Feature{Kind: Change, Lag: 1}, z)), errAny},
		"a lag of 0":                 {add(input(Feature{Kind: Change, Series: "X"}, z)), errAny},
		"a lag below 0":              {add(input(Feature{Kind: Change, Series: "X", Lag: -1}, z)), errAny},
		"a lag of 1001":              {add(input(Feature{Kind: PolicyEase, Series: "X", Lag: 1001}, z)), errAny},
		"a flow of no class":         {add(input(Feature{Kind: FlowBalance}, asIs)), errAny},
		"a series over itself":       {add(input(Feature{Kind: Change, Series: "X", Over: "X", Lag: 1}, z)), errAny},
		"a change as it is":          {add(input(Feature{Kind: Change, Series: "X", Lag: 1}, asIs)), ErrNormalise},
		"a flow normalised":          {add(input(Feature{Kind: FlowBalance, Series: "X"}, z)), ErrNormalise},
		"a turn normalised":          {add(input(Feature{Kind: AltTurn}, z)), ErrNormalise},
		"a series that is no text":   {add(input(Feature{Kind: Change, Series: "\xff", Lag: 1}, z)), errAny},
		"net liquidity as it is":     {func(c *Config) { c.Pillars[2].Inputs[1].Normalise = asIs }, ErrNormalise},
		"a machine normalised":       {func(c *Config) { c.Pillars[0].Inputs[1].Normalise = z }, ErrNormalise},
		"two machines":               {add(input(Feature{Kind: BreakoutValue, Series: "SPY"}, asIs)), errAny},
		"two net liquidities":        {add(input(Feature{Kind: NetLiquidityChange, Lag: 13}, z)), errAny},
		"no way to normalise":        {func(c *Config) { c.Pillars[0].Inputs[0].Normalise = Normalise{} }, ErrNormalise},
		"a window of 10001":          {func(c *Config) { c.Pillars[0].Inputs[0].Normalise.Window = 10001 }, errAny},
		"more needed than looked at": {func(c *Config) { c.Pillars[0].Inputs[0].Normalise.MinObs = 105 }, ErrNormalise},
		"no freshness":               {func(c *Config) { c.Pillars[0].Inputs[0].Freshness = Freshness{} }, ErrFreshness},
		"a caution twice":            {func(c *Config) { c.Cautions[1].ID = c.Cautions[0].ID }, errAny},
		"a caution of no kind":       {func(c *Config) { c.Cautions[0].Kind = "" }, errAny},
		"a caution without id":       {func(c *Config) { c.Cautions[0].ID = "" }, ErrID},
		"a caution with a slash":     {func(c *Config) { c.Cautions[0].ID = "a/b" }, ErrID},
		"a v above 1":                {func(c *Config) { c.Cautions[0].V = 1.1 }, errAny},
		"a v below 0":                {func(c *Config) { c.Cautions[0].V = -0.1 }, errAny},
		"a v that is none":           {func(c *Config) { c.Cautions[0].V = nan }, errAny},
		"a ramp that stands":         {func(c *Config) { c.Cautions[0].Hi = c.Cautions[0].Lo }, errAny},
		"a ramp down":                {func(c *Config) { c.Cautions[0].Hi = -1 }, errAny},
		"an endless ramp":            {func(c *Config) { c.Cautions[0].Hi = math.Inf(1) }, errAny},
		"a ramp that is none":        {func(c *Config) { c.Cautions[0].Lo = nan }, errAny},
		"a unit that is no text":     {func(c *Config) { c.Cautions[0].Unit = "\xff" }, errAny},
		"a gap as long as a window":  {func(c *Config) { c.Breakout = BreakoutConfig{Window: 5, Gap: 5} }, errAny},
	} {
		cfg := Config{}.defaults()
		x.change(&cfg)
		c, err := NewClassifier(cfg, synthStart)
		if x.want == nil {
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			readAt(t, c, synthStart.AddDate(0, 1, 0))
			var again Classifier
			if err := json.Unmarshal(savedBytes(t, c), &again); err != nil {
				t.Errorf("%s: restored: %v", name, err)
			}
			continue
		}
		if !errors.Is(err, ErrConfig) || x.want != errAny && !errors.Is(err, x.want) || c != nil {
			t.Errorf("%s: %v, want %v", name, err, x.want)
		}
	}
}

// errAny stands for an error of no kind but ErrConfig.
var errAny = errors.New("any")

// TestConfigIsCopied: neither the caller's slices nor the default ones are shared.
func TestConfigIsCopied(t *testing.T) {
	cfg := Config{}.defaults()
	a, err := NewClassifier(cfg, synthStart)
	if err != nil {
		t.Fatal(err)
	}
	want := savedBytes(t, a)
	cfg.Pillars[0].Weight, cfg.Pillars[0].Inputs[0].Weight, cfg.Cautions[0].V = 9, 9, 1
	if string(savedBytes(t, a)) != string(want) {
		t.Error("the classifier holds slices of the caller")
	}
	b, err := NewClassifier(Config{}, synthStart)
	if err != nil {
		t.Fatal(err)
	}
	if string(savedBytes(t, b)) != string(want) {
		t.Error("the zero Config is not the same twice")
	}
}

// customConfig adds to synthConfig a pillar with percentiles, a class read in both
// ways, and a caution of one's own.
func customConfig() Config {
	c := synthConfig()
	c.ID = "mine/1"
	c.Pillars = append(c.Pillars, Pillar{"another", 0.7, []Input{
		{"spy", 1, Feature{Kind: Change, Series: "SPY", Lag: 4}, Normalise{Percentile, 20, 5, 1}, Freshness{7, 21}},
		{"assets", 2, Feature{Kind: Change, Series: "WALCL", Over: "DTWEXBGS", Lag: 3}, Normalise{RobustZ, 20, 5, -1}, Freshness{7, 21}},
		{"repo", 0.3, Feature{Kind: Difference, Series: "RRPONTSYD", Over: "WALCL", Lag: 5}, Normalise{Percentile, 30, 5, -1}, Freshness{10, 38}},
		{"level", 0.4, Feature{Kind: Level, Series: "DTWEXBGS"}, Normalise{RobustZ, 40, 5, -1}, Freshness{17, 45}},
		{"rate", 0.5, Feature{Kind: PolicyEase, Series: "DFEDTARU", Lag: 8}, Normalise{Percentile, 25, 5, 1}, Freshness{7, 21}},
		{"etf_daily", 1, Feature{Kind: FlowBalance, Series: "btc_etf"}, Normalise{Method: AsIs}, Freshness{7, 91}},
		{"alt_periodic", 1, Feature{Kind: FlowBalance, Series: "dat_alt", Periodic: true}, Normalise{Method: AsIs}, Freshness{7, 91}},
	}})
	c.Cautions = append(c.Cautions, Caution{ID: "regulatory", Kind: DatedFact, V: 0.3, Hi: 1, Unit: "severity"}, Caution{ID: "second_shock", Kind: BTCShock, V: 0.1, Lo: 0.2, Hi: 0.9})
	for i := range c.Pillars { // WALCL over DTWEXBGS have no date in common; the other account has
		for j, in := range c.Pillars[i].Inputs {
			if in.ID == "assets" {
				c.Pillars[i].Inputs[j].Feature.Over = "DFEDTARU"
			}
		}
	}
	return c
}

// TestCustomConfig compares a model of one's own with the oracle.
func TestCustomConfig(t *testing.T) {
	weeks := 90
	records := synth(41, weeks)
	for i := range 8 {
		known := synthStart.AddDate(0, 0, 63*i).Add(5 * day)
		records = append(records, Fact{Caution: "regulatory", Value: float64(i%4) / 3, Known: known, Expires: known.AddDate(0, 0, 50)})
	}
	cfg := customConfig()
	c, o := newSynth(t, cfg), newOracle(cfg.defaults(), records)
	observe(t, c, records...)
	seen := map[string]bool{}
	for _, step := range synthSteps(weeks) {
		got := readAt(t, c, step)
		o.check(t, got, o.step(step, got.Micro))
		for _, k := range got.Contributions {
			seen[k.ID] = seen[k.ID] || !k.Signal.Missing()
		}
		for _, k := range got.Cautions {
			seen[k.ID] = seen[k.ID] || !k.Value.Missing()
		}
		if got.Model != "mine/1" {
			t.Fatal(got.Model)
		}
	}
	for _, id := range []string{"another/spy", "another/assets", "another/rate", "another/etf_daily", "another/alt_periodic", "caution/regulatory", "caution/second_shock"} {
		if !seen[id] {
			t.Errorf("%s is never known: the test says nothing about it", id)
		}
	}
}

// TestConfigOrderChangesNoBit permutes pillars, inputs and cautions.
func TestConfigOrderChangesNoBit(t *testing.T) {
	weeks := 80
	records, steps := synth(42, weeks), synthSteps(weeks)
	start := steps[0].AddDate(0, 0, -7)
	want, err := Classify(customConfig(), start, records, steps)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		cfg, random := customConfig(), rand.New(rand.NewPCG(seed, 4))
		random.Shuffle(len(cfg.Pillars), func(i, j int) { cfg.Pillars[i], cfg.Pillars[j] = cfg.Pillars[j], cfg.Pillars[i] })
		random.Shuffle(len(cfg.Cautions), func(i, j int) { cfg.Cautions[i], cfg.Cautions[j] = cfg.Cautions[j], cfg.Cautions[i] })
		for k := range cfg.Pillars {
			in := cfg.Pillars[k].Inputs
			random.Shuffle(len(in), func(i, j int) { in[i], in[j] = in[j], in[i] })
		}
		got, err := Classify(cfg, start, records, steps)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			sameReading(t, "in another order", got[i], want[i])
		}
	}
}
