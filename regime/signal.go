package regime

import "time"

// feature returns an input's newest observation known at t, which settle has reached.
func (s *memory) feature(in Input, change int, t time.Time) feature {
	switch in.Feature.Kind {
	case BreakoutValue:
		b := s.Breakout.Reading()
		return asIs(float64(b.Value), b.Date, s.BarKnown)
	case Change, PolicyEase:
		return s.Changes[change].Out.Newest
	case NetLiquidityChange:
		return s.Liquidity.Out.Newest
	case FlowBalance:
		f, _ := s.class(in.Feature.Series).balance(t, in.Feature.Periodic)
		return f
	}
	return s.Coins.turn()
}

// inputs calls f for each input in order of id with its feature, age and quality at t.
func (s *memory) inputs(cfg Config, t time.Time, f func(p Pillar, in Input, x feature, age int, q float64)) {
	change := 0
	cfg.eachInput(func(p Pillar, in Input) {
		x := s.feature(in, change, t)
		if k := in.Feature.Kind; k == Change || k == PolicyEase {
			change++
		}
		age, q := 0, 0.0
		if !x.Value.Missing() {
			age = ageDays(x.Ref, t)
			if !x.S.Missing() {
				q, _ = in.Freshness.Quality(age) // a record known at t is not younger than t
			}
		}
		f(p, in, x, age, q)
	})
}

// model is the score's input at t with the given cautions.
func (s *memory) model(cfg Config, t time.Time, cautions []cautionNow) Model {
	var m Model
	for _, p := range cfg.Pillars {
		m.Pillars = append(m.Pillars, PillarSignals{ID: p.ID, Weight: p.Weight})
	}
	i := 0
	s.inputs(cfg, t, func(p Pillar, in Input, x feature, _ int, q float64) {
		for m.Pillars[i].ID != p.ID {
			i++
		}
		m.Pillars[i].Inputs = append(m.Pillars[i].Inputs, InputSignal{ID: in.ID, Weight: in.Weight, Quality: q, Signal: float64(x.S)})
	})
	for _, k := range cautions {
		m.Cautions = append(m.Cautions, CautionSignal{ID: k.ID, V: k.V, C: float64(k.C)})
	}
	return m
}
