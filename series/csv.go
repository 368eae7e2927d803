package series

import (
	"io"
	"math"
	"time"
)

// A Reader reads a file of values or of bars, one row at a time, in memory that
// does not grow with the file. The file is comma-separated as in RFC 4180, with
// one of three headers, in any case:
//
//	time,value
//	time,open,high,low,close,volume
//	start,end,open,high,low,close,volume
//
// A time is a date, 2006-01-02, or RFC 3339, 2006-01-02T15:04:05-05:00. Numbers
// are decimal with a point. An empty number is missing: it becomes NaN. A byte
// order mark, empty lines and spaces around fields are skipped. The third
// header, which WriteCSV writes, gives both ends of a bar: it goes with Closes.
// Files of other shapes have a Dialect.
//
// Any other input is a *ParseError: ErrHeader, ErrTime, ErrNumber, ErrRow for a
// row of more than 65536 bytes, one of encoding/csv's ErrQuote, ErrBareQuote and
// ErrFieldCount, and whatever New and NewBars reject, ErrDuplicate for one. Only
// errors of the underlying io.Reader come back as they are, and ErrStamp where
// no meaning was given. A Reader stops at its first error and returns it from then on.
type Reader struct {
	dialect Dialect
	stamp   Stamp
	rows    scanner
	layout  layout
	zone    zone
	bucket  struct{ start, end int64 } // of the grid, as last seen
	prev    int64                      // stamp of the row before
	began   bool                       // there is a row before
	err     error
}

// NewReader returns a Reader of r, whose time column means what stamp says.
func NewReader(r io.Reader, stamp Stamp) *Reader { return Dialect{}.NewReader(r, stamp) }

// ReadSeries reads a time,value file to its end.
func ReadSeries(r io.Reader, stamp Stamp) (Series, error) { return Dialect{}.ReadSeries(r, stamp) }

// ReadBars reads a file of bars to its end.
func ReadBars(r io.Reader, stamp Stamp) (Bars, error) { return Dialect{}.ReadBars(r, stamp) }

// ReadPoint returns the next value and the instant from which it is known, or
// io.EOF after the last.
func (r *Reader) ReadPoint() (t time.Time, v float64, err error) {
	ns, v := r.point()
	if r.err != nil {
		return time.Time{}, math.NaN(), r.err
	}
	return time.Unix(0, ns).UTC(), v, nil
}

// ReadBar returns the next bar, or io.EOF after the last.
func (r *Reader) ReadBar() (Bar, error) {
	b, _, _ := r.bar()
	return b, r.err
}

// point reads a row of two columns. What it returns counts if there is no error.
func (r *Reader) point() (ns int64, v float64) {
	if !r.next(points) {
		return 0, math.NaN()
	}
	ns = r.time(r.layout.time, r.stamp.closes)
	if r.err == nil && !r.stamp.closes {
		_, ns = r.within(ns)
	}
	r.accept(ns, ns)
	return ns, r.number(r.layout.value[0])
}

// bar reads a row with four prices and a volume, and gives its ends in
// nanoseconds too. Where there is an error the bar is empty.
func (r *Reader) bar() (b Bar, start, end int64) {
	if !r.next(bars) {
		return Bar{}, 0, 0
	}
	switch at := r.time(r.layout.time, r.stamp.closes); {
	case r.err != nil:
	case r.layout.start >= 0:
		start, end = r.time(r.layout.start, false), at
	case !r.stamp.closes:
		start = at
		_, end = r.within(at)
	case at == math.MinInt64:
		r.fail(r.layout.time, ErrRange)
	default:
		start, _ = r.within(at - 1)
		end = at
	}
	r.accept(start, end)
	col := &r.layout.value
	b = Bar{Start: time.Unix(0, start).UTC(), End: time.Unix(0, end).UTC(), Open: r.number(col[0]), High: r.number(col[1]),
		Low: r.number(col[2]), Close: r.number(col[3]), Volume: r.number(col[4])}
	if r.err != nil {
		return Bar{}, 0, 0
	}
	if err := b.check(); err != nil {
		r.fail(col[0], err)
		return Bar{}, 0, 0
	}
	return b, start, end
}

// next goes to the next row of data. It reports false at an error or the end.
func (r *Reader) next(want shape) bool {
	if r.err == nil && r.layout.shape == 0 {
		r.header(want)
	}
	if r.err == nil && r.layout.shape != want {
		r.err = &ParseError{Line: 1, Column: 1, Err: ErrHeader}
	}
	for r.err == nil {
		if r.err = r.rows.next(); r.err == nil && !r.dialect.skips(&r.rows) {
			return true
		}
	}
	return false
}

// fail records err at a field of the current row, unless there is one already.
// After that the other methods do nothing, so callers check once, at the end.
func (r *Reader) fail(field int, err error) {
	if r.err == nil {
		r.err = r.rows.errorAt(field, err)
	}
}

// within returns the grid's bucket that holds the time of the current row.
// Neighbouring rows are often in one bucket, and looking it up costs more than
// reading the row.
func (r *Reader) within(ns int64) (start, end int64) {
	if c := &r.bucket; ns < c.start || ns >= c.end {
		a, b, ok := r.stamp.grid.Bucket(time.Unix(0, ns))
		if !ok {
			r.fail(r.layout.time, ErrRange)
			return 0, 0
		}
		c.start, c.end = a.UnixNano(), b.UnixNano()
	}
	return r.bucket.start, r.bucket.end
}

// accept checks that a row follows the one before. A value starts when it ends.
func (r *Reader) accept(start, end int64) {
	if r.began {
		switch {
		case end == r.prev:
			r.fail(r.layout.time, ErrDuplicate)
		case end < r.prev:
			r.fail(r.layout.time, ErrOrder)
		case start < r.prev:
			r.fail(r.layout.time, ErrOverlap)
		}
	}
	r.prev, r.began = end, true
}

// number returns the number in a field, NaN if it is missing or there is no
// such column.
func (r *Reader) number(field int) float64 {
	if r.err != nil || field < 0 {
		return math.NaN()
	}
	x, err := r.dialect.number(r.rows.text(field))
	if err != nil {
		r.fail(field, err)
	}
	return x
}
