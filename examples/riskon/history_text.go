package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/riskon/riskon/regime"
)

// writeText writes the history for a terminal of pageWidth columns.
func (h StateHistory) writeText(w io.Writer) error {
	var p page
	first := h.Steps[0].Time.Format(time.DateOnly)
	p.line("%s: %s from %s to %s, and what had followed by then", h.Model, count(len(h.Steps), "weekly state"), first, h.Time.Format(time.DateOnly))
	p.line("")
	p.states(h)
	p.episodes(h.Episodes)
	p.counts(h.Counts)
	p.title("What this can say, and what it cannot")
	for _, s := range wrap(h.Says, pageWidth-2) {
		p.line("  %s", s)
	}
	_, err := p.WriteTo(w)
	return err
}

// shown is the horizon that the summary shows, in weeks.
const shown = 13

// states is the summary: how often each state was, and what followed.
func (p *page) states(h StateHistory) {
	p.line("  %-8s %7s %6s %6s   %-28s   %s", "state", "spells", "weeks", "score", "Alt/BTC up in 13 weeks (95%)", "BTC up in 13 weeks (95%)")
	for _, s := range h.States {
		line := fmt.Sprintf("  %-8s %7d %6d %6s", s.State, s.Spells, s.Weeks, plain(s.Score, 1))
		for _, asset := range []string{assetAlt, assetBTC} {
			if c, ok := h.count(s.State, asset, shown); ok {
				line += fmt.Sprintf("   %-28s", fmt.Sprintf("%d of %d (%s)", c.After.Rose, c.After.N, between(c.ClopperPearson)))
			}
		}
		p.line("%s", line)
	}
	line := fmt.Sprintf("  %-30s", "any week")
	for _, asset := range []string{assetAlt, assetBTC} {
		c, _ := h.count(regime.RiskOn, asset, shown)
		line += fmt.Sprintf("   %-28s", fmt.Sprintf("%d of %d (%s)", c.Any.Rose, c.Any.N, unsigned(c.Any.Share)))
	}
	p.line("%s", line)
}

// count returns a row of the counts.
func (h StateHistory) count(state regime.State, asset string, weeks int) (Count, bool) {
	for _, c := range h.Counts {
		if c.State == state && c.Asset == asset && c.Weeks == weeks {
			return c, true
		}
	}
	return Count{}, false
}

func (p *page) episodes(rows []EpisodeRow) {
	p.title("Episodes, and the change 4, 13 and 26 weeks after the first step, which nobody knew at it")
	p.line("  %-7s %-10s %-10s %5s %5s %5s %22s  %22s", "", "", "", "", "score", "", "Alt/BTC after weeks", "BTC after weeks")
	p.line("  %-7s %-10s %-10s %5s %5s %5s %8s %7s %7s %8s %7s %7s", "state", "from", "to", "weeks", "mean", "last", "4", "13", "26", "4", "13", "26")
	for _, e := range rows {
		to := e.To.String()
		if e.Open {
			to = "open"
		}
		p.line("  %-7s %-10s %-10s %5d %5s %5s %s%s", e.State, e.From, to, e.Weeks, plain(e.Mean, 1), plain(e.Last, 1), e.Alt, e.BTC)
	}
	p.line("  * ETH/BTC, where there are fewer than 5 coins for a basket; - not known by then, or no data")
}

// String writes the three changes in columns.
func (f Followed) String() string {
	star := " "
	if f.Asset == assetETHBTC && !f.Weeks4.Missing() {
		star = "*"
	}
	return fmt.Sprintf("%8s %7s %7s%s", rounded(f.Weeks4), rounded(f.Weeks13), rounded(f.Weeks26), star)
}

func (p *page) counts(rows []Count) {
	p.title("Episodes that a rise followed, beside any week")
	p.line("  %-7s %-7s %5s  %-7s %5s  %-16s %-16s %-14s %s", "after", "asset", "weeks", "rose", "share", "95% Clopper-P.", "95% Wilson", "any week", "probability")
	for _, c := range rows {
		probability := "refused"
		if !c.P.Missing() {
			probability = unsigned(c.P)
		}
		p.line("  %-7s %-7s %5d  %-7s %5s  %-16s %-16s %-14s %s", c.State, c.Asset, c.Weeks,
			fmt.Sprintf("%d of %d", c.After.Rose, c.After.N), unsigned(c.After.Share), between(c.ClopperPearson), between(c.Wilson),
			fmt.Sprintf("%s of %d", unsigned(c.Any.Share), c.Any.N), probability)
	}
	p.line("  Two spells less apart than the weeks looked ahead are one episode. Any week is one with a state;")
	p.line("  weeks overlap and are no independent cases. A probability is refused below ten episodes.")
	for _, c := range rows {
		if !c.P.Missing() {
			p.hang(4, "    %s up in %d weeks: %s", c.Asset, c.Weeks, c.Note)
		}
	}
}

// unsigned writes a share as a percentage without a sign, or a dash.
func unsigned(x regime.Number) string { return strings.TrimPrefix(rounded(x), "+") }

// between writes an interval of shares.
func between(x [2]float64) string { return fmt.Sprintf("%.0f%% to %.0f%%", 100*x[0], 100*x[1]) }
