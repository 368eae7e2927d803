package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// liveConfigs are the presets with everything that is new in them: a caution of a
// series, and a correlation from changes.
func liveConfigs() map[string]Config {
	configs := map[string]Config{}
	for name, c := range map[string]Config{"weekly": synthConfig(), "daily": Daily()} {
		c.Decay = 0.93
		c.Cautions = append(slices.Clone(c.Cautions), Caution{ID: "dollar_high", Kind: SeriesLevel, V: 0.2, Lo: 90, Hi: 120, Series: "DTWEXBGS", MaxAge: 12})
		configs[name] = c
	}
	return configs
}

// liveHistory is a history for the model of that name, with its first instant and its steps.
func liveHistory(name string, seed uint64) (records []Record, start time.Time, steps []time.Time) {
	if name == "weekly" {
		steps = synthSteps(90)
		return synth(seed, 90), steps[0].AddDate(0, 0, -7), steps
	}
	for d := 1; d <= 430; d++ {
		steps = append(steps, dailyStart.AddDate(0, 0, d))
	}
	return dailyHistory(2), dailyStart, steps
}

// TestAtIsPure: At changes no byte of the state, is what Advance on a copy would
// read, and refuses to go back.
func TestAtIsPure(t *testing.T) {
	t.Parallel()
	for name, cfg := range liveConfigs() {
		records, start, steps := liveHistory(name, 80)
		c, err := NewClassifier(cfg, start)
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(3, 80))
		for i := 0; i < len(steps); i += 1 + len(steps)/10 + random.IntN(len(steps)/8) {
			records = tell(t, c, records, steps[i].AddDate(0, 0, 12))
			if err := c.Advance(steps[i].Add(time.Duration(random.IntN(3)) * 5 * time.Hour)); err != nil {
				t.Fatal(err)
			}
			before, now := savedBytes(t, c), c.mem.Closed
			here, err := c.Reading()
			if err != nil {
				t.Fatal(err)
			}
			for _, ahead := range []time.Duration{0, 3*time.Hour + 1, 9 * day} {
				got, err := c.At(now.Add(ahead))
				if err != nil {
					t.Fatal(err)
				}
				sameReading(t, fmt.Sprintf("%s, %v ahead", name, ahead), got, readAt(t, reopenWith(t, cfg, before), now.Add(ahead)))
				if ahead == 0 {
					sameReading(t, "here and now", got, here)
				}
			}
			for _, back := range []time.Time{now.Add(-1), start, {}} {
				if _, err := c.At(back); !errors.Is(err, ErrRewind) {
					t.Errorf("%s: back at %s: %v", name, back, err)
				}
			}
			if _, err := c.At(date("9999-01-01")); !errors.Is(err, ErrClock) {
				t.Errorf("%s: year 9999: %v", name, err)
			}
			if !bytes.Equal(before, savedBytes(t, c)) {
				t.Fatalf("%s: At has changed the state at %s", name, now)
			}
			again, err := c.Reading()
			if err != nil {
				t.Fatal(err)
			}
			sameReading(t, "after At", again, here)
		}
	}
	if _, err := new(Classifier).At(synthStart); !errors.Is(err, ErrClock) {
		t.Errorf("a zero Classifier: %v", err)
	}
}

// tell tells c the records known before t and returns the others.
func tell(tb testing.TB, c *Classifier, records []Record, t time.Time) []Record {
	tb.Helper()
	for i, r := range records {
		if !r.KnownAt().Before(t) {
			return records[i:]
		}
		observe(tb, c, r)
	}
	return nil
}

// reopenWith restores a saved classifier of model cfg.
func reopenWith(t testing.TB, cfg Config, blob []byte) *Classifier {
	t.Helper()
	c, err := NewClassifier(cfg, synthStart)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.UnmarshalJSON(blob); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAtBetweenSteps: the state and its events are those of the last step, the score and the ages of now.
func TestAtBetweenSteps(t *testing.T) {
	c := newSynth(t, leveled(Caution{ID: "vix", Kind: SeriesLevel, V: 0.5, Lo: 0, Hi: 10, Series: "VIX", MaxAge: 4}))
	step := synthStart.AddDate(0, 0, 1)
	observe(t, c, Value{Series: "S", Ref: synthStart, Known: synthStart, Value: 1}, Value{Series: "VIX", Ref: synthStart, Known: synthStart, Value: 4})
	was := readAt(t, c, step)
	observe(t, c, Value{Series: "S", Ref: step, Known: step.AddDate(0, 0, 1), Value: -1})
	now, err := c.At(step.AddDate(0, 0, 6))
	if err != nil {
		t.Fatal(err)
	}
	if now.State != was.State || !now.Tick.Equal(step) || len(now.History) != len(was.History) || now.Score > 20 || now.Contributions[0].Value != -1 || now.Contributions[0].AgeDays != 6 {
		t.Errorf("%+v", now)
	}
	if k := now.Cautions[0]; !k.Value.Missing() || k.C != 0.4 || k.Flags[0] != flagStale {
		t.Errorf("%+v", k)
	}
	if next, err := c.At(step.AddDate(0, 0, 7)); err != nil || len(next.History) != len(was.History)+1 || !next.Tick.Equal(step.AddDate(0, 0, 7)) {
		t.Errorf("at the next step: %+v, %v", next, err)
	}
}

// TestSnapshot: eight goroutines ask one, while the classifier goes on. It answers as
// the classifier would have.
func TestSnapshot(t *testing.T) {
	t.Parallel()
	for name, cfg := range liveConfigs() {
		records, start, steps := liveHistory(name, 81)
		c, err := NewClassifier(cfg, start)
		if err != nil {
			t.Fatal(err)
		}
		half := len(steps) / 2
		tell(t, c, records, steps[half].AddDate(0, 0, 40))
		want := readAt(t, c, steps[half])
		ahead, err := c.At(steps[half+3])
		if err != nil {
			t.Fatal(err)
		}
		snap, err := c.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		state, err := json.Marshal(snap)
		if err != nil || !bytes.Equal(state, savedBytes(t, c)) {
			t.Fatalf("%s: a snapshot is saved differently: %v", name, err)
		}
		var group sync.WaitGroup
		failures := make(chan string, 64)
		for range 8 {
			group.Add(1)
			go func() {
				defer group.Done()
				for range 2 {
					r, err := snap.At(steps[half+3])
					a, _ := json.Marshal(r)
					b, _ := json.Marshal(ahead)
					if err != nil || !bytes.Equal(a, b) {
						failures <- fmt.Sprintf("ahead: %v", err)
					}
					x, _ := json.Marshal(snap.Reading())
					y, _ := json.Marshal(want)
					if !bytes.Equal(x, y) {
						failures <- "now"
					}
					if z, err := json.Marshal(snap); err != nil || !bytes.Equal(z, state) {
						failures <- "saved"
					}
				}
			}()
		}
		for _, step := range steps[half:min(len(steps), half+30)] {
			readAt(t, c, step)
		}
		group.Wait()
		close(failures)
		for f := range failures {
			t.Errorf("%s: %s", name, f)
		}
		var restored Classifier
		if err := json.Unmarshal(state, &restored); err != nil {
			t.Fatal(err)
		}
		sameReading(t, "restored from a snapshot", readAt(t, &restored, steps[half+3]), ahead)
		if _, err := snap.At(steps[half].Add(-1)); !errors.Is(err, ErrRewind) {
			t.Errorf("%s: back: %v", name, err)
		}
	}
}

// TestZeroSnapshot has no reading, and says so.
func TestZeroSnapshot(t *testing.T) {
	var s Snapshot
	if r := s.Reading(); !reflect.DeepEqual(r, Reading{}) {
		t.Errorf("%+v", r)
	}
	if _, err := s.At(synthStart); !errors.Is(err, ErrClock) {
		t.Error(err)
	}
	if _, err := s.MarshalJSON(); !errors.Is(err, ErrSaved) {
		t.Error(err)
	}
	if _, err := new(Classifier).Snapshot(); !errors.Is(err, ErrClock) {
		t.Error(err)
	}
}

// TestRestartAtEveryStep saves and restores before each step; the next readings and the saved
// bytes are those of a classifier that has never stopped.
func TestRestartAtEveryStep(t *testing.T) {
	t.Parallel()
	for name, cfg := range liveConfigs() {
		records, start, steps := liveHistory(name, 82)
		whole, err := NewClassifier(cfg, start)
		if err != nil {
			t.Fatal(err)
		}
		cut := reopenWith(t, cfg, savedBytes(t, whole))
		next, restarts := 0, 0
		for i, step := range steps {
			for ; next < len(records) && records[next].KnownAt().Before(step.AddDate(0, 0, 5)); next++ {
				observe(t, whole, records[next])
				observe(t, cut, records[next])
			}
			if every := len(steps) / 22; i%every == 0 {
				blob := savedBytes(t, cut)
				if cut = new(Classifier); i%2 == 0 {
					cut = reopenWith(t, cfg, blob)
				} else if err := cut.UnmarshalJSON(blob); err != nil {
					t.Fatal(err)
				}
				restarts++
				if !bytes.Equal(savedBytes(t, cut), blob) {
					t.Fatalf("%s: saved differently at %s", name, step)
				}
				sameReading(t, name, readAt(t, cut, step), readAt(t, whole, step))
				continue
			}
			for _, c := range []*Classifier{whole, cut} {
				if err := c.Advance(step); err != nil {
					t.Fatal(err)
				}
			}
		}
		if restarts < 20 || !bytes.Equal(savedBytes(t, cut), savedBytes(t, whole)) {
			t.Errorf("%s: another state after %d restarts", name, restarts)
		}
	}
}

// shape is a saved state without its numbers and texts: how many values it holds.
func shape(t testing.TB, c *Classifier) int {
	t.Helper()
	d, n := json.NewDecoder(bytes.NewReader(savedBytes(t, c))), 0
	for {
		if _, err := d.Token(); err != nil {
			return n
		}
		n++
	}
}

// TestStateSize: after two years the state of the daily model is as large as it gets.
func TestStateSize(t *testing.T) {
	t.Parallel()
	cfg := liveConfigs()["daily"]
	c, err := NewClassifier(cfg, dailyStart)
	if err != nil {
		t.Fatal(err)
	}
	records, k := dailyHistory(6), 0
	sizes := map[int]int{}
	for d := 1; d <= 365*6; d++ {
		tick := dailyStart.AddDate(0, 0, d)
		for ; k < len(records) && !records[k].KnownAt().After(tick); k++ {
			observe(t, c, records[k])
		}
		if err := c.Advance(tick); err != nil {
			t.Fatal(err)
		}
		if d%365 == 0 {
			sizes[d/365] = shape(t, c)
			for i, k := range c.mem.Kernels {
				in := c.plan.kernels[i]
				if most := in.Feature.reach() + in.Normalise.Window + openDates + 1; len(k.Obs.Done) > most {
					t.Errorf("year %d: %s keeps %d observations, more than %d", d/365, in.ID, len(k.Obs.Done), most)
				}
			}
		}
	}
	for _, year := range []int{3, 4, 5, 6} {
		if float64(sizes[year]) > 1.08*float64(sizes[2]) {
			t.Errorf("%d values after 2 years, %d after %d", sizes[2], sizes[year], year)
		}
	}
}

// TestOrderOfArrival tells the records of each instant in any order.
func TestOrderOfArrival(t *testing.T) {
	t.Parallel()
	for name, cfg := range liveConfigs() {
		records, start, steps := liveHistory(name, 83)
		var want *Classifier
		for seed := range uint64(3) {
			c, err := NewClassifier(cfg, start)
			if err != nil {
				t.Fatal(err)
			}
			random, k := rand.New(rand.NewPCG(seed, 84)), 0
			for _, step := range steps[:min(len(steps), 200)] {
				n := k
				for ; n < len(records) && !records[n].KnownAt().After(step); n++ {
				}
				now := slices.Clone(records[k:n])
				if k = n; seed > 0 {
					random.Shuffle(len(now), func(i, j int) { now[i], now[j] = now[j], now[i] })
				}
				observe(t, c, now...)
				if err := c.Advance(step); err != nil {
					t.Fatal(err)
				}
			}
			if want == nil {
				want = c
			}
			if a, b := savedBytes(t, c), savedBytes(t, want); !bytes.Equal(a, b) {
				t.Fatalf("%s, seed %d: another state", name, seed)
			}
		}
		if !strings.Contains(string(savedBytes(t, want)), "dollar_high") {
			t.Error(name)
		}
	}
}
