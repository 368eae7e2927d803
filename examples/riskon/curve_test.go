package main

import (
	"testing"
	"time"

	"github.com/riskon/riskon/regime"
)

// TestSpecificationCurve scores the variants of riskon/1 on the embedded tables: all 200,
// or, with -short, those of one choice. The figures are what the library says, not what
// another program says: they are here so that a change is seen.
func TestSpecificationCurve(t *testing.T) {
	d := loadEmbedded(t)
	f := regime.Family{Base: config()}
	if testing.Short() {
		f.Size = 1 // and the options alone
	}
	at := instant(day("2026-08-21"))
	c, err := regime.SpecificationCurve(f, d.start(), d.records, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s\n%s", f, c)
	rep, err := newReport(d, day("2026-08-21"))
	if err != nil {
		t.Fatal(err)
	}
	if r := rep.Reading; c.Base.Micro != r.Micro || c.Base.State != r.State || c.Base.Confidence != r.Confidence {
		t.Errorf("the base says %v, the report %v %v", c.Base, r.Score, r.State)
	}
	if m := c.Dimensions[0]; m.Dimension != "pillar weights" || m.Most != "without breakout" || m.Micro != -14571715 {
		t.Errorf("the choice that moves the score most: %s %s %d", m.Dimension, m.Most, m.Micro)
	}
	variants, err := f.Variants()
	if err != nil {
		t.Fatal(err)
	}
	scored := map[string]regime.ScoredVariant{}
	for _, v := range c.Variants {
		scored[named(v.Choices)] = v
	}
	for i := 5; i < len(variants); i += max(len(variants)/5, 12) {
		v := variants[i]
		r, err := regime.Classify(v.Config, d.start(), d.records, []time.Time{at})
		if err != nil {
			t.Fatal(err)
		}
		if got := scored[named(v.Choices)]; got.Micro != r[0].Micro || got.State != r[0].State || got.Since != r[0].Since {
			t.Errorf("%v, want %v %v", got, r[0].Score, r[0].State)
		}
	}
	if testing.Short() {
		return
	}
	chart(t, "curve.svg", c.SVG())
	var n [4]int
	for i, s := range c.States {
		n[i] = s.N
	}
	if want := [4]int{4, 49, 131, 16}; n != want || c.Rank != 92 || len(c.Variants) != 200 {
		t.Errorf("states %v, rank %d of %d, want %v", n, c.Rank, len(c.Variants), want)
	}
}

func named(choices []regime.Choice) (name string) {
	for _, c := range choices {
		name += c.String() + ";"
	}
	return name
}

func BenchmarkSpecificationCurve(b *testing.B) {
	d := loadEmbedded(b)
	for b.Loop() {
		if _, err := regime.SpecificationCurve(regime.Family{Base: config()}, d.start(), d.records, instant(day("2026-08-21"))); err != nil {
			b.Fatal(err)
		}
	}
}
