package regime

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// Validate reports what makes no sense in the model: the error wraps ErrConfig.
func (c Config) Validate() error { return c.defaults().validate() }

// validate reports what makes no sense in a config with defaults filled in. The
// score checks weights and ids again on each reading; here they fail early.
func (c Config) validate() error {
	if err := errors.Join(c.Breakout.check(), c.Shock.check(), c.Alt.check()); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	if !(c.Kappa > 0 && c.Kappa <= 10) || !(c.Decay >= 0 && c.Decay < 1) || c.Decay > 0 && c.Correlation != nil {
		return fmt.Errorf("%w: kappa outside 0..10, decay outside 0..1, or decay beside a correlation", ErrConfig)
	}
	if len(c.Cautions) > mostCautions { // each two of them are looked at
		return fmt.Errorf("%w: more than %d cautions", ErrConfig, mostCautions)
	}
	if !c.writable() {
		return fmt.Errorf("%w: a name that is not UTF-8", ErrConfig)
	}
	if start, end, ok := c.Clock.Next(time.Unix(0, 0)); ok && end.Sub(start) < shortestStep {
		return fmt.Errorf("%w: clock %s: a step shorter than %s", ErrConfig, c.Clock, shortestStep)
	}
	machines, nets, breadth := 0, 0, error(nil)
	c.eachInput(func(_ Pillar, in Input) {
		switch in.Feature.Kind {
		case BreakoutValue:
			machines++
			if f := c.Breakout.Breadth; f.Use != FilterOff && (f.Series == "" || f.Series == in.Feature.Series) {
				breadth = fmt.Errorf("%w: breakout: breadth: series %q is none, or that of the bars", ErrConfig, f.Series)
			}
		case NetLiquidityChange:
			nets++
		}
	})
	if breadth != nil {
		return breadth
	}
	if machines > 1 || nets > 1 {
		return fmt.Errorf("%w: more than one %s or %s input", ErrConfig, BreakoutValue, NetLiquidityChange)
	}
	for i, p := range c.Pillars {
		if i > 0 && p.ID == c.Pillars[i-1].ID {
			return fmt.Errorf("%w: pillar %q twice", ErrConfig, p.ID)
		}
		if p.Weight > series.Limit { // its points would not be finite
			return fmt.Errorf("%w: pillar %q: %w, or above 1e75", ErrConfig, p.ID, ErrWeight)
		}
		for j, in := range p.Inputs {
			if j > 0 && in.ID == p.Inputs[j-1].ID {
				return fmt.Errorf("%w: input %q twice in pillar %q", ErrConfig, in.ID, p.ID)
			}
			if err := in.validate(); err != nil {
				return fmt.Errorf("%w: input %s/%s: %w", ErrConfig, p.ID, in.ID, err)
			}
		}
	}
	for i, k := range c.Cautions {
		if i > 0 && k.ID == c.Cautions[i-1].ID {
			return fmt.Errorf("%w: caution %q twice", ErrConfig, k.ID)
		}
		if err := k.validate(); err != nil {
			return fmt.Errorf("%w: caution %q: %w", ErrConfig, k.ID, err)
		}
	}
	if _, err := Score(c.model()); err != nil {
		return fmt.Errorf("%w: %w", ErrConfig, err)
	}
	return nil
}

// mostCautions and shortestStep bound what a few bytes of a config can ask for.
const (
	mostCautions = 1000
	shortestStep = time.Minute
)

// model is the score's input with nothing known.
func (c Config) model() Model {
	s := Model{Kappa: c.Kappa, R: c.Correlation, Renormalise: c.Renormalise}
	for _, p := range c.Pillars {
		ps := PillarSignals{ID: p.ID, Weight: p.Weight}
		for _, in := range p.Inputs {
			ps.Inputs = append(ps.Inputs, InputSignal{ID: in.ID, Weight: in.Weight, Signal: math.NaN()})
		}
		s.Pillars = append(s.Pillars, ps)
	}
	for _, k := range c.Cautions {
		s.Cautions = append(s.Cautions, CautionSignal{ID: k.ID, V: k.V, C: math.NaN()})
	}
	return s
}

func (k Caution) validate() error {
	switch k.Kind {
	case DatedFact, TreasuryConcentration, BTCShock:
		if k.Series != "" || k.MaxAge != 0 {
			return fmt.Errorf("kind %q reads no series of its own", k.Kind)
		}
	case SeriesLevel:
		if k.Series == "" || k.MaxAge < 1 || k.MaxAge > 100000 {
			return errors.New("needs a series and a max_age in 1..100000 days")
		}
	default:
		return fmt.Errorf("unknown kind %q", k.Kind)
	}
	if !(k.V >= 0 && k.V <= 1) || !(k.Lo < k.Hi) || !finite(k.Lo, k.Hi) {
		return errors.New("v or ramp out of range")
	}
	return nil
}

func (c AltConfig) check() error {
	if c.MinCloses < 1 || c.MinCloses > 10000 || c.StaleDays < 1 || c.StaleDays > 10000 || c.MinMembers < 1 || c.MinMembers > 10000 {
		return errors.New("alt: a number outside 1..10000")
	}
	return nil
}

// writable reports whether every name of c can be saved.
func (c Config) writable() bool {
	ok := text(c.ID)
	for _, p := range c.Pillars {
		ok = ok && text(p.ID)
	}
	c.eachInput(func(_ Pillar, in Input) {
		ok = ok && text(in.ID, string(in.Feature.Kind), in.Feature.Series, in.Feature.Over)
	})
	for _, k := range c.Cautions {
		ok = ok && text(k.ID, k.Unit, k.Series)
	}
	return ok
}

func (in Input) validate() error {
	f := in.Feature
	named, lagged := f.Series != "", f.Lag > 0 && f.Lag <= 1000
	switch {
	case f.Kind == BreakoutValue && named, f.Kind == FlowBalance && named && lagged, f.Kind == AltTurn, f.Kind == NetLiquidityChange && lagged,
		f.Kind == Level && named && f.Lag == 0,
		(f.Kind == PolicyEase || f.Kind == Change || f.Kind == Difference) && named && lagged:
	default:
		return fmt.Errorf("feature %q is unknown, or needs a series or another lag", f.Kind)
	}
	if number := f.Kind == Level || f.Kind == Change || f.Kind == Difference; f.Over != "" && (!number || f.Over == f.Series) {
		return fmt.Errorf("feature %q of %q over %q", f.Kind, f.Series, f.Over)
	}
	if f.Periodic && f.Kind != FlowBalance {
		return fmt.Errorf("feature %q is not periodic", f.Kind)
	}
	// A change has no bounds: as it is, it would be no signal. A level may be one, and
	// then a number outside -1..1 is refused. The others are signals by their formula.
	switch asIs := in.Normalise.Method == AsIs; {
	case asIs && (f.Kind == Change || f.Kind == Difference || f.Kind == NetLiquidityChange || f.Kind == Level && f.Over != ""):
		return fmt.Errorf("%w: %q has to be normalised", ErrNormalise, f.Kind)
	case !asIs && (f.Kind == BreakoutValue || f.Kind == FlowBalance || f.Kind == AltTurn):
		return fmt.Errorf("%w: %q is a signal as it is", ErrNormalise, f.Kind)
	}
	if err := in.Freshness.check(); err != nil {
		return err
	}
	if in.Normalise.Window > 10000 {
		return errors.New("normalise needs a window of at most 10000")
	}
	return in.Normalise.check()
}

// eachInput calls f for each input.
func (c Config) eachInput(f func(Pillar, Input)) {
	for _, p := range c.Pillars {
		for _, in := range p.Inputs {
			f(p, in)
		}
	}
}
