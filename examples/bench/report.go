package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// A report is all that was measured, and where.
type report struct {
	Command string `json:"command"`
	Go      string `json:"go"`
	System  string `json:"system"`
	CPUs    int    `json:"cpus"`
	CPU     string `json:"cpu"`   // its model, where the system says
	Clock   string `json:"clock"` // what times are of
	Talib   string `json:"talib"` // the version
	Rounds  int    `json:"rounds"`
	Seed    uint64 `json:"seed"`

	Ratios    [][]ratioRow `json:"ratios,omitempty"` // by size
	Bars      []ratioRow   `json:"bars,omitempty"`   // the largest size
	AloneSize int          `json:"alone_size,omitempty"`
	Alone     []aloneRow   `json:"alone,omitempty"`
	Periods   []periodRow  `json:"periods,omitempty"`
	Screening *screening   `json:"screening,omitempty"`

	largest int
}

// newReport describes the machine.
func newReport(c config) *report {
	return &report{
		Command: command(c.args),
		Go:      runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH,
		CPUs: runtime.NumCPU(), CPU: model(), Clock: clock, Talib: talibVersion(),
		Rounds: c.rounds, Seed: c.seed, largest: c.largest(),
	}
}

// command returns what to type to measure the same.
func command(args []string) string {
	words := []string{"go run ."}
	for _, a := range args {
		if strings.ContainsAny(a, " ^$()|*?[]") {
			a = "'" + a + "'"
		}
		words = append(words, a)
	}
	return strings.Join(words, " ")
}

// model returns what Linux calls the processor, or nothing.
func model() string {
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if name, value, _ := strings.Cut(s.Text(), ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// talibVersion returns the version of go-talib in the program.
func talibVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/markcheno/go-talib" {
			return m.Version
		}
	}
	return ""
}

// machine says in a line where it was measured.
func (r *report) machine() string {
	cpu := r.CPU
	if cpu == "" {
		cpu = "processor"
	}
	return fmt.Sprintf("%d x %s, %s, %s, go-talib %s", r.CPUs, cpu, r.System, r.Go, r.Talib)
}

func (r *report) text(w io.Writer) {
	fmt.Fprintf(w, "%s\n%s\n%s; medians of %d rounds; seed %d\n", r.Command, r.machine(), r.Clock, r.Rounds, r.Seed)
	for _, rows := range r.Ratios {
		printRatios(w, rows)
	}
	printBars(w, r.Bars)
	printAlone(w, r.AloneSize, r.Alone)
	printPeriods(w, r.largest, r.Periods)
	printScreening(w, r.Screening)
}

func (r *report) json(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// heading prints a title, underlined.
func heading(w io.Writer, title string) {
	fmt.Fprintf(w, "\n%s\n%s\n", title, strings.Repeat("-", len(title)))
}

// count writes n with a comma between thousands.
func count(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", count(n/1000), n%1000)
}
