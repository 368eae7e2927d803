package regime

import (
	"fmt"
	"html"
	"log/slog"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// String is the reading for a terminal: the score, what it is made of, and what
// would change the thesis. The points add up to the score.
func (r Reading) String() string {
	var b strings.Builder
	b.WriteString(r.title() + "\n" + r.sureness() + "\n\n")
	var rows [][]string
	for i, row := range r.rows() {
		if i == 0 {
			row[0] = ""
		}
		rows = append(rows, []string{row[5], row[1], row[2], row[3], row[4], "  " + row[0] + inBrackets(row[6])})
	}
	b.WriteString(textTable(rows, tabwriter.AlignRight))
	if len(r.Thesis) > 0 {
		b.WriteByte('\n')
	}
	for _, l := range r.Thesis {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

// textTable is rows in columns for a terminal. Names may be any text: they stay on one
// line, and no line ends with blanks.
func textTable(rows [][]string, flags uint) string {
	var table, b strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', flags)
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				w.Write([]byte{'\t'})
			}
			w.Write([]byte(plainText(cell)))
		}
		w.Write([]byte{'\n'})
	}
	w.Flush()
	for line := range strings.Lines(table.String()) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// plainText is text without what would break a line or a column, or steer a terminal.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// pageText is text for a page or a chart, which holds no control characters either.
func pageText(s string) string { return html.EscapeString(plainText(s)) }

func inBrackets(flags string) string {
	if flags == "" {
		return ""
	}
	return " (" + flags + ")"
}

// title is the score and the state.
func (r Reading) title() string {
	s := fmt.Sprintf("%s at %s: %.6f, %s", plainText(r.Model), stampText(r.Time), r.Score, r.State)
	if !r.Since.IsZero() {
		s += " since " + r.Since.String()
	}
	return s
}

// sureness is how far the score is from a threshold, and how sure it is.
func (r Reading) sureness() string {
	side := "above"
	if r.Score < r.Margin.Threshold {
		side = "below"
	}
	return fmt.Sprintf("%.3f points %s %g; confidence %.3f, coverage %.3f, agreement %.3f",
		r.Margin.Distance, side, r.Margin.Threshold, r.Confidence, r.Coverage, r.Agreement)
}

// rows are the parts of the score as a table: name, value, age, freshness, signal,
// points, flags. The first one is the header.
func (r Reading) rows() [][7]string {
	rows := [][7]string{{"part", "value", "age", "fresh", "signal", "points", "flags"}}
	rows = append(rows, [7]string{"base", "", "", "", "", pointsText(r.Base), ""})
	for _, c := range r.Contributions {
		age := "-"
		if !c.AgeDays.Missing() {
			age = fmt.Sprintf("%.0fd", float64(c.AgeDays))
		}
		rows = append(rows, [7]string{c.ID, numberText("%.4g", c.Value), age, fmt.Sprintf("%.2f", c.Quality), numberText("%+.3f", c.Signal), pointsText(c.Part), strings.Join(c.Flags, " ")})
	}
	for _, k := range r.Cautions {
		rows = append(rows, [7]string{k.ID, numberText("%.4g", k.Value), "", "", numberText("c %.3f", k.C), pointsText(k.Part), strings.Join(k.Flags, " ")})
	}
	if r.Clip.Micro != 0 {
		rows = append(rows, [7]string{"clip", "", "", "", "", pointsText(r.Clip), ""})
	}
	return append(rows, [7]string{"score", "", "", "", "", fmt.Sprintf("%.6f", r.Score), ""})
}

func pointsText(p Part) string { return fmt.Sprintf("%+.6f", float64(p.Micro)/micros) }

func numberText(format string, n Number) string {
	if n.Missing() {
		return "-"
	}
	return fmt.Sprintf(format, float64(n))
}

// String is the leg in a line: whether it holds, since when, what would change it, and
// when the next figure is due.
func (l Leg) String() string {
	s := fmt.Sprintf("%s: %s", l.ID, l.Status)
	if !l.Since.IsZero() {
		s += " since " + l.Since.UTC().Format(time.DateOnly)
	}
	s += fmt.Sprintf("; %s %s", l.Series, l.Reads)
	if !l.Change.Missing() && l.Changes != "" {
		s += fmt.Sprintf("; would change at %s %.6g", l.Changes, float64(l.Change))
	}
	if len(l.Next) > 0 {
		s += fmt.Sprintf("; next %s %s", l.Next[0].Series, stampText(l.Next[0].Known))
	}
	return plainText(s)
}

// HTML is the reading for a notebook: the score, the last steps as a chart, and the
// parts as a table.
func (r Reading) HTML() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<div>\n<p><b>%s</b><br>%s</p>\n%s", pageText(r.title()), pageText(r.sureness()), r.SVG())
	b.WriteString("<table>\n")
	for i, row := range r.rows() {
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		b.WriteString(`<tr style="text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums">`)
		for j, cell := range row {
			align := ""
			if j == 0 || j == len(row)-1 {
				align = ` style="text-align:left"`
			}
			fmt.Fprintf(&b, "<%s%s>%s</%s>", tag, align, pageText(cell), tag)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n<ul>\n")
	for _, l := range r.Thesis {
		fmt.Fprintf(&b, "<li>%s</li>\n", pageText(l.String()))
	}
	b.WriteString("</ul>\n</div>\n")
	return b.String()
}

// LogValue is the reading for package slog: the score, the state and the parts in
// micro-points.
func (r Reading) LogValue() slog.Value {
	parts := make([]slog.Attr, 0, len(r.Contributions)+len(r.Cautions)+2)
	parts = append(parts, slog.Int64("base", r.Base.Micro))
	for _, c := range r.Contributions {
		parts = append(parts, slog.Int64(c.ID, c.Micro))
	}
	for _, k := range r.Cautions {
		parts = append(parts, slog.Int64(k.ID, k.Micro))
	}
	parts = append(parts, slog.Int64("clip", r.Clip.Micro))
	return slog.GroupValue(
		slog.String("model", r.Model), slog.Time("time", r.Time), slog.Float64("score", r.Score), slog.Int64("score_micro", r.Micro),
		slog.String("state", r.State.String()), slog.Float64("margin", r.Margin.Distance), slog.Float64("threshold", r.Margin.Threshold),
		slog.Float64("coverage", r.Coverage), slog.Float64("confidence", r.Confidence),
		slog.Attr{Key: "parts", Value: slog.GroupValue(parts...)},
	)
}
