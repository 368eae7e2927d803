package ratio

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// A matrixTable is what there is to show of a correlation matrix; m is nil where
// there is none.
type matrixTable struct {
	title string
	names []string
	m     *mat.SymDense
}

// shownLines is how many columns are shown, and how many rows at each end.
const shownLines = 10

// cells returns the head and the rows that are shown, each with its name first,
// and how many rows are left out after the first ones.
func (x matrixTable) cells() (rows [][]string, left int) {
	if x.m == nil {
		return nil, 0
	}
	n := x.m.SymmetricDim()
	head := []string{""}
	for k := range min(n, shownLines) {
		head = append(head, x.name(k))
	}
	rows = append(rows, head)
	for j := 0; j < n; j++ {
		if n > 2*shownLines && j == shownLines {
			left = n - 2*shownLines
			j += left
		}
		row := []string{x.name(j)}
		for k := range min(n, shownLines) {
			row = append(row, strconv.FormatFloat(x.m.At(j, k), 'f', 2, 64))
		}
		rows = append(rows, row)
	}
	return rows, left
}

func (x matrixTable) name(j int) string {
	if j < len(x.names) {
		return x.names[j]
	}
	return strconv.Itoa(j)
}

// head is the title, with what is not shown.
func (x matrixTable) head() string {
	if x.m != nil && x.m.SymmetricDim() > shownLines {
		return fmt.Sprintf("%s; %d of %d columns", x.title, shownLines, x.m.SymmetricDim())
	}
	return x.title
}

// text returns the table for a terminal, without a line end at its end.
func (x matrixTable) text() string {
	rows, left := x.cells()
	t := text{title: x.head(), rows: rows}
	if left > 0 {
		t.rows = slices.Insert(t.rows, shownLines+1, []string{fmt.Sprintf("... %d more ...", left)})
	}
	return t.String()
}

// html returns the table for a notebook.
func (x matrixTable) html() string {
	rows, left := x.cells()
	var b strings.Builder
	fmt.Fprintf(&b, "<table>\n<caption style=\"white-space:nowrap\">%s</caption>\n", html.EscapeString(x.head()))
	for i, row := range rows {
		if left > 0 && i == shownLines+1 {
			fmt.Fprintf(&b, "<tr><td colspan=\"%d\" style=\"text-align:center\">%d more</td></tr>\n", len(row), left)
		}
		b.WriteString(`<tr style="text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums">`)
		for j, c := range row {
			tag := "td"
			if i == 0 || j == 0 {
				tag = "th"
			}
			fmt.Fprintf(&b, "<%s>%s</%s>", tag, html.EscapeString(c), tag)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
	return b.String()
}
