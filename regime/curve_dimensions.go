package regime

import (
	"reflect"
	"slices"
)

// DefaultDimensions returns what could have been chosen otherwise in a model, from
// its own numbers: of riskon/1, in weeks and days,
//
//	breakout level     26, 52, 104 or all time
//	breakout gap       0, 2, 4
//	change lag         k of 8, 13, 26, with 4k observations of history needed
//	history            104, 52, 156 observations
//	normalise          z, percentile
//	flow days          63, 91, 182
//	policy lag         13, 26, 52
//	pillar weights     equal; one doubled; one left out
//	input weights      as given; equal
//	Alt/BTC            not weighted; weighted 1, with its basket of 5 coins of 26 closes
//	                   carried 14 days, or of 8 coins, of 52 closes, or carried 28 days
//	caution weights    all; one left out; none
//	cautions together  add up; by the correlation of their changes, decay 0.93
//	kappa              0.25, 0.5, 0.75, 1
//	missing inputs     neutral; renormalised
//
// Another model has the same halves, doubles and shares of its own numbers. What a
// model does not have is left out, and so is what would be the same model or none.
func DefaultDimensions(base Config) []Dimension {
	base = base.defaults()
	dims := slices.Concat(levelDimensions(base), windowDimensions(base), weightDimensions(base), altDimensions(base), cautionDimensions(base))
	dims = append(dims, Dimension{"missing inputs", []Option{
		{"neutral", func(c *Config) { c.Renormalise = false }},
		{"renormalised", func(c *Config) { c.Renormalise = true }},
	}})
	out := []Dimension{}
	for _, d := range dims {
		if d.Options = different(base, d.Options); len(d.Options) > 1 {
			out = append(out, d)
		}
	}
	return out
}

// different leaves out options that make the model of an earlier one, or none.
func different(base Config, options []Option) (out []Option) {
	var seen []Config
	for _, o := range options {
		c := o.of(base)
		same := func(d Config) bool { return reflect.DeepEqual(c, d) }
		if c.validate() == nil && !slices.ContainsFunc(seen, same) {
			out, seen = append(out, o), append(seen, c)
		}
	}
	if len(out) == 1 && !reflect.DeepEqual(seen[0], base) { // the base's has no name
		out = append(out, Option{baseName, func(*Config) {}})
	}
	return out
}

// part is n*num/den, rounded, and 1 at least.
func part(n, num, den int) int { return max(1, (2*n*num+den)/(2*den)) }

func (in *Input) normalised() bool {
	return in.Normalise.Method == RobustZ || in.Normalise.Method == Percentile
}

func (c *Config) changeInputs(change func(*Input)) {
	for i := range c.Pillars {
		for j := range c.Pillars[i].Inputs {
			change(&c.Pillars[i].Inputs[j])
		}
	}
}

func (c Config) changeInputsOfCopy(change func(*Input)) {
	c = c.defaults()
	c.changeInputs(change)
}

// pillar returns the pillar of an id, one of no model if another choice has removed it.
func (c *Config) pillar(id string) *Pillar {
	for i := range c.Pillars {
		if c.Pillars[i].ID == id {
			return &c.Pillars[i]
		}
	}
	return new(Pillar)
}

func (c Config) has(kind FeatureKind) (found bool) {
	c.eachInput(func(_ Pillar, in Input) { found = found || in.Feature.Kind == kind })
	return found
}
