package series

import (
	"io"
	"strings"
)

// A Dialect is the shape in which a vendor writes its files: the names of the
// columns, the form of times and of numbers. It is one of few, with no settings
// beside the column. It does not say what a time means: a Stamp does.
//
// The zero Dialect is the one that Reader documents.
type Dialect struct {
	vendor vendor
	column string // of the values
}

type vendor int8

const (
	plain vendor = iota
	fred
	farside
	exchange
)

// FRED is the CSV of the St. Louis Fed, observation_date,WALCL or the older
// DATE,WALCL, with a dot or nothing for a missing value. The column is the
// series' identifier, so that one series is not read as another; the file may
// have others beside it. Dates are reference dates: read them with References and
// a release calendar such as H41, which says when a figure was known.
func FRED(column string) Dialect { return Dialect{vendor: fred, column: column} }

// Farside is the table of fund flows of Farside Investors, saved as CSV:
//
//	Date,IBIT,FBTC,GBTC,Total
//	11 Jan 2024,111.7,227.0,(95.1),"1,655.3"
//
// The column is a fund or Total. Dates are 11 Jan 2024 or 2024-01-11; the date's
// column may have no name. A number in parentheses is negative, commas part
// thousands, and a dash or nothing is missing. Rows that begin with Fee, Seed,
// Total, Average, Maximum or Minimum are skipped.
func Farside(column string) Dialect { return Dialect{vendor: farside, column: column} }

// Exchange is what exchanges and price services write: bars in columns of any
// order, among others that are not read. The names, in any case, _ being a
// space, are
//
//	time, timestamp, date, datetime, unix or open time
//	open, high, low, close, volume
//
// Without a volume column volumes are unknown. A file whose first field is all
// digits has no header and begins with time, open, high, low, close and volume,
// as those of Binance and Kraken do. A column named open time goes with Opens only.
//
// A time is a date; or a date, a T or a space, and a time of day, with or
// without seconds, their fraction, and a Z, UTC or offset like -05:00; or Unix
// time. Without an offset it is local to the grid, ErrSkipped or ErrAmbiguous
// where the clock skips it or shows it twice. Unix time is in seconds if it has
// 9 or 10 digits, which it has from 1973 on, and in milli-, micro- or nanoseconds
// if it has 13, 16 or 19, from 2001 on. Other lengths are ErrTime: 20240102 is a
// date to some.
//
// Numbers are decimal with a point; nothing, null and NaN are missing.
func Exchange() Dialect { return Dialect{vendor: exchange} }

// String names the dialect.
func (d Dialect) String() string {
	switch d.vendor {
	case fred:
		return "FRED " + d.column
	case farside:
		return "Farside " + d.column
	case exchange:
		return "exchange"
	}
	return "plain"
}

// NewReader returns a Reader of r, whose time column means what stamp says.
func (d Dialect) NewReader(r io.Reader, stamp Stamp) *Reader {
	return &Reader{dialect: d, stamp: stamp, rows: scanner{in: r, line: 1}}
}

// ReadSeries reads a file of values to its end.
func (d Dialect) ReadSeries(r io.Reader, stamp Stamp) (Series, error) {
	var s Series
	rd := d.NewReader(r, stamp)
	for {
		t, v := rd.point()
		switch {
		case rd.err == io.EOF:
			return clipped(s.t, s.v), nil
		case rd.err != nil:
			return Series{}, rd.err
		}
		s.t, s.v = append(s.t, t), append(s.v, v)
	}
}

// ReadBars reads a file of bars to its end.
func (d Dialect) ReadBars(r io.Reader, stamp Stamp) (Bars, error) {
	var b Bars
	rd := d.NewReader(r, stamp)
	for {
		x, start, end := rd.bar()
		switch {
		case rd.err == io.EOF:
			return b.Slice(0, b.Len()), nil
		case rd.err != nil:
			return Bars{}, rd.err
		}
		b.start, b.end = append(b.start, start), append(b.end, end)
		b.open, b.high, b.low = append(b.open, x.Open), append(b.high, x.High), append(b.low, x.Low)
		b.close, b.volume = append(b.close, x.Close), append(b.volume, x.Volume)
	}
}

// skips reports whether a row is a summary and no observation.
func (d Dialect) skips(rows *scanner) bool {
	if d.vendor != farside {
		return false
	}
	switch strings.ToLower(string(rows.text(0))) {
	case "fee", "seed", "total", "average", "maximum", "minimum":
		return true
	}
	return false
}
