package series

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
)

// The scanner accepts what encoding/csv accepts and gives the same fields, but
// for the place it names when a quote is never closed, and for long rows.
func FuzzScanner(f *testing.F) {
	for _, text := range []string{"", "\n", "\r", "a,b\nc,d", "a,b\r\n\r\n\nc,d\r", "\"a\",\"b\"\n", "\"a\"\"b\",c\n", " \"a\" ,b\n", " \"a\",b\n", "a\"b\n", "\"a\nb\",c\n\"d\r\ne\",f\n",
		"\"a", "\"a\n\n\n", "a,\"b\nc\n,d", "\"a\"b\n", "\"\"\"\"\n", "\"\",\"\"", " ,\t,\u00a0x\u00a0\n", "a\r\rb\r\r\n", "\"\"\"\r\r\n0\"", "\"a\"\r\r\n", ",", ",\n,,\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxRow {
			return
		}
		theirs := csv.NewReader(strings.NewReader(text))
		theirs.TrimLeadingSpace, theirs.FieldsPerRecord = true, -1
		var in io.Reader = strings.NewReader(text)
		if len(text)%2 == 0 {
			in = iotest.OneByteReader(in)
		}
		ours := scanner{in: in, line: 1}
		for {
			want, err := theirs.Read()
			bad := ours.next()
			if err != nil || bad != nil {
				var a *csv.ParseError
				var b *ParseError
				if !errors.As(err, &a) || !errors.As(bad, &b) {
					if err != io.EOF || bad != io.EOF {
						t.Fatalf("%q: %v, want %v", text, bad, err)
					}
					return
				}
				open := a.Err == csv.ErrQuote && b.Err == a.Err // perhaps never closed
				if b.Err != a.Err || !open && (a.Line != b.Line || a.Column != b.Column) {
					t.Fatalf("%q: %v, want %v", text, bad, err)
				}
				return
			}
			if len(ours.fields) != len(want) {
				t.Fatalf("%q: %d fields, want %q", text, len(ours.fields), want)
			}
			for i, field := range want {
				// Within quotes we keep a line end as it is.
				got := strings.ReplaceAll(string(ours.text(i)), "\r", "")
				if got != strings.ReplaceAll(strings.TrimFunc(field, unicode.IsSpace), "\r", "") {
					t.Fatalf("%q: field %d is %q, want %q", text, i, got, field)
				}
				var e *ParseError
				if line, column := theirs.FieldPos(i); !errors.As(ours.errorAt(i, io.EOF), &e) || e.Line != line || e.Column != column {
					t.Fatalf("%q: field %d is at %v, want %d %d", text, i, e, line, column)
				}
			}
		}
	})
}

// A row has at most 65536 bytes, in whatever way it goes on, and memory stays
// bounded where a file has no end.
func TestRowLength(t *testing.T) {
	long := strings.Repeat("x", maxRow-len("2026-01-01T00:00:00Z,"))
	for name, x := range map[string]struct {
		row  string
		want error
	}{
		"just fits":   {"2026-01-01T00:00:00Z," + long + "\n", ErrNumber},
		"fits CRLF":   {"2026-01-01T00:00:00Z," + long + "\r\n", ErrNumber},
		"fits at end": {"2026-01-01T00:00:00Z," + long, ErrNumber},
		"one more":    {"2026-01-01T00:00:00Z," + long + "x\n", ErrRow},
		"more at end": {"2026-01-01T00:00:00Z," + long + "x", ErrRow},
	} {
		_, err := ReadSeries(strings.NewReader("time,value\n"+x.row), Closes(Grid{}))
		var e *ParseError
		if !errors.As(err, &e) || e.Err != x.want || e.Line != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, piece := range map[string]string{"quote": "\n", "line": "x", "fields": ",", "crlf": "\r\n", "quotes": "\"\""} {
		endless := &repeat{head: []byte("time,value\n2026-01-01T00:00:00Z,\""), piece: []byte(piece)}
		if name == "line" || name == "fields" {
			endless.head = []byte("time,value\n2026-01-01T00:00:00Z,")
		}
		rd := NewReader(endless, Closes(Grid{}))
		_, _, err := rd.ReadPoint()
		var e *ParseError
		if !errors.As(err, &e) || e.Err != ErrRow || e.Line != 2 || e.Column != 1 || endless.read > 4*maxRow || cap(rd.rows.buf) > 2*maxRow {
			t.Errorf("%s: %v after %d bytes", name, err, endless.read)
		}
	}
}

// A repeat is a file without an end.
type repeat struct {
	head, piece []byte
	read        int
}

func (r *repeat) Read(b []byte) (int, error) {
	if len(r.head) > 0 {
		n := copy(b, r.head)
		r.head = r.head[n:]
		return n, nil
	}
	for i := range b {
		b[i] = r.piece[(r.read+i)%len(r.piece)]
	}
	r.read += len(b)
	return len(b), nil
}

// A reader keeps one row: what it allocates does not grow with the file.
func TestReaderMemory(t *testing.T) {
	file := func(rows int) []byte {
		b := []byte("time,value\n")
		for i := range rows {
			b = appendRow(b, int64(i)*60e9)
		}
		return b
	}
	allocations := func(file []byte) float64 {
		return testing.AllocsPerRun(20, func() {
			rd := NewReader(bytes.NewReader(file), Closes(Grid{}))
			for {
				if _, _, err := rd.ReadPoint(); err == io.EOF {
					return
				} else if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if few, many := allocations(file(10)), allocations(file(20_000)); few != many {
		t.Errorf("%v allocations for a short file, %v for a long one", few, many)
	}
}

func appendRow(b []byte, ns int64) []byte {
	c := csvWriter{buf: b}
	c.time(ns)
	c.number(',', 12.5)
	return append(c.buf, '\n')
}

// Readers that give nothing, or fail at any byte.
func TestReaderErrors(t *testing.T) {
	if _, err := ReadSeries(nothing{}, Closes(Grid{})); err != io.ErrNoProgress {
		t.Error(err)
	}
	text := "\ufefftime,value\n2026-01-01T00:00:00Z,\"1\n\"\n2026-01-02T00:00:00Z,1\n"
	broken := errors.New("broken")
	for i := range len(text) + 1 {
		in := io.MultiReader(strings.NewReader(text[:i]), iotest.ErrReader(broken))
		if _, err := ReadSeries(in, Closes(Grid{})); err != broken {
			t.Errorf("after %d bytes: %v", i, err)
		}
	}
	if s, err := ReadSeries(iotest.DataErrReader(strings.NewReader(text)), Closes(Grid{})); err != nil || s.Len() != 2 {
		t.Error(err)
	}
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, nil }
