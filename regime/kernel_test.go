package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// revisedConfig reads numbers in every way there is, with windows short enough
// that much is forgotten.
func revisedConfig() Config {
	z := func(window int) Normalise { return Normalise{Method: RobustZ, Window: window, MinObs: 3, Sign: 1} }
	rank := Normalise{Method: Percentile, Window: 9, MinObs: 2, Sign: -1}
	fresh := Freshness{20, 100}
	return Config{ID: "numbers/1", Cautions: []Caution{}, Pillars: []Pillar{{"numbers", 1, []Input{
		{"level", 1, Feature{Kind: Level, Series: "A"}, rank, fresh},
		{"quotient", 1, Feature{Kind: Level, Series: "A", Over: "B"}, z(8), fresh},
		{"change", 1, Feature{Kind: Change, Series: "A", Lag: 3}, z(11), fresh},
		{"relative", 1, Feature{Kind: Change, Series: "A", Over: "B", Lag: 5}, z(7), fresh},
		{"difference", 1, Feature{Kind: Difference, Series: "B", Over: "C", Lag: 2}, rank, fresh},
		{"ease", 1, Feature{Kind: PolicyEase, Series: "C", Lag: 4}, Normalise{Method: AsIs}, fresh},
		{"net", 1, Feature{Kind: NetLiquidityChange, Lag: 5}, z(10), fresh},
		{"signal", 1, Feature{Kind: Level, Series: "S"}, Normalise{Method: AsIs}, fresh},
	}}}}
}

// A vintageHistory makes prints and revisions of dated numbers, at random, and keeps
// what is known last.
type vintageHistory struct {
	*rand.Rand
	now   time.Time
	names []string
	dates []time.Time
	last  map[string]map[time.Time]float64
}

func newVintageHistory(seed uint64) *vintageHistory {
	return &vintageHistory{
		Rand: rand.New(rand.NewPCG(seed, 70)), now: synthStart, last: map[string]map[time.Time]float64{},
		names: []string{"A", "B", "C", "S", seriesAssets, seriesTreasury, seriesRepo},
	}
}

// number is a print; of three series one in ten is 0, which makes changes and quotients
// that are no numbers.
func (h *vintageHistory) number(name string) float64 {
	switch {
	case name == "S":
		return 2*h.Float64() - 1
	case h.IntN(10) == 0:
		return 0
	case h.IntN(3) == 0:
		return float64(h.IntN(4)) - 1
	}
	return 10*h.Float64() - 2
}

// next is one day: most series have a print of it, some print is late, and some
// of what was known is revised, mostly of late and sometimes of long ago.
func (h *vintageHistory) next() (records []Record) {
	h.dates = append(h.dates, h.now)
	h.now = h.now.Add(day)
	tell := func(name string, ref time.Time) {
		if h.last[name] == nil {
			h.last[name] = map[time.Time]float64{}
		}
		x := h.number(name)
		h.last[name][ref] = x
		records = append(records, Value{Series: name, Ref: ref, Known: h.now, Value: x})
	}
	for _, name := range h.names {
		told := map[time.Time]bool{}
		if h.IntN(8) > 0 {
			told[h.dates[len(h.dates)-1]] = true
			tell(name, h.dates[len(h.dates)-1])
		}
		for h.IntN(4) == 0 {
			back := 1 + h.IntN(12)
			if h.IntN(6) == 0 {
				back = 1 + h.IntN(90)
			}
			if ref := h.dates[max(0, len(h.dates)-back)]; !told[ref] {
				told[ref] = true
				tell(name, ref)
			}
		}
	}
	return records
}

// lastKnown are the numbers known last, told on their dates.
func (h *vintageHistory) lastKnown() (records []Record) {
	for _, name := range h.names {
		for _, ref := range h.dates {
			if x, ok := h.last[name][ref]; ok {
				records = append(records, Value{Series: name, Ref: ref, Known: ref.Add(time.Hour), Value: x})
			}
		}
	}
	return records
}

// inputsOf are the contributions of a reading without the instants at which they became known.
func inputsOf(t testing.TB, r Reading) string {
	t.Helper()
	b, err := json.Marshal(r.Contributions)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(r.Micro, " ", string(b))
}

// TestRevisions: however the numbers came, late, twice or out of order, the reading is
// that of a classifier that was told only what is known last. It is restarted all the time.
func TestRevisions(t *testing.T) {
	t.Parallel()
	days := 150
	if testing.Short() {
		days = 90
	}
	for seed := range uint64(3) {
		h, c := newVintageHistory(seed), newSynth(t, revisedConfig())
		most, signals := 0, map[string]int{}
		for i := range days {
			observe(t, c, h.next()...)
			r := readAt(t, c, h.now)
			if i%3 > 0 && i > 40 {
				continue
			}
			fresh := newSynth(t, revisedConfig())
			observe(t, fresh, h.lastKnown()...)
			if got, want := inputsOf(t, r), inputsOf(t, readAt(t, fresh, h.now)); got != want {
				t.Fatalf("seed %d, %s:\n%s\nwant\n%s", seed, h.now, got, want)
			}
			for _, k := range r.Contributions {
				if !k.Signal.Missing() {
					signals[k.Input]++
				}
			}
			for i, k := range c.mem.Kernels {
				if len(k.Obs.Done) > c.plan.kernels[i].mostObservations() || len(k.Obs.Open) > openDates {
					t.Fatalf("seed %d, %s: %d and %d observations", seed, h.now, len(k.Obs.Done), len(k.Obs.Open))
				}
				most = max(most, len(k.Obs.Done))
			}
			blob, again := savedBytes(t, c), new(Classifier)
			if err := again.UnmarshalJSON(blob); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(savedBytes(t, again), blob) {
				t.Fatalf("seed %d, %s: a restored classifier saves itself differently:\n%s\n%s", seed, h.now, savedBytes(t, again), blob)
			}
			restored, err := again.Reading()
			if err != nil {
				t.Fatal(err)
			}
			sameReading(t, "restored", restored, r)
			c = again
		}
		for _, in := range c.plan.kernels {
			if signals[in.ID] < days/6 {
				t.Errorf("seed %d: %s has %d signals in %d days: the test says little about it", seed, in.ID, signals[in.ID], days)
			}
		}
		if days > 100 && most >= days-10 {
			t.Errorf("nothing was forgotten in %d days", days)
		}
	}
}

// TestRevisionsOracle: the same against the oracle, which has a clock and keeps nothing.
func TestRevisionsOracle(t *testing.T) {
	h, cfg := newVintageHistory(9), revisedConfig()
	c, told := newSynth(t, cfg), []Record(nil)
	for i := range 100 {
		records := h.next()
		told = append(told, records...)
		observe(t, c, records...)
		r := readAt(t, c, h.now)
		if i%3 > 0 {
			continue
		}
		finiteOnly := newOracle(c.plan.cfg, told)
		for _, in := range c.plan.inputs {
			k := contribution(t, r, in.id)
			list := slices.DeleteFunc(finiteOnly.feature(h.now, in.Feature), func(s seen) bool { return !finite(s.x) })
			if in.Feature.Over != "" || in.Feature.Kind == NetLiquidityChange {
				continue // a date whose quotient is no number is no observation: the oracle counts it
			}
			if len(list) == 0 {
				continue
			}
			last, history := list[len(list)-1], []float64{}
			for _, s := range list[:len(list)-1] {
				history = append(history, s.x)
			}
			z, s := float64(missing), last.x
			if in.Normalise.Method != AsIs {
				z, s = oracleSignal(in.Normalise, last.x, history)
			}
			if !near(float64(k.Value), last.x) || !near(float64(k.Z), z) || !near(float64(k.Signal), s) || !k.Reference.Equal(last.ref.Time) || !k.Known.Equal(last.known) {
				t.Fatalf("%s: %+v, want %+v z %v s %v", h.now, k, last, z, s)
			}
		}
	}
}

// TestZerosForYears: while nearly every feature is no number, the observations stay
// bounded and a restart stays invisible, also when the numbers come back.
func TestZerosForYears(t *testing.T) {
	cfg := revisedConfig()
	cfg.Pillars[0].Inputs = []Input{
		{"change", 1, Feature{Kind: Change, Series: "A", Lag: 3}, Normalise{RobustZ, 11, 3, 1}, Freshness{20, 100}},
		{"relative", 1, Feature{Kind: Change, Series: "A", Over: "B", Lag: 3}, Normalise{RobustZ, 11, 3, 1}, Freshness{20, 100}},
	}
	c, restarted := newSynth(t, cfg), newSynth(t, cfg)
	for i := range 400 {
		ref := synthStart.AddDate(0, 0, i)
		x := float64(1 + i*i%7)
		if i > 40 && i < 300 && i%41 > 0 || i%19 == 0 {
			x = 0
		}
		for _, v := range []Value{{Series: "A", Ref: ref, Known: ref, Value: x}, {Series: "B", Ref: ref, Known: ref, Value: 3}} {
			observe(t, c, v)
			observe(t, restarted, v)
		}
		sameReading(t, "zeros", readAt(t, restarted, ref), readAt(t, c, ref))
		for k, kernel := range c.mem.Kernels {
			if n := len(kernel.Obs.Done); n > c.plan.kernels[k].mostObservations() {
				t.Fatalf("day %d: %d observations", i, n)
			}
		}
		blob := savedBytes(t, restarted)
		restarted = new(Classifier)
		if err := restarted.UnmarshalJSON(blob); err != nil {
			t.Fatal(err)
		}
	}
	if k := contribution(t, readAt(t, c, c.mem.Closed), "numbers/change"); k.Signal.Missing() {
		t.Errorf("the numbers are back: %+v", k)
	}
}

// TestLevelAsIs: a level that is its own signal refuses what is none.
func TestLevelAsIs(t *testing.T) {
	c := newSynth(t, revisedConfig())
	for i, x := range []float64{-1, 1, 0, -0.5, 0.25} {
		ref := synthStart.AddDate(0, 0, i)
		observe(t, c, Value{Series: "S", Ref: ref, Known: ref.Add(time.Hour), Value: x})
		if k := contribution(t, readAt(t, c, ref.Add(time.Hour)), "numbers/signal"); float64(k.Signal) != x || float64(k.Value) != x || !k.Z.Missing() {
			t.Errorf("%v: %+v", x, k)
		}
	}
	before := savedBytes(t, c)
	for _, x := range []float64{1.0000000000000002, -1.0000000000000002, 2, -1e75} {
		err := c.Observe(Value{Series: "S", Ref: synthStart.AddDate(0, 0, 9), Known: synthStart.AddDate(0, 0, 9), Value: x})
		if !errors.Is(err, ErrNumber) {
			t.Errorf("%v: %v", x, err)
		}
		err = c.Observe(bar("S", "2015-03-02", 2))
		if !errors.Is(err, ErrNumber) {
			t.Errorf("a bar that closes at 2: %v", err)
		}
	}
	if !bytes.Equal(savedBytes(t, c), before) {
		t.Error("the refused have changed the state")
	}
}

// TestLastPrintLosesItsFeature: a revision of the newest observation whose feature is no
// number gives the feature before it, as if there had been none.
func TestLastPrintLosesItsFeature(t *testing.T) {
	c := newSynth(t, one(Feature{Kind: Difference, Series: "A", Lag: 1}, Normalise{RobustZ, 9, 2, 1}, Config{Cautions: []Caution{}}))
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	for i, x := range []float64{3, 4, 6, 5, -1e75} {
		pairAt(t, c, "A", at(i), at(i), x)
	}
	before := inputsOf(t, readAt(t, c, at(5)))
	pairAt(t, c, "A", at(5), at(6), 7)
	if k := readAt(t, c, at(6)).Contributions[0]; k.Value != 1e75 || !k.Reference.Equal(at(5)) {
		t.Fatalf("%+v", k)
	}
	pairAt(t, c, "A", at(5), at(7), 1e75) // 2e75 is no number
	r := readAt(t, c, at(7))
	if k := r.Contributions[0]; k.Value != -1e75 || !k.Reference.Equal(at(4)) || k.Z != -4 {
		t.Errorf("%+v\nbefore the last print: %s", k, before)
	}
	sameReading(t, "restored", readAt(t, reopen(t, c), at(7)), r)
	pairAt(t, c, "A", at(5), at(8), 8)
	if k := readAt(t, c, at(8)).Contributions[0]; k.Value != 1e75 || len(c.mem.Kernels[0].past.values) != 4 {
		t.Errorf("revised again: %+v after %v", k, c.mem.Kernels[0].past.values)
	}
}
