package evaluate

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A table is a report in the making: notes, and rows of which the first is the
// head. The first column stands left, the others right.
type table struct {
	notes []string
	rows  [][]string
}

func (t *table) note(format string, args ...any) {
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// shownRows is how many rows are shown at each end.
const shownRows = 10

// each calls f with the head and the rows shown, and gap with the number of those
// left out between them.
func (t *table) each(f func(i int, row []string), gap func(left int)) {
	left := len(t.rows) - 1 - 2*shownRows
	for i, row := range t.rows {
		if left > 0 && i == shownRows+1 {
			gap(left)
		}
		if left <= 0 || i <= shownRows || i > shownRows+left {
			f(i, row)
		}
	}
}

// text returns the report for a terminal, without a line end at its end.
func (t *table) text() string {
	var width []int
	t.each(func(_ int, row []string) {
		for j, c := range row {
			if j == len(width) {
				width = append(width, 0)
			}
			width[j] = max(width[j], utf8.RuneCountInString(c))
		}
	}, func(int) {})
	lines := append([]string(nil), t.notes...)
	t.each(func(_ int, row []string) {
		line := ""
		for j, c := range row {
			space := strings.Repeat(" ", width[j]-utf8.RuneCountInString(c))
			if j == 0 {
				line = c + space
			} else {
				line += "  " + space + c
			}
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}, func(left int) { lines = append(lines, fmt.Sprintf("... %d more ...", left)) })
	return strings.Join(lines, "\n")
}

// html returns the report for a notebook.
func (t *table) html() string {
	var b strings.Builder
	notes := make([]string, len(t.notes))
	for i, n := range t.notes {
		notes[i] = html.EscapeString(n)
	}
	fmt.Fprintf(&b, "<table>\n<caption style=\"text-align:left\">%s</caption>\n", strings.Join(notes, "<br>"))
	t.each(func(i int, row []string) {
		b.WriteString(`<tr style="text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums">`)
		for j, c := range row {
			tag := "td"
			if i == 0 || j == 0 {
				tag = "th"
			}
			fmt.Fprintf(&b, "<%s>%s</%s>", tag, html.EscapeString(c), tag)
		}
		b.WriteString("</tr>\n")
	}, func(left int) {
		fmt.Fprintf(&b, "<tr><td colspan=\"%d\" style=\"text-align:center\">%d more</td></tr>\n", len(t.rows[0]), left)
	})
	b.WriteString("</table>\n")
	return b.String()
}

// number shows x in five digits.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 5, 64) }

// share shows x with three decimals, and "" where it is missing.
func share(x float64) string {
	if x != x {
		return ""
	}
	return strconv.FormatFloat(x, 'f', 3, 64)
}

func percent(x float64) string { return strconv.FormatFloat(100*x, 'g', 4, 64) + "%" }
