package regime

import (
	"fmt"
	"slices"
)

// weightDimensions are those of pillars and of inputs.
func weightDimensions(base Config) []Dimension {
	weight := func(name, id string, factor float64) Option {
		return Option{name, func(c *Config) { c.pillar(id).Weight *= factor }}
	}
	pillars := []Option{{"equal", func(c *Config) {
		equal(len(c.Pillars), func(i int) *float64 { return &c.Pillars[i].Weight })
	}}}
	weighted := 0
	for _, p := range base.Pillars {
		if p.Weight > 0 {
			weighted++
			pillars = append(pillars, weight(p.ID+" doubled", p.ID, 2), weight("without "+p.ID, p.ID, 0))
		}
	}
	if weighted < 2 {
		pillars = nil // a weight alone is none
	}
	return []Dimension{{"pillar weights", pillars}, {"input weights", []Option{
		{"as given", func(*Config) {}},
		{"equal", func(c *Config) {
			for _, p := range c.Pillars {
				equal(len(p.Inputs), func(i int) *float64 { return &p.Inputs[i].Weight })
			}
		}},
	}}}
}

// altDimensions are those of Alt/BTC, whose pillar says what its basket is good for.
func altDimensions(base Config) []Dimension {
	i := slices.IndexFunc(base.Pillars, func(p Pillar) bool {
		return slices.ContainsFunc(p.Inputs, func(in Input) bool { return in.Feature.Kind == AltTurn })
	})
	if i < 0 {
		return nil
	}
	alt := base.Pillars[i].ID
	basket := func(name string, change func(*AltConfig)) Option {
		return Option{name, func(c *Config) {
			if p := c.pillar(alt); p.Weight == 0 {
				p.Weight = 1
			}
			change(&c.Alt)
		}}
	}
	a := base.Alt
	options := []Option{
		{"not weighted", func(c *Config) { c.pillar(alt).Weight = 0 }},
		basket("weighted", func(*AltConfig) {}),
	}
	if base.Pillars[i].Weight > 0 {
		options = options[1:] // pillar weights leave it out already
	}
	members, closes, carried := part(a.MinMembers, 8, 5), 2*a.MinCloses, 2*a.StaleDays
	return []Dimension{{"Alt/BTC", append(options,
		basket(fmt.Sprintf("%d coins", members), func(c *AltConfig) { c.MinMembers = members }),
		basket(fmt.Sprintf("%d closes", closes), func(c *AltConfig) { c.MinCloses = closes }),
		basket(fmt.Sprintf("carried %d days", carried), func(c *AltConfig) { c.StaleDays = carried }),
	)}}
}

// cautionDimensions are those of the cautions.
func cautionDimensions(base Config) []Dimension {
	if len(base.Cautions) == 0 {
		return nil
	}
	without := func(name string, of func(Caution) bool) Option {
		return Option{name, func(c *Config) {
			for i, k := range c.Cautions {
				if of(k) {
					c.Cautions[i].V = 0
				}
			}
		}}
	}
	weights := []Option{{"all", func(*Config) {}}}
	for _, k := range base.Cautions {
		weights = append(weights, without("without "+k.ID, func(x Caution) bool { return x.ID == k.ID }))
	}
	weights = append(weights, without("none", func(Caution) bool { return true })) // all of them doubled is kappa 1
	kappas := []Option{}
	for _, x := range []float64{0.25, 0.5, 0.75, 1} {
		kappas = append(kappas, Option{fmt.Sprint(x), func(c *Config) { c.Kappa = x }})
	}
	dims := []Dimension{{"caution weights", weights}, {"kappa", kappas}}
	if len(base.Cautions) > 1 {
		dims = append(dims, Dimension{"cautions together", []Option{
			{"add up", func(c *Config) { c.Correlation, c.Decay = nil, 0 }},
			{"decay 0.93", func(c *Config) { c.Correlation, c.Decay = nil, 0.93 }},
		}})
	}
	return dims
}

// equal gives all of n weights that are not 0 that of the first of them.
func equal(n int, weight func(int) *float64) {
	first := 0.0
	for i := range n {
		if w := weight(i); *w > 0 && first > 0 {
			*w = first
		} else if *w > 0 {
			first = *w
		}
	}
}
