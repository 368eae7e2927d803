package series

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// String shows the series as a table: a line that says how much it is, and the
// first and last five points. Values are rounded.
func (s Series) String() string { return s.table().text(5) }

// String shows the bars as a table: a line that says how much it is, and the
// first and last five bars. Values are rounded.
func (b Bars) String() string { return b.table().text(5) }

// String shows the frame as a table: a line that says how much it is, and the
// first and last five rows of the first eight columns. Values are rounded.
func (f Frame) String() string { return f.table().text(5) }

// A table is what there is to show of a Series, a Bars or a Frame.
type table struct {
	title string
	times []string // names of the columns
	names []string
	t     [][]int64
	v     [][]float64
}

func (s Series) table() table {
	return table{title: count("Series", "Series of", "point", s.t), times: []string{"time"}, names: []string{"value"},
		t: [][]int64{s.t}, v: [][]float64{s.v}}
}

func (b Bars) table() table {
	return table{title: count("Bars", "", "bar", b.end), times: []string{"start", "end"},
		names: []string{"open", "high", "low", "close", "volume"},
		t:     [][]int64{b.start, b.end}, v: [][]float64{b.open, b.high, b.low, b.close, b.volume}}
}

// A frame is shown up to its eighth column.
func (f Frame) table() table {
	const most = 8
	x := table{title: count("Frame", "Frame of", "row", f.t), times: []string{"time"}, t: [][]int64{f.t}, v: f.cols}
	if n := len(f.cols); n > most {
		x.title += fmt.Sprintf("; %d of %d columns", most, n)
		x.v = f.cols[:most]
	}
	for j := range x.v {
		name := strconv.Itoa(j)
		if f.names != nil {
			name = f.names[j]
		}
		x.names = append(x.names, name)
	}
	return x
}

// count says how many points there are, and from when to when.
func count(kind, of, what string, t []int64) string {
	n := len(t)
	switch {
	case n == 0:
		return kind + ", empty"
	case n > 1:
		what += "s"
	}
	text := strings.TrimSpace(of+" "+group(n)) + " " + what + ", "
	first, last := time.Unix(0, t[0]).UTC().Format(time.DateOnly), time.Unix(0, t[n-1]).UTC().Format(time.DateOnly)
	if first == last {
		return text + first
	}
	return text + first + " to " + last
}

// group writes a count with commas between thousands.
func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
