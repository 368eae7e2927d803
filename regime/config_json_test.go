package regime

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// models are configs of every kind, by name.
func models() map[string]Config {
	correlated := Weekly()
	correlated.Kappa = 0.8
	for i := range correlated.Cautions {
		row := make([]float64, len(correlated.Cautions))
		for j := range row {
			row[j] = 0.25
		}
		row[i] = 1
		correlated.Correlation = append(correlated.Correlation, row)
	}
	decayed := customConfig()
	decayed.Decay, decayed.Renormalise, decayed.Clock = 0.93, true, series.Every(36*time.Hour)
	decayed.Cautions = append(decayed.Cautions, Caution{ID: "credit", Kind: SeriesLevel, V: 0.1, Lo: -3, Hi: 8, Unit: "percent", Series: "HY", MaxAge: 10})
	return map[string]Config{
		"zero": {}, "weekly": Weekly(), "daily": Daily(), "no cautions": {ID: "bold/1", Cautions: []Caution{}}, "custom": customConfig(),
		"correlated": correlated, "decayed": decayed, "monthly": {Clock: series.Monthly(time.UTC)}, "average": {AllowAverage: true},
	}
}

// TestConfigRoundTrip: a model that is written and read is the same one, and makes
// the same classifier. nil cautions stay riskon/1's, and none stay none.
func TestConfigRoundTrip(t *testing.T) {
	for name, c := range models() {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got Config
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, b)
		}
		if !reflect.DeepEqual(got.defaults(), c.defaults()) {
			t.Errorf("%s: read back as\n%v\nwant\n%v", name, got, c)
		}
		if (got.Cautions == nil) != (c.Cautions == nil) || (got.Pillars == nil) != (c.Pillars == nil) || (got.Clock == series.Grid{}) != (c.Clock == series.Grid{}) {
			t.Errorf("%s: what was left to the defaults is not, or the other way", name)
		}
		again, err := json.Marshal(got)
		if err != nil || string(again) != string(b) {
			t.Errorf("%s: written again (%v)\n%s\nbefore\n%s", name, err, again, b)
		}
		a, z := newSynth(t, c), newSynth(t, got)
		if string(savedBytes(t, a)) != string(savedBytes(t, z)) {
			t.Errorf("%s: another classifier", name)
		}
	}
	for text, want := range map[string]int{`{}`: len(riskonCautions()), `{"cautions":null}`: len(riskonCautions()), `{"cautions":[]}`: 0} {
		var c Config
		if err := json.Unmarshal([]byte(text), &c); err != nil || len(c.defaults().Cautions) != want {
			t.Errorf("%s: %v, %d cautions, want %d", text, err, len(c.defaults().Cautions), want)
		}
	}
}

// TestConfigOfAPlace: no text brings back the clock of a place; the program sets it.
func TestConfigOfAPlace(t *testing.T) {
	c := Config{Clock: series.Daily(time.FixedZone("here", 3600))}
	b, err := json.Marshal(c)
	if err != nil || !strings.Contains(string(b), `"clock":"daily from 00:00 here"`) {
		t.Fatalf("%s, %v", b, err)
	}
	if err := json.Unmarshal(b, &c); !errors.Is(err, ErrConfig) {
		t.Errorf("read: %v", err)
	}
}

// TestConfigJSONRefusals: an error wraps ErrConfig and what it is about, and the receiver stays.
func TestConfigJSONRefusals(t *testing.T) {
	edit := func(old, new string) string {
		b, err := json.Marshal(Weekly())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), old) {
			t.Fatalf("no %s in %s", old, b)
		}
		return strings.Replace(string(b), old, new, 1)
	}
	for name, x := range map[string]struct {
		text string
		want error
	}{
		"no JSON":                 {`{`, ErrConfig},
		"not an object":           {`[]`, ErrConfig},
		"a text":                  {`"riskon/1"`, ErrConfig},
		"more after it":           {`{} {}`, ErrConfig},
		"an unknown field":        {`{"kapa":0.5}`, ErrConfig},
		"an unknown in a list":    {edit(`"fresh`, `"stale":1,"fresh`), ErrConfig},
		"other letters":           {`{"Kappa":0.5}`, errField},
		"other letters in a list": {edit(`"weight":1`, `"Weight":1`), errField},
		"a field twice":           {`{"kappa":0.5,"kappa":0.6}`, errTwice},
		"a field twice in a list": {edit(`"weight":1`, `"weight":1,"weight":2`), errTwice},
		"null":                    {`{"kappa":null}`, errNull},
		"a null weight":           {edit(`"weight":1`, `"weight":null`), errNull},
		"a null pillar":           {`{"pillars":[null]}`, errNull},
		"a pillar without weight": {edit(`"weight":1,"inputs"`, `"inputs"`), errAbsent},
		"a caution without v":     {edit(`"v":0.2,`, ``), errAbsent},
		"an unknown clock":        {`{"clock":"hourly"}`, ErrConfig},
		"a clock of a place":      {`{"clock":"daily from 00:00 Europe/Berlin"}`, ErrConfig},
		"a clock that stands":     {`{"clock":"every 0s"}`, ErrConfig},
		"a clock that goes back":  {`{"clock":"every -1h0m0s"}`, ErrConfig},
		"a clock without end":     {`{"clock":"every 9999999999h0m0s"}`, ErrConfig},
		"a clock that races":      {`{"clock":"every 1ns"}`, ErrConfig},
		"a pillar without end":    {edit(`"breakout","weight":1`, `"breakout","weight":1e308`), ErrWeight},
		"a ramp without end":      {edit(`"lo":0.25`, `"lo":-1e308`), ErrConfig},
		"a clock misspelt":        {`{"clock":"every 24h"}`, ErrConfig},
		"a clock of a number":     {`{"clock":24}`, ErrConfig},
		"a weight below 0":        {edit(`"weight":1`, `"weight":-1`), ErrWeight},
		"a weight of a word":      {edit(`"weight":1`, `"weight":"heavy"`), ErrConfig},
		"a weight without end":    {edit(`"weight":1`, `"weight":1e999`), ErrConfig},
		"weights without end":     {edit(`"weight":1,"feature`, `"weight":1.7e308,"feature`) /* of one of two */, nil},
		"an unknown feature":      {edit(`"kind":"change"`, `"kind":"exchange"`), ErrConfig},
		"an unknown method":       {edit(`"method":"z"`, `"method":"y"`), ErrNormalise},
		"a method of a number":    {edit(`"method":"z"`, `"method":2`), ErrConfig},
		"an unknown caution":      {edit(`"kind":"fact"`, `"kind":"rumour"`), ErrConfig},
		"a caution of too much":   {edit(`"v":0.2`, `"v":1.2`), ErrConfig},
		"a lag of a half":         {edit(`"lag":13`, `"lag":13.5`), ErrConfig},
		"a kappa below 0":         {`{"kappa":-0.1}`, ErrConfig},
		"a kappa of 11":           {`{"kappa":11}`, ErrConfig},
		"a decay of 1":            {`{"decay":1}`, ErrConfig},
		"a decay below 0":         {`{"decay":-0.5}`, ErrConfig},
		"a decay and a matrix":    {`{"decay":0.9,"correlation":[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]}`, ErrConfig},
		"a matrix of no size":     {`{"correlation":[[1]]}`, ErrMatrix},
		"a lopsided matrix":       {`{"correlation":[[1,0.5,0,0],[0.4,1,0,0],[0,0,1,0],[0,0,0,1]]}`, ErrMatrix},
		"a matrix of two":         {`{"correlation":[[1,2,0,0],[2,1,0,0],[0,0,1,0],[0,0,0,1]]}`, ErrMatrix},
		"a matrix of 0":           {`{"correlation":[[0,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]}`, ErrMatrix},
		"no pillars":              {`{"pillars":[]}`, ErrWeight},
		"1001 cautions":           {`{"cautions":[` + strings.Repeat(`{"v":0.1},`, 1000) + `{"v":0.1}]}`, ErrConfig},
	} {
		want := Daily()
		want.Kappa = 0.7
		c := want
		err := json.Unmarshal([]byte(x.text), &c)
		if x.want == nil {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var syntax *json.SyntaxError // which json reports itself, before it asks a Config
		if !errors.Is(err, x.want) || !errors.Is(err, ErrConfig) {
			if !errors.As(err, &syntax) {
				t.Errorf("%s: %v, want %v", name, err, x.want)
			}
		}
		if err := c.UnmarshalJSON([]byte(x.text)); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: UnmarshalJSON: %v", name, err)
		}
		if !reflect.DeepEqual(c, want) {
			t.Errorf("%s: the receiver has changed", name)
		}
	}
}

// TestValidate says of a Config what NewClassifier would.
func TestValidate(t *testing.T) {
	for name, c := range models() {
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := Weekly()
	c.Cautions = append(c.Cautions, Caution{ID: "credit", Kind: SeriesLevel, V: 0.1, Hi: 8, Series: "HY", MaxAge: 10})
	for name, change := range map[string]func(k *Caution){
		"no series":         func(k *Caution) { k.Series = "" },
		"no age":            func(k *Caution) { k.MaxAge = 0 },
		"an age below 0":    func(k *Caution) { k.MaxAge = -1 },
		"a fact's series":   func(k *Caution) { k.Kind = DatedFact },
		"a series of bytes": func(k *Caution) { k.Series = "\xff" },
	} {
		bad := c
		bad.Cautions = slices.Clone(c.Cautions)
		change(&bad.Cautions[len(bad.Cautions)-1])
		if err := bad.Validate(); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := NewClassifier(bad, synthStart); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: NewClassifier: %v", name, err)
		}
	}
}

// FuzzConfigJSON: no text makes a panic, and what is read is a model: it is
// written, read back as the same one, printed, and makes a classifier.
func FuzzConfigJSON(f *testing.F) {
	for _, c := range models() {
		b, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{"clock":"every 1h0m0s","kappa":1e-300,"decay":1e-300}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var c Config
		if err := c.UnmarshalJSON(text); err != nil {
			if !errors.Is(err, ErrConfig) {
				t.Fatalf("the error is none of a config: %v", err)
			}
			if !reflect.DeepEqual(c, Config{}) {
				t.Fatal("the receiver has changed")
			}
			return
		}
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var again Config
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatalf("written, and not read: %v\n%s", err, b)
		}
		if !reflect.DeepEqual(again.defaults(), c.defaults()) || again.String() != c.String() {
			t.Fatalf("read back as another model:\n%v\n%v", again, c)
		}
		if _, _, ok := c.defaults().Clock.Next(synthStart); !ok {
			return // a clock of centuries
		}
		cl, err := NewClassifier(c, synthStart)
		if err != nil {
			t.Fatal(err)
		}
		if err := cl.Advance(synthStart); err != nil {
			t.Fatal(err)
		}
		r, err := cl.Reading()
		if err != nil {
			t.Fatal(err)
		}
		addsUp(t, r)
	})
}
