package series

import (
	"fmt"
	"strings"
	"time"
)

// A Policy says what Sort does with data that contradict themselves. The zero
// Policy is invalid: which of two prices is right is not a matter for a default.
type Policy int

const (
	Reject    Policy = iota + 1 // the first bad point is an error
	KeepFirst                   // of points at one time the first with a value stays
	KeepLast                    // of points at one time the last with a value stays
)

// String returns the name of the constant.
func (p Policy) String() string {
	switch p {
	case Reject:
		return "Reject"
	case KeepFirst:
		return "KeepFirst"
	case KeepLast:
		return "KeepLast"
	}
	return fmt.Sprintf("Policy(%d)", int(p))
}

// A Report says what Sort found. Points lists all of it in the order of the
// input, the position in the input being the Index; the other fields count it.
type Report struct {
	Moved     int // ErrOrder: came after a later time, put where it belongs
	Duplicate int // ErrDuplicate: time as of a point that was kept, left out
	Missing   int // ErrMissing: NaN, kept as a missing point
	Infinite  int // ErrInfinite: infinite or beyond 1e75, made a missing point
	Range     int // ErrRange: time outside 1678..2262, left out
	Points    []*PointError
}

// String counts what was found, in one line.
func (r Report) String() string {
	var parts []string
	for _, x := range []struct {
		n    int
		what string
	}{
		{r.Moved, "moved"}, {r.Duplicate, "duplicate"}, {r.Missing, "missing"},
		{r.Infinite, "infinite"}, {r.Range, "out of range"},
	} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprint(x.n, " ", x.what))
		}
	}
	if len(parts) == 0 {
		return "clean"
	}
	return strings.Join(parts, ", ")
}

// add counts and lists one thing found.
func (r *Report) add(count *int, i int, at time.Time, err error) {
	*count++
	r.Points = append(r.Points, &PointError{Index: i, Time: at.UTC(), Err: err})
}
