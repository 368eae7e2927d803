package series

import (
	"bytes"
	"encoding/csv"
	"io"
)

// maxRow bounds a row, and with it the memory of a Reader: a quote that is never
// closed would otherwise take in the rest of the file.
const maxRow = 1 << 16

// A scanner cuts a file into rows and fields. It accepts what encoding/csv does
// with TrimLeadingSpace, but keeps the row where it was read and never copies.
type scanner struct {
	in     io.Reader
	inErr  error // of the last Read
	buf    []byte
	row    int // where the current row begins in buf
	size   int // its length, the line end excluded
	tail   int // where the row after it begins
	line   int // of the current row, from 1
	lines  int // in the current row
	fields []field
	width  int  // fields a row must have, 0: any number
	again  bool // next stays on this row
}

// A field is row[lo:hi]; a quoted one begins a byte earlier, with the quote.
type field struct {
	lo, hi          int
	quoted, escaped bool
}

// next goes to the next row that is not empty, or returns io.EOF.
func (s *scanner) next() error {
	if s.again {
		s.again = false
		return nil
	}
	for {
		s.line += s.lines
		s.row, s.size, s.lines = s.tail, 0, 0
		if more, err := s.more(); err != nil {
			return err
		} else if !more {
			return io.EOF
		}
		if s.size > 0 {
			break
		}
	}
	if err := s.split(); err != nil {
		return err
	}
	if s.width > 0 && len(s.fields) != s.width {
		return &ParseError{Line: s.line, Column: 1, Err: csv.ErrFieldCount}
	}
	return nil
}

// more adds a line to the current row. It reports false at the end of the file.
func (s *scanner) more() (bool, error) {
	from := s.tail
	for {
		if i := bytes.IndexByte(s.buf[from:], '\n'); i >= 0 {
			s.tail = from + i + 1
			s.size = from + i - s.row
			break
		}
		from = len(s.buf)
		if s.inErr == nil {
			moved, err := s.fill()
			if err != nil {
				return false, err
			}
			from -= moved
			continue
		}
		if s.inErr != io.EOF {
			return false, s.inErr
		}
		if s.tail == len(s.buf) {
			return false, nil
		}
		s.tail, s.size = len(s.buf), len(s.buf)-s.row
		break
	}
	if s.size > 0 && s.buf[s.row+s.size-1] == '\r' {
		s.size--
	}
	if s.size > maxRow {
		return false, s.errorIn(0, ErrRow)
	}
	s.lines++
	return true, nil
}

// fill reads more of the file behind the current row, which it first moves to
// the beginning of the buffer.
func (s *scanner) fill() (moved int, err error) {
	moved = s.row
	if s.buf == nil {
		s.buf = make([]byte, 0, maxRow/4)
	}
	s.buf = s.buf[:copy(s.buf, s.buf[s.row:])]
	s.row, s.tail = 0, s.tail-moved
	switch {
	case len(s.buf) < cap(s.buf):
	case cap(s.buf) > maxRow:
		return moved, s.errorIn(0, ErrRow)
	default:
		s.buf = append(make([]byte, 0, min(2*cap(s.buf), maxRow+len("\r\n"))), s.buf...)
	}
	for range 100 {
		var n int
		n, s.inErr = s.in.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		if n > 0 || s.inErr != nil {
			return moved, nil
		}
	}
	s.inErr = io.ErrNoProgress
	return moved, nil
}

// mark skips a byte order mark at the beginning of the file.
func (s *scanner) mark() error {
	for s.inErr == nil && len(s.buf) < 3 {
		if _, err := s.fill(); err != nil {
			return err
		}
	}
	if len(s.buf) >= 3 && string(s.buf[:3]) == "\ufeff" {
		s.row, s.tail = 3, 3
	}
	return nil
}
