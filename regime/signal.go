package regime

import "time"

// feature returns an input's newest observation known at t, which settle has reached.
func (s *memory) feature(in *plannedInput, t time.Time) feature {
	switch {
	case in.kernel >= 0:
		return s.Kernels[in.kernel].newest
	case in.class >= 0:
		return s.Flows[in.class].balance(in.Feature, t)
	case in.Feature.Kind == BreakoutValue:
		return asIs(float64(s.breakout.Value), s.breakout.Date, s.BarKnown)
	}
	return s.Coins.turned
}

// signal returns what the score reads of feature: the signal and its date.
func (s *memory) signal(in *plannedInput, t time.Time) (Number, Date) {
	switch {
	case in.kernel >= 0:
		x := &s.Kernels[in.kernel].newest
		return x.S, x.Ref
	case in.class >= 0:
		b := &s.Flows[in.class]
		T := b.through(t, in.Feature.Periodic)
		if !b.known(&in.Feature, t, T) {
			return missing, Date{}
		}
		return Number(unsigned(b.sums(T, in.Feature.Lag).x)), dateAt(T)
	case in.Feature.Kind == BreakoutValue:
		return s.breakout.Value, s.breakout.Date
	}
	return s.Coins.turned.S, s.Coins.turned.Ref
}

// quality returns the age in days of a feature at t and how fresh it is.
func (in *Input) quality(x *feature, t time.Time) (age int, q float64) {
	if x.Value.Missing() {
		return 0, 0
	}
	age = ageDays(x.Ref, t)
	if !x.S.Missing() {
		q, _ = in.Freshness.Quality(age) // a record known at t is not younger than t
	}
	return age, q
}

// model is the score's input at t with the given cautions. It is the plan's own:
// the next call overwrites it.
func (s *memory) model(p *plan, t time.Time, cautions []cautionNow) Model {
	m := p.model
	for i := range p.inputs {
		in := &p.inputs[i]
		to := &m.Pillars[in.pillar].Inputs[in.place]
		signal, ref := s.signal(in, t)
		to.Signal, to.Quality = float64(signal), 0
		if !signal.Missing() {
			to.Quality, _ = in.Freshness.Quality(ageDays(ref, t))
		}
	}
	for i, k := range cautions {
		m.Cautions[i].C = float64(k.C)
	}
	if p.cfg.Decay > 0 {
		m.R = s.together(len(cautions))
	}
	return m
}

// score is the score of a step: its numbers, its pillars and its micro-points. Its
// parts do not come out.
func (s *memory) score(p *plan, t time.Time, cautions []cautionNow) (r Scored, err error) {
	r.sum(s.model(p, t, cautions), p.parts, p.pillars)
	total, ok := floorInt(float64(r.Unrounded*micros) + 0.5)
	if !ok {
		return r, &ScoreError{Err: ErrInternal}
	}
	r.Micro, r.Score = total, float64(total)/micros
	return r, nil
}
