package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme holds the front door to its word: the report on it is what the
// program prints, and its programs are those that compile here.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(readme), "```")
	var out, errs bytes.Buffer
	if code := run(nil, &out, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	programs, err := os.ReadFile("programs_test.go")
	if err != nil {
		t.Fatal(err)
	}
	reports, shown := 0, 0
	for i := 1; i < len(blocks); i += 2 {
		switch block := blocks[i]; {
		case block == "\n"+out.String():
			reports++
		case strings.HasPrefix(block, "go\n"):
			if !strings.Contains(string(programs), block[len("go\n"):]) {
				t.Errorf("the README shows a program that is not in programs_test.go:\n%s", block)
			}
			shown++
		}
	}
	if reports != 1 || shown != 4 {
		t.Errorf("the README shows %d reports as the program prints them and %d programs, want 1 and 4", reports, shown)
	}
	for _, command := range []string{"\n    go run ./examples/riskon\n", "\n    go test ./...\n"} {
		if !bytes.Contains(readme, []byte(command)) {
			t.Errorf("the README does not name %q", command)
		}
	}
}
