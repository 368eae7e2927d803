package regime

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// breadthConfig is the model of made histories with filters on its breakout machine.
func breadthConfig() Config {
	c := synthConfig()
	c.Breakout.Volume = VolumeFilter{Use: FilterReport, Bars: 5}
	c.Breakout.Breadth = BreadthFilter{Use: FilterRequire, Series: "SPXA50R", Share: 0.4}
	c.Cautions = append(c.Cautions, Caution{ID: "narrow", Kind: SeriesLevel, V: 0.1, Lo: 0.2, Hi: 0.8, Series: "SPXA50R", MaxAge: 30})
	return c
}

// breadthRecords are a made history with shares, some late, some revised, and volumes.
func breadthRecords(seed uint64, weeks int) []Record {
	random := rand.New(rand.NewPCG(seed, 7))
	records := synth(seed, weeks)
	for i, r := range records {
		if b, ok := r.(Bar); ok {
			b.Bar.Volume = math.Round(1000 * random.Float64())
			records[i] = b
		}
	}
	for w := range weeks {
		f := synthStart.AddDate(0, 0, 7*w)
		for k := range random.IntN(3) {
			known := f.Add(21*time.Hour + time.Duration(random.IntN(3)-1) + time.Duration(k)*time.Hour*time.Duration(1+random.IntN(40)))
			records = append(records, Value{Series: "SPXA50R", Ref: f, Known: known, Value: random.Float64()})
		}
	}
	slices.SortStableFunc(records, func(a, b Record) int { return a.KnownAt().Compare(b.KnownAt()) })
	return records
}

// TestBreadthIsWhatIsKnown: at each bar the machine of a classifier has the share of the
// latest date that is known when the bar ends, if that is not too old.
func TestBreadthIsWhatIsKnown(t *testing.T) {
	blocked, states := 0, map[FilterState]int{}
	for seed := range uint64(4) {
		cfg, records := breadthConfig(), breadthRecords(40+seed, 150)
		c, m := newSynth(t, cfg), NewBreakout(cfg.Breakout)
		ahead := 0
		for _, r := range records {
			b, ok := r.(Bar)
			if !ok || b.Series != "IWM" {
				continue
			}
			for ; ahead < len(records) && !records[ahead].KnownAt().After(b.Bar.End); ahead++ {
				observe(t, c, records[ahead])
			}
			share, newest, since := math.NaN(), time.Time{}, time.Time{}
			for _, r := range records {
				v, ok := r.(Value)
				if ok && v.Series == "SPXA50R" && !v.Known.After(b.Bar.End) && (v.Ref.After(newest) || v.Ref.Equal(newest) && !v.Known.Before(since)) {
					share, newest, since = v.Value, v.Ref, v.Known
				}
			}
			if DateOf(b.Bar.End).Sub(newest) > 6*day {
				share = math.NaN()
			}
			m.UpdateWith(b.Ref, b.Bar, share)
			got := readAt(t, c, b.Bar.End).Evidence.Breakout
			x, _ := json.Marshal(got)
			y, _ := json.Marshal(m.Reading())
			if string(x) != string(y) {
				t.Fatalf("%s: %s\nwant %s", b, x, y)
			}
			states[got.Breadth.State]++
			if got.LastBlocked.Date == DateOf(b.Ref) && got.Date == got.LastBlocked.Date {
				blocked++
			}
		}
	}
	if blocked < 2 || states[FilterOK] == 0 || states[FilterLow] == 0 || states[FilterUnknown] == 0 {
		t.Errorf("%d blocked, states %v", blocked, states)
	}
}

// TestBreadthRestart: a classifier with filters goes on after a restart with the same bytes.
func TestBreadthRestart(t *testing.T) {
	cfg, records := breadthConfig(), breadthRecords(50, 120)
	c, whole := newSynth(t, cfg), newSynth(t, cfg)
	for i, r := range records {
		observe(t, whole, r)
		observe(t, c, r)
		if i%97 != 0 {
			continue
		}
		at := r.KnownAt()
		if i+1 < len(records) && !records[i+1].KnownAt().After(at) {
			continue
		}
		a, b := readAt(t, c, at), readAt(t, whole, at)
		sameReading(t, "restored", a, b)
		blob := savedBytes(t, c)
		c = &Classifier{}
		if err := json.Unmarshal(blob, c); err != nil {
			t.Fatal(err)
		}
		if string(savedBytes(t, c)) != string(blob) {
			t.Fatal("a restored classifier saves itself differently")
		}
	}
	var other Config
	text, err := json.Marshal(cfg)
	if err == nil {
		err = json.Unmarshal(text, &other)
	}
	if err != nil || !reflect.DeepEqual(other.defaults(), cfg.defaults()) {
		t.Errorf("the config does not come back: %v\n%s", err, text)
	}
	for _, want := range []string{"a Break: report volume >= 1.4 of the mean of 5\n", "a Break: require breadth SPXA50R >= 0.4\n"} {
		if !strings.Contains(cfg.String(), want) {
			t.Errorf("%q is not in\n%s", want, cfg)
		}
	}
	if s := (Config{}).String(); strings.Contains(s, "a Break") {
		t.Error(s)
	}
}

// TestBreadthRefusals: what is no share, and a filter that nothing can feed.
func TestBreadthRefusals(t *testing.T) {
	c := newSynth(t, breadthConfig())
	on := synthStart.AddDate(0, 0, 7)
	for _, x := range []float64{-0.01, 1.01, 55} {
		if err := c.Observe(Value{Series: "SPXA50R", Ref: on, Known: on, Value: x}); !errors.Is(err, ErrNumber) {
			t.Errorf("a share of %v: %v", x, err)
		}
	}
	if err := newSynth(t, synthConfig()).Observe(Value{Series: "SPXA50R", Ref: on, Known: on, Value: 0.5}); !errors.Is(err, ErrName) {
		t.Errorf("a share without a filter: %v", err)
	}
	for _, name := range []string{"", "IWM"} {
		cfg := breadthConfig()
		cfg.Breakout.Breadth.Series = name
		if err := cfg.Validate(); !errors.Is(err, ErrConfig) {
			t.Errorf("shares from %q: %v", name, err)
		}
	}
	cfg := synthConfig()
	cfg.Breakout.Breadth = BreadthFilter{Use: FilterReport, Series: "SPXA50R"} // read by nothing else
	alone := newSynth(t, cfg)
	observe(t, alone, Value{Series: "SPXA50R", Ref: on, Known: on, Value: 0.5})
	readAt(t, alone, on)
}

// TestFilteredLeg: the leg says what a Break has to have beside its close.
func TestFilteredLeg(t *testing.T) {
	cfg := breadthConfig()
	cfg.Breakout.Volume.Use = FilterRequire
	c := newSynth(t, cfg)
	l := leg(t, readAt(t, c, synthStart.Add(day)), "sustained_breakout")
	if want := "a Break, with volume >= 1.4 of the mean of 5 and breadth SPXA50R >= 0.4: next close >"; l.Changes != want {
		t.Errorf("%q, want %q", l.Changes, want)
	}
}
