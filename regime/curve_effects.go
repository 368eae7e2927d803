package regime

import (
	"cmp"
	"slices"
	"strings"
)

// A DimensionEffect is what one choice does to the score.
type DimensionEffect struct {
	Dimension string         `json:"dimension"`
	Options   []OptionEffect `json:"options"` // the base's first
	// Most is the option that alone moves the score most, of equal ones the first, and
	// Part by how much: less than 0 if it lowers it.
	Most string `json:"most"`
	Part
	// Spread is the highest less the lowest score of the options alone, in points.
	Spread float64 `json:"spread"`
}

// An OptionEffect is what one option does to the score.
type OptionEffect struct {
	Option string `json:"option"`
	// Score and State are those of the base with this option and no other.
	Score float64 `json:"score"`
	Micro int64   `json:"score_micro"`
	State State   `json:"state"`
	// Moves is Score less that of the base.
	Moves Part `json:"moves"`
	// N variants have the option, alone or in a pair, and Mean is their mean score.
	N    int     `json:"n"`
	Mean float64 `json:"mean"`
}

// effects compares the variants, in the order of the family. The dimension whose one
// option moves the score most comes first, of equal ones by name.
func (d *declared) effects(scored []ScoredVariant) []DimensionEffect {
	base := scored[0]
	out := make([]DimensionEffect, 0, len(d.dimensions))
	at := 1 // the next option alone
	for _, dim := range d.dimensions {
		e := DimensionEffect{Dimension: dim.Name, Options: []OptionEffect{{Option: dim.base, Score: base.Score, Micro: base.Micro, State: base.State}}, Most: dim.base}
		for _, o := range dim.Options {
			v := scored[at]
			at++
			e.Options = append(e.Options, OptionEffect{Option: o.Name, Score: v.Score, Micro: v.Micro, State: v.State, Moves: less(Part{Micro: v.Micro}, Part{Micro: base.Micro})})
		}
		e.addMeans(scored)
		e.addLargest()
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b DimensionEffect) int {
		return cmp.Or(cmp.Compare(size(b.Micro), size(a.Micro)), strings.Compare(a.Dimension, b.Dimension))
	})
	return out
}

// addMeans adds up the variants of each option; those without a choice here have the base's.
func (e *DimensionEffect) addMeans(scored []ScoredVariant) {
	sums := make([]int64, len(e.Options))
	for _, v := range scored {
		i := e.optionOf(v)
		sums[i] += v.Micro
		e.Options[i].N++
	}
	for i := range e.Options {
		o := &e.Options[i]
		o.Mean = float64(sums[i]) / float64(o.N) / micros
	}
}

// optionOf returns which of the options a variant has: 0, the base's, without a choice.
func (e *DimensionEffect) optionOf(v ScoredVariant) int {
	for _, c := range v.Choices {
		if c.Dimension == e.Dimension {
			return max(0, slices.IndexFunc(e.Options, func(o OptionEffect) bool { return o.Option == c.Option }))
		}
	}
	return 0
}

func (e *DimensionEffect) addLargest() {
	low, high := e.Options[0].Micro, e.Options[0].Micro
	for _, o := range e.Options {
		low, high = min(low, o.Micro), max(high, o.Micro)
		if size(o.Moves.Micro) > size(e.Micro) {
			e.Most, e.Part = o.Option, o.Moves
		}
	}
	e.Spread = float64(high-low) / micros
}

func size(micro int64) int64 { return max(micro, -micro) }
