package regime

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// What can be wrong with a Model. They arrive wrapped in a *ScoreError.
var (
	ErrID       = errors.New("id empty, with a slash, or the reserved name caution")
	ErrSameID   = errors.New("id twice")
	ErrWeight   = errors.New("weight negative or not finite, or all weights zero")
	ErrNoInputs = errors.New("weighted pillar without inputs")
	ErrQuality  = errors.New("quality outside [0, 1]")
	ErrSignal   = errors.New("signal outside [-1, 1]")
	ErrCaution  = errors.New("v or c outside [0, 1]")
	ErrKappa    = errors.New("kappa outside [0, 10]")
	ErrMatrix   = errors.New("matrix R not symmetric over the cautions, with a diagonal of 1 and entries in [0, 1]")
)

// A ScoreError says which part of a Model is wrong: a pillar, pillar/input or
// caution/name, or "" for the whole.
type ScoreError struct {
	ID  string
	Err error
}

// Error names the part and what is wrong with it.
func (e *ScoreError) Error() string {
	if e.ID == "" {
		return fmt.Sprintf("regime: score: %v", e.Err)
	}
	return fmt.Sprintf("regime: score: %s: %v", e.ID, e.Err)
}

// Unwrap gives the sentinel.
func (e *ScoreError) Unwrap() error { return e.Err }

// check returns the number of inputs of a sorted Model, or what is wrong with it.
func (m Model) check() (inputs int, err error) {
	if !(m.Kappa >= 0 && m.Kappa <= 10) {
		return 0, &ScoreError{"", ErrKappa}
	}
	sum := 0.0
	for i, p := range m.Pillars {
		err := idError(p.ID, i > 0 && p.ID == m.Pillars[i-1].ID)
		if err == nil && p.Weight > 0 && len(p.Inputs) == 0 {
			err = ErrNoInputs
		}
		if err == nil && !(p.Weight >= 0) {
			err = ErrWeight
		}
		if err != nil {
			return 0, &ScoreError{p.ID, err}
		}
		if err := p.check(); err != nil {
			return 0, err
		}
		sum += p.Weight
		inputs += len(p.Inputs)
	}
	if !(sum > 0 && sum <= math.MaxFloat64) {
		return 0, &ScoreError{"", ErrWeight}
	}
	for i, c := range m.Cautions {
		err := idError(c.ID, i > 0 && c.ID == m.Cautions[i-1].ID)
		if err == nil && !(within(0, c.V, 1) && (c.C != c.C || within(0, c.C, 1))) {
			err = ErrCaution
		}
		if err != nil {
			return 0, &ScoreError{"caution/" + c.ID, err}
		}
	}
	return inputs, nil
}

// check returns what is wrong with the inputs of a sorted pillar.
func (p PillarSignals) check() error {
	sum := 0.0
	for i, x := range p.Inputs {
		err := idError(x.ID, i > 0 && x.ID == p.Inputs[i-1].ID)
		switch {
		case err != nil:
		case !(x.Weight >= 0):
			err = ErrWeight
		case !within(0, x.Quality, 1):
			err = ErrQuality
		case x.Signal == x.Signal && !within(-1, x.Signal, 1):
			err = ErrSignal
		}
		if err != nil {
			return &ScoreError{p.ID + "/" + x.ID, err}
		}
		sum += x.Weight
	}
	if len(p.Inputs) > 0 && !(sum > 0 && sum <= math.MaxFloat64) {
		return &ScoreError{p.ID, ErrWeight}
	}
	return nil
}

// checkMatrix returns what is wrong with R.
func (m Model) checkMatrix() error {
	if m.R == nil {
		return nil
	}
	ok := len(m.R) == len(m.Cautions)
	for _, row := range m.R {
		ok = ok && len(row) == len(m.R)
	}
	for i := 0; ok && i < len(m.R); i++ {
		ok = m.R[i][i] == 1
		for j := 0; ok && j < i; j++ {
			ok = m.R[i][j] == m.R[j][i] && within(0, m.R[i][j], 1)
		}
	}
	if !ok {
		return &ScoreError{"", ErrMatrix}
	}
	return nil
}

func idError(id string, same bool) error {
	switch {
	case id == "" || id == "caution" || strings.Contains(id, "/"):
		return ErrID
	case same:
		return ErrSameID
	}
	return nil
}

// within reports lo <= x <= hi, which no NaN is.
func within(lo, x, hi float64) bool { return lo <= x && x <= hi }
