package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
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

// title begins a section.
func (p *page) title(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	p.line("")
	p.line("%s", s)
	p.line("%s", strings.Repeat("-", len([]rune(s))))
}

// writeText writes the report for a terminal of 100 columns.
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
	p.line("%s risk-on score at %s (all that was known then, and nothing else)", r.Model, r.Time.Format("2006-01-02 15:04 MST"))
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
		unknown = fmt.Sprintf(", %.3f for unknown cautions", r.Confidence/full)
	}
	p.line("  confidence %.3f (coverage %.3f, agreement %.3f%s)   nearest threshold %g: %.3f points %s",
		r.Confidence, r.Coverage, r.Agreement, unknown, r.Margin.Threshold, r.Margin.Distance, side)
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

func (p *page) contributions(r regime.Reading) {
	p.title("Contributions in points: they add up to the score")
	p.line("  %-20s %11s %-12s %-10s %5s %5s %6s %11s  %s", "input", "value", "unit", "reference", "age", "fresh", "signal", "points", "flags")
	p.line("  %-20s %66.6f", "base", r.Base.Points)
	for _, c := range r.Contributions {
		p.line("  %-20s %11s %-12s %-10s %5s %4.0f%% %6s %11s  %s", c.ID, short(c.Value, 4), unitWord(c.Unit), orDash(c.Reference),
			days(c.AgeDays), 100*c.Quality, signed(c.Signal, 3), micro(c.Part), strings.Join(c.Flags, " "))
	}
	for _, c := range r.Cautions {
		p.line("  %-20s %11s %-12s %-10s %18s %11s  %s", strings.TrimPrefix(c.ID, "caution/"), short(c.Value, 4), unitWord(c.Unit), orDash(c.Reference),
			"c "+plain(c.C, 3), micro(c.Part), strings.Join(c.Flags, " "))
	}
	p.line("  %-20s %66s", "clip", micro(r.Clip))
	p.line("  %-20s %66.6f", "score", r.Score)
	p.line("")
	for _, v := range r.Pillars {
		p.line("  pillar %-10s %+.3f  weight %.3f  coverage %.3f", v.ID, v.Value, v.Weight, v.Coverage)
	}
}

func (p *page) thesis(r regime.Reading) {
	p.title("Thesis: a sustained breakout, with liquidity support, treasury adoption and an Alt/BTC turn")
	for _, l := range r.Thesis {
		since := "since the last step"
		if !l.Since.IsZero() {
			since = "since " + l.Since.Format(time.DateOnly)
		}
		change := ""
		if l.Status != regime.LegUnknown {
			change = fmt.Sprintf("changes at: %s %s", l.Changes, short(l.Change, 4))
		}
		p.line("  %-19s %-8s %-17s %-16s %-23s %s", l.ID, l.Status, since, l.Series, l.Reads, change)
	}
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

func (p *page) claims(findings []regime.Finding) {
	p.title("What was claimed, and what the data say")
	text := ""
	for _, f := range findings {
		if f.Text != text {
			text = f.Text
			p.line("  %-12s %s", f.Of, f.Text)
		}
		op := "at least"
		if f.Op == regime.AtMost {
			op = "at most"
		}
		p.line("      %s, %s, %s to %s", f.Series, f.Measure, f.From, f.To)
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
		"Prices are adjusted for splits, not dividends. The 14 alts are those that survived to 2026; most begin in 2017-11.",
		"Treasury companies are today's known names; some known dates are by rule, some rows sum several weeks.",
		"The $200B of ETF assets behind etf_outflow are an assumption.",
		"The model was set in 2026 after seeing this history: past scores are illustrations, not out-of-sample results.",
	} {
		p.line("  %s", s)
	}
}
