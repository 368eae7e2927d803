package regime

import (
	"slices"
	"time"
)

// Reading returns the score at the last instant advanced to, with its reasons.
// Between steps it is a query: features, freshness and score of that instant,
// state of the last step.
func (c *Classifier) Reading() (Reading, error) {
	if c.plan == nil {
		return Reading{}, ErrClock
	}
	return c.mem.reading(c.plan, c.mem.Closed)
}

// reading is the score at t, up to which everything is taken in.
func (s *memory) reading(p *plan, t time.Time) (Reading, error) {
	now := s.cautions(p, t)
	m := s.model(p, t, now)
	scored, err := m.score(p.ids)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{
		Time: t, Model: p.cfg.ID, Score: scored.Score, Micro: scored.Micro,
		State: s.Machine.State, Since: s.Since, Margin: margin(scored.Micro),
		Coverage: scored.Coverage, Agreement: scored.Agreement, Confidence: scored.Confidence,
		A: scored.A, K: scored.K, Kappa: p.cfg.Kappa, Renormalised: p.cfg.Renormalise, Raw: scored.Raw, S: scored.S,
		Pillars: scored.Pillars, Base: scored.Base, Clip: scored.Clip,
		Events: slices.Clip(s.Events), History: slices.Clip(s.History),
		Thesis: s.thesis(p, t, scored), Evidence: s.evidence(p, t),
	}
	for _, row := range m.R {
		r.R = append(r.R, slices.Clone(row))
	}
	if n := len(s.History); n > 0 {
		r.Tick = s.History[n-1].Time
	}
	r.Contributions = make([]Contribution, len(p.inputs))
	for i := range p.inputs {
		in := &p.inputs[i]
		x := s.feature(in, t)
		age, q := in.quality(&x, t)
		k := &r.Contributions[i]
		*k = Contribution{
			ID: in.id, Pillar: p.cfg.Pillars[in.pillar].ID, Input: in.ID, Value: x.Value, Unit: in.Feature.unit(), Weight: in.points, Share: in.share, Sign: in.Normalise.Sign, Reference: x.Ref,
			Known: x.Known, AgeDays: Number(age), Quality: q, Z: x.Z, Centre: x.Centre, Spread: x.Spread, Signal: x.S, Part: scored.Inputs[i].Part, Flags: append([]string{}, x.Flags...),
		}
		if x.Value.Missing() {
			k.AgeDays = missing
		}
	}
	r.Cautions = make([]CautionReading, len(now))
	for i, k := range now {
		r.Cautions[i] = CautionReading{
			ID: scored.Cautions[i].ID, Value: k.X, Unit: k.Unit, V: k.V, Reference: k.Ref, C: k.C, Lo: k.Lo, Hi: k.Hi, Part: scored.Cautions[i].Part, Flags: append([]string{}, k.Flags...),
		}
	}
	return r, nil
}

// evidence is what lies behind the features at t.
func (s *memory) evidence(p *plan, t time.Time) Evidence {
	e := Evidence{Breakout: s.breakout, SmallCap: s.SmallCap.evidence(), Concentration: s.Treasuries.concentration(t)}
	e.Concentration.Old = append([]string{}, e.Concentration.Old...)
	e.VolShock, _ = s.Coins.Shock.at(p.cfg.Shock, t)
	e.Flows = make([]FlowEvidence, 0, len(p.classes))
	for _, in := range p.inputs {
		switch {
		case in.Feature.Kind == NetLiquidityChange:
			e.NetLiquidity = s.Kernels[in.kernel].netLiquidity(in.Feature.Lag)
		case in.class >= 0:
			e.Flows = append(e.Flows, s.Flows[in.class].evidence(in.Feature, t))
		}
	}
	e.ETHBTC = s.Coins.ETH.evidence(ETHBTCName, t)
	row := s.Coins.Basket.Value()
	if row.Thin {
		none := newWeeklyRatio()
		e.AltBTC = none.evidence(AltBTCName, t)
		e.AltBTC.Flags = []string{flagThin}
	} else {
		e.AltBTC = s.Coins.Alt.evidence(AltBTCName, t)
	}
	e.AltBTC.Members = append([]string{}, row.Members...)
	e.AltSeason = AltSeason{Number(row.Season), row.SeasonN}
	return e
}
