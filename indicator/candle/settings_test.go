package candle

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

// explicit are the defaults written out.
var explicit = Settings{
	BodyLong: Setting{RealBody, 10, 1}, BodyVeryLong: Setting{RealBody, 10, 3}, BodyShort: Setting{RealBody, 10, 1},
	BodyDoji: Setting{HighLow, 10, 0.1}, ShadowLong: Setting{RealBody, 0, 1}, ShadowVeryLong: Setting{RealBody, 0, 2},
	ShadowShort: Setting{Shadows, 10, 1}, ShadowVeryShort: Setting{HighLow, 10, 0.1}, Near: Setting{HighLow, 5, 0.2},
	Far: Setting{HighLow, 5, 0.6}, Equal: Setting{HighLow, 5, 0.05},
}

// The defaults are what the doc comments say, and a zero field is its default.
func TestDefaults(t *testing.T) {
	if explicit.list() != defaults || (Settings{}).complete() != defaults {
		t.Error("other defaults")
	}
	for i := range limits {
		if name := reflect.TypeFor[Settings]().Field(int(i)).Name; name != limitNames[i] {
			t.Errorf("%s is called %s", name, limitNames[i])
		}
	}
	bars := some(t, 0, 1500)
	if !reflect.DeepEqual(Scan(bars, explicit), Scan(bars, Settings{})) {
		t.Error("the defaults written out differ")
	}
}

// Every setting that a pattern reads matters, and no other.
func TestSettingsAreRead(t *testing.T) {
	bars := some(t, 0, 5000)
	// What the golden bars do not tell apart: the patterns are too rare.
	rare := map[string]bool{
		"UniqueThreeRiver BodyLong": true, "ConcealingBabySwallow ShadowVeryShort": true,
		"UpsideGapTwoCrows BodyLong": true, "UpsideGapTwoCrows BodyShort": true,
	}
	for _, p := range All() {
		base := Series(bars, p, Settings{})
		read := map[limit]bool{}
		for _, l := range rules[p].uses {
			read[l] = true
		}
		for l := range limits {
			changes := false
			for _, factor := range []float64{0, 20} {
				var s Settings
				field := reflect.ValueOf(&s).Elem().Field(int(l))
				x := defaults[l]
				x.Factor *= factor
				field.Set(reflect.ValueOf(x))
				for i, y := range Series(bars, p, s).Values() {
					if want := base.Value(i); y != want && (y == y || want == want) {
						changes = true
					}
				}
			}
			if changes && !read[l] {
				t.Errorf("%v reads %s", p, limitNames[l])
			}
			if at := p.String() + " " + limitNames[l]; !changes && read[l] && !rare[at] && p != MatHold && p != ThreeStarsInTheSouth {
				t.Errorf("%s does not matter", at)
			}
		}
	}
}

// A limit is what its doc comment says: naively, from the bars.
func TestLimits(t *testing.T) {
	bars := some(t, 0, 200)
	size := map[Range]func(b series.Bar) float64{
		RealBody: func(b series.Bar) float64 { return math.Abs(b.Close - b.Open) },
		HighLow:  func(b series.Bar) float64 { return b.High - b.Low },
		Shadows: func(b series.Bar) float64 {
			return (b.High - max(b.Open, b.Close)) + (min(b.Open, b.Close) - b.Low)
		},
	}
	for _, s := range []Settings{{}, other, {Far: Setting{Shadows, 100, 3}}} {
		var used [limits]bool
		for i := range used {
			used[i] = true
		}
		h := newHistory(meansOf(s.complete(), used), 101)
		for i := range bars.Len() {
			b := bars.Bar(i)
			h.push(b.Open, b.High, b.Low, b.Close)
			for l, x := range s.complete() {
				if i < x.Period {
					continue
				}
				sum, n := 0.0, float64(x.Period)
				for j := i - x.Period; j < i; j++ {
					sum += size[x.Range](bars.Bar(j))
				}
				if x.Period == 0 {
					sum, n = size[x.Range](b), 1
				}
				want := float64(x.Factor * (sum / n))
				if x.Range == Shadows {
					want /= 2
				}
				if got := h.all[h.n-1].limit[l]; got != want {
					t.Fatalf("bar %d: %s is %v, want %v", i, limitNames[l], got, want)
				}
			}
		}
	}
}

func TestWarmupOfSettings(t *testing.T) {
	for _, c := range []struct {
		p    Pattern
		s    Settings
		want int
	}{
		{Doji, Settings{}, 11},
		{Doji, Settings{BodyDoji: Setting{HighLow, 0, 0.1}}, 1},
		{Doji, Settings{BodyLong: Setting{HighLow, 50, 0.1}}, 11},
		{Engulfing, Settings{}, 3},
		{MorningStar, Settings{BodyShort: Setting{RealBody, 100, 1}}, 103},
		{ModifiedHikkake, Settings{}, 11},
		{ModifiedHikkake, Settings{Near: Setting{HighLow, 0, 0.2}}, 7},
	} {
		if got := NewStream(c.p, c.s).Warmup(); got != c.want {
			t.Errorf("%v %v: %d, want %d", c.p, c.s, got, c.want)
		}
	}
	if n := NewScanner(Settings{}).Warmup(); n != 15 {
		t.Errorf("all: %d", n)
	}
}

// panics returns what f panics with.
func panics(f func()) (with string) {
	defer func() { with = fmt.Sprint(recover()) }()
	f()
	return
}

func TestBadSettings(t *testing.T) {
	for _, s := range []Settings{
		{Near: Setting{0, 5, 0.2}},
		{Near: Setting{4, 5, 0.2}},
		{Near: Setting{-1, 5, 0.2}},
		{Near: Setting{HighLow, -1, 0.2}},
		{Near: Setting{HighLow, 101, 0.2}},
		{Near: Setting{HighLow, 5, -0.2}},
		{Near: Setting{HighLow, 5, math.NaN()}},
		{Near: Setting{HighLow, 5, math.Inf(1)}},
		{Near: Setting{HighLow, 5, 2e6}},
		{Near: Setting{Factor: math.NaN()}},
		{Penetration: -0.1},
		{Penetration: math.NaN()},
		{Penetration: 2e6},
	} {
		for _, f := range []func(){
			func() { NewStream(Doji, s) }, func() { NewScanner(s) },
			func() { Scan(series.Bars{}, s) }, func() { Series(series.Bars{}, Doji, s) },
		} {
			if text := panics(f); !strings.HasPrefix(text, "candle: ") {
				t.Errorf("%v: %s", s, text)
			}
		}
	}
	for _, f := range []func(){
		func() { NewStream(0, Settings{}) }, func() { NewScanner(Settings{}, Doji, 62) },
		func() { new(Stream).Update(series.Bar{}) }, func() { new(Stream).Peek(series.Bar{}) },
		func() { new(Scanner).Update(nil, series.Bar{}) }, func() { new(Scanner).Peek(nil, series.Bar{}) },
	} {
		if text := panics(f); !strings.HasPrefix(text, "candle: ") {
			t.Error(text)
		}
	}
}

func TestSettingsText(t *testing.T) {
	s := Settings{Near: Setting{Shadows, 0, 0.25}, Penetration: 0.4}
	blob, err := json.Marshal(s)
	if err != nil || string(blob) != `{"near":{"range":"Shadows","period":0,"factor":0.25},"penetration":0.4}` {
		t.Fatalf("%s, %v", blob, err)
	}
	var got Settings
	if err := json.Unmarshal(blob, &got); err != nil || got != s {
		t.Fatal(got, err)
	}
	if s.String() != "Near: Shadows 0 0.25, Penetration: 0.4" || (Settings{}).String() != "default" {
		t.Error(s)
	}
	if x := NewStream(PiercingLine, s).String(); x != "PiercingLine (Near: Shadows 0 0.25, Penetration: 0.4)" {
		t.Error(x)
	}
	if x := NewScanner(Settings{}).String(); x != "all" {
		t.Error(x)
	}
	if x := NewScanner(Settings{}, Doji, Hammer).String(); x != "Doji Hammer" {
		t.Error(x)
	}
	if _, err := json.Marshal(Setting{}); err == nil {
		t.Error("a range that is none")
	}
	if Range(7).String() != "Range(7)" || json.Unmarshal([]byte(`"Body"`), new(Range)) == nil {
		t.Error("a range that is none")
	}
}
