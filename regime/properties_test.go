package regime

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// refill gives a sorted, checked model other numbers of the same shape.
func (g *testRand) refill(m *Model) {
	odd := func() float64 { return float64(g.next()>>11) / (1 << 53) }
	for i := range m.Pillars {
		p := &m.Pillars[i]
		p.Weight = odd() * 3
		for j := range p.Inputs {
			x := &p.Inputs[j]
			x.Weight, x.Quality, x.Signal = 0.01+odd(), odd(), 2*odd()-1
			switch g.next() & 31 {
			case 0:
				x.Signal = math.NaN()
			case 1:
				x.Quality, x.Signal = 1, 1
			case 2:
				x.Weight, x.Signal = 1e-9, -1
			}
		}
	}
	for i := range m.Cautions {
		c := &m.Cautions[i]
		c.V, c.C = odd(), odd()
		if g.next()&15 == 0 {
			c.C = math.NaN()
		}
	}
	for i := range m.R {
		for j := range i {
			x := odd()
			m.R[i][j], m.R[j][i] = x, x
		}
	}
	m.Kappa, m.Renormalise = 0.01+2*odd(), g.next()&3 == 0
}

// TestMillionModels: the parts of a million random models are their score, with ==, and
// the score is within 0..100.
func TestMillionModels(t *testing.T) {
	t.Parallel()
	models, shapes := 1_000_000, 500
	if testing.Short() {
		models = 50_000
	}
	g := testRand(90)
	clipped := 0
	for range shapes {
		m := g.model().sorted()
		for len(m.partIDs()) < 2 || len(m.Pillars[0].Inputs) == 0 {
			m = g.model().sorted()
		}
		parts := make([]ScorePart, len(m.partIDs()))
		for i, id := range m.partIDs() {
			parts[i].ID = id
		}
		pillars := make([]PillarReading, len(m.Pillars))
		for range models / shapes {
			g.refill(&m)
			var s Scored
			s.sum(m, parts, pillars)
			micro, err := microPoints(s.Unrounded, parts)
			if err != nil {
				t.Fatalf("%+v: %v", m, err)
			}
			sum := int64(baseMicro)
			for i := range parts {
				sum += parts[i].Micro
			}
			if sum != micro || micro < 0 || micro > 100*micros {
				t.Fatalf("%+v: the parts add up to %d of %d", m, sum, micro)
			}
			if s.S != s.Raw {
				clipped++
			}
		}
	}
	if clipped < models/100 {
		t.Errorf("%d of %d models are clipped", clipped, models)
	}
}

// TestRefilledModelsAreValid: what TestMillionModels scores without a check passes the check.
func TestRefilledModelsAreValid(t *testing.T) {
	g := testRand(91)
	for range 300 {
		m := g.model()
		g.refill(&m)
		want, err := Score(m)
		if err != nil && !errors.Is(err, ErrNoInputs) {
			t.Fatalf("%+v: %v", m, err)
		}
		if s := m.sorted(); err == nil {
			got, err := s.score(s.partIDs())
			if err != nil || got.Micro != want.Micro {
				t.Fatalf("%+v: %v %v", m, got, err)
			}
		}
	}
}

// TestNoNumberIsNoScore puts NaN, infinities, and numbers at the ends of float64
// everywhere: an error, or a score within 0..100 that adds up.
func TestNoNumberIsNoScore(t *testing.T) {
	odd := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 4e307, 5e-324, 1e-300, math.Copysign(0, -1), -1, 1, 0.3}
	g := testRand(92)
	refused, scored, renormalised := 0, 0, 0
	tries := 30_000
	if testing.Short() {
		tries = 5_000
	}
	for range tries {
		m := g.model()
		m.Renormalise = g.below(2) == 0
		pick := func() float64 { return odd[g.below(len(odd))] }
		for range 1 + g.below(3) {
			p := &m.Pillars[g.below(len(m.Pillars))]
			switch n := len(p.Inputs); g.below(7) {
			case 0:
				p.Weight = pick()
			case 1:
				m.Kappa = pick()
			case 2:
				if k := len(m.Cautions); k > 0 {
					m.Cautions[g.below(k)].C = pick()
				}
			case 3:
				if k := len(m.Cautions); k > 0 {
					m.Cautions[g.below(k)].V = pick()
				}
			case 4:
				if n > 0 {
					p.Inputs[g.below(n)].Quality = pick()
				}
			case 5:
				if n > 0 {
					p.Inputs[g.below(n)].Signal = pick()
				}
			default:
				if n > 0 {
					p.Inputs[g.below(n)].Weight = pick()
				}
			}
		}
		s, err := Score(m)
		if err != nil {
			if errors.Is(err, ErrInternal) {
				t.Fatalf("%+v: %v", m, err)
			}
			refused++
			continue
		}
		scored++
		if m.Renormalise {
			renormalised++
		}
		sum := s.Base.Micro
		for _, p := range allParts(s) {
			sum += p.Micro
		}
		if sum != s.Micro || !(s.Score >= 0 && s.Score <= 100) || !(s.Confidence >= 0) || !(s.Coverage >= 0) || !(s.Agreement >= 0) || !finite(s.A, s.K, s.Raw, s.S) {
			t.Fatalf("%+v: %+v", m, s)
		}
	}
	if refused < tries/10 || scored < tries/10 || renormalised < tries/20 {
		t.Errorf("%d refused, %d scored, %d of them renormalised", refused, scored, renormalised)
	}
}

// TestMissingBesideHuge: a renormalised pillar whose missing input outweighs the others
// beyond all numbers.
func TestMissingBesideHuge(t *testing.T) {
	for _, renormalise := range []bool{false, true} {
		s, err := Score(Model{Renormalise: renormalise, Pillars: []PillarSignals{{"p", 1, []InputSignal{
			{"gone", 4e307, 1, math.NaN()}, {"here", 5e-324, 1, 0.5},
		}}}})
		want := 50.0
		if renormalise {
			want = 75
		}
		if err != nil || s.Score != want {
			t.Errorf("renormalised %v: score %v, %v, want %v", renormalise, s.Score, err, want)
		}
	}
}

// TestMonotone: with every option there is, more of a signal and less of a caution
// never lower the score.
func TestMonotone(t *testing.T) {
	g := testRand(93)
	for range rounds() / 2 {
		m := g.model()
		m.Renormalise, m.Kappa = g.below(2) == 0, 0.05+3*g.unit(100)
		before, err := Score(m)
		if err != nil {
			t.Fatal(err)
		}
		up := m.clone()
		up.Renormalise, up.Kappa = m.Renormalise, m.Kappa
		for i := range up.Cautions {
			if c := &up.Cautions[i]; c.C == c.C && g.below(2) == 0 {
				c.C *= g.unit(50)
			}
		}
		for k := range up.Pillars {
			for i := range up.Pillars[k].Inputs {
				if x := &up.Pillars[k].Inputs[i]; x.Signal == x.Signal && g.below(3) == 0 {
					x.Signal = min(1, x.Signal+(1-x.Signal)*g.unit(50))
				}
			}
		}
		after, err := Score(up)
		if err != nil {
			t.Fatal(err)
		}
		if after.Micro < before.Micro {
			t.Fatalf("%v falls to %v\n%+v\n%+v", before.Score, after.Score, m, up)
		}
	}
}

// TestMonotoneLive: one print that is better, in one of two histories that are alike
// otherwise, never makes the score of that instant lower.
func TestMonotoneLive(t *testing.T) {
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 94))
		cfg := leveled(
			Caution{ID: "a", Kind: SeriesLevel, V: random.Float64(), Lo: 0, Hi: 1, Series: "A", MaxAge: 30},
			Caution{ID: "b", Kind: SeriesLevel, V: random.Float64(), Lo: 0, Hi: 1, Series: "B", MaxAge: 30},
		)
		if seed%2 == 0 {
			r := random.Float64()
			cfg.Correlation = [][]float64{{1, r}, {r, 1}}
		}
		cfg.Pillars[0].Inputs = append(cfg.Pillars[0].Inputs, Input{
			"z", 0.5, Feature{Kind: Level, Series: "Z"}, Normalise{RobustZ, 10, 4, 1}, Freshness{7, 21},
		})
		worse, better := newSynth(t, cfg), newSynth(t, cfg)
		for w := range 20 {
			f := synthStart.AddDate(0, 0, 7*w)
			for _, name := range []string{"A", "B", "S", "Z"} {
				v := Value{Series: name, Ref: f, Known: f, Value: random.Float64()}
				observe(t, worse, v)
				if w == 19 {
					if v.Value /= 2; name == "S" || name == "Z" {
						v.Value = (1 + 2*v.Value) / 2
					}
				}
				observe(t, better, v)
			}
			a, b := readAt(t, worse, f.AddDate(0, 0, 1)), readAt(t, better, f.AddDate(0, 0, 1))
			if a.Micro > b.Micro || w < 19 && a.Micro != b.Micro {
				t.Fatalf("seed %d, week %d: %v is better than %v", seed, w, a.Score, b.Score)
			}
		}
	}
}

// TestFlappingFeed: a feed whose score jumps over 60 and back at every step moves no state.
func TestFlappingFeed(t *testing.T) {
	c, week := newSynth(t, leveled()), 0
	tell := func(score float64) Reading {
		f := synthStart.AddDate(0, 0, 7*week)
		week++
		observe(t, c, Value{Series: "S", Ref: f, Known: f, Value: score/50 - 1})
		return readAt(t, c, f.AddDate(0, 0, 1))
	}
	changes := func(r Reading) (n int) {
		for _, e := range r.Events {
			if !strings.HasPrefix(e.Rule, "1 ") && !strings.HasPrefix(e.Rule, "3 ") { // before the first print there is no coverage
				n++
			}
		}
		return n
	}
	tell(60)
	var r Reading
	for i := range 120 {
		if r = tell(59.5 + float64(i%2)); r.State != Neutral || changes(r) > 0 {
			t.Fatalf("step %d: %v after %d changes: %v", i, r.State, changes(r), r.Events)
		}
	}
	for range 3 {
		r = tell(61)
	}
	if r.State != RiskOn || changes(r) != 1 {
		t.Fatalf("three steps of 61: %v, %v", r.State, r.Events)
	}
	for i := range 120 {
		if r = tell(59.5 + float64(i%2)); r.State != RiskOn || changes(r) > 1 {
			t.Fatalf("step %d after: %v, %v", i, r.State, r.Events)
		}
	}
}

// TestAllMissing: with nothing known, whatever the options, the state is Unknown and the score says nothing.
func TestAllMissing(t *testing.T) {
	for name, cfg := range models() {
		c := newSynth(t, cfg)
		r := readAt(t, c, synthStart.Add(400*time.Hour*24))
		if r.State != Unknown || r.Micro != baseMicro || r.Coverage != 0 || r.Confidence != 0 {
			t.Errorf("%s: %v, score %v, coverage %v", name, r.State, r.Score, r.Coverage)
		}
		addsUp(t, r)
	}
}
