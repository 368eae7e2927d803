package regime

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"
)

// stepTime is the time of step i in these tests.
func stepTime(i int) time.Time { return time.Unix(int64(i)*7*86400, 0).UTC() }

func TestStatesGolden(t *testing.T) {
	type event struct {
		Time     int
		From, To State
		Score    float64
		Rule     string
	}
	var golden struct {
		States map[string]struct {
			Steps  []struct{ Score, Coverage float64 }
			States []State
			Events []event
		}
	}
	readTestdata(t, "score.json", &golden)
	if len(golden.States) == 0 {
		t.Fatal("no vectors")
	}
	for name, v := range golden.States {
		m := newStateMachine()
		var events []Event
		for i, s := range v.Steps {
			events = m.step(events, stepTime(i), int64(math.Round(s.Score*1e6)), s.Coverage)
			if m.State != v.States[i] {
				t.Errorf("%s: step %d is %v, want %v", name, i, m.State, v.States[i])
			}
			if err := m.valid(); err != nil {
				t.Errorf("%s: step %d: %+v: %v", name, i, m, err)
			}
			m = reloaded(t, m)
		}
		if len(events) != len(v.Events) {
			t.Fatalf("%s: %d events, want %d", name, len(events), len(v.Events))
		}
		for i, want := range v.Events {
			if got := events[i]; got != (Event{Time: stepTime(want.Time), From: want.From, To: want.To, Score: want.Score, Rule: want.Rule}) {
				t.Errorf("%s: event %d is %+v, want %+v", name, i, got, want)
			}
		}
	}
}

// reloaded returns a machine saved as JSON and restored.
func reloaded(t *testing.T, m stateMachine) stateMachine {
	t.Helper()
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var out stateMachine
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// naiveMachine is section 8 of the model over the whole history of scores: its
// counters look back, they do not count.
type naiveMachine struct {
	state  State
	scores []float64 // since the coverage was last too low
	since  int       // steps since the last change
}

func (n *naiveMachine) step(score, coverage float64) {
	last := n.state
	if coverage < 0.5 {
		n.state, n.scores, n.since = Unknown, nil, 0
		return
	}
	n.scores = append(n.scores, score)
	run := func(k int, ok func(float64) bool) bool {
		if len(n.scores) < k {
			return false
		}
		for _, s := range n.scores[len(n.scores)-k:] {
			if !ok(s) {
				return false
			}
		}
		return true
	}
	n.since++
	if n.state == Unknown {
		n.state, n.since = Neutral, 0
	}
	if score <= 25 && n.state != RiskOff {
		n.state, n.since = RiskOff, 0
	}
	if n.since < 5 || n.state != last {
		return
	}
	on := run(3, func(s float64) bool { return s >= 60 })
	off := run(3, func(s float64) bool { return s <= 40 })
	switch last {
	case RiskOn:
		if off {
			n.state = RiskOff
		} else if run(2, func(s float64) bool { return s < 50 }) {
			n.state = Neutral
		}
	case RiskOff:
		if on {
			n.state = RiskOn
		} else if run(2, func(s float64) bool { return s > 50 }) {
			n.state = Neutral
		}
	case Neutral:
		if on {
			n.state = RiskOn
		} else if off {
			n.state = RiskOff
		}
	}
	if n.state != last {
		n.since = 0
	}
}

func TestStatesOracle(t *testing.T) {
	g := testRand(4)
	edges := []int64{25_000_000, 25_000_001, 40_000_000, 40_000_001, 49_999_999, 50_000_000, 50_000_001, 59_999_999, 60_000_000}
	for range 300 {
		m, n := newStateMachine(), naiveMachine{state: Neutral, since: 5}
		micro, coverage := int64(50_000_000), 1.0
		for i := range 300 {
			switch {
			case g.below(6) == 0:
				micro = edges[g.below(len(edges))]
			case g.below(3) != 0:
				micro = int64(g.below(100_000_001))
			} // else the same again
			if coverage = 1; g.below(20) == 0 {
				coverage = 0.49999
			}
			before := m.State
			events := m.step(nil, stepTime(i), micro, coverage)
			n.step(float64(micro)/1e6, coverage)
			if m.State != n.state {
				t.Fatalf("step %d at %d: %v, want %v", i, micro, m.State, n.state)
			}
			for _, e := range events { // a chain from the state before to the one after
				if e.From != before || e.To == before {
					t.Fatalf("step %d: events %+v from %v", i, events, before)
				}
				before = e.To
			}
			if before != m.State || len(events) > 2 {
				t.Fatalf("step %d: events %+v do not lead to %v", i, events, m.State)
			}
			if err := m.valid(); err != nil {
				t.Fatalf("%+v: %v", m, err)
			}
		}
	}
}

func TestStateDoesNotFlap(t *testing.T) {
	for _, start := range []State{Neutral, RiskOn} {
		m := stateMachine{State: start, Dwell: dwell}
		for i := range 1000 {
			micro := int64(60_100_000)
			if i%2 == 1 || i%5 == 4 { // never three in a row at 60 or above
				micro = 59_900_000
			}
			if e := m.step(nil, stepTime(i), micro, 1); e != nil {
				t.Fatalf("from %v, step %d: %+v", start, i, e)
			}
		}
	}
	m := newStateMachine() // any scores: no two changes within five steps but for rules 1, 3 and 4
	g, last := testRand(5), -dwell
	for i := range 10_000 {
		for _, e := range m.step(nil, stepTime(i), 26_000_000+int64(g.below(70_000_000)), 1) {
			if i-last < dwell {
				t.Fatalf("%+v at step %d, %d steps after a change", e, i, i-last)
			}
			last = i
		}
	}
}

func TestStateUnknown(t *testing.T) {
	var s State
	if s != Unknown {
		t.Error("the zero State is not Unknown")
	}
	m := newStateMachine()
	if e := m.step(nil, stepTime(0), 90_000_000, math.NaN()); m.State != Unknown || len(e) != 1 {
		t.Errorf("coverage NaN: %v %+v", m.State, e)
	}
	if e := m.step(nil, stepTime(1), 90_000_000, 0); len(e) != 0 {
		t.Errorf("Unknown again: %+v", e)
	}
}

func TestStateValid(t *testing.T) {
	for _, m := range []stateMachine{
		{State: 4}, {State: Neutral, Dwell: -1}, {State: Neutral, Dwell: 6}, {State: Neutral, Above: 4}, {State: Neutral, Below: -1},
		{State: Neutral, AtLeast: 1}, {State: Neutral, AtMost: 2, Below: 1}, {State: Neutral, Below: 1, Above: 1},
		{State: Unknown, Dwell: 1}, {State: Neutral, AtMost: -1}, {State: RiskOn, AtLeast: -1, Above: 1},
	} {
		if err := m.valid(); !errors.Is(err, ErrState) {
			t.Errorf("%+v: got %v, want ErrState", m, err)
		}
	}
	for _, m := range []stateMachine{newStateMachine(), {}} {
		if err := m.valid(); err != nil {
			t.Errorf("%+v: %v", m, err)
		}
	}
}

func TestStateText(t *testing.T) {
	for want, s := range map[string]State{"Unknown": Unknown, "RiskOff": RiskOff, "Neutral": Neutral, "RiskOn": RiskOn} {
		b, err := s.MarshalText()
		if err != nil || string(b) != want || s.String() != want {
			t.Errorf("%v: %q %v, want %q", s, b, err, want)
		}
		var back State
		if err := back.UnmarshalText(b); err != nil || back != s {
			t.Errorf("%q read as %v %v", b, back, err)
		}
	}
	s := RiskOn
	if err := s.UnmarshalText([]byte("riskon")); !errors.Is(err, ErrState) || s != RiskOn {
		t.Errorf("riskon: %v, receiver %v", err, s)
	}
	if _, err := State(4).MarshalText(); !errors.Is(err, ErrState) || State(4).String() != "State(4)" {
		t.Errorf("State(4): %v %v", err, State(4))
	}
}

func TestMargin(t *testing.T) {
	for _, v := range []struct {
		micro     int64
		distance  float64
		threshold float64
	}{
		{0, 25, 25}, {25_000_000, 0, 25}, {32_500_000, 7.5, 25}, {32_500_001, 7.499999, 40}, {45_000_000, 5, 40},
		{55_000_000, 5, 50}, {55_000_001, 4.999999, 60}, {100_000_000, 40, 60}, {49_999_999, 0.000001, 50},
	} {
		if got := margin(v.micro); got != (Margin{v.distance, v.threshold}) {
			t.Errorf("margin(%d) = %+v, want %v to %v", v.micro, got, v.distance, v.threshold)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	b.ReportAllocs()
	m, g := newStateMachine(), testRand(6)
	events, t0 := make([]Event, 0, 2), stepTime(0)
	for i := 0; i < b.N; i++ {
		m.step(events[:0], t0, int64(g.below(100_000_001)), 1)
	}
}
