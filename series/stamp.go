package series

import "time"

// A Stamp says what the time column of a file means. Vendors differ, most do
// not say, and a wrong guess lets a bar be known before it has ended. So there
// is no default: the zero Stamp is an error, ErrStamp.
//
// Opens and Closes come with a grid. Where the file has dates without hours they
// are read in the grid's zone, and stand for the whole day. On a Session grid a date
// stands for its session; a date without one is ErrClosed.
type Stamp struct {
	closes bool
	grid   Grid
	given  bool
	rule   func(ref time.Time) time.Time
}

// Opens means that the column holds the beginning of a bar. The bar ends, and is
// known, at the end of the grid's bucket in which it begins. A date begins with
// its day.
func Opens(g Grid) Stamp { return Stamp{grid: g, given: true} }

// Closes means that the column holds the end of a bar, or the instant from which
// a value is known. The bar begins with the grid's bucket that holds the time up
// to its end. A date closes with the end of its day, not with its beginning.
// Values with complete times need no grid: for them Closes(Grid{}) will do.
func Closes(g Grid) Stamp { return Stamp{grid: g, given: true, closes: true} }

// References means that the column holds the date that a value is about, and
// that the value is known later, as a release calendar says:
//
//	sheet, err := series.FRED("WALCL").ReadSeries(file, series.References(series.H41))
//
// The rule is given each date at 00:00 UTC. Where one release has several dates,
// as H10 has, the second is ErrDuplicate: such figures belong into Vintages, and a
// rule that returns the date itself reads them for that. There are no bars of
// reference dates. References panics if rule is nil.
func References(rule func(ref time.Time) time.Time) Stamp {
	if rule == nil {
		panic("series: References: rule is nil")
	}
	return Stamp{given: true, closes: true, rule: rule}
}

// String describes the stamp.
func (s Stamp) String() string {
	switch {
	case !s.given:
		return "no meaning"
	case s.rule != nil:
		return "references, by a rule"
	case s.closes:
		return "closes, " + s.grid.String()
	}
	return "opens, " + s.grid.String()
}
