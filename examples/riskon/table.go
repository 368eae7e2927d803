package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTable is the largest table that is read, in bytes. The largest of the
// embedded ones has 65,000.
const maxTable = 16 << 20

// A source is a directory of tables.
type source struct {
	fsys fs.FS
	dir  string // as it is called in messages
}

// each reads the table name, which must have exactly these columns, and hands
// its rows to do, in order. The first fault ends it, whoever found it.
func (s source) each(name string, columns []string, do func(r *row)) error {
	text, err := s.read(name)
	if err != nil {
		return err
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord = -1 // checked below, to say which column is missing
	for line := 1; ; line++ {
		fields, err := in.Read()
		if err == io.EOF && line > 1 {
			return nil
		}
		r := &row{source: s, table: name, columns: columns, line: line, fields: fields}
		switch {
		case err == io.EOF:
			r.fail(0, "empty table, want the header "+strings.Join(columns, ","))
		case err != nil:
			r.fault = s.syntax(name, text, err)
		default:
			if at, _ := in.FieldPos(0); at != line {
				r.fail(0, "empty row")
			}
			r.checkText()
			if line == 1 {
				r.checkHeader()
			} else {
				r.checkWidth()
			}
		}
		if r.fault == nil && line > 1 {
			do(r)
		}
		if r.fault != nil {
			return r.fault
		}
	}
}

// read returns the bytes of a table, without a byte order mark.
func (s source) read(name string) ([]byte, error) {
	info, err := fs.Stat(s.fsys, name) // before Open, which would wait at a pipe
	if err == nil && !info.Mode().IsRegular() {
		return nil, &fault{at(s.dir, name, 1, 0), "not a regular file"}
	}
	var text []byte
	if err == nil {
		text, err = s.readFile(name)
	}
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &fault{at(s.dir, name, 1, 0), "no such file"}
	case errors.As(err, &pe):
		return nil, &fault{at(s.dir, name, 1, 0), clean(pe.Err.Error())}
	case err != nil:
		return nil, &fault{at(s.dir, name, 1, 0), clean(err.Error())}
	case len(text) > maxTable:
		return nil, &fault{at(s.dir, name, 1, 0), fmt.Sprintf("larger than %d bytes", maxTable)}
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

func (s source) readFile(name string) ([]byte, error) {
	f, err := s.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxTable+1))
}

// syntax turns an error of package csv, which counts bytes, into a fault that
// counts fields.
func (s source) syntax(name string, text []byte, err error) *fault {
	var pe *csv.ParseError
	if !errors.As(err, &pe) {
		return &fault{at(s.dir, name, 1, 0), clean(err.Error())}
	}
	lines := bytes.SplitAfterN(text, []byte("\n"), pe.StartLine+1)
	raw := lines[min(pe.StartLine, len(lines))-1]
	if pe.Line == pe.StartLine {
		raw = raw[:min(max(pe.Column-1, 0), len(raw))]
	}
	col, quoted := 0, false
	for _, c := range raw {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			col++
		}
	}
	return &fault{at(s.dir, name, pe.StartLine, col), clean(pe.Err.Error())}
}

// checkText refuses what no table should hold: bytes that are not UTF-8, and
// characters that do not print, a line break inside a field among them.
func (r *row) checkText() {
	for i, f := range r.fields {
		if !utf8.ValidString(f) {
			r.fail(i, "not UTF-8: "+quote(f))
		}
		if strings.ContainsFunc(f, func(c rune) bool { return !unicode.IsGraphic(c) }) {
			r.fail(i, "a character that does not print: "+quote(f))
		}
	}
}

// checkHeader wants the columns of the table, all of them, in their order.
func (r *row) checkHeader() {
	for i, c := range r.columns {
		switch {
		case i >= len(r.fields):
			r.fail(i, fmt.Sprintf("missing column %q", c))
		case r.fields[i] != c:
			r.fail(i, fmt.Sprintf("unknown column %s, want %q", quote(r.fields[i]), c))
		}
	}
	if n := len(r.columns); len(r.fields) > n {
		r.fail(n, "unknown column "+quote(r.fields[n]))
	}
}

// checkWidth wants as many fields as there are columns.
func (r *row) checkWidth() {
	if n := len(r.fields); n < len(r.columns) {
		r.fail(n, fmt.Sprintf("short row: %d fields, want %d", n, len(r.columns)))
	} else if n > len(r.columns) {
		r.fail(len(r.columns), fmt.Sprintf("long row: %d fields, want %d", n, len(r.columns)))
	}
}
