package regime

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/riskon/riskon/indicator"
)

const breakoutVersion = 1

// ErrBreakout is wrapped by every error about a saved Breakout: not JSON, of
// another version or config, or one that no bars lead to.
var ErrBreakout = errors.New("regime: bad breakout state")

// MarshalJSON saves the machine.
func (b *Breakout) MarshalJSON() ([]byte, error) {
	if b.atr == nil {
		return json.Marshal(NewBreakout(BreakoutConfig{}))
	}
	text, err := b.atr.MarshalText()
	if err != nil {
		return nil, err
	}
	m := b.m
	m.Stream = string(text)
	return json.Marshal(m)
}

// UnmarshalJSON restores a machine, which goes on with the same bits. A machine
// that is not zero must have the config of the saved one. An error wraps
// ErrBreakout and leaves the machine as it was.
func (b *Breakout) UnmarshalJSON(data []byte) error {
	var m breakoutMemory
	if err := json.Unmarshal(data, &m); err != nil {
		return fmt.Errorf("%w: %w", ErrBreakout, err)
	}
	switch {
	case m.Version != breakoutVersion:
		return fmt.Errorf("%w: version %d", ErrBreakout, m.Version)
	case m.Config != m.Config.resolve() || m.Config.check() != nil:
		return fmt.Errorf("%w: config %+v", ErrBreakout, m.Config)
	case b.atr != nil && b.m.Config != m.Config:
		return fmt.Errorf("%w: of another config %+v", ErrBreakout, m.Config)
	case !m.ringsValid() || !m.fallingValid():
		return fmt.Errorf("%w: prices", ErrBreakout)
	case !m.eventsValid() || !m.phaseValid():
		return fmt.Errorf("%w: events", ErrBreakout)
	}
	atr := indicator.NewATR(breakoutATR)
	if err := atr.UnmarshalText([]byte(m.Stream)); err != nil {
		return fmt.Errorf("%w: %w", ErrBreakout, err)
	}
	if ready := m.Bars > breakoutATR; atr.Ready() != ready || ready && Number(atr.Value()) != m.ATR {
		return fmt.Errorf("%w: ATR", ErrBreakout)
	}
	fresh := newBreakoutMemory(m.Config)
	m.Highs, m.Closes, m.Stream = append(fresh.Highs, m.Highs...), append(fresh.Closes, m.Closes...), ""
	b.atr, b.m = atr, m
	return nil
}
