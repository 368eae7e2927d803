package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the charts of the README anew")

// chart compares a chart with the one that the README shows.
func chart(t *testing.T, name, svg string) {
	t.Helper()
	path := filepath.Join("charts", name)
	if *update {
		if err := os.WriteFile(path, []byte(svg), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if shown, err := os.ReadFile(path); err != nil || string(shown) != svg {
		t.Errorf("%s is not what is drawn now (%v): go test ./examples/riskon -update", path, err)
	}
}

// TestScoreChart: the chart of the report's reading is the one that the README shows.
func TestScoreChart(t *testing.T) {
	d := loadEmbedded(t)
	r, err := newReport(d, d.last)
	if err != nil {
		t.Fatal(err)
	}
	chart(t, "score.svg", r.Reading.SVG())
}
