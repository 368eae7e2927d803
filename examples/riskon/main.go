// Riskon prints the risk-on report: the score of the model riskon/1, what it is
// made of, and what would change it, from the tables embedded in it.
//
//	go run ./examples/riskon                    as of the last date of the data
//	go run ./examples/riskon -asof 2026-01-09   what was known on that day, and what came after
//	go run ./examples/riskon -json              the same as one object
//	go run ./examples/riskon -history           the states of all years and what followed them
package main

import (
	"bytes"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

//go:embed data/*.csv
var embedded embed.FS

const usage = `riskon prints the risk-on report: how far a small-cap breakout, central-bank
liquidity, treasury purchases and Alt/BTC speak for risk, and what speaks against.

usage: riskon [-asof YYYY-MM-DD] [-history] [-json] [-data DIR]

  -asof YYYY-MM-DD  report what was known when that day was over, in UTC (default:
                    the last date of the data), and apart from it what came after
  -history          instead of the report, print every spell of RiskOn and RiskOff,
                    what followed it by then, and how far that can be trusted
  -json             print one JSON object instead of text
  -data DIR         read the tables from DIR; they have the names and columns of
                    examples/riskon/data, whose README explains them (default: the
                    tables embedded in the program)
  -h                print this

exit status: 0 the report was printed; 1 it could not be written; 2 bad usage or
bad data, with one line on stderr and nothing on stdout. A bad table is named as
file:line:column: lines count from 1 with the header, columns are fields, from 1.

Figures are of the latest vintage, coins and companies are those known to have
survived, and the model was set in 2026 after seeing this history: past scores
are illustrations, not out-of-sample results. Nothing here is advice.
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program. It writes a whole report to stdout, or one line to stderr.
func run(args []string, stdout, stderr io.Writer) int {
	var out bytes.Buffer
	err := write(&out, args)
	if errors.Is(err, flag.ErrHelp) {
		out.Reset()
		out.WriteString(usage)
		err = nil
	}
	if err != nil {
		fmt.Fprintf(stderr, "riskon: %s\n", clean(err.Error()))
		return 2
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		fmt.Fprintf(stderr, "riskon: %s\n", clean(err.Error()))
		return 1
	}
	return 0
}

// write writes the report that args ask for.
func write(w io.Writer, args []string) error {
	flags := flag.NewFlagSet("riskon", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asOf := flags.String("asof", "", "")
	history := flags.Bool("history", false, "")
	asJSON := flags.Bool("json", false, "")
	dir := flags.String("data", "", "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %s; see -h", quote(flags.Arg(0)))
	}
	s, err := tables(flags, *dir)
	if err != nil {
		return err
	}
	d, err := load(s)
	if err != nil {
		return err
	}
	date, err := d.date(flags, *asOf)
	if err != nil {
		return err
	}
	var p printer
	if *history {
		p, err = d.stateHistory(date)
	} else {
		p, err = newReport(d, date)
	}
	switch {
	case err != nil:
		return err
	case *asJSON:
		return p.writeJSON(w)
	}
	return p.writeText(w)
}

// A printer is what the program can print.
type printer interface {
	writeJSON(w io.Writer) error
	writeText(w io.Writer) error
}

// given reports whether a flag is among the arguments.
func given(flags *flag.FlagSet, name string) (found bool) {
	flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// tables returns the source that -data names, or the embedded one.
func tables(flags *flag.FlagSet, dir string) (source, error) {
	switch {
	case !given(flags, "data"):
		sub, err := fs.Sub(embedded, "data")
		return source{sub, "data"}, err
	case dir == "":
		return source{}, errors.New("-data: no directory named; see -h")
	}
	return source{os.DirFS(dir), dir}, nil
}

// date returns the date that -asof names, or the last one of the data.
func (d *data) date(flags *flag.FlagSet, s string) (time.Time, error) {
	if !given(flags, "asof") {
		return d.last, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	first := d.firstTick().AddDate(0, 0, -1)
	switch {
	case err != nil:
		return t, fmt.Errorf("-asof: not a date as 2006-01-02: %s", quote(s))
	case t.Before(first):
		return t, fmt.Errorf("-asof: %s is before the first step of the model's clock; the first date is %s",
			s, first.Format(time.DateOnly))
	case t.After(d.horizon()):
		return t, fmt.Errorf("-asof: %s is more than ten years after the data; the last date is %s",
			s, d.horizon().Format(time.DateOnly))
	}
	return t, nil
}
