package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/ratio"
	"github.com/shopspring/decimal"
)

// TestRestartIsInvisible saves and restores at random cuts of a history, into a
// zero Classifier or a fresh one of the model, and compares readings and saved bytes.
func TestRestartIsInvisible(t *testing.T) {
	weeks := 150
	for seed := range uint64(3) {
		cfg, records, steps := synthConfig(), synth(20+seed, weeks), synthSteps(weeks)
		random := rand.New(rand.NewPCG(seed, 6))
		c, whole := newSynth(t, cfg), newSynth(t, cfg)
		observe(t, whole, records...)
		ahead := 0 // records are told before they are known, so that some wait at every cut
		for _, step := range steps {
			for ; ahead < len(records) && records[ahead].KnownAt().Before(step.AddDate(0, 0, 20)); ahead++ {
				observe(t, c, records[ahead])
				if random.IntN(60) > 0 {
					continue
				}
				blob := savedBytes(t, c)
				again := &Classifier{}
				if random.IntN(2) == 0 {
					again = newSynth(t, cfg)
				}
				if err := json.Unmarshal(blob, again); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(savedBytes(t, again), blob) {
					t.Fatal("a restored classifier saves itself differently")
				}
				c = again
			}
			sameReading(t, "restored", readAt(t, c, step), readAt(t, whole, step))
		}
	}
}

// TestStateDoesNotGrow: ten times the history makes the saved state, and a step, no larger.
func TestStateDoesNotGrow(t *testing.T) {
	weeks := 6000
	if testing.Short() {
		weeks = 2000
	}
	cfg := synthConfig()
	c := newSynth(t, cfg)
	measure := func(w int) (size int, allocs uint64) {
		size = len(savedBytes(t, c))
		var again Classifier
		if err := again.UnmarshalJSON(savedBytes(t, c)); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for k := range 16 {
			tellWeek(t, &again, w+k)
		}
		runtime.ReadMemStats(&after)
		return size, after.Mallocs - before.Mallocs
	}
	var size, sizeLater int
	var allocs, allocsLater uint64
	for w := range weeks {
		if w == 600 {
			size, allocs = measure(w)
		}
		tellWeek(t, c, w)
	}
	sizeLater, allocsLater = measure(weeks)
	t.Logf("%d bytes and %d allocations a week after 600 weeks, %d and %d after %d", size, allocs/16, sizeLater, allocsLater/16, weeks)
	if 2*sizeLater > 3*size {
		t.Errorf("%d bytes after 600 weeks, %d after %d", size, sizeLater, weeks)
	}
	if 2*allocsLater > 3*allocs {
		t.Errorf("16 weeks take %d allocations after 600 weeks, %d after %d", allocs, allocsLater, weeks)
	}
}

// tellWeek tells a classifier week w of an endless history and makes the step.
func tellWeek(t testing.TB, c *Classifier, w int) {
	t.Helper()
	f := synthStart.AddDate(0, 0, 7*w)
	noise := func(k int) float64 { return 1 + float64((w*w*(k+3)+7*w)%31)/100 }
	for k, fund := range []string{"IWM", "SPY"} {
		b := bar(fund, "2015-01-02", 100*noise(k))
		b.Ref, b.Bar.Start, b.Bar.End = f, f.AddDate(0, 0, -4), f.Add(20*time.Hour)
		observe(t, c, b)
	}
	prices := map[string]float64{"BTC": 1000 * noise(9)}
	for k, id := range synthAlts {
		prices[id] = float64(k+1) * noise(0) // one noise: an index that is rebalanced among many would rise for ever
	}
	observe(t, c, Closes{Ref: f, Known: f.Add(20 * time.Hour), Prices: prices})
	for k, name := range []string{"WALCL", "WTREGEN", "RRPONTSYD", "DTWEXBGS", "DFEDTARU"} {
		observe(t, c, Value{Series: name, Value: 100 * noise(k), Ref: f, Known: f.Add(20 * time.Hour)})
	}
	for k, class := range synthClasses {
		observe(t, c, Coverage{Class: class, Firm: "Able", From: synthStart, Through: f, Known: f.Add(20 * time.Hour)},
			Flow{Class: class, Firm: "Able", Asset: "X", Kind: Deployed, USD: decimal.New(int64(w*w+k)%1000, 6), Ref: f, Known: f.Add(20 * time.Hour)})
	}
	for k, company := range synthAlts {
		observe(t, c, Holding{Company: company, Asset: "BTC", Quantity: 100 * noise(k), Ref: f, Known: f.Add(20 * time.Hour)})
	}
	observe(t, c, Fact{Caution: "etf_outflow", Value: 0.1 * noise(1), Known: f.Add(20 * time.Hour), Expires: f.AddDate(0, 0, 20)})
	if err := c.Advance(f.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
}

// TestSavedOfAnotherModel: a state belongs to its model and its clock.
func TestSavedOfAnotherModel(t *testing.T) {
	blob := savedBytes(t, told(t))
	other := Config{}.defaults()
	other.ID = "mine/1"
	weights := Config{}.defaults()
	weights.Pillars[0].Weight = 2
	for name, cfg := range map[string]Config{
		"id": other, "weight": weights, "account": {AllowAverage: true}, "breakout": {Breakout: BreakoutConfig{Window: 20}}, "synth": synthConfig(),
	} {
		c, err := NewClassifier(cfg, date("2016-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		before := savedBytes(t, c)
		if err := c.UnmarshalJSON(blob); !errors.Is(err, ErrModel) {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(before, savedBytes(t, c)) {
			t.Errorf("%s: the receiver has changed", name)
		}
	}
	var clock map[string]any
	if err := json.Unmarshal(blob, &clock); err != nil {
		t.Fatal(err)
	}
	clock["clock"] = "hourly"
	moved, err := json.Marshal(clock)
	if err != nil {
		t.Fatal(err)
	}
	var c Classifier
	if err := c.UnmarshalJSON(moved); !errors.Is(err, ErrModel) {
		t.Errorf("another clock: %v", err)
	}
	delete(clock, "version")
	for _, text := range []string{"null", "{}", `{"version":2}`, `{"version":0}`} {
		if err := c.UnmarshalJSON([]byte(text)); !errors.Is(err, ErrVersion) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"", "[]", `"x"`, "7", `{"version":"1"}`, `{"version":1}x`, `{"version":1,"waiting":[{}]}`, `{"version":1,"waiting":7}`} {
		if err := c.UnmarshalJSON([]byte(text)); !errors.Is(err, ErrSaved) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := c.UnmarshalJSON([]byte(`{"version":1}`)); err == nil {
		t.Error("restored out of nothing")
	}
	if !bytes.Equal(readingOrError(&c), readingOrError(&Classifier{})) {
		t.Error("the zero receiver has changed")
	}
}

func readingOrError(c *Classifier) []byte {
	r, err := c.Reading()
	if err != nil {
		return []byte(err.Error())
	}
	b, _ := json.Marshal(r)
	return b
}

// TestSavedOfAnotherLow: the lows of a state are those of the model.
func TestSavedOfAnotherLow(t *testing.T) {
	blob := savedBytes(t, told(t))
	for _, k := range [][2]string{
		{`"high":false`, `"high":true`}, {`"window_ns":94348800000000000`, `"window_ns":94348800000000001`},
		{`"memory_ns":3144960000000000000`, `"memory_ns":3144960000000000001`},
	} {
		other := bytes.Replace(blob, []byte(k[0]), []byte(k[1]), 1)
		if err := new(Classifier).UnmarshalJSON(other); bytes.Equal(other, blob) || !errors.Is(err, ErrSaved) {
			t.Errorf("%s: %v", k[1], err)
		}
	}
	if err := new(Classifier).UnmarshalJSON(blob); err != nil {
		t.Error(err)
	}
}

// hostileSeeds are states a fuzzer begins with.
func hostileSeeds(t testing.TB) [][]byte {
	t.Helper()
	var seeds [][]byte
	for i, weeks := range []int{0, 3, 80} {
		c := newSynth(t, synthConfig())
		records := synth(uint64(30+i), weeks+3)
		observe(t, c, records...)
		if err := c.Advance(synthStart.AddDate(0, 0, 7*weeks)); err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, savedBytes(t, c))
	}
	return append(seeds, savedBytes(t, told(t)))
}

// TestTruncatedState cuts saved states at every 97th byte.
func TestTruncatedState(t *testing.T) {
	for _, blob := range hostileSeeds(t) {
		c := told(t)
		before := savedBytes(t, c)
		for n := 0; n < len(blob); n += 97 {
			if err := c.UnmarshalJSON(blob[:n]); !errors.Is(err, ErrSaved) {
				t.Fatalf("cut to %d of %d bytes: %v", n, len(blob), err)
			}
		}
		if !bytes.Equal(before, savedBytes(t, c)) {
			t.Fatal("the receiver has changed")
		}
	}
}

// tryState offers a state, damaged or not: an error leaves the receiver alone, and
// what is restored works.
func tryState(t testing.TB, state []byte) {
	t.Helper()
	for _, c := range []*Classifier{{}, newSynth(t, synthConfig())} {
		before, _ := json.Marshal(c)
		if err := c.UnmarshalJSON(state); err != nil {
			if after, _ := json.Marshal(c); !bytes.Equal(before, after) {
				t.Fatalf("refused with %v, the receiver has changed", err)
			}
			continue
		}
		if _, err := c.MarshalJSON(); err != nil {
			t.Fatalf("restored, but not to be saved: %v", err)
		}
		for _, days := range []int{0, 1, 9, 40} {
			if err := c.Advance(c.mem.Closed.AddDate(0, 0, days)); err != nil {
				if errors.Is(err, ErrClock) {
					break
				}
				t.Fatalf("restored, but advance: %v", err)
			}
			r, err := c.Reading()
			if err != nil {
				t.Fatalf("restored, but reading: %v", err)
			}
			addsUp(t, r)
			if _, err := json.Marshal(r); err != nil {
				t.Fatalf("restored, but the reading cannot be written: %v", err)
			}
		}
		if blob, err := c.MarshalJSON(); err != nil {
			t.Fatal(err)
		} else if err := new(Classifier).UnmarshalJSON(blob); err != nil {
			t.Fatalf("restored and advanced, then refused: %v", err)
		}
	}
}

// TestDamagedState changes one JSON value of a state after the other.
func TestDamagedState(t *testing.T) {
	values := []any{nil, -1, 0, 1e75, 1e300, 99999999, "", "\x00", "Confirmed", "9999-12-31", "0001-01-01T00:00:00Z", "2500-01-01T00:00:00Z", []any{}, map[string]any{}, true}
	random := rand.New(rand.NewPCG(1, 9))
	tries := 60
	if testing.Short() {
		tries = 20
	}
	for _, blob := range hostileSeeds(t)[1:3] {
		for range tries {
			var state any
			if err := json.Unmarshal(blob, &state); err != nil {
				t.Fatal(err)
			}
			for range 1 + random.IntN(3) {
				damage(random, state, values)
			}
			damaged, err := json.Marshal(state)
			if err != nil {
				t.Fatal(err)
			}
			tryState(t, damaged)
		}
	}
}

// damage replaces one value somewhere in a decoded JSON.
func damage(random *rand.Rand, v any, values []any) {
	pick := values[random.IntN(len(values))]
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		if len(keys) == 0 {
			return
		}
		k := keys[random.IntN(len(keys))]
		if k == "config" || k == "version" || k == "clock" {
			return // what is refused at once teaches little
		}
		switch child := v[k].(type) {
		case map[string]any, []any:
			if random.IntN(10) > 0 {
				damage(random, child, values)
				return
			}
		}
		v[k] = pick
	case []any:
		if len(v) == 0 {
			return
		}
		i := random.IntN(len(v))
		switch child := v[i].(type) {
		case map[string]any, []any:
			if random.IntN(10) > 0 {
				damage(random, child, values)
				return
			}
		}
		v[i] = pick
	}
}

func FuzzClassifierState(f *testing.F) {
	for _, seed := range hostileSeeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, state []byte) { tryState(t, state) })
}

// TestBarWithoutVolume: a bar whose volume is missing, as series.Bar allows, waits, is
// saved and restored like any other. At looks past it.
func TestBarWithoutVolume(t *testing.T) {
	for _, volume := range []float64{math.NaN(), -1, 0, 7} {
		c, b := newSynth(t, Config{Breakout: BreakoutConfig{Window: 3, Gap: 1, Volume: VolumeFilter{Use: FilterReport}}}), bar("IWM", "2015-01-30", 100)
		b.Bar.Volume = volume
		observe(t, c, b, bar("SPY", "2015-01-30", 100))
		at := b.Bar.End
		again := reopenWith(t, c.plan.cfg, savedBytes(t, c))
		if !bytes.Equal(savedBytes(t, again), savedBytes(t, c)) {
			t.Errorf("volume %v: a restored classifier saves itself differently", volume)
		}
		ahead, err := c.At(at)
		if err != nil {
			t.Errorf("volume %v: %v", volume, err)
		}
		want := readAt(t, c, at)
		sameReading(t, "looked ahead", ahead, want)
		sameReading(t, "restored", readAt(t, again, at), want)
	}
}

// TestSavedOfTheFuture: a state that knows what comes after the instant it was closed at,
// or whose basket is that of another model, is none.
func TestSavedOfTheFuture(t *testing.T) {
	cfg := synthConfig()
	cfg.Cautions = append(Weekly().Cautions, Caution{ID: "dollar", Kind: SeriesLevel, V: 0.1, Lo: 90, Hi: 120, Series: "DTWEXBGS", MaxAge: 50})
	c := newSynth(t, cfg)
	observe(t, c, synth(40, 80)...)
	if err := c.Advance(synthStart.AddDate(0, 0, 7*75)); err != nil {
		t.Fatal(err)
	}
	blob := savedBytes(t, c)
	later := c.mem.Closed.AddDate(0, 0, 1)
	last := func(rows []observation) *observation { return &rows[len(rows)-1] }
	for name, lie := range map[string]func(m *memory){
		"nothing":            func(*memory) {},
		"an observation":     func(m *memory) { last(m.Kernels[0].Obs.Done).Known = later },
		"one that waits":     func(m *memory) { m.Kernels[0].Obs.Open = []observation{{Ref: DateOf(later), Known: later, Has: 1}} },
		"what was forgotten": func(m *memory) { m.Kernels[1].Obs = observations{Parts: m.Kernels[1].Obs.Parts, From: DateOf(later)} },
		"a flow":             func(m *memory) { m.Flows[0].Events[0].Known = later },
		"the newest flow":    func(m *memory) { m.Flows[1].Newest = DateOf(later) },
		"a fact":             func(m *memory) { m.Facts.Newest[0].Known, m.Facts.Newest[0].Expires = later, later.AddDate(1, 0, 0) },
		"a holding":          func(m *memory) { m.Treasuries.Newest[0].Known = later },
		"a level":            func(m *memory) { m.Levels[0].Known = later },
		"a bar":              func(m *memory) { m.BarKnown = later },
		"a bar's date":       func(m *memory) { m.SmallCap.MACD.Ref = DateOf(later) },
		"the closes":         func(m *memory) { m.Coins.Known = later },
		"their date":         func(m *memory) { m.Coins.Ref = DateOf(later) },
		"those of BTC":       func(m *memory) { m.Coins.Shock.Ref = DateOf(later) },
		"the last bar": func(m *memory) {
			m.Last[slices.IndexFunc(m.Last, func(l lastRef) bool { return l.Series == "bars IWM" })].Ref = later
		},
		"a step":     func(m *memory) { m.History[len(m.History)-1].Time = later },
		"an event":   func(m *memory) { m.Events = append(m.Events[1:], Event{Time: later}) },
		"since when": func(m *memory) { m.Since = DateOf(later) },
		"a machine":  func(m *memory) { m.Breakout = NewBreakout(BreakoutConfig{Window: 7}) },
		"a basket":   func(m *memory) { m.Coins.Basket = ratio.NewBasket(ratio.BasketConfig{MinMembers: 6}) },
	} {
		liar := reopenWith(t, c.plan.cfg, blob)
		lie(&liar.mem)
		var again Classifier
		if err := again.UnmarshalJSON(savedBytes(t, liar)); name != "nothing" && !errors.Is(err, ErrSaved) || name == "nothing" && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
