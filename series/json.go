package series

import (
	"encoding/json"
	"time"
)

// MarshalJSON encodes the series in columns, stamps as RFC 3339 in UTC and a
// missing value as null: {"t":["2026-01-09T21:00:00Z"],"v":[2.5]}. Decoding gives
// the same series, bit for bit.
func (s Series) MarshalJSON() ([]byte, error) {
	b := appendTimes([]byte(`{"t":`), s.t)
	b = appendNumbers(append(b, `,"v":`...), s.v)
	return append(b, '}'), nil
}

// UnmarshalJSON decodes what MarshalJSON encodes, and checks it as New does. The
// error is a *PointError, ErrJSON for another shape; the series is then as it was.
func (s *Series) UnmarshalJSON(data []byte) error {
	var in struct{ T, V json.RawMessage }
	if null, err := decode(data, &in); null || err != nil {
		return err
	}
	t, err := times(in.T)
	if err != nil {
		return err
	}
	v, err := numbers(in.V)
	if err != nil {
		return err
	}
	decoded, err := FromUnixNano(t, v)
	if err == nil {
		*s = decoded
	}
	return err
}

// MarshalJSON encodes the bars in columns, as Series does:
// {"start":[],"end":[],"open":[],"high":[],"low":[],"close":[],"volume":[]}.
func (b Bars) MarshalJSON() ([]byte, error) {
	out := appendTimes([]byte(`{"start":`), b.start)
	out = appendTimes(append(out, `,"end":`...), b.end)
	out = appendNumbers(append(out, `,"open":`...), b.open)
	out = appendNumbers(append(out, `,"high":`...), b.high)
	out = appendNumbers(append(out, `,"low":`...), b.low)
	out = appendNumbers(append(out, `,"close":`...), b.close)
	out = appendNumbers(append(out, `,"volume":`...), b.volume)
	return append(out, '}'), nil
}

// UnmarshalJSON decodes what MarshalJSON encodes, and checks it as NewBars does.
// The error is a *PointError, ErrJSON for another shape; the bars are then as they were.
func (b *Bars) UnmarshalJSON(data []byte) error {
	var in struct{ Start, End, Open, High, Low, Close, Volume json.RawMessage }
	if null, err := decode(data, &in); null || err != nil {
		return err
	}
	start, err := times(in.Start)
	if err != nil {
		return err
	}
	end, err := times(in.End)
	if err != nil {
		return err
	}
	if len(start) != len(end) {
		return &PointError{Index: min(len(start), len(end)), Err: ErrLength}
	}
	var columns [5][]float64
	for j, text := range [...]json.RawMessage{in.Open, in.High, in.Low, in.Close, in.Volume} {
		if columns[j], err = numbers(text); err != nil {
			return err
		}
		if n := len(columns[j]); n != len(end) {
			return &PointError{Index: min(n, len(end)), Err: ErrLength}
		}
	}
	rows := make([]Bar, len(end))
	for i := range rows {
		rows[i] = Bar{Start: time.Unix(0, start[i]).UTC(), End: time.Unix(0, end[i]).UTC(),
			Open: columns[0][i], High: columns[1][i], Low: columns[2][i], Close: columns[3][i], Volume: columns[4][i]}
	}
	decoded, err := NewBars(rows)
	if err == nil {
		*b = decoded
	}
	return err
}

// MarshalJSON encodes the frame as Series does, with one list for each column:
// {"t":["2026-01-09T21:00:00Z"],"v":[[2.5],[null]]}, and "names" of the columns
// where they have some.
func (f Frame) MarshalJSON() ([]byte, error) {
	b := appendTimes([]byte(`{"t":`), f.t)
	b = append(b, `,"v":[`...)
	for j, column := range f.cols {
		if j > 0 {
			b = append(b, ',')
		}
		b = appendNumbers(b, column)
	}
	if f.names == nil {
		return append(b, `]}`...), nil
	}
	names, err := json.Marshal(f.names)
	b = append(append(b, `],"names":`...), names...)
	return append(b, '}'), err
}

// UnmarshalJSON decodes what MarshalJSON encodes, and checks each column as New
// does. The error is a *PointError, ErrJSON for another shape; the frame is then as it was.
func (f *Frame) UnmarshalJSON(data []byte) error {
	var in struct {
		T     json.RawMessage
		V     []json.RawMessage
		Names []string
	}
	if null, err := decode(data, &in); null || err != nil {
		return err
	}
	t, err := times(in.T)
	if err != nil {
		return err
	}
	if in.V == nil || len(in.V) == 0 && len(t) > 0 || in.Names != nil && len(in.Names) != len(in.V) {
		return &PointError{Index: -1, Err: ErrJSON}
	}
	decoded := Frame{t: t[:len(t):len(t)], cols: make([][]float64, len(in.V)), names: in.Names}
	for j, text := range in.V {
		v, err := numbers(text)
		if err != nil {
			return err
		}
		column, err := FromUnixNano(t, v)
		if err != nil {
			return err
		}
		decoded.cols[j] = column.v
	}
	*f = decoded
	return nil
}
