package regime

import (
	"fmt"
	"slices"
	"strings"
)

// levelDimensions are those of the breakout machine.
func levelDimensions(base Config) []Dimension {
	n, g := base.Breakout.Window, max(base.Breakout.Gap, 0)
	if g == 0 {
		g = 2
	}
	window := func(n int) Option {
		return Option{fmt.Sprint(n), func(c *Config) {
			c.Breakout.Window, c.Breakout.AllTime = n, false
			if n == 1 {
				c.Breakout.Gap = -1
			} else if c.Breakout.Gap >= n { // after the gap has been chosen
				c.Breakout.Gap = n - 1
			}
		}}
	}
	gap := func(g int) Option {
		set := g
		if g == 0 {
			set = -1
		}
		return Option{fmt.Sprint(g), func(c *Config) { c.Breakout.Gap = set }}
	}
	if !base.has(BreakoutValue) {
		return nil
	}
	return []Dimension{
		{"breakout level", []Option{window(part(n, 1, 2)), window(n), window(2 * n), {"all time", func(c *Config) { c.Breakout.AllTime = true }}}},
		{"breakout gap", []Option{gap(0), gap(g), gap(2 * g)}},
	}
}

// windowDimensions are those of features and of what they are normalised by.
func windowDimensions(base Config) []Dimension {
	lag := func(num, den int, kinds ...FeatureKind) Option {
		return inputOption(base, kinds, func(in *Input) int {
			k := in.Feature.Lag
			in.Feature.Lag = part(k, num, den)
			if in.normalised() {
				in.Normalise.MinObs = min(part(in.Normalise.MinObs, in.Feature.Lag, max(k, 1)), in.Normalise.Window)
			}
			return in.Feature.Lag
		})
	}
	history := func(num, den int) Option {
		return inputOption(base, nil, func(in *Input) int {
			if !in.normalised() {
				return 0
			}
			in.Normalise.Window = part(in.Normalise.Window, num, den)
			in.Normalise.MinObs = min(in.Normalise.MinObs, in.Normalise.Window)
			return in.Normalise.Window
		})
	}
	method := func(m Method) Option {
		return Option{m.String(), func(c *Config) {
			c.changeInputs(func(in *Input) {
				if in.normalised() {
					in.Normalise.Method = m
				}
			})
		}}
	}
	changes := []FeatureKind{Change, Difference, NetLiquidityChange}
	return []Dimension{
		{"change lag", []Option{lag(8, 13, changes...), lag(1, 1, changes...), lag(2, 1, changes...)}},
		{"history", []Option{history(1, 2), history(1, 1), history(3, 2)}},
		{"normalise", []Option{method(RobustZ), method(Percentile)}},
		{"flow days", []Option{lag(9, 13, FlowBalance), lag(1, 1, FlowBalance), lag(2, 1, FlowBalance)}},
		{"policy lag", []Option{lag(1, 2, PolicyEase), lag(1, 1, PolicyEase), lag(2, 1, PolicyEase)}},
	}
}

// inputOption changes the inputs of some kinds, all if there is none. Its name is what
// change returns, each number once, without zeros.
func inputOption(base Config, kinds []FeatureKind, change func(*Input) int) Option {
	of := func(in *Input) bool { return len(kinds) == 0 || slices.Contains(kinds, in.Feature.Kind) }
	var names []string
	base.changeInputsOfCopy(func(in *Input) {
		if !of(in) {
			return
		}
		if n := change(in); n > 0 && !slices.Contains(names, fmt.Sprint(n)) {
			names = append(names, fmt.Sprint(n))
		}
	})
	return Option{strings.Join(names, "/"), func(c *Config) {
		c.changeInputs(func(in *Input) {
			if of(in) {
				change(in)
			}
		})
	}}
}
