package regime

// reads reports ErrName for a record that nothing in the model reads: a typing
// error in a name must not look like missing data.
func (c Config) reads(r Record) error {
	found := false
	use := func(ok bool) { found = found || ok }
	switch r := r.(type) {
	case Closes, Holding:
		return nil
	case Fact:
		for _, k := range c.Cautions {
			use(k.Kind == DatedFact && k.ID == r.Caution)
		}
	case Flow:
		c.eachInput(func(_ Pillar, in Input) { use(in.Feature.Kind == FlowBalance && in.Feature.Series == r.Class) })
	case Coverage:
		c.eachInput(func(_ Pillar, in Input) { use(in.Feature.Kind == FlowBalance && in.Feature.Series == r.Class) })
	case Bar:
		c.eachInput(func(_ Pillar, in Input) {
			use(in.Feature.Kind == BreakoutValue && in.Feature.Series == r.Series || c.readsNumber(in, r.Series))
		})
	case Value:
		c.eachInput(func(_ Pillar, in Input) { use(c.readsNumber(in, r.Series)) })
	}
	if !found {
		return ErrName
	}
	return nil
}

func (c Config) readsNumber(in Input, name string) bool {
	switch f := in.Feature; f.Kind {
	case Change:
		return name == f.Series || name == f.Over
	case PolicyEase:
		return name == f.Series
	case NetLiquidityChange:
		account := seriesTreasury
		if c.AllowAverage {
			account = seriesAverage
		}
		return name == seriesAssets || name == account || name == seriesRepo
	}
	return false
}
