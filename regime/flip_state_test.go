package regime

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestFlipReaches: with the needed signal the score is at the threshold, and a
// thousandth of a signal before it is not. What cannot be reached is not reached by
// the whole range either.
func TestFlipReaches(t *testing.T) {
	t.Parallel()
	possible, not := map[State]int{}, 0
	for seed := range uint64(2) {
		for _, r := range readingsOf(t, customConfig(), 40+seed, 200) {
			if r.State == Unknown {
				continue
			}
			if slices.ContainsFunc(waysOut[r.State], func(w way) bool { return w.reached(r.Micro) }) {
				for _, f := range Flip(r) {
					if !f.Possible || f.Change != 0 || !wayTo(r, f).reached(r.Micro) {
						t.Fatalf("the score %d is there: %+v", r.Micro, f)
					}
				}
				continue
			}
			m, places := r.model()
			if d := m.micro() - r.Micro; d < -1 || d > 1 { // shares of shares: the last bit
				t.Fatalf("the model of a reading scores %d, the reading %d", m.micro(), r.Micro)
			}
			for i, f := range Flip(r) {
				if !f.Possible {
					not++
					if i < len(r.Contributions) {
						most := mostOf(r.Contributions[i])
						checkUnreachable(t, m, &m.at(places[i]).Signal, -most, most, r, f)
					} else {
						checkUnreachable(t, m, &m.Cautions[i-len(r.Contributions)].C, 0, 1, r, f)
					}
					continue
				}
				possible[f.To]++
				if i < len(r.Contributions) && math.Abs(float64(f.Needed)) > mostOf(r.Contributions[i]) {
					t.Fatalf("%s: a signal of %v is none that it can have", f.ID, f.Needed)
				}
				var at *float64
				if i < len(r.Contributions) {
					at = &m.at(places[i]).Signal
				} else {
					at = &m.Cautions[i-len(r.Contributions)].C
				}
				was := *at
				*at = float64(f.Needed)
				there := m.micro()
				back := float64(f.Change) / 1000
				*at = float64(f.Needed) - back
				before := m.micro()
				*at = was
				w := wayTo(r, f)
				if !w.reached(there) || f.Change != 0 && w.reached(before) && there != before {
					t.Fatalf("%s to %s at %v: %d there, %d just before", f.ID, f.To, f.Threshold, there, before)
				}
				lo := -1.0 // nearer than the needed change, either way, no state changes
				if i >= len(r.Contributions) {
					lo = 0
				}
				for k := range 13 {
					*at = max(lo, min(1, orZero(was)+float64(f.Change)*0.999*float64(k-6)/6))
					if slices.ContainsFunc(waysOut[r.State], func(w way) bool { return w.reached(m.micro()) }) {
						t.Fatalf("%s: %v is enough, not only %v", f.ID, *at, f.Needed)
					}
				}
				*at = was
				if !near(float64(f.Change), float64(f.Needed)-orZero(was)) {
					t.Fatalf("%s: change %v", f.ID, f.Change)
				}
			}
		}
	}
	if possible[RiskOn] < 20 || possible[RiskOff] < 20 || possible[Neutral] < 20 || not < 20 {
		t.Errorf("possible %v, not %d: the test says little", possible, not)
	}
}

// mostOf is the largest signal that an input can have: by z, that of a z of 4.
func mostOf(c Contribution) float64 {
	if c.Z.Missing() {
		return 1
	}
	return (Normalise{Method: RobustZ, Window: 9, MinObs: 1, Sign: 1}).Apply(1e9, []float64{1, 2, 3}).S
}

func orZero(x float64) float64 {
	if x != x {
		return 0
	}
	return x
}

func wayTo(r Reading, f StateFlip) way {
	i := slices.IndexFunc(waysOut[r.State], func(w way) bool { return w.to == f.To && float64(w.micro)/micros == f.Threshold })
	return waysOut[r.State][i]
}

// checkUnreachable moves x over its range and sees no way out.
func checkUnreachable(t *testing.T, m Model, x *float64, lo, hi float64, r Reading, f StateFlip) {
	t.Helper()
	was := *x
	defer func() { *x = was }()
	if was != was && lo < 0 {
		return // a missing input: no signal of its own helps before it is there
	}
	for i := range 11 {
		*x = lo + (hi-lo)*float64(i)/10
		for _, w := range waysOut[r.State] {
			if w.reached(m.micro()) {
				t.Fatalf("%s cannot, but at %v the score is %d", f.ID, *x, m.micro())
			}
		}
	}
}

// TestFlipValue: the raw value goes through the input's own normalisation to the
// needed signal.
func TestFlipValue(t *testing.T) {
	n := 0
	for _, r := range readingsOf(t, Config{AllowAverage: true}, 45, 200) {
		for i, f := range Flip(r) {
			if i >= len(r.Contributions) || f.Value.Missing() || r.Contributions[i].Z.Missing() {
				continue
			}
			c := r.Contributions[i]
			z := (float64(f.Value) - float64(c.Centre)) / float64(c.Spread)
			if s := c.Sign * z / math.Sqrt(4+z*z); !near(s, float64(f.Needed)) {
				t.Fatalf("%s: value %v gives %v, want %v", f.ID, f.Value, s, f.Needed)
			}
			n++
		}
	}
	if n < 20 {
		t.Errorf("only %d values", n)
	}
}

// TestFlipValueOfARank: a rank that happens to equal its raw value is no raw value.
func TestFlipValueOfARank(t *testing.T) {
	r := readingsOf(t, Config{AllowAverage: true}, 45, 200)[60]
	for i := range r.Contributions {
		r.Contributions[i].Z, r.Contributions[i].Sign, r.Contributions[i].Value = missing, 1, r.Contributions[i].Signal
	}
	for _, f := range Flip(r)[:len(r.Contributions)] {
		if !f.Value.Missing() && f.Change != 0 {
			t.Errorf("%+v", f)
		}
	}
}

// TestFlipUnknown: what ends Unknown is an input that brings coverage back.
func TestFlipUnknown(t *testing.T) {
	c := newSynth(t, Config{})
	r := readAt(t, c, synthSteps(3)[2])
	for _, f := range Flip(r) {
		if f.Possible || f.To != Neutral || f.Threshold != 0.5 {
			t.Errorf("nothing known: %+v", f)
		}
	}
	r.Coverage = 0.45
	text := Flip(r).String()
	if strings.Count(text, "fresh data") == 0 || !strings.Contains(text, "cannot") {
		t.Errorf("with a coverage of 0.45:\n%s", text)
	}
	r.Coverage = 0.5 // since the last step: it ends by itself
	if text := Flip(r).String(); strings.Contains(text, "fresh data") || strings.Contains(text, "cannot") || strings.Count(text, "+0.000") == 0 {
		t.Errorf("with a coverage of 0.5:\n%s", text)
	}
	if got := Flip(Reading{}); len(got) != 0 {
		t.Errorf("of no reading: %v", got)
	}
}

// TestFlipOfAnything: a reading that no classifier made, as somebody's JSON may hold,
// does not panic.
func TestFlipOfAnything(t *testing.T) {
	whole := readingsOf(t, Config{AllowAverage: true}, 47, 100)[30]
	blob, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 3))
	values := []any{nil, -1, 0, 1e300, "", "RiskOn", "RiskOff", "Unknown", []any{}, map[string]any{}, true}
	taken := 0
	for range 400 {
		var v any
		if err := json.Unmarshal(blob, &v); err != nil {
			t.Fatal(err)
		}
		for range 1 + random.IntN(3) {
			damage(random, v, values)
		}
		damaged, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var r Reading
		if json.Unmarshal(damaged, &r) != nil {
			continue
		}
		taken++
		_, _, _ = Flip(r).String(), r.String(), r.HTML()
		if e, err := Explain(whole, r); err == nil {
			_ = e.String()
		}
	}
	if taken < 40 {
		t.Errorf("only %d of 400 are readings at all", taken)
	}
	for _, s := range []State{Neutral, RiskOn, RiskOff, 9} {
		Flip(Reading{State: s, Contributions: whole.Contributions, Cautions: whole.Cautions, R: [][]float64{{1}}})
	}
}

// TestWaysOut: the ways are those of the machine, at scores on both sides of every threshold.
func TestWaysOut(t *testing.T) {
	for state, ways := range waysOut {
		for _, level := range []int64{0, 25, 40, 50, 60, 100} {
			for micro := max(0, level*micros-2); micro <= min(100*micros, level*micros+2) && State(state) != Unknown; micro++ {
				m := newStateMachine()
				m.State = State(state)
				var left []Event
				steps := 0
				for ; steps < longRun && len(left) == 0; steps++ {
					left = m.step(nil, synthStart, micro, 1)
				}
				want := way{steps: longRun + 1}
				for _, w := range ways {
					if w.reached(micro) && w.steps < want.steps {
						want = w
					}
				}
				if (len(left) > 0) != (want.steps <= longRun) || len(left) > 0 && (left[0].To != want.to || steps != want.steps) {
					t.Errorf("%v at %d: the machine says %v after %d, the ways %+v", State(state), micro, left, steps, want)
				}
			}
		}
	}
}

// TestFlipValueBeyondZ: of a signal that no z gives there is no value.
func TestFlipValueBeyondZ(t *testing.T) {
	c := Contribution{Z: 1, Signal: 0.4, Centre: 10, Spread: 2, Sign: 1}
	for s, want := range map[float64]Number{0.4: Number(10 + 2*0.8/math.Sqrt(1-0.16)), mostByZ: 18, -mostByZ: 2, 0.8945: missing, 1: missing, math.NaN(): missing} {
		if got := c.valueOf(s); !same(got, want) && !near(float64(got), float64(want)) {
			t.Errorf("a signal of %v: %v, want %v", s, got, want)
		}
	}
}
