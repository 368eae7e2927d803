package main

import (
	"fmt"
	"path"
	"strings"
	"unicode"
)

// A place is where something stands in a table. Line counts from 1, the header
// is line 1; Column is the number of the field, from 1. 1:1 also stands for
// the file as a whole.
type place struct {
	File         string
	Line, Column int
}

func (p place) String() string { return fmt.Sprintf("%s:%d:%d", clean(p.File), p.Line, p.Column) }

// A fault is what is wrong with a table, and where. It is one line.
type fault struct {
	place
	Reason string
}

func (f *fault) Error() string { return f.place.String() + ": " + f.Reason }

// at returns the place of column col (from 0) of line in a table of directory dir.
func at(dir, name string, line, col int) place {
	return place{File: path.Join(dir, name), Line: line, Column: col + 1}
}

// clean keeps a text on one line and harmless to a terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// quote returns s in quotes, escaped and not too long to read.
func quote(s string) string {
	const most = 40
	if len(s) > most {
		return fmt.Sprintf("%.*q...", most, s)
	}
	return fmt.Sprintf("%q", s)
}
