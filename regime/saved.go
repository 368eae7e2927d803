package regime

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/riskon/riskon/indicator"
	"github.com/riskon/riskon/ratio"
)

// Errors of a saved classifier.
var (
	ErrSaved   = errors.New("regime: saved classifier: not a valid state")
	ErrModel   = errors.New("regime: saved classifier: of another model")
	ErrVersion = errors.New("regime: saved classifier: of an unknown version")
)

// savedVersion is the version of the JSON that MarshalJSON writes.
const savedVersion = 1

type saved struct {
	Version int          `json:"version"`
	Clock   string       `json:"clock"`
	Config  configFields `json:"config"`
	State   memory       `json:"state"`
	Waiting []waiting    `json:"waiting"`
}

// MarshalJSON saves the classifier: its model and all it remembers.
func (c *Classifier) MarshalJSON() ([]byte, error) {
	if c.plan == nil {
		return nil, fmt.Errorf("%w: a zero Classifier", ErrSaved)
	}
	return json.Marshal(saved{savedVersion, c.plan.cfg.Clock.String(), configFields(c.plan.cfg), c.mem, c.waiting.records()})
}

// UnmarshalJSON restores a saved classifier, which then continues with the same
// bits. A zero Classifier takes the saved model, on its default clock; one made
// by NewClassifier must be of the same model and clock, else ErrModel. What is no
// saved state is ErrSaved or ErrVersion, and the receiver stays as it was.
func (c *Classifier) UnmarshalJSON(data []byte) error {
	var head struct{ Version int }
	if err := json.Unmarshal(data, &head); err != nil {
		return fmt.Errorf("%w: %v", ErrSaved, err)
	}
	if head.Version != savedVersion {
		return fmt.Errorf("%w: %d", ErrVersion, head.Version)
	}
	var v saved
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("%w: %v", ErrSaved, err)
	}
	cfg := Config(v.Config).defaults()
	if c.plan != nil {
		cfg.Clock = c.plan.cfg.Clock
		if !reflect.DeepEqual(cfg, c.plan.cfg) {
			return ErrModel
		}
	}
	if grid, ok := clockOf(v.Clock); ok && c.plan == nil {
		cfg.Clock = grid
	}
	if v.Clock != cfg.Clock.String() {
		return fmt.Errorf("%w: its clock is %s", ErrModel, v.Clock)
	}
	if err := cfg.validate(); err != nil {
		return fmt.Errorf("%w: %w", ErrSaved, err)
	}
	restored := Classifier{plan: newPlan(cfg), mem: v.State, waiting: newQueue()}
	if !restored.mem.valid(restored.plan) {
		return ErrSaved
	}
	for _, w := range v.Waiting {
		if err := restored.Observe(w.Record); err != nil {
			return fmt.Errorf("%w: %w", ErrSaved, err)
		}
	}
	*c = restored
	return nil
}

// valid reports whether a decoded state could have been reached by the model, and
// derives what was not saved.
func (s *memory) valid(p *plan) bool {
	cfg := p.cfg
	ok := s.Machine.valid() == nil && (s.Begun && !s.Closed.Before(s.Start) || s.Closed.Equal(s.Start)) && s.Breakout != nil && s.SmallCap.valid() &&
		s.Coins.valid(cfg) && s.Treasuries.valid() && s.Facts.valid() && s.validTogether(cfg) && s.BarSeries == p.bars &&
		len(s.Events) <= keepEvents && len(s.History) <= keepHistory
	if !ok || s.Breakout.m.Config != cfg.Breakout {
		return false
	}
	_, next, hasNext := cfg.Clock.Next(s.Closed)
	if !hasNext || !s.NextStep.Equal(next) {
		return false
	}
	for i, l := range s.Last {
		if l.Series == "" || i > 0 && s.Last[i-1].Series >= l.Series {
			return false
		}
	}
	s.breakout = s.Breakout.Reading()
	return s.validInputs(p) && s.validCautions(p) && s.closed()
}

// closed reports whether nothing in a decoded state is from after the instant it was
// closed at: it would be looked at before its time.
func (s *memory) closed() bool {
	last := s.Coins.Known
	see := func(t time.Time) { last = latest(last, t) }
	for i := range s.Kernels {
		see(s.Kernels[i].Obs.newest())
	}
	for i := range s.Flows {
		see(s.Flows[i].Newest.Time)
		for j := range s.Flows[i].Events {
			see(s.Flows[i].Events[j].Known)
		}
	}
	for i := range s.Facts.Newest {
		see(s.Facts.Newest[i].Known)
	}
	for i := range s.Treasuries.Newest {
		see(s.Treasuries.Newest[i].Known)
	}
	for i := range s.Levels {
		see(s.Levels[i].Known)
	}
	for _, t := range []time.Time{s.BarKnown, s.breakout.Date.Time, s.SmallCap.MACD.Ref.Time, s.Coins.Ref.Time, s.Coins.Shock.Ref.Time, s.Since.Time} {
		see(t)
	}
	for _, l := range s.Last {
		if !strings.HasPrefix(l.Series, "coverage ") { // a ledger may be complete through a date to come
			see(l.Ref)
		}
	}
	if n := len(s.History); n > 0 {
		see(s.History[n-1].Time)
	}
	if n := len(s.Events); n > 0 {
		see(s.Events[n-1].Time)
	}
	return !last.After(s.Closed)
}

// validInputs checks the kernels and flows against the inputs they belong to.
func (s *memory) validInputs(p *plan) bool {
	if len(s.Kernels) != len(p.kernels) || len(s.Flows) != len(p.classes) {
		return false
	}
	for i := range s.Flows {
		if s.Flows[i].Class != p.classes[i] || !s.Flows[i].valid() {
			return false
		}
	}
	for i := range s.Kernels {
		if !s.Kernels[i].valid(&p.kernels[i]) {
			return false
		}
	}
	return true
}

func (s *memory) validCautions(p *plan) bool {
	if len(s.Memory) != len(p.cfg.Cautions) || len(s.Levels) != len(p.levels) {
		return false
	}
	for i, m := range s.Memory {
		if m.ID != p.cfg.Cautions[i].ID || m.C < 0 || m.C > 1 {
			return false
		}
	}
	for i := range s.Levels {
		if !s.Levels[i].valid(p.levels[i]) {
			return false
		}
	}
	return true
}

func (c *coins) valid(cfg Config) bool {
	if !validBasket(c.Basket, cfg) || !c.Alt.valid() || !c.ETH.valid() || !c.Shock.valid(cfg.Shock) {
		return false
	}
	c.derive()
	return true
}

func (w *weeklyRatio) valid() bool {
	return w.Momentum.valid() && w.Monthly.valid() && validLow(w.Low) && w.Last.valid(meanWeeks) && finite(w.Month.Close)
}

// validBasket reports whether a basket is that of the model.
func validBasket(b *ratio.Basket, cfg Config) bool {
	blob, err := json.Marshal(b)
	return b != nil && err == nil && ratio.NewBasket(cfg.Alt.basket()).UnmarshalJSON(blob) == nil
}

// validLow reports whether low has the direction, window and memory of the model.
func validLow(low *ratio.Extreme) bool {
	blob, err := json.Marshal(low)
	return err == nil && newLow().UnmarshalJSON(blob) == nil
}

func (m *momentum) valid() bool {
	return m.RSI != nil && m.RSI.String() == indicator.NewRSI(14).String() && m.MACD.valid() &&
		(m.Close.Missing() || finite(float64(m.Close)))
}

func (m *macdRun) valid() bool {
	return m.MACD != nil && m.MACD.String() == indicator.NewMACD(12, 26, 9).String() && m.Flip != nil && m.N >= 0
}
