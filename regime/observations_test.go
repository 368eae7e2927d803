package regime

import (
	"testing"
	"time"
)

// pairConfig is A/B, as it is by rank.
func pairConfig(window int) Config {
	return one(Feature{Kind: Level, Series: "A", Over: "B"}, Normalise{Method: Percentile, Window: window, MinObs: 1, Sign: 1}, Config{Cautions: []Caution{}})
}

// pairAt tells a value of A or B.
func pairAt(t testing.TB, c *Classifier, name string, ref, known time.Time, x float64) {
	t.Helper()
	observe(t, c, Value{Series: name, Ref: ref, Known: known, Value: x})
}

// TestLateFirstPrint: a date that comes after later ones takes its place among them.
func TestLateFirstPrint(t *testing.T) {
	cfg := one(Feature{Kind: Change, Series: "A", Lag: 2}, Normalise{Method: Percentile, Window: 20, MinObs: 1, Sign: 1}, Config{Cautions: []Caution{}})
	c := newSynth(t, cfg)
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	for i, x := range []float64{1, 2, 4, 8} {
		if i != 1 {
			pairAt(t, c, "A", at(i), at(i), x)
		}
	}
	id := c.plan.inputs[0].id
	if k := contribution(t, readAt(t, c, at(4)), id); k.Value != 7 { // 8/1 - 1: two observations back
		t.Fatalf("before the late print: %+v", k)
	}
	pairAt(t, c, "A", at(1), at(5), 2)
	if k := contribution(t, readAt(t, c, at(5)), id); k.Value != 3 || !k.Reference.Equal(at(3)) || !k.Known.Equal(at(5)) {
		t.Fatalf("after it: %+v", k) // 8/2 - 1, known since the late print
	}
}

// TestWaitingDates: of more than 26 dates that wait for a part, the oldest go; those
// that are left are completed.
func TestWaitingDates(t *testing.T) {
	c := newSynth(t, pairConfig(50))
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	for i := range 40 {
		pairAt(t, c, "A", at(i), at(i), float64(i+1))
	}
	if r := readAt(t, c, at(40)); !r.Contributions[0].Value.Missing() {
		t.Fatalf("%+v", r.Contributions[0])
	}
	if n := len(c.mem.Kernels[0].Obs.Open); n != openDates {
		t.Fatalf("%d dates wait", n)
	}
	for i := range 40 {
		pairAt(t, c, "B", at(i), at(41), 1)
	}
	r := readAt(t, c, at(41))
	if k := r.Contributions[0]; k.Value != 40 || !k.Reference.Equal(at(39)) {
		t.Fatalf("%+v", k)
	}
	if n := len(c.mem.Kernels[0].Obs.Done); n != openDates {
		t.Errorf("%d observations, want those of the %d newest dates", n, openDates)
	}
	var again Classifier
	if err := again.UnmarshalJSON(savedBytes(t, c)); err != nil {
		t.Fatal(err)
	}
	// A date that has gone begins anew: both parts make it an observation again.
	for _, k := range []*Classifier{c, &again} {
		pairAt(t, k, "A", at(3), at(42), 99)
		pairAt(t, k, "B", at(3), at(42), 1)
	}
	sameReading(t, "restored", readAt(t, &again, at(42)), readAt(t, c, at(42)))
	if n := len(c.mem.Kernels[0].Obs.Done); n != openDates+1 {
		t.Errorf("%d observations after one more", n)
	}
}

// TestZeroIsNoQuotient: a date whose quotient is no number waits, and a revision brings it back.
func TestZeroIsNoQuotient(t *testing.T) {
	c := newSynth(t, pairConfig(50))
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	value := func(i int) Number { return readAt(t, c, at(i)).Contributions[0].Value }
	for i := range 3 {
		pairAt(t, c, "A", at(i), at(i), float64(10*(i+1)))
		pairAt(t, c, "B", at(i), at(i), 2)
	}
	if x := value(3); x != 15 {
		t.Fatal(x)
	}
	pairAt(t, c, "B", at(2), at(4), 0)
	if x := value(4); x != 10 {
		t.Fatalf("B is revised to 0: %v, want the date before", x)
	}
	pairAt(t, c, "B", at(2), at(5), 3)
	if x := value(5); x != 10 || !c.mem.Kernels[0].newest.Ref.Equal(at(2)) {
		t.Fatalf("B is revised to 3: %v", x)
	}
	pairAt(t, c, "A", at(2), at(6), 60)
	if x := value(6); x != 20 {
		t.Fatal(x)
	}
}

// TestForgottenDates: what is older than the observations that were forgotten says
// nothing any more; it must not stand beside the wrong neighbour.
func TestForgottenDates(t *testing.T) {
	cfg := one(Feature{Kind: Change, Series: "A", Over: "B", Lag: 4}, Normalise{Method: RobustZ, Window: 6, MinObs: 2, Sign: 1}, Config{Cautions: []Caution{}})
	c := newSynth(t, cfg)
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	for i := range 120 {
		if i == 0 {
			continue
		}
		pairAt(t, c, "A", at(i), at(i), float64(100+i*i%17))
		pairAt(t, c, "B", at(i), at(i), 2)
	}
	before := readAt(t, c, at(120))
	rows := len(c.mem.Kernels[0].Obs.Done)
	if rows > 6+5+1+openDates {
		t.Errorf("%d observations for a window of 6 and a reach of 5", rows)
	}
	pairAt(t, c, "A", at(0), at(121), 1e9)
	pairAt(t, c, "B", at(0), at(121), 2)
	pairAt(t, c, "A", at(40), at(121), 1e9) // forgotten too
	for i := 84; i < 110; i++ {             // a month of its window loses its quotients
		pairAt(t, c, "B", at(i), at(121), 0)
	}
	after := readAt(t, c, at(121))
	want := newSynth(t, cfg)
	for i := range 120 {
		a, b := float64(100+i*i%17), 2.0
		switch {
		case i == 0, i == 40:
			a = 1e9
		case i >= 84 && i < 110:
			b = 0
		}
		pairAt(t, want, "A", at(i), at(i), a)
		pairAt(t, want, "B", at(i), at(i), b)
	}
	if got, want := inputsOf(t, after), inputsOf(t, readAt(t, want, at(121))); got != want {
		t.Errorf("%s\nwant\n%s\nbefore\n%s", got, want, inputsOf(t, before))
	}
}

// TestForgottenDateHasNoNeighbours: while a window has lost more than was kept for it, a
// print of a forgotten date is not taken for the one before the oldest.
func TestForgottenDateHasNoNeighbours(t *testing.T) {
	cfg := one(Feature{Kind: Change, Series: "A", Lag: 4}, Normalise{Method: RobustZ, Window: 6, MinObs: 2, Sign: 1}, Config{Cautions: []Caution{}})
	c := newSynth(t, cfg)
	at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
	for i := range 120 {
		pairAt(t, c, "A", at(i), at(i), float64(100+i*i%17))
	}
	readAt(t, c, at(120))
	for i := 86; i < 86+openDates+2; i++ { // nothing is a multiple of 0
		pairAt(t, c, "A", at(i), at(120).Add(time.Hour), 0)
	}
	before := inputsOf(t, readAt(t, c, at(120).Add(time.Hour)))
	pairAt(t, c, "A", at(1), at(120).Add(2*time.Hour), 1e9)
	if after := inputsOf(t, readAt(t, c, at(120).Add(2*time.Hour))); after != before {
		t.Errorf("%s\nbefore\n%s", after, before)
	}
	if n := len(c.mem.Kernels[0].past.values); n >= 6 {
		t.Errorf("%d features in the window of 6: the test says nothing", n)
	}
}

// TestHistoryOfOneInstant: two series of which all becomes known at once, as where their
// release times were not kept, meet on every date, in whatever order they are told.
func TestHistoryOfOneInstant(t *testing.T) {
	for _, reverse := range []bool{false, true} {
		c, n := newSynth(t, pairConfig(200)), 4*openDates
		at := func(i int) time.Time { return synthStart.AddDate(0, 0, i) }
		for _, name := range []string{"A", "B"} {
			for i := range n {
				if reverse {
					i = n - 1 - i
				}
				pairAt(t, c, name, at(i), at(n), float64(i+1))
			}
		}
		readAt(t, c, at(n))
		if got := len(c.mem.Kernels[0].Obs.Done); got != n {
			t.Errorf("%d observations of %d dates", got, n)
		}
	}
}
