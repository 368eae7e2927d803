package main

import (
	"fmt"
	"io"
	"strings"
)

// markdown prints the ratios as a table, one row for each function, all sizes beside
// each other, and under it where and how they were measured.
func (r *report) markdown(w io.Writer) {
	if len(r.Ratios) == 0 || len(r.Ratios[0]) == 0 {
		return
	}
	fmt.Fprint(w, "| |")
	for _, rows := range r.Ratios {
		fmt.Fprintf(w, " %s values: ns | go-talib warm / cold | ratio warm / cold |", count(rows[0].Size))
	}
	fmt.Fprint(w, " go-talib's bytes a value |\n|---|", strings.Repeat("---:|", 3*len(r.Ratios)+1), "\n")
	allocs := 0.0
	for i, first := range r.Ratios[0] {
		fmt.Fprintf(w, "| %s |", first.Function)
		for _, rows := range r.Ratios {
			v := rows[i]
			fmt.Fprintf(w, " %.1f | %.1f / %.1f | %.2f / %.2f |", v.Ours.NS, v.Warm.NS, v.Cold.NS, v.RatioWarm, v.RatioCold)
			allocs = max(allocs, v.Ours.Allocs)
		}
		fmt.Fprintf(w, " %.0f |\n", first.Warm.Bytes/float64(first.Size))
	}
	fmt.Fprintf(w, "\nNanoseconds a value of `Append` into a reused destination (%s), beside go-talib, which allocates its\n"+
		"outputs, with memory that its heap has (warm) and that it has to get from the system (cold).\n"+
		"%s, medians of %d rounds, interleaved in one process;\n%s;\n`cd examples/bench && %s`.\n",
		allocating(allocs), r.Clock, r.Rounds, r.machine(), r.Command)
}

// allocating says how much ours allocates.
func allocating(most float64) string {
	if most == 0 {
		return "no allocations"
	}
	return fmt.Sprintf("at most %.0f allocations", most)
}
