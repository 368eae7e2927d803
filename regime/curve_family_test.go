package regime

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// TestDefaultFamily: the variants of presets and of a model of one's own are models,
// each another one, and no more than two choices away from the base.
func TestDefaultFamily(t *testing.T) {
	none := Weekly()
	none.Cautions = []Caution{}
	weighted := Weekly()
	weighted.Pillars[3].Weight, weighted.Breakout.AllTime, weighted.Renormalise, weighted.Decay = 2, true, true, 0.93
	one := Config{Pillars: []Pillar{{"a", 3, []Input{{"b", 2, Feature{Kind: AltTurn}, Normalise{Method: AsIs}, Freshness{7, 21}}}}}}
	given := Weekly()
	given.Correlation = [][]float64{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}
	given.Kappa = 0.3
	for name, x := range map[string]struct {
		base              Config
		dimensions, alone int
		base0             string // the base's of the kappas, if it has one
	}{
		"weekly":   {Config{}, 14, 35, "0.5"},
		"daily":    {Daily(), 14, 35, "0.5"},
		"synth":    {synthConfig(), 14, 36, "0.5"},
		"custom":   {customConfig(), 14, 42, "0.5"},
		"none":     {none, 11, 26, "0.5"},
		"weighted": {weighted, 14, 37, "0.5"},
		"one":      {one, 5, 13, "0.5"},
		"given":    {given, 14, 37, "base"},
	} {
		f := Family{Base: x.base, Size: 100}
		d, err := f.declare()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		pairs := 0
		for i, a := range d.dimensions {
			for _, b := range d.dimensions[:i] {
				pairs += len(a.Options) * len(b.Options)
			}
			if a.Name == "kappa" && a.base != x.base0 {
				t.Errorf("%s: the base's kappa is %q", name, a.base)
			}
		}
		if len(d.dimensions) != x.dimensions || d.alone != x.alone || d.pairs != pairs || len(d.variants) != min(100, 1+x.alone+pairs) {
			t.Errorf("%s: %d dimensions, %d options, %d pairs, %d variants\n%s", name, len(d.dimensions), d.alone, d.pairs, len(d.variants), f)
		}
		seen := map[string]string{}
		for i, v := range d.variants {
			model, choices := string(asJSON(t, v.Config)), choicesText(v.Choices)
			if other, ok := seen[model]; ok {
				t.Errorf("%s: %s is %s", name, choices, other)
			}
			seen[model] = choices
			if want := min(i, 1); i <= d.alone && len(v.Choices) != want || i > d.alone && len(v.Choices) != 2 {
				t.Errorf("%s: variant %d has choices %v", name, i, v.Choices)
			}
		}
	}
}

// TestNarrowFamily: all pairs are models, also where windows leave no room for gaps.
func TestNarrowFamily(t *testing.T) {
	for _, b := range []BreakoutConfig{{Window: 6, Gap: 2}, {Window: 4, Gap: 3}, {Window: 2, Gap: -1}, {Window: 2, Gap: 1}, {Window: 1, Gap: -1}} {
		c := Weekly()
		c.Breakout = b
		if _, err := (Family{Base: c, Size: 5000}).Variants(); err != nil {
			t.Errorf("%+v: %v", b, err)
		}
	}
}

// TestFamilySize: a larger family holds the smaller one, in the same order, and 200 is
// the usual one.
func TestFamilySize(t *testing.T) {
	all, err := Family{Size: 5000}.Variants()
	if err != nil {
		t.Fatal(err)
	}
	for size, want := range map[int]int{0: 200, 1: 36, 36: 36, 37: 37, 100: 100, 300: 300, 5000: 589} {
		variants, err := Family{Size: size}.Variants()
		if err != nil || len(variants) != want {
			t.Fatalf("size %d: %d variants, %v, want %d", size, len(variants), err, want)
		}
		k := 0
		for _, v := range variants {
			for k < len(all) && choicesText(all[k].Choices) != choicesText(v.Choices) {
				k++
			}
		}
		if k == len(all) {
			t.Errorf("size %d is not in the whole family", size)
		}
	}
	// Each option is in pairs: 164 of 553 leave none out.
	count := map[Choice]int{}
	usual, _ := Family{}.Variants()
	for _, v := range usual {
		for _, c := range v.Choices {
			count[c]++
		}
	}
	for c, n := range count {
		if n < 4 || n > 25 {
			t.Errorf("%v is in %d variants", c, n)
		}
	}
}

// TestDefaultOptions looks at what options do.
func TestDefaultOptions(t *testing.T) {
	variants, err := Family{Size: 5000}.Variants()
	if err != nil {
		t.Fatal(err)
	}
	find := func(name string) Config {
		i := slices.IndexFunc(variants, func(v Variant) bool { return choicesText(v.Choices) == name })
		if i < 0 {
			t.Fatalf("no variant %s", name)
		}
		return variants[i].Config
	}
	input := func(c Config, id string) Input {
		for _, p := range c.Pillars {
			for _, in := range p.Inputs {
				if p.ID+"/"+in.ID == id {
					return in
				}
			}
		}
		t.Fatal(id)
		return Input{}
	}
	weights := func(c Config) (w []float64) {
		for _, p := range c.Pillars {
			w = append(w, p.Weight)
		}
		return w
	}
	for name, ok := range map[string]func(c Config) bool{
		"base": func(c Config) bool { return string(asJSON(t, c)) == string(asJSON(t, Weekly())) },
		"change lag: 26": func(c Config) bool {
			in, net := input(c, "breakout/smallcap"), input(c, "liquidity/netliq")
			return in.Feature.Lag == 26 && in.Normalise.MinObs == 104 && net.Feature.Lag == 26 && input(c, "liquidity/policy").Feature.Lag == 26
		},
		"change lag: 8": func(c Config) bool { return input(c, "liquidity/dollar").Normalise.MinObs == 32 },
		"change lag: 26, history: 52": func(c Config) bool {
			n := input(c, "liquidity/dollar").Normalise
			return n.Window == 52 && n.MinObs == 52
		},
		"change lag: 26, history: 156": func(c Config) bool {
			n := input(c, "liquidity/dollar").Normalise
			return n.Window == 156 && n.MinObs == 104
		},
		"history: 52": func(c Config) bool {
			n := input(c, "breakout/smallcap").Normalise
			return n.Window == 52 && n.MinObs == 52
		},
		"history: 156": func(c Config) bool {
			n := input(c, "breakout/smallcap").Normalise
			return n.Window == 156 && n.MinObs == 52
		},
		"normalise: percentile": func(c Config) bool {
			return input(c, "breakout/smallcap").Normalise.Method == Percentile && input(c, "breakout/state").Normalise.Method == AsIs
		},
		"flow days: 63":                     func(c Config) bool { return input(c, "dat/btc_flow").Feature.Lag == 63 },
		"flow days: 182":                    func(c Config) bool { return input(c, "dat/etf_flow").Feature.Lag == 182 },
		"policy lag: 13":                    func(c Config) bool { return input(c, "liquidity/policy").Feature.Lag == 13 },
		"policy lag: 52":                    func(c Config) bool { return input(c, "liquidity/policy").Feature.Lag == 52 },
		"breakout level: 26":                func(c Config) bool { return c.Breakout.Window == 26 && !c.Breakout.AllTime },
		"breakout level: 104":               func(c Config) bool { return c.Breakout.Window == 104 },
		"breakout level: all time":          func(c Config) bool { return c.Breakout.Window == 52 && c.Breakout.AllTime },
		"breakout gap: 0":                   func(c Config) bool { return c.Breakout.Gap == -1 },
		"breakout gap: 4":                   func(c Config) bool { return c.Breakout.Gap == 4 },
		"pillar weights: dat doubled":       func(c Config) bool { return slices.Equal(weights(c), []float64{1, 2, 1, 0}) },
		"pillar weights: without liquidity": func(c Config) bool { return slices.Equal(weights(c), []float64{1, 1, 0, 0}) },
		"Alt/BTC: weighted":                 func(c Config) bool { return slices.Equal(weights(c), []float64{1, 1, 1, 1}) && c.Alt == Weekly().Alt },
		"Alt/BTC: 8 coins":                  func(c Config) bool { return weights(c)[3] == 1 && c.Alt.MinMembers == 8 },
		"Alt/BTC: 52 closes":                func(c Config) bool { return weights(c)[3] == 1 && c.Alt.MinCloses == 52 },
		"Alt/BTC: carried 28 days":          func(c Config) bool { return weights(c)[3] == 1 && c.Alt.StaleDays == 28 },
		"input weights: equal": func(c Config) bool {
			return input(c, "breakout/smallcap").Weight == input(c, "breakout/state").Weight && input(c, "dat/alt_flow").Weight == input(c, "dat/btc_flow").Weight && input(c, "dat/btc_flow").Weight == input(c, "dat/etf_flow").Weight
		},
		"kappa: 0.25":                          func(c Config) bool { return c.Kappa == 0.25 },
		"kappa: 1":                             func(c Config) bool { return c.Kappa == 1 },
		"caution weights: without etf_outflow": func(c Config) bool { return c.Cautions[1].V == 0 && c.Cautions[0].V == 0.2 },
		"caution weights: none":                func(c Config) bool { return !slices.ContainsFunc(c.Cautions, func(k Caution) bool { return k.V != 0 }) },
		"cautions together: decay 0.93":        func(c Config) bool { return c.Decay == 0.93 },
		"missing inputs: renormalised":         func(c Config) bool { return c.Renormalise },
	} {
		if !ok(find(name)) {
			t.Errorf("%s makes another model:\n%s", name, find(name))
		}
	}
}

// TestCurveViewsOfAnything: hostile names, odd numbers and long curves make a page that
// reads and a chart that ends.
func TestCurveViewsOfAnything(t *testing.T) {
	evil := `<script>&"'` + strings.Repeat("é", 40)
	long := Curve{Model: "long", Base: ScoredVariant{Score: 50}, Dimensions: []DimensionEffect{{Dimension: evil, Options: []OptionEffect{{Option: "base"}, {Option: evil, State: State(9)}}}}}
	for i := range 5000 {
		v := ScoredVariant{Score: float64(i) / 50, Micro: int64(i) * 20000, State: State(i % 5)}
		if i/20%2 == 0 { // every other one of those that the chart shows
			v.Choices = []Choice{{evil, evil}}
			for k := range 50 {
				v.Choices = append(v.Choices, Choice{fmt.Sprint(k), evil})
			}
		}
		long.Variants = append(long.Variants, v)
	}
	for i := range 300 {
		d := DimensionEffect{Dimension: fmt.Sprint(i), Options: []OptionEffect{{Option: "base"}, {Option: evil}}}
		long.Dimensions = append(long.Dimensions, d)
	}
	nan := Curve{Base: ScoredVariant{Score: math.NaN()}, Variants: []ScoredVariant{{Score: math.NaN(), State: State(200)}, {Choices: []Choice{{}}}}, States: []StateShare{{State: 9}}}
	for _, c := range []Curve{{}, long, nan, {Variants: make([]ScoredVariant, 1)}, {Dimensions: make([]DimensionEffect, 2)}} {
		_ = c.String()
		page := c.HTML()
		if strings.Contains(page, "<script") {
			t.Errorf("markup gets through:\n%.2000s", page)
		}
		d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(page, "<br>", "<br/>")))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v in\n%.2000s", err, page)
			}
			if e, ok := token.(xml.StartElement); ok {
				for _, a := range e.Attr {
					if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
						t.Errorf("%s %s=%q", e.Name.Local, a.Name.Local, a.Value)
					}
				}
			}
		}
		if svg := c.SVG(); strings.Count(svg, "<circle")+strings.Count(svg, "M") > curveMarks+20 || len(svg) > 1_000_000 {
			t.Errorf("%d marks, %d bytes", strings.Count(svg, "<circle")+strings.Count(svg, "M"), len(svg))
		}
		if (c.SVG() == "") != (len(c.Variants) == 0) {
			t.Error("a chart without variants, or none with some")
		}
	}
	if got := long.String(); !strings.Contains(got, "4980 more") || strings.Count(got, "\n") > 700 {
		t.Errorf("the text of a long curve has %d lines", strings.Count(got, "\n"))
	}
}

// TestCurveViews: text and chart show what there is.
func TestCurveViews(t *testing.T) {
	c := curveOf(t, Family{Base: synthConfig(), Size: 40}, synth(75, curveWeeks), synthSteps(curveWeeks - 2)[curveWeeks])
	out, page := c.String(), c.HTML()
	for _, want := range []string{
		"40 variants", fmt.Sprintf("rank %d of 40", c.Rank), fmt.Sprintf("base %.6f %s", c.Base.Score, c.Base.State), "20 more",
		c.Dimensions[0].Dimension, fmt.Sprintf("%.6f", c.Variants[0].Score), fmt.Sprintf("%.6f", c.Variants[39].Score), "without dat_concentration",
		fmt.Sprintf("moves the score most: %s: %s, by %+.3f points", c.Dimensions[0].Dimension, c.Dimensions[0].Most, c.Dimensions[0].Points),
	} {
		if !strings.Contains(out, want) || !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	svg := c.SVG()
	for state, n := range map[State]int{RiskOn: c.States[RiskOn].N, Neutral: c.States[Neutral].N, RiskOff: c.States[RiskOff].N, Unknown: c.States[Unknown].N} {
		if got := strings.Count(svg, `r="2.2" fill="`+stateInks[state]+`"`); got != n {
			t.Errorf("%d points of %s, want %d", got, state, n)
		}
	}
	if strings.Count(svg, `fill="none" stroke="#000"/>`) != 2 { // the base and the legend
		t.Error("the base is not ringed once")
	}
}

// BenchmarkSpecificationCurve is two years of weeks; the time of a variant grows with
// the records.
func BenchmarkSpecificationCurve(b *testing.B) {
	records, at := synth(76, 104), synthSteps(104)[104]
	f := Family{Base: synthConfig()}
	for b.Loop() {
		curveOf(b, f, records, at)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/familySize, "µs/variant")
}

// TestLagsNeedHistory: a change over k observations needs 4k of them before it, as many
// as there is room for.
func TestLagsNeedHistory(t *testing.T) {
	want := map[string]Input{}
	for lag, need := range map[string]int{"8": 32, "26": 104} {
		variants, err := (Family{Dimensions: DefaultDimensions(Config{})}).Variants()
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range variants {
			if len(v.Choices) == 1 && v.Choices[0] == (Choice{"change lag", lag}) {
				v.Config.eachInput(func(_ Pillar, in Input) {
					if in.normalised() {
						want[lag+in.ID] = in
						if in.Normalise.MinObs != need || in.Normalise.Window != 104 || fmt.Sprint(in.Feature.Lag) != lag {
							t.Errorf("lag %s: %+v", lag, in)
						}
					}
				})
			}
		}
	}
	if len(want) != 6 {
		t.Errorf("%d inputs, want 3 of each lag", len(want))
	}
}

// TestMostIsTheFirst: of options that move the score as much, the first one is named.
func TestMostIsTheFirst(t *testing.T) {
	e := DimensionEffect{Options: []OptionEffect{{Option: "base", Micro: 50}, {Option: "up", Micro: 60, Moves: Part{Micro: 10}}, {Option: "down", Micro: 40, Moves: Part{Micro: -10}}}}
	e.addLargest()
	if e.Most != "up" || e.Micro != 10 || e.Spread != 20/1e6 {
		t.Errorf("%+v", e)
	}
}

// TestCurveChart: higher scores are higher up, the base's ring is around the base among
// equals, and the legend has shares in percent.
func TestCurveChart(t *testing.T) {
	other := []Choice{{"a", "b"}}
	c := Curve{
		Variants: []ScoredVariant{{Choices: other, Score: 31, Micro: 31e6, State: RiskOff}, {Choices: other, Score: 50, Micro: 50e6, State: Neutral}, {Score: 50, Micro: 50e6, State: Neutral}, {Choices: other, Score: 69, Micro: 69e6, State: RiskOn}},
		Base:     ScoredVariant{Score: 50, Micro: 50e6}, Rank: 2, States: []StateShare{{Neutral, 2, 0.5}},
	}
	svg := c.SVG()
	var last float64
	for i, v := range c.Variants {
		x, y := 250+150*(float64(i)+0.5), 26+220*(70-v.Score)/40
		if point := fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="2.2" fill="%s">`, x, y, stateInks[v.State]); !strings.Contains(svg, point) || i > 0 && y > last {
			t.Errorf("no %s in\n%s", point, svg)
		}
		last = y
	}
	for _, want := range []string{`<circle cx="625.0" cy="136.0" r="5" fill="none" stroke="#000"/>`, ">Neutral 50%<", ">base, rank 2 of 4<"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}
