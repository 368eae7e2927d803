package ratio

import (
	"encoding/json"
	"slices"
	"sort"
)

// nearEnd is how far from the end of what is pending an event is put in place at
// once. Instants that come in order never need more than their own names.
const nearEnd = 1024

// put keeps e in order, unless it is there already. A history that comes one
// name after the other falls into the middle again and again: to move all that
// follows each time would cost the square of its length. So what falls there is
// held aside, in order too, and merged when it is more than a few times the square
// root of all.
func (q *inbox) put(e event) error {
	i, had := find(q.Pending, e)
	j, aside := find(q.late, e)
	switch {
	case had || aside:
		return ErrDuplicate
	case len(q.Pending)-i <= nearEnd:
		q.Pending = slices.Insert(q.Pending, i, e)
		return nil
	}
	q.late = slices.Insert(q.late, j, e)
	if n := len(q.late); n*n > 32*len(q.Pending) {
		q.settle()
	}
	return nil
}

// settle merges what was held aside.
func (q *inbox) settle() {
	if len(q.late) > 0 {
		q.Pending, q.late = merged(q.Pending, q.late), nil
	}
}

// MarshalJSON saves all that is pending in one order, however it came.
func (q inbox) MarshalJSON() ([]byte, error) {
	type saved inbox
	q.settle()
	return json.Marshal(saved(q))
}

// find returns the place of e among events in order, and whether one of its
// instant and name is there.
func find(events []event, e event) (i int, found bool) {
	i = sort.Search(len(events), func(i int) bool { return !events[i].before(e) })
	return i, i < len(events) && !e.before(events[i])
}

// before orders events by instant and then by name.
func (e event) before(f event) bool { return e.T < f.T || e.T == f.T && e.ID < f.ID }

// merged returns the events of a and b, both in order and none in both.
func merged(a, b []event) []event {
	all := make([]event, 0, len(a)+len(b)+nearEnd)
	for len(a) > 0 && len(b) > 0 {
		if a[0].before(b[0]) {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}
