package regime

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// decayConfig has three cautions of series and one of facts, whose correlation is taken
// from their changes.
func decayConfig(decay float64) Config {
	c := leveled(
		Caution{ID: "c1", Kind: SeriesLevel, V: 0.5, Lo: 0, Hi: 10, Series: "A", MaxAge: 9},
		Caution{ID: "c2", Kind: SeriesLevel, V: 0.3, Lo: -5, Hi: 5, Series: "B", MaxAge: 16},
		Caution{ID: "c3", Kind: SeriesLevel, V: 0.2, Lo: 2, Hi: 4, Series: "C", MaxAge: 9},
		Caution{ID: "fact", Kind: DatedFact, V: 0.4, Lo: 0, Hi: 1},
	)
	c.Decay = decay
	return c
}

// A seenCaution is what a caution was at a step.
type seenCaution struct {
	c    float64
	here bool
}

// naiveCorrelation is R_ij from the whole history: the changes at the steps at which both
// were observed, at the step and the one before, each weighed by how many such steps
// came after it.
func naiveCorrelation(decay float64, steps [][]seenCaution, i, j int) float64 {
	var a, b []float64
	for k := 1; k < len(steps); k++ {
		now, was := steps[k], steps[k-1]
		if now[i].here && now[j].here && was[i].here && was[j].here {
			a, b = append(a, now[i].c-was[i].c), append(b, now[j].c-was[j].c)
		}
	}
	aa, bb, ab := 0.0, 0.0, 0.0
	for k := range a {
		w := (1 - decay) * math.Pow(decay, float64(len(a)-1-k))
		aa, bb, ab = aa+w*a[k]*a[k], bb+w*b[k]*b[k], ab+w*a[k]*b[k]
	}
	if aa <= 1e-30 || bb <= 1e-30 {
		return 1
	}
	return math.Max(0, ab/math.Sqrt(aa*bb))
}

// TestDecayAgainstNaive runs feeds that come, pause and stop, and compares the matrix and
// K at each step with those of the whole history.
func TestDecayAgainstNaive(t *testing.T) {
	for _, decay := range []float64{0.93, 0.5, 0.999} {
		cfg := decayConfig(decay)
		c, random := newSynth(t, cfg), rand.New(rand.NewPCG(5, uint64(decay*1000)))
		steps := [][]seenCaution{}
		level, between := 2.0, 0
		for w := range 150 {
			friday := synthStart.AddDate(0, 0, 7*w)
			level += random.Float64() - 0.5
			for k, name := range []string{"A", "B", "C"} {
				if random.IntN(5) > 0 && !(w > 60+10*k && w < 75+10*k) { // all pause once
					x := level*float64([]int{1, -1, 1}[k]) + random.Float64() + 2
					observe(t, c, Value{Series: name, Ref: friday, Known: friday.Add(time.Hour), Value: x})
				}
			}
			if w%23 == 3 {
				observe(t, c, Fact{Caution: "fact", Value: random.Float64(), Known: friday, Expires: friday.AddDate(0, 0, 100)})
			}
			r := readAt(t, c, friday.AddDate(0, 0, 1))
			row := make([]seenCaution, 4)
			for i, k := range r.Cautions {
				row[i] = seenCaution{float64(k.C), !k.Value.Missing()}
			}
			steps = append(steps, row)
			got := c.mem.together(4)
			square := 0.0
			for i := range 4 {
				for j := range 4 {
					want := 1.0
					if i != j {
						want = naiveCorrelation(decay, steps, i, j)
					}
					if math.Abs(got[i][j]-want) > 1e-9 {
						t.Fatalf("decay %v, step %d: R[%d][%d] is %v, want %v", decay, w, i, j, got[i][j], want)
					}
					if want > 0 && want < 1 {
						between++
					}
					if u, v := row[i].c*cfg.Cautions[i].V, row[j].c*cfg.Cautions[j].V; u == u && v == v {
						square += u * v * want
					}
				}
			}
			if !near(r.K, math.Sqrt(square)) {
				// The score of the step is made before or after the step's own change: the
				// reading at the step has it.
				t.Fatalf("decay %v, step %d: K %v, want %v", decay, w, r.K, math.Sqrt(square))
			}
			addsUp(t, r)
		}
		if between < 100 {
			t.Errorf("decay %v: only %d correlations between 0 and 1", decay, between)
		}
	}
}

// TestDecayByHand: floors and ones.
func TestDecayByHand(t *testing.T) {
	step := func(c *Classifier, w int, a, b float64) [][]float64 {
		friday := synthStart.AddDate(0, 0, 7*w)
		observe(t, c, Value{Series: "A", Ref: friday, Known: friday, Value: a}, Value{Series: "B", Ref: friday, Known: friday, Value: b})
		readAt(t, c, friday.AddDate(0, 0, 1))
		return c.mem.together(4)
	}
	for name, x := range map[string]struct {
		a, b []float64
		want float64
	}{
		"one step":                {[]float64{1}, []float64{1}, 1},
		"the same way":            {[]float64{1, 2, 4, 3}, []float64{1, 2, 4, 3}, 1},
		"opposite ways":           {[]float64{1, 2, 4, 3}, []float64{1, 0, -2, -1}, 0},
		"one stands":              {[]float64{1, 2, 4, 3}, []float64{1, 1, 1, 1}, 1},
		"both stand":              {[]float64{1, 1, 1, 1}, []float64{2, 2, 2, 2}, 1},
		"both beyond their ramps": {[]float64{99, 98, 97}, []float64{-99, -98, -97}, 1},
	} {
		c := newSynth(t, decayConfig(0.93))
		var r [][]float64
		for w := range x.a {
			r = step(c, w, x.a[w], x.b[w])
		}
		if math.Abs(r[0][1]-x.want) > 1e-12 || r[0][1] != r[1][0] || r[0][0] != 1 {
			t.Errorf("%s: %v, want %v", name, r[0][1], x.want)
		}
	}
	// After ages without a move there is no variance any more, and no correlation of 0.
	c := newSynth(t, decayConfig(0.5))
	for w, x := range []float64{1, 2, 1, 4, 3} {
		step(c, w, x, x+float64(w%2))
	}
	last := 0.0
	for w := 5; w < 1300; w++ {
		r := step(c, w, 3, 3)
		if r[0][1] < last-1e-9 {
			t.Fatalf("step %d: the correlation falls from %v to %v while nothing moves", w, last, r[0][1])
		}
		last = r[0][1]
	}
	if last != 1 {
		t.Errorf("after 1300 steps: %v", last)
	}
}

// TestSilenceTakesAsMuch: a feed that dies takes at least as much from the score as
// one that goes on to say what it said last, whatever the others do.
func TestSilenceTakesAsMuch(t *testing.T) {
	for _, decay := range []float64{0, 0.93, 0.5} {
		less := 0
		for seed := range uint64(6) {
			cfg, random := decayConfig(decay), rand.New(rand.NewPCG(seed, 61))
			dies, repeats := newSynth(t, cfg), newSynth(t, cfg)
			level, last := 2.0, map[string]float64{}
			dead := []string{"A", "B", "C"}[seed%3]
			both := func(r Record) {
				observe(t, dies, r)
				observe(t, repeats, r)
			}
			for w := range 110 {
				friday := synthStart.AddDate(0, 0, 7*w)
				level += random.Float64() - 0.5
				for _, name := range []string{"A", "B", "C"} {
					x := level + 2*random.Float64()
					v := Value{Series: name, Ref: friday, Known: friday.Add(time.Hour), Value: x}
					switch {
					case w > 40 && name == dead:
						v.Value = last[name]
						observe(t, repeats, v)
					default:
						last[name] = x
						both(v)
					}
				}
				both(Value{Series: "S", Ref: friday, Known: friday, Value: 2*random.Float64() - 1})
				step := friday.AddDate(0, 0, 1)
				a, b := readAt(t, dies, step), readAt(t, repeats, step)
				if a.Micro > b.Micro {
					t.Fatalf("decay %v, seed %d, step %d: %v with %s dead, %v where it repeats itself", decay, seed, w, a.Score, dead, b.Score)
				}
				if a.Micro < b.Micro {
					less++
				}
			}
		}
		if decay > 0 && less < 50 || decay == 0 && less > 0 {
			t.Errorf("decay %v: less at %d steps", decay, less)
		}
	}
}

// TestAllFeedsDie: cautions of every kind, with cautions that add up, a given
// correlation and one from their changes: once everything is silent the score never rises.
func TestAllFeedsDie(t *testing.T) {
	cautions := []Caution{
		{ID: "dat", Kind: TreasuryConcentration, V: 0.3, Lo: 0.1, Hi: 0.5}, {ID: "fact", Kind: DatedFact, V: 0.2, Lo: 0, Hi: 1},
		{ID: "shock", Kind: BTCShock, V: 0.3, Lo: 0, Hi: 1}, {ID: "vix", Kind: SeriesLevel, V: 0.2, Lo: 0, Hi: 5, Series: "VIX", MaxAge: 40},
	}
	plain, given, decayed := leveled(cautions...), leveled(cautions...), leveled(cautions...)
	given.Correlation = [][]float64{{1, 0.2, 0.3, 0}, {0.2, 1, 0, 0.5}, {0.3, 0, 1, 0.9}, {0, 0.5, 0.9, 1}}
	decayed.Decay = 0.93
	for name, cfg := range map[string]Config{"plain": plain, "given": given, "decayed": decayed} {
		for seed := range uint64(3) {
			c, random := newSynth(t, cfg), rand.New(rand.NewPCG(seed, 62))
			price := 100.0
			for w := range 70 {
				f := synthStart.AddDate(0, 0, 7*w)
				price *= 0.85 + 0.28*random.Float64()
				observe(t, c, Closes{Ref: f, Known: f, Prices: map[string]float64{"BTC": price}}, Value{Series: "VIX", Ref: f, Known: f, Value: 5 * random.Float64()})
				for i, company := range synthAlts {
					observe(t, c, Holding{Company: company, Asset: "BTC", Quantity: random.Float64() * float64(1+10*(i/6)), Ref: f, Known: f})
				}
				if w%10 == 0 {
					observe(t, c, Fact{Caution: "fact", Value: random.Float64(), Known: f, Expires: f.AddDate(20, 0, 0)})
				}
				readAt(t, c, f.AddDate(0, 0, 1))
			}
			observe(t, c, Value{Series: "S", Ref: c.mem.Closed, Known: c.mem.Closed.Add(1), Value: 0.4})
			last := readAt(t, c, c.mem.Closed.Add(2))
			stale := map[string]bool{}
			for w := range 60 {
				now := readAt(t, c, synthStart.AddDate(0, 0, 7*(70+w)+1))
				if now.Micro > last.Micro {
					t.Fatalf("%s, seed %d: the score rises from %v to %v in silence:\n%+v\n%+v", name, seed, last.Score, now.Score, last.Cautions, now.Cautions)
				}
				for _, k := range now.Cautions {
					stale[k.ID] = stale[k.ID] || slices.Contains(k.Flags, flagStale)
				}
				last = now
			}
			for _, k := range last.Cautions {
				if k.ID != "caution/fact" && (!stale[k.ID] || k.C.Missing()) {
					t.Errorf("%s, seed %d: %s did not die: %+v", name, seed, k.ID, k)
				}
			}
		}
	}
}

// TestCorrelationOrder: cautions in any order, their matrix with them, are one model.
func TestCorrelationOrder(t *testing.T) {
	given := decayConfig(0)
	given.Correlation = [][]float64{{1, 0.2, 0.3, 0}, {0.2, 1, 0, 0.5}, {0.3, 0, 1, 0.9}, {0, 0.5, 0.9, 1}}
	for name, cfg := range map[string]Config{"given": given, "decayed": decayConfig(0.93)} {
		var want []string
		for seed := range uint64(5) {
			shuffled, order := cfg, []int{0, 1, 2, 3}
			shuffled.Cautions, shuffled.Correlation = nil, nil
			if seed > 0 {
				rand.New(rand.NewPCG(seed, 3)).Shuffle(4, func(i, j int) { order[i], order[j] = order[j], order[i] })
			}
			for _, i := range order {
				shuffled.Cautions = append(shuffled.Cautions, cfg.Cautions[i])
				if cfg.Correlation != nil {
					row := []float64{}
					for _, j := range order {
						row = append(row, cfg.Correlation[i][j])
					}
					shuffled.Correlation = append(shuffled.Correlation, row)
				}
			}
			c, random, got := newSynth(t, shuffled), rand.New(rand.NewPCG(1, 2)), []string{}
			for w := range 40 {
				f := synthStart.AddDate(0, 0, 7*w)
				for _, name := range []string{"A", "B", "C"} {
					observe(t, c, Value{Series: name, Ref: f, Known: f, Value: 6 * random.Float64()})
				}
				got = append(got, string(readingBytes(t, readAt(t, c, f.AddDate(0, 0, 1)))))
			}
			if seed == 0 {
				want = got
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: order %v is another model", name, order)
			}
		}
	}
}
