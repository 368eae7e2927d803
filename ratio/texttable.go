package ratio

import (
	"fmt"
	"strings"
	"time"
)

// A text is a table in the making: a title, notes, and rows of which the first
// is the head. The first column stands left, the others right. A row of one cell
// is a line of its own, which no column is made wider for.
type text struct {
	title string
	rows  [][]string
}

// newText names the estimator and its sample.
func newText(what string, n int, from, to time.Time) *text {
	if n == 0 {
		return &text{title: what + ", empty"}
	}
	return &text{title: fmt.Sprintf("%s, %d observations, %s to %s", what, n,
		from.UTC().Format(time.DateOnly), to.UTC().Format(time.DateOnly))}
}

func (t *text) note(format string, args ...any) {
	t.title += "\n" + fmt.Sprintf(format, args...)
}

func (t *text) row(cells ...string) { t.rows = append(t.rows, cells) }

// String lays out the columns, and leaves no space at the end of a line.
func (t *text) String() string {
	var width []int
	for _, row := range t.rows {
		for j, c := range row {
			if j == len(width) {
				width = append(width, 0)
			}
			if len(row) > 1 {
				width[j] = max(width[j], len([]rune(c)))
			}
		}
	}
	out := t.title
	for _, row := range t.rows {
		line := ""
		for j, c := range row {
			space := strings.Repeat(" ", max(0, width[j]-len([]rune(c))))
			if j == 0 {
				line = c + space
			} else {
				line += "  " + space + c
			}
		}
		out += "\n" + strings.TrimRight(line, " ")
	}
	return out
}
