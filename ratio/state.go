package ratio

import (
	"bytes"
	"encoding/json"
	"io"
	"math"

	"github.com/riskon/riskon/series"
)

// version is that of the saved states, all of them.
const version = 1

// A number is a float64 that JSON can hold: NaN is null. encoding/json writes
// the shortest digits that read back as the same bits.
type number float64

func (x number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(x)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(x))
}

func (x *number) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*x = number(math.NaN())
		return nil
	}
	var f float64
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	*x = number(f)
	return nil
}

// countable reports whether something could have been counted up to n: that takes
// less than the age of the world, and n is exact as a float64.
func countable(n int) bool { return int64(n) <= 1<<53 }

// missing reports whether x is no usable number: not finite, or beyond 1e75.
func missing(x float64) bool { return !(math.Abs(x) <= series.Limit) }

// finite returns x, or NaN where x is missing.
func finite(x float64) float64 {
	if missing(x) {
		return math.NaN()
	}
	return x
}

// decode reads one JSON value into v, and refuses unknown fields, missing ones
// and what follows.
func decode(what string, data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return stateError(what, ErrState, err.Error())
	}
	if _, err := d.Token(); err != io.EOF {
		return stateError(what, ErrState, "more data after it")
	}
	var given, want any
	again, err := json.Marshal(v)
	if err != nil || json.Unmarshal(data, &given) != nil || json.Unmarshal(again, &want) != nil || !sameShape(given, want) {
		return stateError(what, ErrState, "missing fields")
	}
	return nil
}

// sameShape reports whether a and b have the same fields and lengths.
func sameShape(a, b any) bool {
	switch b := b.(type) {
	case map[string]any:
		m, ok := a.(map[string]any)
		for key, v := range b {
			x, has := m[key]
			ok = ok && has && sameShape(x, v)
		}
		return ok && len(m) == len(b)
	case []any:
		l, ok := a.([]any)
		ok = ok && len(l) == len(b)
		for i := 0; ok && i < len(b); i++ {
			ok = sameShape(l[i], b[i])
		}
		return ok
	}
	return true
}

// build returns the series of stamps and values that are right by construction.
func build(t []int64, v []float64) series.Series {
	s, err := series.FromUnixNano(t, v)
	if err != nil {
		panic(err)
	}
	return s
}
