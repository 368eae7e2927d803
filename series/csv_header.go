package series

import (
	"io"
	"strings"
)

// A layout says in which fields of a row the columns are, -1 where there is none.
type layout struct {
	shape       shape // 0: the header is not read yet
	time, start int
	value       [5]int // a value; or open, high, low, close, volume
}

type shape int8

const (
	points shape = iota + 1
	bars
)

// header reads the header, and checks that the stamp is good for it.
func (r *Reader) header(want shape) {
	if noGrid := r.stamp.grid == (Grid{}); !r.stamp.given || noGrid && !r.stamp.closes || r.stamp.rule != nil && want == bars {
		r.err = ErrStamp
		return
	}
	if r.err = r.rows.mark(); r.err == nil {
		r.err = r.rows.next()
	}
	if r.err == io.EOF {
		r.err = r.rows.errorIn(0, ErrHeader)
	}
	if r.err != nil {
		return
	}
	names := make([]string, len(r.rows.fields))
	for i := range names {
		names[i] = strings.ReplaceAll(strings.ToLower(string(r.rows.text(i))), "_", " ")
	}
	l, bad := r.dialect.layout(names)
	r.rows.again = l.shape == bars && r.dialect.vendor == exchange && digits(names[0])
	r.rows.width = len(names)
	switch {
	case bad >= 0:
		r.fail(bad, ErrHeader)
	case l.shape != want:
		r.fail(0, ErrHeader)
	case want == bars && l.start < 0 && r.stamp.grid == (Grid{}):
		r.err = ErrStamp
	case r.stamp.closes && names[l.time] == "open time", !r.stamp.closes && l.start >= 0:
		r.fail(l.time, ErrStamp)
	}
	r.layout = l
}

// layout finds the columns by their names, which are in lower case with spaces
// for underscores. If it cannot, bad is a field to blame.
func (d Dialect) layout(names []string) (l layout, bad int) {
	l = layout{time: -1, start: -1, value: [5]int{-1, -1, -1, -1, -1}}
	switch {
	case d.vendor == exchange && digits(names[0]) && len(names) >= 6:
		return layout{shape: bars, time: 0, start: -1, value: [5]int{1, 2, 3, 4, 5}}, -1
	case d.vendor == plain:
		switch strings.Join(names, ",") {
		case "time,value":
			return layout{shape: points, time: 0, start: -1, value: [5]int{1, -1, -1, -1, -1}}, -1
		case "time,open,high,low,close,volume":
			return layout{shape: bars, time: 0, start: -1, value: [5]int{1, 2, 3, 4, 5}}, -1
		case "start,end,open,high,low,close,volume":
			return layout{shape: bars, time: 1, start: 0, value: [5]int{2, 3, 4, 5, 6}}, -1
		}
		return l, 0
	}
	for i, name := range names {
		at := d.find(&l, i, name)
		switch {
		case at == nil:
		case *at >= 0:
			return l, i // twice
		default:
			*at = i
		}
	}
	l.shape = points
	need := l.value[:1]
	if d.vendor == exchange {
		l.shape = bars
		need = l.value[:4]
	}
	for _, at := range append(need[:len(need):len(need)], l.time) {
		if at < 0 {
			return l, 0
		}
	}
	return l, -1
}

// find returns where the layout keeps the place of a column, nil if the column
// is not read.
func (d Dialect) find(l *layout, i int, name string) *int {
	column := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(d.column)), "_", " ")
	switch {
	case d.vendor == exchange:
		switch name {
		case "time", "timestamp", "date", "datetime", "unix", "open time":
			return &l.time
		case "open":
			return &l.value[0]
		case "high":
			return &l.value[1]
		case "low":
			return &l.value[2]
		case "close":
			return &l.value[3]
		case "volume":
			return &l.value[4]
		}
	case i == 0:
		switch name {
		case "date", "time", "observation date":
			return &l.time
		case "":
			if d.vendor == farside {
				return &l.time
			}
		}
	case name == column && column != "":
		return &l.value[0]
	}
	return nil
}

// digits reports whether a text is digits only.
func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
