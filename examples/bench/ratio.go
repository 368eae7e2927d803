package main

import (
	"fmt"
	"io"
)

// A ratioRow is one function at one size in both libraries.
type ratioRow struct {
	Function string  `json:"function"` // ours, with its parameters
	Talib    string  `json:"talib"`    // theirs
	Size     int     `json:"size"`     // values in a call
	Bar      float64 `json:"bar"`      // what the ratio has to be at most
	versus
}

// verdict says on which side of the bar the row is. The bar does not say which
// memory go-talib is to have, so there is a word for a ratio that is over it with
// warm memory only.
func (r ratioRow) verdict() string {
	switch {
	case r.RatioWarm <= r.Bar:
		return "ok"
	case r.RatioCold <= r.Bar:
		return "cold only"
	}
	return "MISS"
}

// values is how many values the blocks of one size have together, if that is not
// less than one block: so many that the processor cannot learn them by heart.
const values, maxBlocks = 200_000, 20

// blocksOf returns how many blocks of a size to measure over.
func blocksOf(n int) int { return max(1, min(values/n, maxBlocks)) }

// ratios measures all pairs at one size.
func (c config) ratios(n int) ([]ratioRow, error) {
	blocks, err := generate(c.seed, n, blocksOf(n), nil)
	if err != nil {
		return nil, err
	}
	var rows []ratioRow
	for _, p := range c.chosen() {
		for _, period := range p.periods {
			o, f := p.make(period)
			if f == nil {
				continue
			}
			c.progress(o.name)
			rows = append(rows, ratioRow{o.name, p.talib, n, p.limit(period), c.compare(o, f, blocks)})
		}
	}
	return rows, nil
}

// printRatios prints the table of one size.
func printRatios(w io.Writer, rows []ratioRow) {
	if len(rows) == 0 {
		return
	}
	heading(w, fmt.Sprintf("Append into a reused dst beside go-talib, %s values", count(rows[0].Size)))
	fmt.Fprintf(w, "  %-42s %8s %8s %8s %7s %7s %9s %10s %9s %10s\n",
		"", "ours", "warm", "cold", "ratio", "ratio", "ours", "ours", "go-talib", "go-talib")
	fmt.Fprintf(w, "  %-42s %8s %8s %8s %7s %7s %9s %10s %9s %10s\n",
		"function", "ns", "ns", "ns", "warm", "cold", "allocs", "bytes", "allocs", "bytes")
	for _, r := range rows {
		fmt.Fprintf(w, "  %-42s %8.2f %8.2f %8.2f %7.3f %7.3f %9.0f %10.0f %9.0f %10.0f\n",
			r.Function, r.Ours.NS, r.Warm.NS, r.Cold.NS, r.RatioWarm, r.RatioCold,
			r.Ours.Allocs, r.Ours.Bytes, r.Warm.Allocs, r.Warm.Bytes)
	}
	fmt.Fprintln(w, "  ns per value; warm, cold: go-talib with memory that the heap has, and that it has to get from the system")
}

// printBars prints the bars beside the ratios.
func printBars(w io.Writer, rows []ratioRow) {
	if len(rows) == 0 {
		return
	}
	heading(w, fmt.Sprintf("The bars, %s values", count(rows[0].Size)))
	fmt.Fprintf(w, "  %-42s %6s %7s %7s\n", "function", "bar", "warm", "cold")
	of := map[string]int{}
	for _, r := range rows {
		fmt.Fprintf(w, "  %-42s %6.2f %7.3f %7.3f  %s\n", r.Function, r.Bar, r.RatioWarm, r.RatioCold, r.verdict())
		of[r.verdict()]++
	}
	fmt.Fprintf(w, "  %d ok, %d with cold memory only, %d missed\n", of["ok"], of["cold only"], of["MISS"])
}
