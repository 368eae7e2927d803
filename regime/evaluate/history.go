package evaluate

import (
	"time"

	"github.com/riskon/riskon/regime"
)

// History joins the histories of readings of one classifier, oldest first, into
// one. A reading remembers its latest steps only, so the history of years takes
// several: each must reach back to a step of the one before, or the error is a
// *RowError with ErrGap. For one that begins before the first it is ErrOrder. A
// reading without steps adds none.
func History(readings []regime.Reading) ([]regime.Step, error) {
	var out []regime.Step
	for i, r := range readings {
		if len(r.History) == 0 {
			continue
		}
		err := error(nil)
		switch {
		case len(out) > 0 && r.History[0].Time.After(out[len(out)-1].Time):
			err = ErrGap
		case len(out) > 0 && r.History[0].Time.Before(out[0].Time):
			err = ErrOrder
		}
		if err != nil {
			return nil, &RowError{Name: "History", Row: "reading", Index: i, Time: r.Time, Err: err}
		}
		for _, s := range r.History {
			if len(out) == 0 || s.Time.After(out[len(out)-1].Time) {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// Times returns the instants of a history, for Rises.
func Times(history []regime.Step) []time.Time {
	out := make([]time.Time, len(history))
	for i, s := range history {
		out[i] = s.Time
	}
	return out
}

// inOrder returns a *RowError for the first step that is not after the one before.
func inOrder(name string, history []regime.Step) error {
	for i := 1; i < len(history); i++ {
		if !history[i].Time.After(history[i-1].Time) {
			return &RowError{Name: name, Row: "step", Index: i, Time: history[i].Time, Err: ErrOrder}
		}
	}
	return nil
}
