// Bench measures the indicators of riskon beside those of go-talib, a port of
// TA-Lib to Go, interleaved in one process, and prints tables.
//
//	go run .                                       everything
//	go run . -section ratio -only '^(RSI|ATR)$'    some functions
//	go run . -markdown                             the table of the README
//
// Ours is Append into a dst that is used again, as a loop over symbols would;
// go-talib has one form, which allocates its outputs. Times are CPU time of the
// whole process for both, so that the garbage collector's work is in them.
// Compare times only: go-talib panics on short input, its HT_DCPHASE is wrong,
// and one NaN goes through to the end of most of its outputs.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// config is what the flags say.
type config struct {
	meter
	args     []string
	sizes    []int
	only     *regexp.Regexp
	sections []string
	seed     uint64
	symbols  int
	json     bool
	markdown bool
	log      io.Writer
}

// sections are the parts of the report, in its order.
func sections() []string { return []string{"ratio", "bars", "alone", "period", "screen"} }

// shortest is the smallest size that all functions of go-talib take.
const shortest = 1500

func main() {
	c, err := parse(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = c.run(os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parse(args []string, log io.Writer) (config, error) {
	c := config{args: args, log: log}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(log)
	sizes := f.String("n", "10000,1000000", "values in a call, a list; bars, alone and period take the largest")
	only := f.String("only", "", "regular expression: the functions to measure, by their names in riskon")
	section := f.String("section", strings.Join(sections(), ","), "parts of the report, a list")
	f.IntVar(&c.rounds, "rounds", 7, "samples of which to take the median")
	f.DurationVar(&c.least, "sample", 5*time.Millisecond, "shortest sample")
	f.Uint64Var(&c.seed, "seed", 1, "of the random walk")
	f.IntVar(&c.symbols, "symbols", 1000, "symbols to screen")
	f.BoolVar(&c.json, "json", false, "print one JSON object")
	f.BoolVar(&c.markdown, "markdown", false, "measure the ratios alone and print them as a Markdown table")
	quiet := f.Bool("quiet", false, "do not say what is being measured")
	if err := f.Parse(args); err != nil {
		return c, err
	}
	if *quiet {
		c.log = io.Discard
	}
	for _, text := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < shortest {
			return c, fmt.Errorf("-n %s: want numbers from %d on", *sizes, shortest)
		}
		c.sizes = append(c.sizes, n)
	}
	c.sections = strings.Split(*section, ",")
	if c.markdown {
		c.sections = []string{"ratio"}
	}
	for _, s := range c.sections {
		if !slices.Contains(sections(), s) {
			return c, fmt.Errorf("-section %s: there are %s", s, strings.Join(sections(), ", "))
		}
	}
	if c.rounds < 1 || c.symbols < 1 {
		return c, errors.New("-rounds and -symbols are at least 1")
	}
	var err error
	c.only, err = regexp.Compile(*only)
	return c, err
}

// chosen returns the pairs that -only matches.
func (c config) chosen() []pair {
	return slices.DeleteFunc(pairs(), func(p pair) bool { return !c.only.MatchString(p.name) })
}

func (c config) largest() int { return slices.Max(c.sizes) }

func (c config) has(section string) bool { return slices.Contains(c.sections, section) }

// progress says what is being measured, on one line that the next replaces.
func (c config) progress(what string) { fmt.Fprintf(c.log, "\r%-50s\r", what) }

// run measures and prints.
func (c config) run(w io.Writer) error {
	r := newReport(c)
	for _, n := range c.sizes {
		if !c.has("ratio") && (!c.has("bars") || n != c.largest()) {
			continue
		}
		rows, err := c.ratios(n)
		if err != nil {
			return err
		}
		if c.has("ratio") {
			r.Ratios = append(r.Ratios, rows)
		}
		if c.has("bars") && n == c.largest() {
			r.Bars = rows
		}
	}
	var err error
	if c.has("alone") {
		r.AloneSize = c.largest()
		if r.Alone, err = c.alone(c.largest()); err != nil {
			return err
		}
	}
	if c.has("period") {
		if r.Periods, err = c.periods(c.largest()); err != nil {
			return err
		}
	}
	if c.has("screen") {
		if r.Screening, err = c.screen(); err != nil {
			return err
		}
	}
	c.progress("")
	switch {
	case c.json:
		return r.json(w)
	case c.markdown:
		r.markdown(w)
	default:
		r.text(w)
	}
	return nil
}
