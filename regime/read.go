package regime

import "time"

// Reading returns the score at the last instant advanced to, with its reasons.
// Between steps it is a query: features, freshness and score of that instant,
// state of the last step.
func (c *Classifier) Reading() (Reading, error) {
	s, t := &c.mem, c.mem.Closed
	now := s.cautions(c.cfg, t)
	scored, err := Score(s.model(c.cfg, t, now))
	if err != nil {
		return Reading{}, err
	}
	r := Reading{
		Time: t, Model: c.cfg.ID, Score: scored.Score, Micro: scored.Micro,
		State: s.Machine.State, Since: s.Since, Margin: margin(scored.Micro),
		Coverage: scored.Coverage, Agreement: scored.Agreement, Confidence: scored.Confidence,
		A: scored.A, K: scored.K, Raw: scored.Raw, S: scored.S,
		Pillars: scored.Pillars, Base: scored.Base, Clip: scored.Clip,
		Events: append([]Event(nil), s.Events...), History: append([]Step(nil), s.History...),
		Thesis: s.thesis(scored), Evidence: s.evidence(c.cfg, t),
	}
	if n := len(s.History); n > 0 {
		r.Tick = s.History[n-1].Time
	}
	s.inputs(c.cfg, t, func(p Pillar, in Input, x feature, age int, q float64) {
		k := Contribution{
			ID: p.ID + "/" + in.ID, Pillar: p.ID, Input: in.ID, Value: x.Value, Unit: in.Feature.unit(), Reference: x.Ref,
			Known: x.Known, AgeDays: Number(age), Quality: q, Z: x.Z, Signal: x.S, Flags: append([]string{}, x.Flags...),
		}
		if x.Value.Missing() {
			k.AgeDays = missing
		}
		k.Part = scored.Inputs[len(r.Contributions)].Part // both are in order of id
		r.Contributions = append(r.Contributions, k)
	})
	for i, k := range now {
		r.Cautions = append(r.Cautions, CautionReading{
			ID: scored.Cautions[i].ID, Value: k.X, Unit: k.Unit, Reference: k.Ref, C: k.C, Part: scored.Cautions[i].Part, Flags: append([]string{}, k.Flags...),
		})
	}
	return r, nil
}

// evidence is what lies behind the features at t.
func (s *memory) evidence(cfg Config, t time.Time) Evidence {
	e := Evidence{Breakout: s.Breakout.Reading(), SmallCap: s.SmallCap.evidence(), Concentration: s.Treasuries.concentration(t), Flows: []FlowEvidence{}}
	e.VolShock, _ = s.Coins.Shock.at(t)
	cfg.eachInput(func(_ Pillar, in Input) {
		switch in.Feature.Kind {
		case NetLiquidityChange:
			e.NetLiquidity = s.Liquidity.evidence(in.Feature.Lag)
		case FlowBalance:
			_, f := s.class(in.Feature.Series).balance(t, in.Feature.Periodic)
			e.Flows = append(e.Flows, f)
		}
	})
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
