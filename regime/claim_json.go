package regime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// claimFields are the names of a Claim in JSON, all of which it must have.
var claimFields = []string{"id", "text", "series", "measure", "from", "to", "op", "claimed", "unit"}

// ReadClaims reads a list of claims, as json.Marshal writes it:
//
//	[
//	  {"id": "low", "text": "BTC at a two-year low in 2022", "series": "BTC", "measure": "value",
//	   "from": "2022-01-01", "to": "2022-12-31", "op": "LowestIn", "claimed": 2, "unit": "years"}
//	]
//
// It is strict. A field that is unknown, missing, null or there twice, a claim that
// Check refuses, an id that is there twice, and anything after the list is a *ClaimError
// with line and column. An error of r is returned as it is.
func ReadClaims(r io.Reader) ([]Claim, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	d := claimReader{data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	for i := 0; i < len(data); { // the decoder would replace what is not UTF-8
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 {
			return nil, d.fault(i, "", "", errors.New("not UTF-8"))
		}
		i += n
	}
	var bad *json.SyntaxError
	if err := json.Unmarshal(data, new(json.RawMessage)); errors.As(err, &bad) {
		return nil, d.fault(max(int(bad.Offset)-1, 0), "", "", err)
	}
	if err := d.open('['); err != nil {
		return nil, err
	}
	claims, ids := []Claim{}, map[string]bool{}
	for d.dec.More() {
		c, at, err := d.claim()
		if err != nil {
			return nil, err
		}
		if ids[c.ID] {
			return nil, d.fault(at["id"], c.ID, "id", errTwice)
		}
		ids[c.ID] = true
		claims = append(claims, c)
	}
	return claims, nil
}

// claimReader decodes claims from what is JSON, and knows where it is.
type claimReader struct {
	data []byte
	dec  *json.Decoder
}

// claim reads one claim, and where the value of each field begins.
func (d claimReader) claim() (c Claim, at map[string]int, err error) {
	start := d.next()
	if err := d.open('{'); err != nil {
		return c, nil, err
	}
	to := map[string]any{"id": &c.ID, "text": &c.Text, "series": &c.Series, "measure": &c.Measure, "from": &c.From, "to": &c.To,
		"op": &c.Op, "claimed": &c.Value, "unit": &c.Unit}
	at = map[string]int{}
	for d.dec.More() {
		key := d.next()
		token, err := d.dec.Token()
		field, ok := token.(string)
		if err != nil || !ok {
			return c, nil, d.fault(key, c.ID, "", fmt.Errorf("%v is not a field: %w", token, err))
		}
		if to[field] == nil {
			return c, nil, d.fault(key, c.ID, "", fmt.Errorf("unknown field %q", field))
		}
		if _, twice := at[field]; twice {
			return c, nil, d.fault(key, c.ID, field, errTwice)
		}
		at[field] = d.next()
		if bytes.HasPrefix(d.data[at[field]:], []byte("null")) {
			return c, nil, d.fault(at[field], c.ID, field, errors.New("null"))
		}
		if err := d.dec.Decode(to[field]); err != nil {
			return c, nil, d.fault(at[field], c.ID, field, err)
		}
	}
	if _, err := d.dec.Token(); err != nil {
		return c, nil, d.fault(d.next(), c.ID, "", err)
	}
	for _, field := range claimFields {
		if _, ok := at[field]; !ok {
			return c, nil, d.fault(start, c.ID, field, errors.New("missing"))
		}
	}
	var bad *ClaimError
	if err := c.Check(); errors.As(err, &bad) {
		return c, nil, d.fault(at[bad.Field], c.ID, bad.Field, bad.Err)
	}
	return c, at, nil
}

// open reads the delimiter that a list or a claim begins with.
func (d claimReader) open(want json.Delim) error {
	at := d.next()
	if token, err := d.dec.Token(); err != nil || token != want {
		return d.fault(at, "", "", fmt.Errorf("%v is not the %v of a list of claims", token, want))
	}
	return nil
}

// next is where the next token begins.
func (d claimReader) next() int {
	i := int(d.dec.InputOffset())
	for i < len(d.data) && bytes.IndexByte([]byte(" \t\r\n,:"), d.data[i]) >= 0 {
		i++
	}
	return i
}

func (d claimReader) fault(at int, id, field string, err error) error {
	before := d.data[:min(at, len(d.data))]
	return &ClaimError{
		ID: id, Field: field, Err: err,
		Line: 1 + bytes.Count(before, []byte("\n")), Column: len(before) - bytes.LastIndexByte(before, '\n'),
	}
}
