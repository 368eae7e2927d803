package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/riskon/riskon/regime"
)

// page is the text of a report under construction.
type page struct{ bytes.Buffer }

func (p *page) line(format string, args ...any) {
	p.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " "))
	p.WriteByte('\n')
}

// pageWidth is the width of a terminal that shows every line whole.
const pageWidth = 100

// wrap cuts a text at spaces into lines of at most width runes, words longer than that whole.
func wrap(s string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

// hang writes one line, or, where it is too long, goes on below at column indent.
func (p *page) hang(indent int, format string, args ...any) {
	s := []rune(fmt.Sprintf(format, args...))
	if len(s) <= indent {
		p.line("%s", string(s))
		return
	}
	left := string(s[:indent])
	for _, text := range wrap(string(s[indent:]), pageWidth-indent) {
		p.line("%s%s", left, text)
		left = strings.Repeat(" ", indent)
	}
}

// title begins a section.
func (p *page) title(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	p.line("")
	p.line("%s", s)
	p.line("%s", strings.Repeat("-", len([]rune(s))))
}

// writeText writes the report for a terminal of pageWidth columns.
func (r report) writeText(w io.Writer) error {
	var p page
	p.score(r.Reading)
	p.strip(r.Reading.History)
	p.contributions(r.Reading)
	p.thesis(r.Reading)
	p.evidence(r.Reading)
	p.claims(r.Claims)
	p.hindsight(r.Hindsight)
	p.disclosures()
	_, err := p.WriteTo(w)
	return err
}

// barWidth is the number of cells of the score's bar: two points each.
const barWidth = 50

func (p *page) score(r regime.Reading) {
	p.line("%s: risk-on score at %s, from what was known then", r.Model, r.Time.Format("2006-01-02 15:04 MST"))
	p.line("")
	full := int(math.Round(r.Score / 100 * barWidth))
	p.line("  %9.6f  [%s%s] %s since %s", r.Score, strings.Repeat("#", full), strings.Repeat(".", barWidth-full), r.State, orDash(r.Since))
	p.line("              0%s25%s40%s50%s60%s100", gap(11), gap(6), gap(3), gap(3), gap(17))
	p.line("")
	side := "above"
	if r.Score < r.Margin.Threshold {
		side = "below"
	}
	unknown := ""
	if full := r.Coverage * r.Agreement; r.Confidence < full {
		unknown = fmt.Sprintf(" x %.3f for cautions not known", r.Confidence/full)
	}
	p.line("  margin      %.3f points %s the nearest threshold, %g", r.Margin.Distance, side, r.Margin.Threshold)
	p.line("  confidence  %.3f = coverage %.3f x agreement %.3f%s", r.Confidence, r.Coverage, r.Agreement, unknown)
	if r.Tick.Equal(r.Time) {
		return
	}
	p.line("  the state is that of the last step, %s", r.Tick.Format(time.DateOnly))
}

func gap(n int) string { return strings.Repeat(" ", n) }

// stateMarks are the letters of the strip.
var stateMarks = map[regime.State]byte{regime.RiskOn: '#', regime.Neutral: '-', regime.RiskOff: '.', regime.Unknown: '?'}

// strip shows the states of the last three years, a letter a week, a year a line.
func (p *page) strip(steps []regime.Step) {
	const year = 52
	p.title("State by week (# RiskOn, - Neutral, . RiskOff, ? Unknown)")
	for len(steps) > 0 {
		n := (len(steps)-1)%year + 1
		marks := make([]byte, n)
		for i, s := range steps[:n] {
			marks[i] = stateMarks[s.State]
		}
		p.line("  %s  %s  %s", steps[0].Time.Format(time.DateOnly), marks, steps[n-1].Time.Format(time.DateOnly))
		steps = steps[n:]
	}
}

// flagsAt is the column in which the flags of a contribution begin.
const flagsAt = 81

func (p *page) contributions(r regime.Reading) {
	p.title("Contributions in points: they add up to the score")
	p.line("  %-17s %9s %-9s %-10s %5s %4s %6s %10s  %s", "input", "value", "unit", "reference", "age", "q", "signal", "points", "flags")
	p.line("  %-17s %59.6f", "base", r.Base.Points)
	for _, c := range r.Contributions {
		p.hang(flagsAt, "  %-17s %9s %-9s %-10s %5s %4.2f %6s %10s  %s", c.ID, short(c.Value, 4), unitWord(c.Unit), orDash(c.Reference),
			days(c.AgeDays), c.Quality, signed(c.Signal, 3), micro(c.Part), strings.Join(c.Flags, " "))
	}
	for _, c := range r.Cautions {
		p.hang(flagsAt, "  %-17s %9s %-9s %-10s %17s %10s  %s", strings.TrimPrefix(c.ID, "caution/"), short(c.Value, 4), unitWord(c.Unit), orDash(c.Reference),
			"c "+plain(c.C, 3), micro(c.Part), strings.Join(c.Flags, " "))
	}
	p.line("  %-17s %59s", "clip", micro(r.Clip))
	p.line("  %-17s %59.6f", "score", r.Score)
	p.line("")
	p.line("  age in days; q: 1 fresh to 0 too old; signal: -1 against risk to +1 for it; c: caution, 0 to 1")
	p.line("  balance: (91 days - 91 before)/size; stale: the feed has no value now, the last c stays")
	p.line("")
	for _, v := range r.Pillars {
		p.line("  pillar %-10s %+.3f  weight %.3f  coverage %.3f", v.ID, v.Value, v.Weight, v.Coverage)
	}
}

func (p *page) thesis(r regime.Reading) {
	p.title("Thesis: breakout, with liquidity, treasury adoption and an Alt/BTC turn")
	for _, l := range r.Thesis {
		since := "since the last step"
		if !l.Since.IsZero() {
			since = "since " + l.Since.Format(time.DateOnly)
		}
		change := ""
		switch l.Status {
		case regime.Met:
			change = fmt.Sprintf(", until %s %s", l.Changes, short(l.Change, 4))
		case regime.NotMet:
			if l.Reads == string(regime.PhaseBroken) { // met by a Confirm; what Changes says is how it ends
				change = fmt.Sprintf(", not Confirmed; %s %s fails", l.Changes, short(l.Change, 4))
				break
			}
			change = fmt.Sprintf(", needs %s %s", l.Changes, short(l.Change, 4))
		}
		p.hang(48, "  %-18s %-7s %-17s %s %s%s", l.ID, l.Status, since, l.Series, l.Reads, change)
	}
	p.line("  hist: the histogram of the weekly MACD(12, 26, 9)")
	p.due(r.Thesis)
	if n := len(r.Events); n > 0 {
		p.line("")
		p.line("  latest events:")
		for _, e := range r.Events[max(0, n-6):] {
			if e.Caution != "" {
				p.line("    %s  %-30s score %.3f, %+.3f by it", e.Time.Format(time.DateOnly), e.Rule+": "+e.Caution, e.Score, e.Change)
				continue
			}
			p.line("    %s  %-30s score %.3f, rule %s", e.Time.Format(time.DateOnly), fmt.Sprintf("%v -> %v", e.From, e.To), e.Score, e.Rule)
		}
	}
}

// due says when the next figures become known that the legs read.
func (p *page) due(legs []regime.Leg) {
	var all []regime.Release
	for _, l := range legs {
		all = append(all, l.Next...)
	}
	slices.SortFunc(all, func(a, b regime.Release) int {
		return cmp.Or(a.Known.Compare(b.Known), strings.Compare(a.Series, b.Series))
	})
	if all = slices.Compact(all); len(all) > 0 {
		p.line("")
		p.line("  figures due next, UTC:")
	}
	for len(all) > 0 {
		at, names := all[0].Known, []string{}
		for ; len(all) > 0 && all[0].Known.Equal(at); all = all[1:] {
			names = append(names, all[0].Series)
		}
		p.line("    %s  %s", at.UTC().Format("2006-01-02 15:04"), strings.Join(names, ", "))
	}
}

func (p *page) claims(findings []regime.Finding) {
	p.title("What was claimed, and what the data say")
	text := ""
	for _, f := range findings {
		if f.Text != text {
			text = f.Text
			p.line("  %-12s %s", f.Of, f.Text)
		}
		op := map[regime.Op]string{regime.AtLeast: "at least", regime.AtMost: "at most", regime.LowestIn: "lowest in", regime.FirstIn: "first in"}[f.Op]
		for _, s := range wrap(fmt.Sprintf("%s, %s to %s: %s", f.Series, f.From, f.To, f.Measure), pageWidth-6) {
			p.line("      %s", s)
		}
		observed := "observed " + short(f.Observed, 4)
		switch {
		case f.Verdict == regime.Untestable:
			observed = f.Why
		case f.Observed.Missing():
			observed = "observed none"
		}
		p.line("        claimed %s %s %s; %s", op, short(regime.Number(f.Value), 4), f.Unit, observed)
	}
}

func (p *page) disclosures() {
	p.title("Read this with it")
	for _, s := range []string{
		"Fed figures are the latest vintage, not first prints; the Treasury's account is a week average.",
		"Prices are adjusted for splits, not for dividends.",
		"The 14 alts are those known to have survived to 2026. Most begin in 2017-11, the basket in 2018.",
		"Treasury companies are today's known names; some known dates are by rule; some rows sum weeks.",
		"The $200B of ETF assets behind etf_outflow are an assumption.",
		"The model was set in 2026 after seeing this history: past scores are illustrations, not results.",
	} {
		p.line("  %s", s)
	}
}
