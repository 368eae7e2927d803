package series

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// A Reader reads a file of values or of bars and holds one row at a time. The
// file is comma-separated as in RFC 4180, with one of two headers, in any case:
//
//	time,value
//	time,open,high,low,close,volume
//
// A time is a date, 2006-01-02, or RFC 3339, 2006-01-02T15:04:05-05:00. Numbers
// are decimal with a point. An empty number is missing: it becomes NaN. A byte
// order mark and spaces around fields are skipped.
//
// Any other input is a *ParseError: ErrHeader, ErrTime, ErrNumber, an error of
// encoding/csv, and whatever New and NewBars reject, ErrDuplicate for one. Only
// errors of the underlying io.Reader come back as they are, and ErrStamp where
// no meaning was given. A Reader stops at its first error and returns it from then on.
type Reader struct {
	stamp Stamp
	buf   *bufio.Reader
	csv   *csv.Reader // nil until the header is read
	width int
	prev  int64 // stamp of the row before
	rows  int
	err   error
}

// NewReader returns a Reader of r, whose time column means what stamp says.
func NewReader(r io.Reader, stamp Stamp) *Reader {
	return &Reader{buf: bufio.NewReader(r), stamp: stamp}
}

// ReadSeries reads a time,value file to its end.
func ReadSeries(r io.Reader, stamp Stamp) (Series, error) {
	var s Series
	rd := NewReader(r, stamp)
	for {
		_, v, err := rd.ReadPoint()
		switch {
		case err == io.EOF:
			return s.Slice(0, s.Len()), nil
		case err != nil:
			return Series{}, err
		}
		s.t, s.v = append(s.t, rd.prev), append(s.v, v)
	}
}

// ReadBars reads a time,open,high,low,close,volume file to its end.
func ReadBars(r io.Reader, stamp Stamp) (Bars, error) {
	var b Bars
	rd := NewReader(r, stamp)
	for {
		x, err := rd.ReadBar()
		switch {
		case err == io.EOF:
			return b.Slice(0, b.Len()), nil
		case err != nil:
			return Bars{}, err
		}
		b.start, b.end = append(b.start, x.Start.UnixNano()), append(b.end, rd.prev)
		b.open, b.high, b.low = append(b.open, x.Open), append(b.high, x.High), append(b.low, x.Low)
		b.close, b.volume = append(b.close, x.Close), append(b.volume, x.Volume)
	}
}

// ReadPoint returns the next value and the instant from which it is known, or
// io.EOF after the last.
func (r *Reader) ReadPoint() (t time.Time, v float64, err error) {
	row := r.row(2)
	at := r.time(row)
	if r.stamp.closes {
		r.accept(time.Time{}, at)
	} else if _, end, ok := r.stamp.grid.Bucket(at); ok {
		at = end
		r.accept(time.Time{}, at)
	} else {
		r.fail(0, ErrRange)
	}
	v = r.number(row, 1)
	if r.err != nil {
		return time.Time{}, math.NaN(), r.err
	}
	return at, v, nil
}

// ReadBar returns the next bar, or io.EOF after the last.
func (r *Reader) ReadBar() (Bar, error) {
	row := r.row(6)
	at := r.time(row)
	start, end, ok := at, at, false
	if r.stamp.closes {
		start, _, ok = r.stamp.grid.Bucket(at.Add(-1))
	} else {
		_, end, ok = r.stamp.grid.Bucket(at)
	}
	if !ok {
		r.fail(0, ErrRange)
	}
	r.accept(start, end)
	b := Bar{Start: start, End: end,
		Open: r.number(row, 1), High: r.number(row, 2), Low: r.number(row, 3), Close: r.number(row, 4), Volume: r.number(row, 5)}
	if err := b.check(); err != nil {
		r.fail(1, err)
	}
	if r.err != nil {
		return Bar{}, r.err
	}
	return b, nil
}

// fail records err at a field of the current row, unless there is one already.
// After that the other methods do nothing, so callers check once, at the end.
func (r *Reader) fail(field int, err error) {
	if r.err == nil {
		line, column := r.csv.FieldPos(field)
		r.err = &ParseError{Line: line, Column: column, Err: err}
	}
}

// row returns the fields of the next row, nil on an error.
func (r *Reader) row(width int) []string {
	if r.csv == nil {
		r.header(width)
	}
	if r.err == nil && r.width != width {
		r.err = &ParseError{Line: 1, Column: 1, Err: ErrHeader}
	}
	if r.err != nil {
		return nil
	}
	row, err := r.csv.Read()
	if err != nil {
		r.err = parseError(err)
		return nil
	}
	return row
}

// header skips the byte order mark and reads the header row.
func (r *Reader) header(width int) {
	if !r.stamp.given || r.stamp.grid == (Grid{}) && !(r.stamp.closes && width == 2) {
		r.err = ErrStamp
	}
	if mark, _ := r.buf.Peek(3); string(mark) == "\ufeff" {
		r.buf.Discard(3)
	}
	r.csv = csv.NewReader(r.buf)
	r.csv.ReuseRecord, r.csv.TrimLeadingSpace = true, true
	if r.err != nil {
		return
	}
	names, err := r.csv.Read()
	if err != nil && err != io.EOF {
		r.err = parseError(err)
		return
	}
	for i, name := range names {
		names[i] = strings.ToLower(strings.TrimSpace(name))
	}
	switch strings.Join(names, ",") {
	case "time,value", "time,open,high,low,close,volume":
		r.width = len(names)
	}
}

// time returns the instant in the row's first field.
func (r *Reader) time(row []string) time.Time {
	if r.err != nil {
		return time.Time{}
	}
	text := strings.TrimSpace(row[0])
	layout := time.RFC3339
	if len(text) == len(time.DateOnly) {
		layout = time.DateOnly
	}
	t, err := time.Parse(layout, text)
	switch {
	case err != nil:
		r.fail(0, ErrTime)
		return time.Time{}
	case layout == time.RFC3339:
		return t
	case r.stamp.grid.loc == nil:
		r.fail(0, ErrStamp)
		return time.Time{}
	}
	d := dayOf(t)
	if r.stamp.closes {
		d++
	}
	return d.start(r.stamp.grid.loc)
}

// accept checks that a row follows the one before. A value has no start.
func (r *Reader) accept(start, end time.Time) {
	ns, exact := unixNano(end)
	begin, _ := unixNano(start)
	switch {
	case r.err != nil:
	case !exact:
		r.fail(0, ErrRange)
	case r.rows > 0 && ns == r.prev:
		r.fail(0, ErrDuplicate)
	case r.rows > 0 && ns < r.prev:
		r.fail(0, ErrOrder)
	case r.rows > 0 && r.width > 2 && begin < r.prev:
		r.fail(0, ErrOverlap)
	}
	r.prev = ns
	r.rows++
}

// number returns the number in a field, NaN if it is empty.
func (r *Reader) number(row []string, field int) float64 {
	if r.err != nil {
		return math.NaN()
	}
	text := strings.TrimSpace(row[field])
	if text == "" {
		return math.NaN()
	}
	// ParseFloat also reads words and hexadecimals, which no price is.
	if strings.Trim(text, "0123456789+-.eE") != "" {
		r.fail(field, ErrNumber)
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	switch {
	case errors.Is(err, strconv.ErrRange) || math.Abs(x) > Limit:
		r.fail(field, ErrInfinite)
	case err != nil:
		r.fail(field, ErrNumber)
	}
	return x
}

// parseError turns an error of encoding/csv into ours. Others, of the file
// itself, stay what they are.
func parseError(err error) error {
	var e *csv.ParseError
	if errors.As(err, &e) {
		return &ParseError{Line: e.Line, Column: e.Column, Err: e.Err}
	}
	return err
}
