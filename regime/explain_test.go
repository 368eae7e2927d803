package regime

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// readingsOf are readings of a synthetic history, every third step of it.
func readingsOf(t testing.TB, cfg Config, seed uint64, weeks int) []Reading {
	t.Helper()
	var out []Reading
	c := newSynth(t, cfg)
	observe(t, c, synth(seed, weeks)...)
	for i, step := range synthSteps(weeks) {
		if r := readAt(t, c, step); i%3 == 0 {
			out = append(out, r)
		}
	}
	return out
}

// TestExplainAddsUp: the changes of the parts are the change of the score, in
// integers, and a split between signal and freshness is that of the input's points.
func TestExplainAddsUp(t *testing.T) {
	all := readingsOf(t, customConfig(), 21, 150)
	moved := 0
	for i := range all {
		for _, j := range []int{i, (i + 1) % len(all), (i * 7) % len(all)} {
			e, err := Explain(all[i], all[j])
			if err != nil {
				t.Fatal(err)
			}
			sum := int64(0)
			for k, p := range e.Parts {
				sum += p.Micro
				if p.Micro != p.Is.Micro-p.Was.Micro || k > 0 && max(p.Micro, -p.Micro) > max(e.Parts[k-1].Micro, -e.Parts[k-1].Micro) {
					t.Fatalf("%s: %+v", p.ID, p)
				}
				if p.BySignal.Missing() {
					continue
				}
				moved++
				if by := float64(p.BySignal + p.ByFreshness); math.Abs(by-(p.Is.Points-p.Was.Points)) > 1e-9 {
					t.Fatalf("%s: signal %v and freshness %v of %v", p.ID, p.BySignal, p.ByFreshness, p.Is.Points-p.Was.Points)
				}
			}
			if sum != e.Micro || sum != all[j].Micro-all[i].Micro {
				t.Fatalf("parts %d, change %d, score %d to %d", sum, e.Micro, all[i].Micro, all[j].Micro)
			}
		}
	}
	if moved < 1000 {
		t.Errorf("only %d inputs compared", moved)
	}
}

// TestExplainRefuses: other models, no readings, and readings that somebody changed.
func TestExplainRefuses(t *testing.T) {
	a := readingsOf(t, Config{AllowAverage: true}, 3, 90)[25]
	b, wrong := a, a
	b.Model = "mine/1"
	wrong.Micro++
	for name, pair := range map[string][2]Reading{"another model": {a, b}, "no readings": {}, "a sum that is wrong": {a, wrong}} {
		if _, err := Explain(pair[0], pair[1]); !errors.Is(err, ErrCompare) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if e, err := Explain(a, a); err != nil || e.Micro != 0 {
		t.Errorf("to itself: %v %v", e.Micro, err)
	}
}

// TestExplainRenormalised: where missing inputs give their weight away, signal and
// freshness are split at the weights that counted, and the rest is what those changed.
func TestExplainRenormalised(t *testing.T) {
	cfg := synthConfig()
	cfg.Renormalise = true
	all := readingsOf(t, cfg, 61, 130)
	// weightOf is what an input counted with: its points are that times q times s.
	counted := func(r Reading, i int) float64 {
		c := r.Contributions[i]
		return c.Points / (c.Quality * float64(c.Signal))
	}
	split, moved := 0, 0
	for k, r := range all {
		before := all[max(0, k-1)]
		e, err := Explain(before, r)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range e.Parts {
			i := slices.IndexFunc(r.Contributions, func(c Contribution) bool { return c.ID == p.ID })
			if i < 0 {
				continue
			}
			rest := p.Is.Points - p.Was.Points - float64(p.BySignal+p.ByFreshness)
			a, b := counted(before, i), counted(r, i)
			want := 0.0 // of an input that came or went
			if a == a && b == b && !before.Contributions[i].Signal.Missing() && !r.Contributions[i].Signal.Missing() {
				want = (b - a) * (p.Was.Points/a + p.Is.Points/b) / 2
			} else if before.Contributions[i].Points != 0 && r.Contributions[i].Points != 0 {
				continue
			} else if !before.Contributions[i].Signal.Missing() && !r.Contributions[i].Signal.Missing() {
				continue // points of 0 tell no weight
			}
			if math.Abs(rest-want) > 1e-9 {
				t.Fatalf("%s: signal %v and freshness %v of %v, the weight %v", p.ID, p.BySignal, p.ByFreshness, p.Is.Points-p.Was.Points, want)
			}
			if split++; math.Abs(want) > 1e-3 {
				moved++
			}
		}
	}
	if split < 100 || moved < 5 {
		t.Errorf("%d inputs, of which %d changed weight: the test says little", split, moved)
	}
}
