package main

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"testing/fstest"
	"time"
)

// FuzzLoad puts any bytes in the place of one table. Whatever they are, the
// tables give a report or there is a fault with a place in one of them.
func FuzzLoad(f *testing.F) {
	tables := embeddedTables(f)
	var names []string
	for name := range tables {
		names = append(names, name)
	}
	slices.Sort(names)
	base := fstest.MapFS{} // few rows of each: the ledger whole, for the purchases
	for i, name := range names {
		lines := bytes.SplitAfter(tables[name], []byte("\n"))
		if name != "ledger.csv" {
			lines = lines[:min(len(lines), 6)]
		}
		base[name] = &fstest.MapFile{Data: bytes.Join(lines, nil)}
		f.Add(i, base[name].Data)
		f.Add(i, bytes.ReplaceAll(base[name].Data, []byte("\n"), []byte("\r\n")))
		f.Add(i, append([]byte("\ufeff"), base[name].Data...))
	}
	f.Add(0, []byte("\"\n\"\""))
	f.Fuzz(func(t *testing.T, which int, text []byte) {
		name := names[uint(which)%uint(len(names))]
		fsys := fstest.MapFS{}
		for n, file := range base {
			fsys[n] = file
		}
		fsys[name] = &fstest.MapFile{Data: text}
		d, err := load(source{fsys, "data"})
		if err == nil {
			if len(d.records) == 0 || len(d.records) != len(d.places) || d.last.Before(d.first) || !d.firstTick().After(d.start()) {
				t.Fatalf("loaded %d records, %d places, %v to %v", len(d.records), len(d.places), d.first, d.last)
			}
			if d.last.Sub(d.first) < 20*366*24*time.Hour { // else it takes too long for a fuzz target
				_, err = newReport(d, d.last)
			}
			if err == nil {
				return
			}
		}
		var at *fault
		if !errors.As(err, &at) || at.Line < 1 || at.Column < 1 || at.Reason == "" {
			t.Fatalf("error without a place: %v", err)
		}
		if s := clean(err.Error()); s != err.Error() || len(s) > 600 {
			t.Fatalf("not one clean line: %q", s)
		}
	})
}
