package main

import (
	"fmt"
	"io"
	"slices"
)

// A periodRow is one function with one period.
type periodRow struct {
	Function string `json:"function"`
	Period   int    `json:"period"`
	versus
}

// growing are the functions that are slow with long periods when done plainly.
func growing() []string { return []string{"Max", "CCI", "StdDev", "LinReg"} }

// periods measures how the cost of a value depends on the period.
func (c config) periods(n int) ([]periodRow, error) {
	blocks, err := generate(c.seed, n, blocksOf(n), nil)
	if err != nil {
		return nil, err
	}
	var rows []periodRow
	for _, p := range c.chosen() {
		if !slices.Contains(growing(), p.name) {
			continue
		}
		for _, period := range []int{5, 20, 50, 200, 1000} {
			o, f := p.make(period)
			c.progress(o.name)
			rows = append(rows, periodRow{p.name, period, c.compare(o, f, blocks)})
		}
	}
	return rows, nil
}

func printPeriods(w io.Writer, n int, rows []periodRow) {
	if len(rows) == 0 {
		return
	}
	heading(w, fmt.Sprintf("Cost per value against period, %s values", count(n)))
	fmt.Fprintf(w, "  %-10s %6s %8s %8s %8s %7s %7s\n", "", "", "ours", "warm", "cold", "ratio", "ratio")
	fmt.Fprintf(w, "  %-10s %6s %8s %8s %8s %7s %7s\n", "function", "period", "ns", "ns", "ns", "warm", "cold")
	for _, r := range rows {
		fmt.Fprintf(w, "  %-10s %6d %8.2f %8.2f %8.2f %7.3f %7.3f\n",
			r.Function, r.Period, r.Ours.NS, r.Warm.NS, r.Cold.NS, r.RatioWarm, r.RatioCold)
	}
}
