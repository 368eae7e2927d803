package regime

import "github.com/riskon/riskon/series"

// A plan is a config made ready: which numbers go to which kernel, what is asked of
// each class of flows, and the model of the score with room for its signals.
type plan struct {
	cfg     Config
	inputs  []plannedInput     // in order of id
	kernels []Input            // the inputs that have one
	numbers map[string][]route // by the series that they read
	classes []string           // of flows, in order of the first input that reads them
	days    []int              // beside classes: the longest window
	levels  []string           // the series that cautions and the breadth filter read, each once
	bars    string             // whose bars the breakout machine reads
	breaks  bool               // there is one
	breadth string             // the series of its breadth filter, one of levels; "" without
	model   Model
	ids     []string // of the score's parts

	// What a step works on, and the next one overwrites.
	now     []cautionNow
	parts   []ScorePart
	pillars []PillarReading
}

type plannedInput struct {
	pillar, place int // where it is in the model
	Input
	id     string  // pillar/input
	points float64 // what a fresh signal of 1 adds
	share  float64 // of the pillar
	kernel int     // -1 without one
	class  int     // of flows; -1
}

// A route leads a number to a part of a kernel.
type route struct{ kernel, part int }

// newPlan prepares a config that is complete and valid.
func newPlan(cfg Config) *plan {
	p := &plan{cfg: cfg, numbers: map[string][]route{}, model: cfg.model()}
	p.ids = p.model.partIDs()
	weights := 0.0
	for _, pillar := range cfg.Pillars {
		weights += pillar.Weight
	}
	p.now, p.parts, p.pillars = make([]cautionNow, len(cfg.Cautions)), make([]ScorePart, len(p.ids)), make([]PillarReading, len(cfg.Pillars))
	for i, pillar := range cfg.Pillars {
		for j := range pillar.Inputs {
			in := pillar.Inputs[j]
			x := plannedInput{pillar: i, place: j, Input: in, id: p.ids[len(p.inputs)], kernel: -1, class: -1}
			switch in.Feature.Kind {
			case BreakoutValue:
				p.bars, p.breaks = in.Feature.Series, true
			case FlowBalance:
				x.class = p.class(in.Feature.Series)
				p.days[x.class] = max(p.days[x.class], in.Feature.Lag)
			}
			if parts := in.Feature.parts(); parts != nil {
				x.kernel = len(p.kernels)
				p.kernels = append(p.kernels, in)
				for part, name := range parts {
					p.numbers[name] = append(p.numbers[name], route{x.kernel, part})
				}
			}
			x.share = in.Weight / weightOf(pillar)
			x.points = 50 * pillar.Weight / weights * x.share
			p.inputs = append(p.inputs, x)
		}
	}
	for _, k := range cfg.Cautions {
		if k.Kind == SeriesLevel && p.level(k.Series) < 0 {
			p.levels = append(p.levels, k.Series)
		}
	}
	if f := cfg.Breakout.Breadth; p.breaks && f.Use != FilterOff {
		if p.breadth = f.Series; p.level(f.Series) < 0 {
			p.levels = append(p.levels, f.Series)
		}
	}
	return p
}

// weightOf is the sum of a pillar's weights.
func weightOf(p Pillar) float64 {
	sum := 0.0
	for _, in := range p.Inputs {
		sum += in.Weight
	}
	return sum
}

// class returns the place of a class of flows, a new one if it has none yet.
func (p *plan) class(name string) int {
	for i, c := range p.classes {
		if c == name {
			return i
		}
	}
	p.classes, p.days = append(p.classes, name), append(p.days, 0)
	return len(p.classes) - 1
}

// level returns the place of a series of which the newest value is read, or -1.
func (p *plan) level(name string) int {
	for i, s := range p.levels {
		if s == name {
			return i
		}
	}
	return -1
}

// reads reports whether anything in the model reads a record: a typing error in a name
// must not look like missing data.
func (p *plan) reads(r Record) bool {
	switch r := r.(type) {
	case Fact:
		for _, k := range p.cfg.Cautions {
			if k.Kind == DatedFact && k.ID == r.Caution {
				return true
			}
		}
		return false
	case Flow:
		return p.has(r.Class)
	case Coverage:
		return p.has(r.Class)
	case Bar:
		return p.breaks && r.Series == p.bars || p.readsNumber(r.Series)
	case Value:
		return p.readsNumber(r.Series)
	}
	return true
}

// bounds returns the range of the numbers of a series: that of a signal, if one is
// read as it is, of a share, if it is the breadth of the machine, or of any number.
func (p *plan) bounds(name string) (lo, hi float64) {
	lo, hi = -series.Limit, series.Limit
	for _, to := range p.numbers[name] {
		in := p.kernels[to.kernel]
		if in.Feature.Kind == Level && in.Normalise.Method == AsIs {
			lo, hi = -1, 1
		}
	}
	if name != "" && name == p.breadth {
		lo, hi = 0, 1
	}
	return lo, hi
}

func (p *plan) has(class string) bool {
	for _, c := range p.classes {
		if c == class {
			return true
		}
	}
	return false
}

func (p *plan) readsNumber(name string) bool { return len(p.numbers[name]) > 0 || p.level(name) >= 0 }
