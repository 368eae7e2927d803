package regime

import (
	"fmt"
	"strings"
)

// curveEnds is how many of the lowest and of the highest variants a view shows.
const curveEnds = 10

// String is the curve for a terminal: the share in each state, what each choice does,
// and the ten lowest and highest variants.
func (c Curve) String() string {
	var b strings.Builder
	for _, line := range c.lines() {
		b.WriteString(plainText(line) + "\n")
	}
	for _, table := range [][][]string{c.dimensionRows(), c.variantRows()} {
		b.WriteString("\n" + textTable(table, 0))
	}
	return b.String()
}

// lines are the curve in a few words.
func (c Curve) lines() []string {
	var states []string
	for _, s := range c.States {
		states = append(states, fmt.Sprintf("%s %.1f%% (%d)", s.State, 100*s.Share, s.N))
	}
	lines := []string{
		fmt.Sprintf("%s at %s, steps from %s: %d variants, %d different scores", c.Model, stampText(c.To), stampText(c.From), len(c.Variants), c.Scores),
		fmt.Sprintf("base %.6f %s, rank %d of %d", c.Base.Score, c.Base.State, c.Rank, len(c.Variants)),
	}
	if n := len(c.Variants); n > 0 {
		lines = append(lines, fmt.Sprintf("scores %.3f to %.3f, median %.3f, quartiles %.3f and %.3f", c.Variants[0].Score, c.Variants[n-1].Score, c.Median, c.Lower, c.Upper))
	}
	lines = append(lines, "states: "+strings.Join(states, ", "))
	if len(c.Dimensions) > 0 {
		d := c.Dimensions[0]
		lines = append(lines, fmt.Sprintf("moves the score most: %s, by %+.3f points", Choice{d.Dimension, d.Most}, d.Points))
	}
	return lines
}

// dimensionRows are the options of all dimensions as a table, the header first.
func (c Curve) dimensionRows() [][]string {
	rows := [][]string{{"dimension", "option", "alone", "moves", "state", "variants", "mean"}}
	for _, d := range c.Dimensions {
		name := d.Dimension
		for i, o := range d.Options {
			moves := fmt.Sprintf("%+.3f", o.Moves.Points)
			if i == 0 {
				moves = baseName
			}
			rows = append(rows, []string{name, o.Option, fmt.Sprintf("%.3f", o.Score), moves, o.State.String(), fmt.Sprint(o.N), fmt.Sprintf("%.3f", o.Mean)})
			name = ""
		}
	}
	return rows
}

// variantRows are the ends of the curve as a table, the header first.
func (c Curve) variantRows() [][]string {
	rows := [][]string{{"rank", "score", "state", "confidence", "choices"}}
	n := len(c.Variants)
	for i, v := range c.Variants {
		switch {
		case i == curveEnds && n > 2*curveEnds:
			rows = append(rows, []string{"...", "", "", "", fmt.Sprintf("%d more", n-2*curveEnds)})
		case i >= curveEnds && i < n-curveEnds:
		default:
			rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("%.6f", v.Score), v.State.String(), fmt.Sprintf("%.3f", v.Confidence), v.name()})
		}
	}
	return rows
}

// HTML is the curve for a notebook: the chart and the tables.
func (c Curve) HTML() string {
	var b strings.Builder
	b.WriteString("<div>\n<p>")
	for i, line := range c.lines() {
		if i > 0 {
			b.WriteString("<br>")
		}
		b.WriteString(pageText(line))
	}
	b.WriteString("</p>\n" + c.SVG())
	for _, rows := range [][][]string{c.dimensionRows(), c.variantRows()} {
		b.WriteString("<table>\n")
		for i, row := range rows {
			tag := "td"
			if i == 0 {
				tag = "th"
			}
			b.WriteString(`<tr style="text-align:left;white-space:nowrap;font-variant-numeric:tabular-nums">`)
			for _, cell := range row {
				fmt.Fprintf(&b, "<%s>%s</%s>", tag, pageText(cell), tag)
			}
			b.WriteString("</tr>\n")
		}
		b.WriteString("</table>\n")
	}
	b.WriteString("</div>\n")
	return b.String()
}
