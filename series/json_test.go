package series_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/riskon/riskon/series"
)

func TestJSONRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 2, 7, 3000} {
		s, b := wild(rnd, n), wildBars(t, rnd, n)
		f := series.Align(series.Outer, s, random(rnd, n), s.Lag(1))
		var in, out struct {
			S series.Series
			B series.Bars
			F series.Frame
		}
		in.S, in.B, in.F = s, b, f
		text, err := json.MarshalIndent(in, "", "\t") // within others, with spaces
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &out); err != nil {
			t.Fatal(err)
		}
		if !equal(out.S, s) || !equalBars(out.B, b) || !equalFrames(out.F, f) {
			t.Errorf("round trip of %d points differs", n)
		}
	}
	for _, x := range []any{series.Series{}, series.Bars{}, series.Frame{}} {
		text, _ := json.Marshal(x)
		back := reflect.New(reflect.TypeOf(x))
		if err := json.Unmarshal(text, back.Interface()); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func equalFrames(a, b series.Frame) bool {
	if a.Len() != b.Len() || a.Width() != b.Width() {
		return false
	}
	for j := range a.Width() {
		if !equal(a.Column(j), b.Column(j)) {
			return false
		}
	}
	return true
}

func TestJSONErrors(t *testing.T) {
	const at = `"2026-01-09T21:00:00Z"`
	const bars = `{"start":["2026-01-09T20:00:00Z"],"end":[` + at + `],"open":[1],"high":[2],"low":[1],"close":[1],"volume":[null]}`
	for _, x := range []struct {
		to    any
		text  string
		index int
		want  error
	}{
		{&series.Series{}, `{}`, -1, series.ErrJSON},
		{&series.Series{}, `[]`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":[],"v":[],"w":[]}`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":[],"v":[]}{}`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":[],"v":[]`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":[]}`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":null,"v":[]}`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":"","v":[]}`, -1, series.ErrJSON},
		{&series.Series{}, `{"t":[` + at + `],"v":[]}`, 0, series.ErrLength},
		{&series.Series{}, `{"t":[` + at + `,` + at + `],"v":[1,2]}`, 1, series.ErrDuplicate},
		{&series.Series{}, `{"t":[` + at + `,"2025-01-09T21:00:00Z"],"v":[1,2]}`, 1, series.ErrOrder},
		{&series.Series{}, `{"t":["1500-01-01T00:00:00Z"],"v":[1]}`, 0, series.ErrRange},
		{&series.Series{}, `{"t":["2026-01-09"],"v":[1]}`, 0, series.ErrTime},
		{&series.Series{}, `{"t":[1],"v":[1]}`, 0, series.ErrTime},
		{&series.Series{}, `{"t":["2026-01-09T21:00:00Zx,x"],"v":[1]}`, 0, series.ErrTime},
		{&series.Series{}, `{"t":["` + "\\u0032" + `026-01-09T21:00:00Z"],"v":[1]}`, 0, series.ErrTime},
		{&series.Series{}, `{"t":[` + at + `],"v":[1e76]}`, 0, series.ErrInfinite},
		{&series.Series{}, `{"t":[` + at + `],"v":[1e999]}`, 0, series.ErrInfinite},
		{&series.Series{}, `{"t":[` + at + `],"v":["1"]}`, 0, series.ErrNumber},
		{&series.Series{}, `{"t":[` + at + `],"v":[","]}`, 0, series.ErrNumber},
		{&series.Series{}, `{"t":[` + at + `],"v":[[1]]}`, 0, series.ErrNumber},
		{&series.Series{}, `{"t":[` + at + `],"v":[true]}`, 0, series.ErrNumber},
		{&series.Bars{}, `7`, -1, series.ErrJSON},
		{&series.Bars{}, strings.Replace(bars, "20:00", "22:00", 1), 0, series.ErrBar},
		{&series.Bars{}, strings.Replace(bars, `"high":[2]`, `"high":[0]`, 1), 0, series.ErrBar},
		{&series.Bars{}, strings.Replace(bars, `"high":[2]`, `"high":[]`, 1), 0, series.ErrLength},
		{&series.Bars{}, strings.Replace(bars, `"high":[2]`, `"high":[2,2]`, 1), 1, series.ErrLength},
		{&series.Bars{}, strings.Replace(bars, `"high":[2]`, `"high":[x]`, 1), -1, series.ErrJSON},
		{&series.Bars{}, strings.Replace(bars, `"high":[2]`, `"high":[{}]`, 1), 0, series.ErrNumber},
		{&series.Bars{}, strings.Replace(bars, `"end":[`+at, `"end":[`, 1), 0, series.ErrLength},
		{&series.Bars{}, strings.Replace(bars, `"end":[`+at, `"end":["x"`, 1), 0, series.ErrTime},
		{&series.Bars{}, strings.Replace(bars, `"start":[`, `"start":[7,`, 1), 0, series.ErrTime},
		{&series.Frame{}, `{"t":[]}`, -1, series.ErrJSON},
		{&series.Frame{}, `{"t":[` + at + `],"v":[]}`, -1, series.ErrJSON},
		{&series.Frame{}, `{"t":[],"v":[[],1]}`, -1, series.ErrJSON},
		{&series.Frame{}, `{"t":[` + at + `],"v":[[1],[1,2]]}`, 1, series.ErrLength},
		{&series.Frame{}, `{"t":[7],"v":[[1]]}`, 0, series.ErrTime},
		{&series.Frame{}, `{"t":[],"v":{}}`, -1, series.ErrJSON},
	} {
		to := x.to.(json.Unmarshaler)
		fill(t, to)
		before := fmt.Sprint(to)
		err := to.UnmarshalJSON([]byte(x.text))
		var e *series.PointError
		if !errors.As(err, &e) || !errors.Is(err, x.want) || e.Index != x.index {
			t.Errorf("%T from %s: %v, want %v at %d", to, x.text, err, x.want, x.index)
		}
		if fmt.Sprint(to) != before {
			t.Errorf("%T from %s: changed", to, x.text)
		}
		if err := to.UnmarshalJSON([]byte(" null ")); err != nil || fmt.Sprint(to) != before {
			t.Error("null changes", to, err)
		}
	}
}

// fill gives the receiver something to lose.
func fill(t *testing.T, to any) {
	rnd := rand.New(rand.NewPCG(3, 3))
	switch x := to.(type) {
	case *series.Series:
		*x = random(rnd, 3)
	case *series.Bars:
		*x = wildBars(t, rnd, 3)
	case *series.Frame:
		*x = series.Align(series.Outer, random(rnd, 3), random(rnd, 3))
	}
}

func FuzzSeriesJSON(f *testing.F) {
	f.Add(`{"t":["2026-01-09T21:00:00Z","2026-01-10T21:00:00.5+01:00"],"v":[null,-0.0]}`)
	f.Add(`{"t":[],"v":[]}`)
	f.Add(`{"t":["",","],"v":["\"",[1]],"T":0}`)
	f.Add(`{"t":[],"v":[[],[]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var s series.Series
		fill(t, &s)
		fuzzJSON(t, text, &s)
		if _, err := series.FromUnixNano(s.UnixNanos(), s.Values()); err != nil {
			t.Error("not a valid series:", err)
		}
		var x series.Frame
		fill(t, &x)
		fuzzJSON(t, text, &x)
		for j := range x.Width() {
			if _, err := series.FromUnixNano(x.Column(j).UnixNanos(), x.Column(j).Values()); err != nil {
				t.Error("not a valid frame:", err)
			}
		}
	})
}

func FuzzBarsJSON(f *testing.F) {
	f.Add(`{"start":["2026-01-09T20:00:00Z"],"end":["2026-01-09T21:00:00Z"],"open":[1],"high":[2],"low":[1],"close":[1],"volume":[null]}`)
	f.Add(`{"start":[],"end":[],"open":[],"high":[],"low":[],"close":[],"volume":[]}`)
	f.Add(`{"start":["2026-01-09T20:00:00Z"],"end":["2026-01-09T20:00:00Z"],"open":[null],"high":[null],"low":[null],"close":[null],"volume":[1e75]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var b series.Bars
		fill(t, &b)
		fuzzJSON(t, text, &b)
		rows := make([]series.Bar, b.Len())
		for i := range rows {
			rows[i] = b.Bar(i)
		}
		if _, err := series.NewBars(rows); err != nil {
			t.Error("not valid bars:", err)
		}
	})
}

// fuzzJSON decodes text. With an error nothing changes; without one the value
// encodes, decodes and encodes to the same.
func fuzzJSON(t *testing.T, text string, x json.Unmarshaler) {
	t.Helper()
	before, _ := json.Marshal(x)
	err := x.UnmarshalJSON([]byte(text))
	after, bad := json.Marshal(x)
	var e *series.PointError
	switch {
	case bad != nil:
		t.Fatal(bad)
	case err != nil && (!errors.As(err, &e) || string(before) != string(after)):
		t.Errorf("%v; was %s, is %s", err, before, after)
	case err == nil:
		err := x.UnmarshalJSON(after)
		if again, _ := json.Marshal(x); err != nil || string(again) != string(after) {
			t.Errorf("%v; was %s, is %s", err, after, again)
		}
	}
}

func ExampleSeries_MarshalJSON() {
	var s series.Series
	err := json.Unmarshal([]byte(`{"t":["2026-01-09T16:00:00-05:00","2026-01-12T21:00:00Z"],"v":[260.23,null]}`), &s)
	text, _ := json.Marshal(s)
	fmt.Println(string(text), err)

	err = json.Unmarshal([]byte(`{"t":["2026-01-09T16:00:00Z","2026-01-09T16:00:00Z"],"v":[1,2]}`), &s)
	fmt.Println(err, s.Len())
	// Output:
	// {"t":["2026-01-09T21:00:00Z","2026-01-12T21:00:00Z"],"v":[260.23,null]} <nil>
	// series: point 1 (2026-01-09T16:00:00Z): time twice 2
}
