package main

import (
	"fmt"

	"github.com/riskon/riskon/regime"
)

// hindsight prints what came after: no part of it was known at the instant of the report.
func (p *page) hindsight(h Hindsight) {
	p.title("Hindsight: what followed. Nobody could know it then, and nothing above uses it")
	if len(h.After) > 0 {
		p.line("  after %s %16s %10s %10s", h.Date, "from", "13 weeks", "26 weeks")
		for _, a := range h.After {
			p.line("    %-8s %22s %10s %10s", a.Asset, orDash(a.From), percent(a.Weeks13), percent(a.Weeks26))
		}
		p.line("")
	}
	p.line("  every weekly Break of IWM since 2012, and the change 13 / 26 weeks later")
	p.line("  %-10s %7s %-10s %-21s %14s %14s %14s", "Break", "level", "Confirm", "end", "Alt/BTC", "BTC", "IWM")
	for _, b := range h.Breaks {
		end := b.End
		if !b.Ended.IsZero() {
			end += " " + b.Ended.String()
		}
		p.line("  %-10s %7s %-10s %-21s %14s %14s %14s", b.Date, plain(b.Level, 2), orDash(b.Confirmed), end, both(b.Alt), both(b.BTC), both(b.IWM))
	}
	p.line("  * ETH/BTC, where there are fewer than 5 coins for a basket")
	p.line("")
	p.line("  beside any week      %s   %s", columns("after a Break"), columns("after any week"))
	p.line("    %-7s %-9s %s   %s", "", "", header, header)
	for _, b := range h.Base {
		p.line("    %-7s %-9s %s   %s", b.Asset, fmt.Sprintf("%d weeks", b.Weeks), b.Breaks.row(), b.All.row())
	}
	p.line("  Windows overlap and Breaks are few: these are counts, not evidence of a cause.")
}

const header = "  n     mean   median   up"

func columns(s string) string { return fmt.Sprintf("%-*s", len(header), s) }

func (s Sample) row() string {
	up := "   -"
	if !s.Up.Missing() {
		up = fmt.Sprintf("%3.0f%%", 100*float64(s.Up))
	}
	return fmt.Sprintf("%3d %8s %8s %s", s.N, percent(s.Mean), percent(s.Median), up)
}

// rounded writes a share as a percentage without decimals, or a dash.
func rounded(x regime.Number) string {
	if x.Missing() {
		return "-"
	}
	return fmt.Sprintf("%+.0f%%", 100*float64(x))
}

// both writes the two changes of an outcome, with a star where ETH/BTC stands in.
func both(o Outcome) string {
	star := ""
	if len(o.Flags) > 0 && !o.Weeks13.Missing() {
		star = "*"
	}
	return rounded(o.Weeks13) + " / " + rounded(o.Weeks26) + star
}
