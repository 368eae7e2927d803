package series

import (
	"bytes"
	"encoding/csv"
	"unicode"
)

// split finds the fields of the current row, and takes in further lines while a
// quote is open.
func (s *scanner) split() error {
	s.fields = s.fields[:0]
	row := s.buf[s.row : s.row+s.size]
	if bytes.IndexByte(row, '"') < 0 {
		lo := 0
		for i, c := range row {
			if c == ',' {
				s.fields = append(s.fields, field{lo: lo, hi: i})
				lo = i + 1
			}
		}
		s.fields = append(s.fields, field{lo: lo, hi: len(row)})
		return nil
	}
	for lo := 0; ; {
		row = s.buf[s.row : s.row+s.size]
		lo = len(row) - len(bytes.TrimLeftFunc(row[lo:], unicode.IsSpace))
		f := field{lo: lo}
		if lo < len(row) && row[lo] == '"' {
			f = field{lo: lo + 1, quoted: true}
			if err := s.quoted(&f); err != nil {
				return err
			}
			lo = f.hi + 1
		} else {
			if f.hi = bytes.IndexByte(row[lo:], ','); f.hi < 0 {
				f.hi = len(row) - lo
			}
			f.hi += lo
			if i := bytes.IndexByte(row[lo:f.hi], '"'); i >= 0 {
				return s.errorIn(lo+i, csv.ErrBareQuote)
			}
			lo = f.hi
		}
		s.fields = append(s.fields, f)
		if lo == s.size {
			return nil
		}
		lo++ // the comma
	}
}

// quoted finds the end of a quoted field.
func (s *scanner) quoted(f *field) error {
	for at := f.lo; ; {
		row := s.buf[s.row : s.row+s.size]
		i := bytes.IndexByte(row[at:], '"')
		if i < 0 {
			at = len(row)
			more, err := s.more()
			if err != nil {
				return err
			}
			if !more {
				return s.errorIn(f.lo-1, csv.ErrQuote)
			}
			continue
		}
		at += i
		switch {
		case at+1 == len(row) || row[at+1] == ',':
			f.hi = at
			return nil
		case row[at+1] != '"':
			return s.errorIn(at, csv.ErrQuote)
		}
		f.escaped = true
		at += 2
	}
}

// text returns a field without spaces around it. It is good until next.
func (s *scanner) text(i int) []byte {
	f := s.fields[i]
	b := s.buf[s.row+f.lo : s.row+f.hi]
	if f.escaped {
		b = bytes.ReplaceAll(b, []byte(`""`), []byte(`"`))
	}
	if n := len(b); n > 0 && (b[0]-'!' >= 0x7f-'!' || b[n-1]-'!' >= 0x7f-'!') {
		return bytes.TrimSpace(b)
	}
	return b
}

// errorAt returns err at a field of the current row.
func (s *scanner) errorAt(field int, err error) error {
	f := s.fields[field]
	at := f.lo
	if f.quoted {
		at--
	} else {
		b := s.buf[s.row+f.lo : s.row+f.hi]
		at += len(b) - len(bytes.TrimLeftFunc(b, unicode.IsSpace))
	}
	return s.errorIn(at, err)
}

// errorIn returns err at a byte of the current row.
func (s *scanner) errorIn(at int, err error) error {
	before := s.buf[s.row : s.row+at]
	line := s.line + bytes.Count(before, []byte("\n"))
	return &ParseError{Line: line, Column: at - bytes.LastIndexByte(before, '\n'), Err: err}
}
