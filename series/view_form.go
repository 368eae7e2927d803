package series

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// rows returns the cells of at most n first and n last rows, and how many rows
// are left out after the first n.
func (x table) rows(n int) (cells [][]string, left int) {
	var show []int
	for i, all := 0, len(x.t[0]); i < all; i++ {
		if all > 2*n && i == n {
			left = all - 2*n
			i += left
		}
		show = append(show, i)
	}
	cells = make([][]string, len(show))
	for _, t := range x.t {
		form := timeForm(t, show)
		for r, i := range show {
			cells[r] = append(cells[r], time.Unix(0, t[i]).UTC().Format(form))
		}
	}
	for _, v := range x.v {
		form, digits := numberForm(v, show)
		for r, i := range show {
			cells[r] = append(cells[r], strconv.FormatFloat(v[i], form, digits, 64))
		}
	}
	return cells, left
}

// timeForm returns a layout with as much of a time as a column needs.
func timeForm(t []int64, show []int) string {
	form := "2006-01-02 15:04Z"
	for _, i := range show {
		switch {
		case t[i]%1e9 != 0:
			return "2006-01-02 15:04:05.000000000Z"
		case t[i]%60e9 != 0:
			form = "2006-01-02 15:04:05Z"
		}
	}
	return form
}

// numberForm returns the form in which all numbers of a column have ten digits
// that count, or fewer, and their points are below each other.
func numberForm(v []float64, show []int) (form byte, digits int) {
	for _, i := range show {
		x := math.Abs(v[i])
		if x != x || x == 0 {
			continue
		}
		if x >= 1e15 || x < 1e-8 {
			return 'g', 10
		}
		text := strconv.FormatFloat(x, 'e', 9, 64)
		mantissa, power, _ := strings.Cut(text, "e")
		exponent, _ := strconv.Atoi(power)
		significant := len(strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0"))
		digits = max(digits, significant-1-exponent)
	}
	return 'f', min(digits, 10)
}

// text returns the table for a terminal, without a line end at its end.
func (x table) text(n int) string {
	cells, left := x.rows(n)
	if len(cells) == 0 {
		return x.title
	}
	head := append(append([]string(nil), x.times...), x.names...)
	width := make([]int, len(head))
	for _, row := range append([][]string{head}, cells...) {
		for j, c := range row {
			width[j] = max(width[j], len(c))
		}
	}
	var b strings.Builder
	b.WriteString(x.title)
	line := func(row []string) {
		b.WriteByte('\n')
		for j, c := range row {
			space := strings.Repeat(" ", width[j]-len(c))
			switch {
			case j >= len(x.times):
				b.WriteString("  " + space + c)
			case j > 0:
				b.WriteString("  " + c + space)
			default:
				b.WriteString(c + space)
			}
		}
	}
	line(head)
	for i, row := range cells {
		if left > 0 && i == n {
			fmt.Fprintf(&b, "\n... %s more ...", group(left))
		}
		line(row)
	}
	return b.String()
}
