package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTextFitsTheTerminal prints reports of very different days: with everything
// unknown, with unknown cautions, with a thin basket, long after the data.
func TestTextFitsTheTerminal(t *testing.T) {
	for _, date := range []string{"2011-01-07", "2014-02-01", "2020-12-31", "2026-01-09", "2026-08-21", "2030-06-30"} {
		var out, errs bytes.Buffer
		if code := run([]string{"-asof", date}, &out, &errs); code != 0 {
			t.Fatalf("%s: %s", date, errs.String())
		}
		for _, line := range strings.Split(out.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > pageWidth {
				t.Errorf("%s: %d columns: %s", date, n, line)
			}
			if strings.Contains(line, "NaN") || strings.Contains(line, "%!") || strings.Contains(line, "0001-01-01") {
				t.Errorf("%s: %s", date, line)
			}
		}
	}
}

// TestBrokenIsNotYetConfirmed: between a Break and its Confirm the report says how
// the Break would fail, not that a fall is needed, and takes no old Confirm for its own.
func TestBrokenIsNotYetConfirmed(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"-asof", "2026-01-23"}, &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	for _, want := range []string{
		"IWM Broken, not Confirmed; next close < 248.83 fails\n",
		"    Confirm          not of this Break; before it 2024-08-23 at 220.38",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}
