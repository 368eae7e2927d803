package regime

import (
	"errors"
	"fmt"
	"time"
)

// Errors of Advance: an instant before the last one, and one that no step of the
// clock follows, which a zero Classifier says of every instant.
var (
	ErrRewind = errors.New("regime: instant before the last one advanced to")
	ErrClock  = errors.New("regime: instant outside the years of the clock")
)

// A Classifier turns records into readings as they become known.
//
// Observe only records; Advance(t) closes t: every record known at or before t
// is taken in, in an order that does not depend on the order of arrival, and
// every step of the clock up to t is made. Reading is the score at that instant.
//
// A Classifier is used by pointer and is not safe for concurrent use; a Reading
// is a value of its own. Its state, saved as JSON, continues with the same bits.
type Classifier struct {
	plan    *plan
	mem     memory
	waiting queue
}

// NewClassifier returns a classifier of the model cfg whose first step is the
// first one of its clock after start. The error wraps ErrConfig.
func NewClassifier(cfg Config, start time.Time) (*Classifier, error) {
	cfg = cfg.defaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if _, _, ok := cfg.Clock.Next(start); !ok {
		return nil, fmt.Errorf("%w: no step after %s", ErrConfig, start.Format(time.RFC3339))
	}
	p := newPlan(cfg)
	return &Classifier{plan: p, mem: newMemory(p, start), waiting: newQueue()}, nil
}

// Observe records r. It becomes part of the first reading at or after the
// instant from which it is known. The error is a *RecordError, and nothing has changed.
func (c *Classifier) Observe(r Record) error {
	own, err := ownRecord(r)
	if err == nil {
		err = c.refuse(own)
	}
	if err == nil {
		err = c.waiting.add(own)
	}
	if err != nil {
		return &RecordError{r, err}
	}
	return nil
}

// refuse says why r cannot be taken, or nil.
func (c *Classifier) refuse(r Record) error {
	if c.plan == nil {
		return fmt.Errorf("%w: a zero Classifier", ErrConfig)
	}
	if err := c.plan.reads(r); err != nil {
		return err
	}
	// What is known at the very start may still be told before the first Advance.
	if known := r.KnownAt(); known.Before(c.mem.Closed) || known.Equal(c.mem.Closed) && c.mem.Begun {
		return ErrClosed
	}
	if name, ref := sequence(r); name != "" {
		// A ledger may say the same date again: it has not gone back.
		_, again := r.(Coverage)
		if last := c.mem.last(name); !last.IsZero() && !ref.After(last) && !(again && ref.Equal(last)) {
			return ErrOrder
		}
	}
	return nil
}

// Advance closes every instant up to t. Going back is ErrRewind; advancing to
// the same instant again changes nothing.
func (c *Classifier) Advance(t time.Time) error {
	t = t.Round(0).UTC() // Round drops the monotonic clock
	if t.Before(c.mem.Closed) {
		return ErrRewind
	}
	if c.plan == nil {
		return ErrClock
	}
	if _, _, ok := c.plan.cfg.Clock.Next(t); !ok {
		return ErrClock
	}
	return c.advance(c.waiting.until(t), t)
}

// advance makes the steps up to t with the records known by then, in their order.
func (c *Classifier) advance(known []Record, t time.Time) error {
	for !c.mem.NextStep.After(t) {
		known = c.take(known, c.mem.NextStep)
		if err := c.step(c.mem.NextStep); err != nil {
			return err
		}
		_, c.mem.NextStep, _ = c.plan.cfg.Clock.Next(c.mem.NextStep) // it is not after t, which has a bucket
	}
	c.take(known, t)
	c.settle(t)
	c.mem.Closed, c.mem.Begun = t, true
	return nil
}

// take feeds the records known at t and returns the rest.
func (c *Classifier) take(records []Record, t time.Time) []Record {
	for i, r := range records {
		if r.KnownAt().After(t) {
			return records[i:]
		}
		c.mem.take(c.plan, r)
	}
	return nil
}

// settle does what the passing of time does: flows leave their windows.
func (c *Classifier) settle(t time.Time) {
	for i := range c.mem.Flows {
		c.mem.Flows[i].forget(t, c.plan.days[i])
	}
}

// step makes one step of the clock: score, state, spells and memory.
func (c *Classifier) step(t time.Time) error {
	c.settle(t)
	s, p := &c.mem, c.plan
	now := s.cautions(p, t)
	s.moveTogether(p.cfg.Decay, now)
	scored, err := s.model(p, t, now).score(p.ids)
	if err != nil {
		return err
	}
	s.Events = appendLast(s.Events, keepEvents, s.remember(p, t, now, scored)...)
	var changes [2]Event
	if moved := s.Machine.step(changes[:0], t, scored.Micro, scored.Coverage); len(moved) > 0 {
		s.Since = DateOf(t)
		s.Events = appendLast(s.Events, keepEvents, moved...)
	}
	s.History = appendLast(s.History, keepHistory, Step{t, scored.Score, s.Machine.State})
	s.keepSpells(t, s.legs(scored))
	return nil
}

// appendLast appends x and keeps the last n, in place.
func appendLast[T any](v []T, n int, x ...T) []T {
	v = append(v, x...)
	if len(v) <= n {
		return v
	}
	return append(v[:0], v[len(v)-n:]...)
}
