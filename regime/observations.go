package regime

import (
	"slices"
	"time"
)

// An observation is one reference date of an input: up to three numbers, and what
// the input makes of them.
type observation struct {
	Ref   Date
	Known time.Time // of the number known last
	Has   uint8     // a bit for each number that is there
	V     [3]float64
}

// observations are those of an input as they are known now, by reference date. A
// revision takes the place of what it revises, wherever that is.
type observations struct {
	Parts int
	Done  []observation // those that have all parts
	Open  []observation // those that wait for one, or whose parts make no number
	From  Date          // what is older was forgotten, and is not taken any more

	room []observation // where Done lies
}

// openDates bounds how many reference dates wait: half a year of weeks.
const openDates = 26

// How put has changed the observations that are done.
type change int

const (
	unchanged change = iota
	appended         // one more, of a later date than the others
	renewed          // the last one is another one
	revised          // one came, went or became another one, anywhere
)

// put records a number. f makes a number of an observation with all its parts;
// where it is not finite the date is no observation, until a revision makes it one.
func (o *observations) put(part int, x float64, ref Date, known time.Time, f *Feature) change {
	if ref.Before(o.From.Time) {
		return unchanged // its neighbours are gone
	}
	if i, found := dateIn(o.Done, ref); found {
		row := &o.Done[i]
		row.V[part], row.Known = x, latest(row.Known, known)
		if !finite(f.number(row)) {
			o.wait(*row)
			o.Done = slices.Delete(o.Done, i, i+1)
			return revised
		}
		if i == len(o.Done)-1 {
			return renewed
		}
		return revised
	}
	row := observation{Ref: ref}
	i, found := dateIn(o.Open, ref)
	if found {
		row = o.Open[i]
	}
	row.V[part], row.Known, row.Has = x, latest(row.Known, known), row.Has|1<<part
	done := row.Has == 1<<o.Parts-1 && finite(f.number(&row))
	switch {
	case done && found:
		o.Open = slices.Delete(o.Open, i, i+1)
	case found:
		o.Open[i] = row
	case !done:
		o.wait(row)
	}
	if !done {
		return unchanged
	}
	if n := len(o.Done); n == 0 || o.Done[n-1].Ref.Before(ref.Time) {
		o.push(row)
		return appended
	}
	at, _ := dateIn(o.Done, ref)
	o.Done = slices.Insert(o.Done, at, row)
	return revised
}

// push appends to Done, whose oldest ones leave: in the room that it has, if there is
// as much again as it takes.
func (o *observations) push(row observation) {
	if n := len(o.Done); n == cap(o.Done) {
		if cap(o.room) < 2*n {
			o.room = make([]observation, 0, 2*n+16)
		}
		o.Done = append(o.room[:0], o.Done...)
	}
	o.Done = append(o.Done, row)
}

// wait keeps an observation that is not done. Of too many, the oldest goes.
func (o *observations) wait(row observation) {
	i, _ := dateIn(o.Open, row.Ref)
	o.Open = slices.Insert(o.Open, i, row)
	if len(o.Open) > openDates {
		o.Open = slices.Delete(o.Open, 0, 1)
	}
}

// forget drops the n oldest observations.
func (o *observations) forget(n int) {
	if n > 0 {
		o.Done = o.Done[n:]
		o.From = o.Done[0].Ref
	}
}

// dateIn returns where the reference date is, or belongs, in rows.
func dateIn(rows []observation, ref Date) (i int, found bool) {
	n := len(rows)
	if n == 0 || rows[n-1].Ref.Before(ref.Time) { // as almost always
		return n, false
	}
	return slices.BinarySearchFunc(rows, ref, func(r observation, ref Date) int { return r.Ref.Compare(ref.Time) })
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// newest is the latest instant that the observations know of.
func (o *observations) newest() time.Time {
	t := o.From.Time
	for _, rows := range [][]observation{o.Done, o.Open} {
		for i := range rows {
			t = latest(t, rows[i].Known)
		}
	}
	return t
}

// valid reports whether put could have left the observations, at most so many done.
func (o *observations) valid(parts, most int, f *Feature) bool {
	if o.Parts != parts || len(o.Open) > openDates || len(o.Done) > most {
		return false
	}
	all := uint8(1<<parts - 1)
	for _, rows := range [][]observation{o.Done, o.Open} {
		for i, r := range rows {
			if r.Has == 0 || r.Has > all || !finite(r.V[:]...) || r.Ref.After(r.Known) || i > 0 && !rows[i-1].Ref.Before(r.Ref.Time) {
				return false
			}
		}
	}
	for _, r := range o.Done {
		if r.Has != all || !finite(f.number(&r)) || r.Ref.Before(o.From.Time) {
			return false
		}
	}
	for _, r := range o.Open {
		if _, both := dateIn(o.Done, r.Ref); both || r.Has == all && finite(f.number(&r)) {
			return false
		}
	}
	return true
}
