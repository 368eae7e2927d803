package regime

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

const oneClaim = `{"id": "low", "text": "BTC low", "series": "BTC", "measure": "value", "from": "2022-01-01", "to": "2022-12-31", "op": "LowestIn", "claimed": 2, "unit": "years"}`

func TestReadClaims(t *testing.T) {
	data, err := os.ReadFile("testdata/claims.json")
	if err != nil {
		t.Fatal(err)
	}
	claims, err := ReadClaims(bytes.NewReader(data))
	if err != nil || len(claims) != 18 {
		t.Fatalf("%d claims, %v", len(claims), err)
	}
	text, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadClaims(iotest.OneByteReader(bytes.NewReader(text)))
	if err != nil || !reflect.DeepEqual(again, claims) {
		t.Errorf("claims do not come back: %v", err)
	}
	if none, err := ReadClaims(strings.NewReader(" [\n] ")); err != nil || none == nil || len(none) != 0 {
		t.Errorf("no claims: %v %v", none, err)
	}
	if _, err := ReadClaims(iotest.ErrReader(io.ErrClosedPipe)); err != io.ErrClosedPipe {
		t.Errorf("a reader that fails: %v", err)
	}
}

// TestReadClaimsRefuses: each error names its line and column, the claim and the field.
func TestReadClaimsRefuses(t *testing.T) {
	change := func(old, new string) string {
		return "[\n  " + oneClaim + ",\n  " + strings.Replace(strings.Replace(oneClaim, `"low"`, `"b"`, 1), old, new, 1) + "\n]"
	}
	at := func(s string) int { return 3 + strings.Index(strings.Replace(oneClaim, `"low"`, `"b"`, 1), s) }
	for _, x := range []struct {
		name, text   string
		line, column int
		id, field    string
	}{
		{"nothing", "", 1, 1, "", ""},
		{"no list", oneClaim, 1, 1, "", ""},
		{"null", "null", 1, 1, "", ""},
		{"a list that does not end", "[", 1, 1, "", ""},
		{"no claim", "[\n 5]", 2, 2, "", ""},
		{"a list of a list", "[[]]", 1, 2, "", ""},
		{"more after it", "[]\n\n x", 3, 2, "", ""},
		{"a comma too many", "[\n" + oneClaim + ",\n]", 3, 1, "", ""},
		{"no JSON in a claim", change(`"claimed": 2`, `"claimed": two`), 3, at(`2, "unit"`) + 1, "", ""},
		{"not UTF-8", "[\n  \"\xff\"]", 2, 4, "", ""},
		{"an unknown field", change(`"unit"`, `"units"`), 3, at(`"unit"`), "b", ""},
		{"a field of another case", change(`"unit"`, `"Unit"`), 3, at(`"unit"`), "b", ""},
		{"a field twice", change(`"unit": "years"`, `"id": "c", "unit": "years"`), 3, at(`"unit"`), "b", "id"},
		{"a field that is missing", change(`, "unit": "years"`, ``), 3, 3, "b", "unit"},
		{"a null", change(`"years"`, `null`), 3, at(`"years"`), "b", "unit"},
		{"a null for 0", "[" + strings.NewReplacer("LowestIn", "AtMost", `"value"`, `"change"`, ": 2", ": null").Replace(oneClaim) + "]", 1, 142, "low", "claimed"},
		{"a number as text", change(`2, "unit"`, `"2", "unit"`), 3, at(`2, "unit"`), "b", "claimed"},
		{"a number too large", change(`2, "unit"`, `1e999, "unit"`), 3, at(`2, "unit"`), "b", "claimed"},
		{"no date", change(`"2022-01-01"`, `"1.1.2022"`), 3, at(`"2022-01-01"`), "b", "from"},
		{"an unknown measure", change(`"value"`, `"values"`), 3, at(`"value"`), "b", "measure"},
		{"an op that does not suit", change(`"LowestIn"`, `"FirstIn"`), 3, at(`"LowestIn"`), "b", "op"},
		{"a range that ends before", change(`"2022-12-31"`, `"2021-12-31"`), 3, at(`"2022-12-31"`), "b", "to"},
		{"another unit", change(`"years"`, `"days"`), 3, at(`"years"`), "b", "unit"},
		{"an id twice", change(`"b"`, `"low"`), 3, at(`"b"`), "low", "id"},
		{"no id", change(`"b"`, `""`), 3, at(`"b"`), "", "id"},
	} {
		claims, err := ReadClaims(strings.NewReader(x.text))
		var bad *ClaimError
		if claims != nil || !errors.As(err, &bad) || bad.Err == nil {
			t.Errorf("%s: %v, %v", x.name, claims, err)
		} else if bad.Line != x.line || bad.Column != x.column || bad.ID != x.id || bad.Field != x.field || !strings.HasPrefix(err.Error(), "regime: line ") {
			t.Errorf("%s: %d:%d %q %q, want %d:%d %q %q: %v", x.name, bad.Line, bad.Column, bad.ID, bad.Field, x.line, x.column, x.id, x.field, err)
		}
	}
}

// FuzzClaims: what is read is valid, comes back as it was, and can be checked and shown.
func FuzzClaims(f *testing.F) {
	f.Add([]byte("[" + oneClaim + "]"))
	f.Add([]byte(`[{"id":"a","text":"b","series":"IWM","measure":"Break","from":"2016-01-01","to":"2250-01-01","op":"FirstIn","claimed":1e-300,"unit":"weeks"}]`))
	f.Add([]byte(`[{"id":"a","text":"\u0000<","series":"IWM","measure":"change","from":"0001-01-02","to":"9999-01-01","op":"AtMost","claimed":-0,"unit":""}]`))
	f.Add([]byte(`[null,{}]`))
	records := fridays("IWM", 100, 90, 110, 110, 105, 120, 80, 121)
	f.Fuzz(func(t *testing.T, data []byte) {
		claims, err := ReadClaims(bytes.NewReader(data))
		if err != nil {
			var bad *ClaimError
			if claims != nil || !errors.As(err, &bad) || bad.Line < 1 || bad.Column < 1 {
				t.Fatalf("%v %v", claims, err)
			}
			return
		}
		text, err := json.Marshal(claims)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ReadClaims(bytes.NewReader(text))
		if err != nil || !reflect.DeepEqual(again, claims) {
			t.Fatalf("%s comes back as %+v, %v", text, again, err)
		}
		found, err := CheckClaims(claims, records, date("2020-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = found.String(), found.HTML()
		if _, err := json.Marshal(found); err != nil {
			t.Fatal(err)
		}
	})
}

// TestFindingsViews: texts that are markup or break lines break neither view, and of a
// long list the page shows the ends.
func TestFindingsViews(t *testing.T) {
	evil := "<script>&\"'\n\t\x1b[2J"
	c := claim(ChangeOf, "IWM", friday(0), friday(2), AtLeast, 19500000000)
	f := Finding{Claim: c, Observed: -0.5, Verdict: Contradicted, Of: Mixed, Why: evil}
	f.ID, f.Text, f.Series, f.Unit = evil, evil, evil, evil
	for _, all := range []Findings{nil, {}, {{}}, {f}, {f, {Claim: c, Observed: Number(math.NaN())}}} {
		text, page := all.String(), all.HTML()
		if strings.ContainsAny(text, "\t\x1b") || strings.Contains(page, "<script") || strings.Count(text, "\n") > 2*len(all) {
			t.Errorf("%q\n%s", text, page)
		}
		d := xml.NewDecoder(strings.NewReader(page))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v in\n%s", err, page)
			}
		}
	}
	long := Findings{}
	for i := range 25 {
		x := Finding{Claim: c}
		x.Text = "number " + string(rune('a'+i))
		long = append(long, x)
	}
	page := long.HTML()
	for want, n := range map[string]int{"number a": 1, "number j": 1, "number k": 0, "number o": 0, "number p": 1, "number y": 1, ">5 more<": 1, "25 measures": 1, "19500000000": 20} {
		if got := strings.Count(page, want); got != n {
			t.Errorf("%q is there %d times, want %d", want, got, n)
		}
	}
	if long[:20].HTML() != strings.ReplaceAll(long[:20].HTML(), " more<", "") {
		t.Error("20 findings do not fit")
	}
}
