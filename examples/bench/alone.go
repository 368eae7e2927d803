package main

import (
	"fmt"
	"io"
)

// An aloneRow is one indicator without a peer: in markets other than a walk, live,
// and saved. Times are nanoseconds per value.
type aloneRow struct {
	Function string             `json:"function"`
	Append   map[string]float64 `json:"append"` // by market

	Batch  float64 `json:"batch"`  // the form that allocates its series, on the walk
	Update float64 `json:"update"` // one at a time, on the walk
	Peek   float64 `json:"peek"`   // a Peek and an Update
	Save   float64 `json:"save"`   // AppendBinary into a reused buffer, per call
	Bytes  int     `json:"bytes"`  // of the saved state
}

// alone measures every indicator at one size with the usual parameters and with
// the long period.
func (c config) alone(n int) ([]aloneRow, error) {
	var rows []aloneRow
	for _, market := range shapes() {
		blocks, err := generate(c.seed, n, blocksOf(n), market.make)
		if err != nil {
			return nil, err
		}
		k := 0
		for _, p := range c.chosen() {
			for _, period := range p.periods {
				o, _ := p.make(period)
				if market.make == nil {
					rows = append(rows, c.walk(o, blocks))
				}
				c.progress(market.name + " " + o.name)
				rows[k].Append[market.name] = c.perCall(o.append, blocks) / float64(n)
				k++
			}
		}
	}
	return rows, nil
}

// walk measures what is measured on a walk only.
func (c config) walk(o *ours, blocks []*block) aloneRow {
	r := aloneRow{Function: o.name, Append: map[string]float64{}}
	r.Batch = c.perCall(o.batch, blocks) / float64(len(blocks[0].close))
	fed := o.update(blocks[0])
	r.Update = c.perCall(func(b *block) { o.update(b) }, blocks) / float64(fed)
	r.Peek = c.perCall(func(b *block) { o.peek(b) }, blocks) / float64(fed)
	buf := o.binary(nil)
	r.Save = c.perCall(func(*block) { buf = o.binary(buf) }, blocks)
	r.Bytes = len(buf)
	return r
}

func printAlone(w io.Writer, n int, rows []aloneRow) {
	if len(rows) == 0 {
		return
	}
	heading(w, fmt.Sprintf("Ours in other markets, live and saved, %s values", count(n)))
	fmt.Fprintf(w, "  %-42s", "function")
	for _, s := range shapes() {
		fmt.Fprintf(w, " %8s", s.name)
	}
	fmt.Fprintf(w, " %8s %8s %8s %8s %8s\n", "batch", "update", "+peek", "save ns", "bytes")
	for _, r := range rows {
		fmt.Fprintf(w, "  %-42s", r.Function)
		for _, s := range shapes() {
			fmt.Fprintf(w, " %8.2f", r.Append[s.name])
		}
		fmt.Fprintf(w, " %8.2f %8.2f %8.2f %8.0f %8d\n", r.Batch, r.Update, r.Peek, r.Save, r.Bytes)
	}
	fmt.Fprintln(w, "  ns per value; flat: at 100; zero: at 0; stops: still after 1,000 values; missing: 10 % NaN;")
	fmt.Fprintln(w, "  batch: series in, series out; +peek: Peek and Update; save: AppendBinary, ns per call")
}
