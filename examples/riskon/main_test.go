package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// printed runs the program and returns what it prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Fatalf("%q: exit status %d, %s", args, code, stderr.String())
	}
	return stdout.String()
}

// The tables of a directory go the way of the embedded ones.
func TestDirIsEmbedded(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}, {"-asof", "2020-12-31"}, {"-json", "-asof", "2026-01-09"}} {
		if printed(t, args...) != printed(t, append(args, "-data", "data")...) {
			t.Errorf("%q: another report from -data data", args)
		}
	}
	if printed(t) != printed(t, "-asof", "2026-08-21") {
		t.Error("the default is not the last date of the data")
	}
}

// A table as another program saves it: with a byte order mark and CRLF.
func TestSavedElsewhere(t *testing.T) {
	dir := t.TempDir()
	for name, text := range embeddedTables(t) {
		write := append([]byte("\ufeff"), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
		writeFile(t, dir+"/"+name, append(write, "\r\n\r\n"...)) // empty lines at the end are no rows
	}
	if printed(t) != printed(t, "-data", dir) {
		t.Error("another report")
	}
}

func TestUsage(t *testing.T) {
	help := printed(t, "-h")
	for _, word := range []string{"-asof", "-json", "-data", "exit status", "file:line:column"} {
		if !strings.Contains(help, word) {
			t.Errorf("-h says nothing of %s", word)
		}
	}
	if printed(t, "-help") != help {
		t.Error("-help is not -h")
	}
	for _, c := range []struct{ args, want string }{
		{"-asof 2011-01-06", "riskon: -asof: 2011-01-06 is before the first step of the model's clock; the first date is 2011-01-07\n"},
		{"-asof 1066-10-14", "riskon: -asof: 1066-10-14 is before"},
		{"-asof 2036-08-22", "riskon: -asof: 2036-08-22 is more than ten years after the data; the last date is 2036-08-21\n"},
		{"-asof 9999-12-31", "riskon: -asof: 9999-12-31 is more than ten years"},
		{"-asof 2026-02-30", "riskon: -asof: not a date as 2006-01-02: \"2026-02-30\"\n"},
		{"-asof yesterday", "riskon: -asof: not a date"},
		{"-asof=", "riskon: -asof: not a date"},
		{"-asof", "riskon: flag needs an argument: -asof"},
		{"-wat", "riskon: flag provided but not defined: -wat\n"},
		{"2026-01-09", "riskon: unexpected argument \"2026-01-09\"; see -h\n"},
		{"-json=perhaps", "riskon: invalid boolean value"},
	} {
		refused(t, strings.Fields(c.args), c.want)
	}
}

// The first and the last date that can be asked for give a report.
func TestEnds(t *testing.T) {
	for _, date := range []string{"2011-01-07", "2036-08-21"} {
		var object map[string]any
		if err := json.Unmarshal([]byte(printed(t, "-json", "-asof", date)), &object); err != nil {
			t.Errorf("%s: %v", date, err)
		}
		printed(t, "-asof", date)
	}
}

// A report that cannot be written is an error of its own.
func TestClosedPipe(t *testing.T) {
	var stderr bytes.Buffer
	if code := run(nil, closed{}, &stderr); code != 1 || stderr.String() != "riskon: closed\n" {
		t.Errorf("exit status %d, %q", code, stderr.String())
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("closed") }
