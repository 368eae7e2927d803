package series

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"time"
)

// decode decodes an object with no other members than those of in. It reports
// whether data is null, which by convention changes nothing.
func decode(data []byte, in any) (null bool, err error) {
	if string(bytes.TrimSpace(data)) == "null" {
		return true, nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if d.Decode(in) != nil || d.Decode(&struct{}{}) != io.EOF {
		return false, &PointError{Index: -1, Err: ErrJSON}
	}
	return false, nil
}

func appendTimes(b []byte, t []int64) []byte {
	b = append(b, '[')
	for i, ns := range t {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = time.Unix(0, ns).UTC().AppendFormat(b, time.RFC3339Nano)
		b = append(b, '"')
	}
	return append(b, ']')
}

func appendNumbers(b []byte, v []float64) []byte {
	b = append(b, '[')
	for i, x := range v {
		if i > 0 {
			b = append(b, ',')
		}
		if x != x {
			b = append(b, "null"...)
		} else {
			b = strconv.AppendFloat(b, x, 'g', -1, 64)
		}
	}
	return append(b, ']')
}

// times reads a list of times.
func times(text json.RawMessage) ([]int64, error) {
	t := make([]int64, 0, bytes.Count(text, []byte(","))+1)
	err := elements(text, func(b []byte) error {
		n := len(b)
		if n < 2 || b[0] != '"' || b[n-1] != '"' {
			return ErrTime
		}
		c, ok := parseClock(b[1:n-1], false)
		if !ok {
			return ErrTime
		}
		ns, ok := nanos(c.sec, c.nsec)
		if !ok {
			return ErrRange
		}
		t = append(t, ns)
		return nil
	})
	return t, err
}

// numbers reads a list of numbers and nulls.
func numbers(text json.RawMessage) ([]float64, error) {
	v := make([]float64, 0, bytes.Count(text, []byte(","))+1)
	err := elements(text, func(b []byte) error {
		x := math.NaN()
		if string(b) != "null" {
			var err error
			if x, err = parseNumber(b); err != nil {
				return err
			}
		}
		v = append(v, x)
		return nil
	})
	return v, err
}

// elements calls f for each element of a list without lists inside. The text is
// JSON that has been checked. A comma in a text splits it, into pieces that f rejects.
func elements(text json.RawMessage, f func([]byte) error) error {
	text = bytes.TrimSpace(text)
	n := len(text)
	if n < 2 || text[0] != '[' {
		return &PointError{Index: -1, Err: ErrJSON}
	}
	rest := bytes.TrimSpace(text[1 : n-1])
	for i, more := 0, len(rest) > 0; more; i++ {
		var b []byte
		b, rest, more = bytes.Cut(rest, []byte(","))
		if err := f(bytes.TrimSpace(b)); err != nil {
			return &PointError{Index: i, Err: err}
		}
	}
	return nil
}
