package series

// A Stamp says what the time column of a file means. Vendors differ, most do
// not say, and a wrong guess lets a bar be known before it has ended. So there
// is no default: the zero Stamp is an error, ErrStamp.
//
// Either meaning comes with a grid. Where the file has dates without hours they
// are read in the grid's zone, and stand for the whole day.
type Stamp struct {
	closes bool
	grid   Grid
	given  bool
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
