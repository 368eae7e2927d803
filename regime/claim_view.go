package regime

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// String is a table: each claim with its verdict and, below it, its measures with
// what was observed and what was claimed.
func (f Findings) String() string {
	rows := make([][]string, len(f))
	for i, x := range f {
		rows[i] = []string{"  " + x.ID, string(x.Verdict), "observed " + x.observed(), "claimed " + x.claimed(), x.about() + x.because()}
	}
	var b strings.Builder
	i := 0
	for line := range strings.Lines(textTable(rows, 0)) {
		if i == 0 || f[i].Text != f[i-1].Text {
			b.WriteString(strings.TrimRight(string(f[i].Of)+": "+plainText(f[i].Text), " ") + "\n")
		}
		b.WriteString(line)
		i++
	}
	return b.String()
}

// about is what was asked: the series, the range and the measure.
func (f Finding) about() string {
	return fmt.Sprintf("%s, %s to %s: %s", f.Series, f.From, f.To, f.Measure)
}

func (f Finding) because() string {
	if f.Why == "" {
		return ""
	}
	return "; " + f.Why
}

func (f Finding) claimed() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Op, numeral(f.Value), f.Unit))
}

func (f Finding) observed() string {
	if f.Observed.Missing() {
		return "-"
	}
	return numeral(float64(f.Observed))
}

// numeral is a number of six digits, or all of a whole one.
func numeral(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return strconv.FormatFloat(unsigned(x), 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}

// HTML is the table for a notebook: of a long list, the first and last ten measures.
func (f Findings) HTML() string {
	const ends = 10
	var b strings.Builder
	fmt.Fprintf(&b, "<table>\n<caption style=\"white-space:nowrap\">%d measures of claims</caption>\n<thead>\n", len(f))
	line := func(tag string, row ...string) {
		b.WriteString("<tr>")
		for _, cell := range row {
			fmt.Fprintf(&b, `<%s style="text-align:left">%s</%s>`, tag, pageText(cell), tag)
		}
		b.WriteString("</tr>\n")
	}
	head := []string{"claim", "verdict", "measure", "observed", "claimed", "of it", "why"}
	line("th", head...)
	b.WriteString("</thead>\n<tbody>\n")
	left := max(len(f)-2*ends, 0)
	for i, x := range f {
		if left > 0 && i >= ends && i < ends+left {
			if i == ends {
				fmt.Fprintf(&b, "<tr><td colspan=\"%d\" style=\"text-align:center\">%d more</td></tr>\n", len(head), left)
			}
			continue
		}
		line("td", x.Text, string(x.Of), x.about(), x.observed(), x.claimed(), string(x.Verdict), x.Why)
	}
	b.WriteString("</tbody>\n</table>\n")
	return b.String()
}
