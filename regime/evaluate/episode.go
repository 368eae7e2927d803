package evaluate

import (
	"fmt"
	"strconv"
	"time"

	"github.com/riskon/riskon/regime"
)

// An Episode is a spell of one state, or several that are so near to each other
// that they are one experience.
type Episode struct {
	From, To time.Time // its first and its last step
	Steps    int       // in the state
	Spells   int       // that were merged; 1 is a spell by itself
	Open     bool      // the history ends in it
}

// Episodes are in order of time, and at least a horizon apart.
type Episodes []Episode

// EpisodesOf returns the episodes of a state: its maximal spells, of which two
// become one where
//
//	first step of the later - last step of the earlier < horizon
//
// which is where the outcomes of those two steps overlap. Episodes are what there
// is to learn from: a spell of forty weeks is forty steps and one experience. A
// step in any other state, Unknown too, ends a spell.
//
// The error is a *RowError with ErrOrder. It panics if horizon < 0.
func EpisodesOf(history []regime.Step, state regime.State, horizon time.Duration) (Episodes, error) {
	if horizon < 0 {
		panic("evaluate: EpisodesOf: horizon < 0")
	}
	if err := inOrder("EpisodesOf", history); err != nil {
		return nil, err
	}
	var out Episodes
	for i, s := range history {
		if s.State != state {
			continue
		}
		goesOn := i > 0 && history[i-1].State == state
		if n := len(out); n == 0 || !goesOn && s.Time.Sub(out[n-1].To) >= horizon {
			out = append(out, Episode{From: s.Time})
		}
		last := &out[len(out)-1]
		if !goesOn {
			last.Spells++
		}
		last.To, last.Steps, last.Open = s.Time, last.Steps+1, i == len(history)-1
	}
	return out, nil
}

// String shows a row for each episode.
func (e Episodes) String() string { return e.table().text() }

// HTML shows the episodes as a table for a notebook.
func (e Episodes) HTML() string { return e.table().html() }

func (e Episodes) table() *table {
	t := &table{notes: []string{"Episodes, none"}}
	if len(e) > 0 {
		t.notes[0] = fmt.Sprintf("Episodes, %d from %s to %s", len(e), date(e[0].From), date(e[len(e)-1].To))
		t.row("from", "to", "steps", "spells")
	}
	for _, x := range e {
		to := date(x.To)
		if x.Open {
			to += ", open"
		}
		t.row(date(x.From), to, strconv.Itoa(x.Steps), strconv.Itoa(x.Spells))
	}
	return t
}
