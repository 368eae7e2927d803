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
	if b.vol != nil {
		if text, err = b.vol.MarshalText(); err != nil {
			return nil, err
		}
		m.Volumes = string(text)
	}
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
	case !m.filtersValid():
		return fmt.Errorf("%w: filters", ErrBreakout)
	case !m.eventsValid() || !m.blockedValid() || !m.phaseValid():
		return fmt.Errorf("%w: events", ErrBreakout)
	}
	atr := indicator.NewATR(breakoutATR)
	if err := atr.UnmarshalText([]byte(m.Stream)); err != nil {
		return fmt.Errorf("%w: %w", ErrBreakout, err)
	}
	if ready := m.Bars > breakoutATR; atr.Ready() != ready || ready && Number(atr.Value()) != m.ATR {
		return fmt.Errorf("%w: ATR", ErrBreakout)
	}
	vol, err := m.volumes()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBreakout, err)
	}
	fresh := newBreakoutMemory(m.Config)
	m.Highs, m.Closes = append(fresh.Highs, m.Highs...), append(fresh.Closes, m.Closes...)
	m.Stream, m.Volumes = "", ""
	b.atr, b.vol, b.m = atr, vol, m
	return nil
}

// volumes restores the mean of volumes, of which the filter asks for one or none.
func (m *breakoutMemory) volumes() (*indicator.Stream, error) {
	vol := m.Config.Volume.mean()
	if vol == nil {
		if m.Volumes != "" {
			return nil, errors.New("volumes without a filter")
		}
		return nil, nil
	}
	if err := vol.UnmarshalText([]byte(m.Volumes)); err != nil {
		return nil, err
	}
	n := m.Config.Volume.Bars
	mean := vol.Value()
	if vol.Ready() && (m.Bars < n || !(mean >= 0)) || !m.VolumeRatio.Missing() && (!vol.Ready() || m.Bars <= n) {
		return nil, errors.New("volumes that no bars lead to")
	}
	return vol, nil
}
