package series

import (
	"io"
	"strconv"
	"time"
)

// WriteCSV writes the series with the header time,value: stamps as RFC 3339 in
// UTC, values with the fewest digits that read back as the same float64, nothing
// for a missing value. ReadSeries with Closes(Grid{}) gives the same series, bit
// for bit.
func (s Series) WriteCSV(w io.Writer) error {
	out := csvWriter{w: w}
	out.text("time,value\n")
	for i, t := range s.t {
		out.time(t)
		out.number(',', s.v[i])
		out.end()
	}
	return out.flush()
}

// WriteCSV writes the bars with the header start,end,open,high,low,close,volume
// in the form of Series.WriteCSV. ReadBars with Closes(Grid{}) gives the same bars.
func (b Bars) WriteCSV(w io.Writer) error {
	out := csvWriter{w: w}
	out.text("start,end,open,high,low,close,volume\n")
	for i := range b.end {
		out.time(b.start[i])
		out.text(",")
		out.time(b.end[i])
		for _, column := range [...][]float64{b.open, b.high, b.low, b.close, b.volume} {
			out.number(',', column[i])
		}
		out.end()
	}
	return out.flush()
}

// A csvWriter collects rows and writes some thousand bytes at a time. After an
// error it does nothing.
type csvWriter struct {
	w   io.Writer
	buf []byte
	err error
}

func (c *csvWriter) text(s string) { c.buf = append(c.buf, s...) }

func (c *csvWriter) time(ns int64) {
	c.buf = time.Unix(0, ns).UTC().AppendFormat(c.buf, time.RFC3339Nano)
}

func (c *csvWriter) number(before byte, x float64) {
	c.buf = append(c.buf, before)
	if x == x {
		c.buf = strconv.AppendFloat(c.buf, x, 'g', -1, 64)
	}
}

// end ends a row.
func (c *csvWriter) end() {
	c.buf = append(c.buf, '\n')
	if len(c.buf) > 1<<15 {
		c.flush()
	}
}

func (c *csvWriter) flush() error {
	if c.err == nil {
		_, c.err = c.w.Write(c.buf)
	}
	c.buf = c.buf[:0]
	return c.err
}
