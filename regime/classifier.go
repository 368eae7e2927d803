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
// never changes once it is made. Its state, saved as JSON, continues with the same bits.
type Classifier struct {
	plan    *plan
	mem     memory
	waiting queue
}

// NewClassifier returns a classifier of the model cfg whose first step is the
// first one of its clock after start. It takes what becomes known at start or later:
// what is known before is ErrClosed, so a history asks for a start before it.
// The error wraps ErrConfig.
func NewClassifier(cfg Config, start time.Time) (*Classifier, error) {
	cfg, start = cfg.defaults(), start.Round(0).UTC() // Round drops the monotonic clock
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
	own, err := ownRecord(r, c.plan != nil && c.plan.cfg.DailyCloses)
	if err == nil {
		err = c.tell(own)
	}
	if err != nil {
		return &RecordError{r, err}
	}
	return nil
}

// tell is Observe of a record of our own.
func (c *Classifier) tell(x arrival) (err error) {
	s := c.waiting.find(x.key)
	if s == nil {
		if s, err = c.stream(x.key, x.Record); err != nil {
			return err
		}
	}
	if err := c.refuse(s, &x.queued); err != nil {
		return err
	}
	return c.waiting.add(s, x.queued)
}

// stream makes the stream that r belongs to, if the model reads it.
func (c *Classifier) stream(key streamKey, r Record) (*stream, error) {
	if c.plan == nil {
		return nil, fmt.Errorf("%w: a zero Classifier", ErrConfig)
	}
	if !c.plan.reads(r) {
		return nil, ErrName
	}
	s := newStream(key)
	s.lo, s.hi = c.plan.bounds(key.name)
	if s.sequence != "" {
		s.last = c.mem.last(s.sequence).Unix()
	}
	c.waiting.put(s)
	return s, nil
}

// refuse says why x of stream s cannot be taken, or nil.
func (c *Classifier) refuse(s *stream, x *queued) error {
	if x, ok := numberOf(x.Record); ok && !within(s.lo, x, s.hi) {
		return ErrNumber
	}
	// What is known at the very start may still be told before the first Advance.
	if closed := c.mem.Closed.UnixNano(); x.known < closed || x.known == closed && c.mem.Begun {
		return ErrClosed
	}
	// A ledger may say the same date again: it has not gone back.
	if s.sequence != "" && (x.ref < s.last || x.ref == s.last && s.kind != kindCoverage) {
		return ErrOrder
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
	if !c.mem.NextStep.After(t) {
		bucket, end, ok := c.plan.cfg.Clock.Next(t)
		if !ok {
			return ErrClock
		}
		for !c.mem.NextStep.After(t) {
			now := c.mem.NextStep
			c.take(now)
			if err := c.step(now); err != nil {
				return err
			}
			if now.Equal(bucket) {
				c.mem.NextStep = end
			} else { // now is not after t, which has a bucket
				_, c.mem.NextStep, _ = c.plan.cfg.Clock.Next(now)
			}
		}
	}
	c.take(t)
	c.settle(t)
	c.mem.Closed, c.mem.Begun = t, true
	return nil
}

// take feeds the records known at t.
func (c *Classifier) take(t time.Time) {
	for until := t.UnixNano(); ; {
		s, x := c.waiting.next(until)
		if s == nil {
			return
		}
		c.mem.take(c.plan, x.Record)
		if s.sequence != "" && x.ref > s.last {
			s.last = x.ref
			s.place = c.mem.setLast(s.sequence, s.place, time.Unix(x.ref, 0).UTC())
		}
	}
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
	scored, err := s.score(p, t, now)
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
	s.keepSpells(t, s.statuses(scored))
	return nil
}

// appendLast appends x and keeps the last n. It writes to no element that v has or
// had: readings share them.
func appendLast[T any](v []T, n int, x ...T) []T {
	v = append(v, x...) // which moves them to the front of a new array now and then
	return v[max(0, len(v)-n):]
}
