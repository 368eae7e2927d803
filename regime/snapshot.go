package regime

import (
	"encoding/json"
	"time"
)

// At returns the reading at t, which must not be before the last instant advanced
// to, and changes nothing: what is known by t is in, and every step up to t is
// made, as if Advance(t) had been called on a copy. Between steps that is a query.
func (c *Classifier) At(t time.Time) (Reading, error) {
	t = t.Round(0).UTC()
	switch {
	case c.plan == nil:
		return Reading{}, ErrClock
	case t.Before(c.mem.Closed):
		return Reading{}, ErrRewind
	case c.mem.NextStep.After(t) && !c.waiting.knownBy(t):
		return c.mem.reading(c.plan, t)
	}
	copied, err := c.clone()
	if err != nil {
		return Reading{}, err
	}
	if err := copied.Advance(t); err != nil {
		return Reading{}, err
	}
	return copied.Reading()
}

// clone returns an independent classifier in the same state: a restart is invisible.
func (c *Classifier) clone() (*Classifier, error) {
	state, err := c.MarshalJSON()
	if err != nil {
		return nil, err
	}
	return restore(c.plan.cfg, state)
}

func restore(cfg Config, state []byte) (*Classifier, error) {
	c := &Classifier{plan: newPlan(cfg)}
	return c, c.UnmarshalJSON(state)
}

// A Snapshot is a classifier as it was at one instant. It never changes, so any
// number of goroutines may ask it while the classifier goes on. The zero Snapshot
// has no reading.
type Snapshot struct {
	cfg   Config
	state []byte
	now   Reading
}

// Snapshot returns the classifier as it is now, in the time it takes to save it.
func (c *Classifier) Snapshot() (Snapshot, error) {
	r, err := c.Reading()
	if err != nil {
		return Snapshot{}, err
	}
	state, err := c.MarshalJSON()
	if err != nil {
		return Snapshot{}, err
	}
	return Snapshot{c.plan.cfg, state, r}, nil
}

// Reading returns the reading at the instant of the snapshot. All its slices are
// shared: do not write to them.
func (s Snapshot) Reading() Reading { return s.now }

// At is Classifier.At.
func (s Snapshot) At(t time.Time) (Reading, error) {
	if s.state == nil {
		return Reading{}, ErrClock
	}
	c, err := restore(s.cfg, s.state)
	if err != nil {
		return Reading{}, err
	}
	return c.At(t)
}

// MarshalJSON gives the state, which a Classifier reads.
func (s Snapshot) MarshalJSON() ([]byte, error) {
	if s.state == nil {
		return nil, ErrSaved
	}
	return json.RawMessage(s.state).MarshalJSON()
}
