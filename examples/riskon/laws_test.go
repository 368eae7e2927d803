package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"sort"
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

// rowDate is the date of the row a record comes from. What a firm's flows cover
// has no date: it is told from the start.
func rowDate(r regime.Record) time.Time {
	switch r := r.(type) {
	case regime.Value:
		return r.Ref
	case regime.Bar:
		return r.Ref
	case regime.Closes:
		return r.Ref
	case regime.Flow:
		return r.Known.AddDate(0, 0, -1)
	case regime.Holding:
		return r.Known.AddDate(0, 0, -1)
	case regime.Fact:
		return r.Known.AddDate(0, 0, -1)
	}
	return time.Time{}
}

// ticks are the steps of the clock over the whole history.
func (d *data) ticks() (steps []time.Time) {
	for t := d.firstTick(); !t.After(instant(d.last)); t = t.AddDate(0, 0, 7) {
		steps = append(steps, t)
	}
	return steps
}

// bits is a reading as bytes: equal bytes are equal bits.
func bits(t testing.TB, r regime.Reading) []byte {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wholeHistory is the batch reading at each step.
func wholeHistory(t testing.TB, d *data) (steps []time.Time, readings []regime.Reading) {
	t.Helper()
	steps = d.ticks()
	readings, err := regime.Classify(config(), d.start(), d.records, steps)
	if err != nil {
		t.Fatal(err)
	}
	return steps, readings
}

// TestLaterRowsChangeNoEarlierReading deletes, for every week of the history, all
// rows dated after it, and reads again at that week's end and at a date in its middle.
func TestLaterRowsChangeNoEarlierReading(t *testing.T) {
	d := loadEmbedded(t)
	steps, want := wholeHistory(t, d)
	stride := 1
	if testing.Short() {
		stride = 20
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := 1; i < len(steps); i += stride {
		// Any day of the week that ends with step i: what is dated after it goes.
		last := steps[i].AddDate(0, 0, -1-random.IntN(7))
		var kept []regime.Record
		for _, r := range d.records {
			if !rowDate(r).After(last) {
				kept = append(kept, r)
			}
		}
		from := max(0, i-4)
		got, err := regime.Classify(config(), d.start(), kept, steps[from:i])
		if err != nil {
			t.Fatal(err)
		}
		for j, r := range got {
			if !bytes.Equal(bits(t, r), bits(t, want[from+j])) {
				t.Fatalf("rows after %s deleted: the reading at %s differs", last.Format(time.DateOnly), r.Time)
			}
		}
	}
}

// TestLiveIsBatch tells the records instant by instant, those of one instant in
// random order, advances to every instant and not only to the steps, and
// replaces the classifier by its saved and restored copy again and again.
func TestLiveIsBatch(t *testing.T) {
	d := loadEmbedded(t)
	steps, want := wholeHistory(t, d)
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 7))
		live, err := regime.NewClassifier(config(), d.start())
		if err != nil {
			t.Fatal(err)
		}
		told, next := 0, 0
		for _, now := range instants(d, steps) {
			first := told
			for told < len(d.records) && !d.records[told].KnownAt().After(now) {
				told++
			}
			tied := append([]regime.Record(nil), d.records[first:told]...)
			random.Shuffle(len(tied), func(i, j int) { tied[i], tied[j] = tied[j], tied[i] })
			for _, r := range tied {
				if err := live.Observe(r); err != nil {
					t.Fatal(err)
				}
				if random.IntN(40) == 0 {
					live = restored(t, live)
				}
			}
			if err := live.Advance(now); err != nil {
				t.Fatal(err)
			}
			if next == len(steps) || !now.Equal(steps[next]) {
				continue
			}
			got, err := live.Reading()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(bits(t, got), bits(t, want[next])) {
				t.Fatalf("seed %d: live and batch differ at %s:\n%s\n%s", seed, now, bits(t, got), bits(t, want[next]))
			}
			next++
		}
		if next != len(steps) {
			t.Fatalf("compared %d of %d steps", next, len(steps))
		}
	}
}

// instants are all instants at which something becomes known or a step is made.
func instants(d *data, steps []time.Time) []time.Time {
	all := append([]time.Time(nil), steps...)
	for _, r := range d.records {
		if at := r.KnownAt(); !at.After(steps[len(steps)-1]) {
			all = append(all, at)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Before(all[j]) })
	out := all[:1]
	for _, at := range all[1:] {
		if !at.Equal(out[len(out)-1]) {
			out = append(out, at)
		}
	}
	return out
}

// restored saves a classifier and restores it, half of the time into a fresh zero value's place.
func restored(t testing.TB, c *regime.Classifier) *regime.Classifier {
	t.Helper()
	blob, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var again regime.Classifier
	if err := json.Unmarshal(blob, &again); err != nil {
		t.Fatal(err)
	}
	return &again
}

// TestRestartAtEveryInstant saves and restores after everything that is told in
// the last year of the history, and compares the saved bytes and the readings.
func TestRestartAtEveryInstant(t *testing.T) {
	d := loadEmbedded(t)
	steps, want := wholeHistory(t, d)
	year := len(steps) - 52
	c, err := regime.NewClassifier(config(), d.start())
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	tell := func(until time.Time, each func()) {
		for ; told < len(d.records) && !d.records[told].KnownAt().After(until); told++ {
			if err := c.Observe(d.records[told]); err != nil {
				t.Fatal(err)
			}
			each()
		}
		if err := c.Advance(until); err != nil {
			t.Fatal(err)
		}
	}
	tell(steps[year-1], func() {})
	for i := year; i < len(steps); i++ {
		tell(steps[i], func() { c = restored(t, c) })
		got, err := c.Reading()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bits(t, got), bits(t, want[i])) {
			t.Fatalf("restored at every record: the reading at %s differs", steps[i])
		}
	}
}
