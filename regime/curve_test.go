package regime

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
)

// curveWeeks is the length of the histories of these tests.
const curveWeeks = 70

func curveStart() time.Time { return synthSteps(0)[0].AddDate(0, 0, -7) }

func curveOf(t testing.TB, f Family, records []Record, at time.Time) Curve {
	t.Helper()
	c, err := SpecificationCurve(f, curveStart(), records, at)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// withoutLiquidity removes what default dimensions only set to 0, so that nothing reads
// some of the records.
func withoutLiquidity() Dimension {
	return Dimension{"pillars", []Option{
		{"without liquidity", func(c *Config) {
			c.Pillars = slices.DeleteFunc(c.Pillars, func(p Pillar) bool { return p.ID == "liquidity" })
		}},
		{"without facts", func(c *Config) {
			c.Cautions = slices.DeleteFunc(c.Cautions, func(k Caution) bool { return k.Kind == DatedFact })
		}},
	}}
}

// TestCurveIsClassify compares variants with classifiers that are told their records
// by hand, at a step and between steps.
func TestCurveIsClassify(t *testing.T) {
	base, records := synthConfig(), synth(81, curveWeeks)
	f := Family{Base: base, Dimensions: append(DefaultDimensions(base), withoutLiquidity()), Size: 60}
	variants, err := f.Variants()
	if err != nil {
		t.Fatal(err)
	}
	states := map[State]int{}
	for _, at := range []time.Time{synthSteps(curveWeeks - 3)[curveWeeks], synthSteps(60)[58].Add(77 * time.Hour)} {
		c := curveOf(t, f, records, at)
		found := map[string]ScoredVariant{}
		for _, v := range c.Variants {
			found[choicesText(v.Choices)] = v
		}
		if len(found) != len(variants) || !reflect.DeepEqual(c.Base, found["base"]) {
			t.Fatalf("%d variants of %d, base %v", len(found), len(variants), c.Base)
		}
		for i, v := range variants {
			name := choicesText(v.Choices)
			removed := strings.Contains(name, "pillars: ")
			if i%3 > 0 && !removed {
				continue
			}
			var own []Record
			for _, r := range records {
				switch r.(type) {
				case Value:
					if strings.Contains(name, "pillars: without liquidity") {
						continue
					}
				case Fact:
					if strings.Contains(name, "without facts") {
						continue
					}
				}
				own = append(own, r)
			}
			want, err := Classify(v.Config, curveStart(), own, []time.Time{at})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			w := want[0]
			if got := found[name]; !reflect.DeepEqual(got, ScoredVariant{v.Choices, w.Score, w.Micro, w.State, w.Since, w.Coverage, w.Confidence}) {
				t.Errorf("%s: %+v, want %v %v since %v", name, got, w.Micro, w.State, w.Since)
			}
			states[w.State]++
		}
	}
	if len(states) < 3 {
		t.Errorf("states %v: the test says little", states)
	}
}

// TestCurveAddsUp makes the summary anew from the variants.
func TestCurveAddsUp(t *testing.T) {
	base := synthConfig()
	c := curveOf(t, Family{Base: base, Size: 70}, synth(72, curveWeeks), synthSteps(curveWeeks - 2)[curveWeeks])
	plain, err := Classify(base, curveStart(), synth(72, curveWeeks), []time.Time{c.To})
	if err != nil || plain[0].Micro != c.Base.Micro || plain[0].State != c.Base.State || plain[0].Confidence != c.Base.Confidence || len(c.Base.Choices) != 0 {
		t.Errorf("the base is %v, the reading %v %v, %v", c.Base, plain[0].Micro, plain[0].State, err)
	}
	n, below := len(c.Variants), 0
	states, different := map[State]int{}, map[int64]bool{}
	var scores []float64
	for i, v := range c.Variants {
		if i > 0 && v.Micro < c.Variants[i-1].Micro {
			t.Errorf("variant %d is lower than the one before", i)
		}
		if v.Micro < c.Base.Micro {
			below++
		}
		states[v.State]++
		different[v.Micro] = true
		scores = append(scores, v.Score)
	}
	if c.Rank != below+1 || c.Scores != len(different) || n != 70 {
		t.Errorf("rank %d, %d scores of %d, want %d and %d", c.Rank, c.Scores, n, below+1, len(different))
	}
	for _, s := range c.States {
		if s.N != states[s.State] || s.Share != float64(s.N)/float64(n) {
			t.Errorf("%v, want %d", s, states[s.State])
		}
	}
	quantile := func(p float64) float64 { // type 7 by the book
		sort.Float64s(scores)
		h := p * float64(n-1)
		i := int(h)
		return scores[i] + (h-float64(i))*(scores[min(i+1, n-1)]-scores[i])
	}
	for p, got := range map[float64]float64{0.25: c.Lower, 0.5: c.Median, 0.75: c.Upper} {
		if math.Abs(got-quantile(p)) > 1e-9 {
			t.Errorf("quantile %v: %v, want %v", p, got, quantile(p))
		}
	}
	last := int64(math.MaxInt64)
	for _, d := range c.Dimensions {
		most, low, high := int64(0), c.Base.Micro, c.Base.Micro
		for i, o := range d.Options {
			sum, n := 0.0, 0
			alone := c.Base
			for _, v := range c.Variants {
				has := slices.Contains(v.Choices, Choice{d.Dimension, o.Option})
				other := slices.ContainsFunc(v.Choices, func(k Choice) bool { return k.Dimension == d.Dimension })
				if has || i == 0 && !other {
					sum, n = sum+v.Score, n+1
				}
				if has && len(v.Choices) == 1 {
					alone = v
				}
			}
			if o.Micro != alone.Micro || o.State != alone.State || o.Moves.Micro != alone.Micro-c.Base.Micro || o.N != n || math.Abs(o.Mean-sum/float64(n)) > 1e-9 {
				t.Errorf("%s: %+v, want %d alone, %d with mean %v", d.Dimension, o, alone.Micro, n, sum/float64(n))
			}
			if m := o.Moves.Micro; max(m, -m) > max(most, -most) {
				most = m
			}
			low, high = min(low, o.Micro), max(high, o.Micro)
			if i > 0 && o.Option == d.Most && o.Moves.Micro != d.Micro {
				t.Errorf("%s: most is %s by %d, want %d", d.Dimension, d.Most, d.Micro, o.Moves.Micro)
			}
		}
		if d.Micro != most || d.Spread != float64(high-low)/1e6 {
			t.Errorf("%s: moves %d, spread %v, want %d and %v", d.Dimension, d.Micro, d.Spread, most, float64(high-low)/1e6)
		}
		if most = max(most, -most); most > last {
			t.Errorf("%s moves more than the dimension before it", d.Dimension)
		}
		last = most
	}
	if c.Dimensions[0].Micro == 0 {
		t.Error("nothing moves the score: the test says little")
	}
	var again Curve
	if err := json.Unmarshal(asJSON(t, c), &again); err != nil || !reflect.DeepEqual(again, c) {
		t.Errorf("as JSON it is another curve: %v", err)
	}
}

func asJSON(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestCurveOrder: neither the order of dimensions, options and records nor what
// becomes known later changes a bit, and the base stays as it was.
func TestCurveOrder(t *testing.T) {
	base, records := synthConfig(), synth(73, curveWeeks)
	at := synthSteps(40)[40]
	before := string(asJSON(t, base))
	f := Family{Base: base, Dimensions: DefaultDimensions(base), Size: 45}
	want := asJSON(t, curveOf(t, f, records, at))
	random := rand.New(rand.NewPCG(1, 73))
	random.Shuffle(len(f.Dimensions), func(i, j int) { f.Dimensions[i], f.Dimensions[j] = f.Dimensions[j], f.Dimensions[i] })
	shuffled := slices.Clone(records)
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if got := asJSON(t, curveOf(t, f, shuffled, at)); string(got) != string(want) {
		t.Error("another curve in another order")
	}
	known := slices.DeleteFunc(records, func(r Record) bool { return r.KnownAt().After(at) })
	later := Value{Series: "no such", Ref: at, Known: at.Add(1), Value: 1} // and that twice
	if got := asJSON(t, curveOf(t, f, append(known, later, later), at)); string(got) != string(want) {
		t.Error("another curve with another future")
	}
	for i := range f.Dimensions {
		o := slices.Clone(f.Dimensions[i].Options)
		slices.Reverse(o)
		f.Dimensions[i].Options = o
	}
	var c Curve
	if err := json.Unmarshal(want, &c); err != nil {
		t.Fatal(err)
	}
	if got := curveOf(t, f, known, at); !reflect.DeepEqual(got.Variants, c.Variants) {
		t.Error("other variants with options in another order")
	}
	if string(asJSON(t, base)) != before {
		t.Error("the base has changed")
	}
}

// TestCurveWithoutChoices is the base alone.
func TestCurveWithoutChoices(t *testing.T) {
	c := curveOf(t, Family{Base: synthConfig(), Dimensions: []Dimension{}}, synth(74, 30), synthSteps(30)[30])
	if len(c.Variants) != 1 || c.Rank != 1 || c.Scores != 1 || len(c.Dimensions) != 0 || c.Median != c.Base.Score || c.States[c.Base.State].Share != 1 {
		t.Errorf("%+v", c)
	}
	for _, o := range []Dimension{{Name: "none"}, {Name: "none", Options: []Option{{"as it is", func(*Config) {}}}}} {
		one := curveOf(t, Family{Base: synthConfig(), Dimensions: []Dimension{o}}, synth(74, 30), synthSteps(30)[30])
		if len(one.Variants) != 1 || one.Dimensions[0].Options[0].N != 1 {
			t.Errorf("%+v", one)
		}
	}
}

// TestCurveRefusals: what is wrong has a name.
func TestCurveRefusals(t *testing.T) {
	kappa := func(x float64) Option { return Option{fmt.Sprint(x), func(c *Config) { c.Kappa = x }} }
	same := Option{"same", func(*Config) {}}
	dims := func(d ...Dimension) Family { return Family{Base: synthConfig(), Dimensions: d} }
	start, at := curveStart(), synthSteps(10)[10]
	value := func(name string, known time.Time) Value {
		return Value{Series: name, Ref: known.AddDate(0, 0, -3), Known: known, Value: 1}
	}
	level := Option{"a level as it is", func(c *Config) {
		c.Pillars = append(c.Pillars, Pillar{"more", 1, []Input{{"x", 1, Feature{Kind: Level, Series: "X"}, Normalise{Method: AsIs}, Freshness{7, 21}}}})
	}}
	big := value("X", at)
	big.Value = 2
	for name, x := range map[string]struct {
		f       Family
		records []Record
		at      time.Time
		want    error
		text    string
	}{
		"nothing wrong":         {f: dims(Dimension{"kappa", []Option{kappa(0.7)}})},
		"a bad base":            {f: Family{Base: Config{Kappa: 11}}, want: ErrConfig, text: "variant base:"},
		"a bad option":          {f: dims(Dimension{"kappa", []Option{kappa(0.7), kappa(11)}}), want: ErrConfig, text: "variant kappa: 11:"},
		"a number that is none": {f: dims(Dimension{"kappa", []Option{kappa(math.NaN())}}), want: ErrConfig, text: "variant kappa: NaN:"},
		"a bad pair": {f: dims(Dimension{"gap", []Option{{"19", func(c *Config) { c.Breakout.Gap = 19 }}}},
			Dimension{"window", []Option{{"10", func(c *Config) { c.Breakout.Window = 10 }}}}), want: ErrConfig, text: "variant gap: 19, window: 10:"},
		"a dimension twice":        {f: dims(Dimension{"a", nil}, Dimension{"b", nil}, Dimension{"a", nil}), want: ErrFamily, text: `"a"`},
		"a dimension without name": {f: dims(Dimension{"", []Option{kappa(1)}}), want: ErrFamily},
		"an option twice":          {f: dims(Dimension{"a", []Option{kappa(1), kappa(1)}}), want: ErrFamily, text: `"1"`},
		"an option without name":   {f: dims(Dimension{"a", []Option{{"", func(*Config) {}}}}), want: ErrFamily},
		"an option without change": {f: dims(Dimension{"a", []Option{{"x", nil}}}), want: ErrFamily, text: `"x"`},
		"a name that is no text":   {f: dims(Dimension{"a\xff", []Option{kappa(1)}}), want: ErrFamily},
		"the base's twice":         {f: dims(Dimension{"a", []Option{same, kappa(0.5)}}), want: ErrFamily, text: `"same" and "0.5"`},
		"another one called base":  {f: dims(Dimension{"a", []Option{{"base", kappa(1).Change}}}), want: ErrFamily},
		"a size below 0":           {f: Family{Size: -1}, want: ErrFamily},
		"a size beyond all":        {f: Family{Size: mostSize + 1}, want: ErrFamily},
		"a name nobody reads":      {records: []Record{value("WALCI", at)}, want: ErrName, text: "WALCI"},
		"no record":                {records: []Record{nil}, want: ErrName},
		"a record twice":           {records: []Record{value("WALCL", at), value("WALCL", at)}, want: ErrDuplicate},
		"a record before start":    {records: []Record{value("WALCL", start.Add(-1))}, want: ErrClosed},
		"a level beyond 1":         {f: dims(Dimension{"a", []Option{level}}), records: []Record{big}, want: ErrNumber, text: "variant a: a level as it is:"},
		"before the start":         {at: start.Add(-1), want: ErrRewind},
		"after the end":            {at: date("2263-01-01"), want: ErrClock},
	} {
		if x.at.IsZero() {
			x.at = at
		}
		if x.f.Dimensions == nil && x.f.Base.Kappa == 0 && x.f.Size == 0 {
			x.f = dims()
			x.f.Dimensions = []Dimension{}
		}
		c, err := SpecificationCurve(x.f, start, x.records, x.at)
		if x.want == nil && err != nil || x.want != nil && (!errors.Is(err, x.want) || !strings.Contains(err.Error(), x.text) || c.Variants != nil) {
			t.Errorf("%s: %v, want %v and %q", name, err, x.want, x.text)
		}
		var bad *RecordError
		if len(x.records) > 0 && !errors.As(err, &bad) {
			t.Errorf("%s: %v names no record", name, err)
		}
	}
	if _, err := (Family{Size: -1}).Variants(); !errors.Is(err, ErrFamily) || !strings.Contains((Family{Size: -1}).String(), "size -1") {
		t.Errorf("a family of a bad size: %v", err)
	}
}

// TestCurveOfDaysAndWeeks: a variant that reads all closes is told all of them, also if
// the base reads those of Fridays.
func TestCurveOfDaysAndWeeks(t *testing.T) {
	turn := []Pillar{{"ratio", 1, []Input{{"turn", 1, Feature{Kind: AltTurn}, Normalise{Method: AsIs}, Freshness{7, 21}}}}}
	var records []Record
	for d := range 300 {
		ref := synthStart.AddDate(0, 0, d)
		prices := map[string]float64{"BTC": 100}
		for i, id := range synthAlts {
			prices[id] = float64(i+1) * (1 + math.Sin(float64(d)/2)/2)
		}
		records = append(records, Closes{Ref: ref, Known: ref.Add(time.Hour), Prices: prices})
	}
	at := synthStart.AddDate(0, 0, 299)
	for _, base := range []bool{true, false} {
		f := Family{Base: Config{Pillars: turn, DailyCloses: base}, Dimensions: []Dimension{{"closes", []Option{{"other", func(c *Config) { c.DailyCloses = !base }}}}}}
		c := curveOf(t, f, records, at)
		for _, v := range c.Variants {
			cfg := f.Base
			cfg.DailyCloses = base == (len(v.Choices) == 0)
			want, err := Classify(cfg, curveStart(), records, []time.Time{at})
			if err != nil || v.Micro != want[0].Micro || v.Coverage != want[0].Coverage {
				t.Errorf("base %v, %s: %v with coverage %v, want %v and %v, %v", base, v.name(), v.Score, v.Coverage, want[0].Score, want[0].Coverage, err)
			}
		}
	}
}
