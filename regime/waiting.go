package regime

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/riskon/riskon/series"
)

// waiting is a record told and not yet known, or one being saved. In JSON it is
// an object with one field, named for its type.
type waiting struct{ Record }

type waitingJSON struct {
	Value    *Value    `json:"value,omitempty"`
	Bar      *barJSON  `json:"bar,omitempty"`
	Closes   *Closes   `json:"closes,omitempty"`
	Flow     *Flow     `json:"flow,omitempty"`
	Holding  *Holding  `json:"holding,omitempty"`
	Fact     *Fact     `json:"fact,omitempty"`
	Coverage *Coverage `json:"coverage,omitempty"`
}

// barJSON is a Bar whose volume may be missing.
type barJSON struct {
	Series string
	Ref    time.Time
	Bar    struct {
		series.Bar
		Volume Number
	}
}

func (w waiting) MarshalJSON() ([]byte, error) {
	var j waitingJSON
	switch r := w.Record.(type) {
	case Value:
		j.Value = &r
	case Bar:
		j.Bar = &barJSON{Series: r.Series, Ref: r.Ref}
		j.Bar.Bar.Bar, j.Bar.Bar.Volume = r.Bar, Number(r.Bar.Volume)
	case Closes:
		j.Closes = &r
	case Flow:
		j.Flow = &r
	case Holding:
		j.Holding = &r
	case Fact:
		j.Fact = &r
	case Coverage:
		j.Coverage = &r
	}
	return json.Marshal(j)
}

func (w *waiting) UnmarshalJSON(b []byte) error {
	var j waitingJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	switch {
	case j.Value != nil:
		w.Record = *j.Value
	case j.Bar != nil:
		r := Bar{j.Bar.Series, j.Bar.Ref, j.Bar.Bar.Bar}
		r.Bar.Volume = float64(j.Bar.Bar.Volume)
		w.Record = r
	case j.Closes != nil:
		w.Record = *j.Closes
	case j.Flow != nil:
		w.Record = *j.Flow
	case j.Holding != nil:
		w.Record = *j.Holding
	case j.Fact != nil:
		w.Record = *j.Fact
	case j.Coverage != nil:
		w.Record = *j.Coverage
	default:
		return errors.New("no record")
	}
	return nil
}
