package series

import (
	"fmt"
	"html"
	"strings"
)

// HTML shows the series as a table for a notebook: a caption that says how much
// it is, and the first and last ten points. Values are rounded.
func (s Series) HTML() string { return s.table().html(10) }

// HTML shows the bars as a table for a notebook: a caption that says how much it
// is, and the first and last ten bars. Values are rounded.
func (b Bars) HTML() string { return b.table().html(10) }

// HTML shows the frame as a table for a notebook: a caption that says how much
// it is, and the first and last ten rows of the first eight columns. Values are
// rounded.
func (f Frame) HTML() string { return f.table().html(10) }

// html returns the table. Times are all of one length, so all is aligned right.
func (x table) html(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<table>\n<caption style=\"white-space:nowrap\">%s</caption>\n", html.EscapeString(x.title))
	line := func(tag string, row []string) {
		b.WriteString(`<tr style="text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums">`)
		for _, c := range row {
			fmt.Fprintf(&b, "<%s>%s</%s>", tag, html.EscapeString(c), tag)
		}
		b.WriteString("</tr>\n")
	}
	if cells, left := x.rows(n); len(cells) > 0 {
		head := append(append([]string(nil), x.times...), x.names...)
		b.WriteString("<thead>\n")
		line("th", head)
		b.WriteString("</thead>\n<tbody>\n")
		for i, row := range cells {
			if left > 0 && i == n {
				fmt.Fprintf(&b, "<tr><td colspan=\"%d\" style=\"text-align:center\">%s more</td></tr>\n", len(head), group(left))
			}
			line("td", row)
		}
		b.WriteString("</tbody>\n")
	}
	b.WriteString("</table>\n")
	return b.String()
}
