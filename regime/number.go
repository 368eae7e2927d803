package regime

import (
	"encoding/json"
	"math"
	"time"
)

// A Number is a float64 that may be missing: NaN in Go, null in JSON.
type Number float64

// Missing reports whether there is no number.
func (n Number) Missing() bool { return n != n }

// MarshalJSON writes the shortest decimal that reads back as the same bits, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if n.Missing() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads a number, or null as missing.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	return json.Unmarshal(b, (*float64)(n))
}

// A Date is a civil date, held as 00:00 UTC of that day. The zero Date is
// missing: "" as text, null in JSON.
type Date struct{ time.Time }

const secondsPerDay = 24 * 60 * 60

// DateOf returns the UTC date of t.
func DateOf(t time.Time) Date {
	s := t.Unix()
	return Date{time.Unix(s-(s%secondsPerDay+secondsPerDay)%secondsPerDay, 0).UTC()}
}

// dayOf counts the days from 1970-01-01 to the date of d.
func dayOf(d Date) int {
	s := d.Unix()
	return int((s - (s%secondsPerDay+secondsPerDay)%secondsPerDay) / secondsPerDay)
}

// dateAt is the date so many days after 1970-01-01.
func dateAt(day int) Date { return Date{time.Unix(int64(day)*secondsPerDay, 0).UTC()} }

// String writes 2006-01-02, or "" for a missing date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// MarshalJSON writes "2006-01-02", or null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads "2006-01-02", or null.
func (d *Date) UnmarshalJSON(b []byte) error {
	*d = Date{}
	if string(b) == "null" {
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	t, err := time.Parse(time.DateOnly, s)
	*d = Date{t}
	return err
}
