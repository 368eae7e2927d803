package candle

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

func TestBadState(t *testing.T) {
	good := NewStream(Engulfing, Settings{})
	for _, b := range listOf(some(t, 0, 20)) {
		good.Update(b)
	}
	before, err := json.Marshal(good)
	if err != nil {
		t.Fatal(err)
	}
	const head = `{"version":1,"patterns":["Engulfing"],"settings":{},"bars":`
	for _, c := range []struct {
		text string
		want error
	}{
		{"", ErrState}, {"null", ErrVersion}, {"{}", ErrVersion}, {"[]", ErrState}, {`"x"`, ErrState}, {head, ErrState},
		{head + `[[1,2,0,1]]`, ErrState},
		{head + `[[1,2,0]]}`, ErrState},
		{head + `[[1,2,0,1,1]]}`, ErrState},
		{head + `[[1,2,null,1]]}`, ErrState},
		{head + `[null]}`, ErrState},
		{head + `[[1,2,1e76,1]]}`, ErrState},
		{head + `[[1,2,1e999,1]]}`, ErrState},
		{head + `[[1,2,"0",1]]}`, ErrState},
		{head + `[[1,2,0,1],[1,2,0,1],[1,2,0,1],[1,2,0,1],[1,2,0,1],[1,2,0,1],[1,2,0,1],[1,2,0,1]]}`, ErrState},
		{head + `[],"more":1}`, ErrState},
		{head + `[]}{}`, ErrState},
		{`{"version":2,"patterns":["Engulfing"],"settings":{},"bars":[]}`, ErrVersion},
		{`{"version":1,"patterns":["Harami"],"settings":{},"bars":[]}`, ErrSpec},
		{`{"version":1,"patterns":["Engulfing"],"settings":{"near":{"range":"HighLow","period":5,"factor":1}},"bars":[]}`, ErrSpec},
		{`{"version":1,"patterns":["Engulfing"],"settings":{"near":{"range":"HighLow","period":500,"factor":1}},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":["Engulfing"],"settings":{"near":{"period":5,"factor":1}},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":["Engulfing"],"settings":{"penetration":-1},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":["Bull"],"settings":{},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":[7],"settings":{},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":[null],"settings":{},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":[],"settings":{},"bars":[]}`, ErrState},
		{`{"version":1,"patterns":["Engulfing","Doji"],"settings":{},"bars":[]}`, ErrState},
	} {
		err := good.UnmarshalJSON([]byte(c.text))
		var typed *StateError
		if !errors.As(err, &typed) || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.text, err, c.want)
		}
		if after, err := json.Marshal(good); err != nil || !bytes.Equal(before, after) {
			t.Fatalf("%s: the receiver is changed", c.text)
		}
	}
	twice := `{"version":1,"patterns":["Doji","Doji"],"settings":{},"bars":[]}`
	if err := new(Scanner).UnmarshalJSON([]byte(twice)); !errors.Is(err, ErrState) {
		t.Error(err)
	}
	if _, err := json.Marshal(new(Stream)); !errors.Is(err, ErrState) {
		t.Error(err)
	}
	var zero Stream
	zero.Reset()
	if zero.Ready() || zero.Warmup() != 0 || zero.String() != "" || zero.Value() != (Signal{}) || zero.Clone().set() {
		t.Error("the zero Stream is something")
	}
}

// Any input is refused or restores a scanner that works and saves itself as the same.
func FuzzState(f *testing.F) {
	bars := listOf(some(f, 0, 40))
	for _, s := range []Settings{{}, other} {
		sc := NewScanner(s, Doji, Hikkake, MorningStar)
		for _, b := range bars {
			blob, err := json.Marshal(sc)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(blob)
			sc.Update(nil, b)
		}
	}
	f.Add([]byte(`{"version":1,"patterns":["Doji"],"settings":{"bodyDoji":{"range":"HighLow","period":0,"factor":1e6}},"bars":[[1,2,0,1]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var sc Scanner
		if err := sc.UnmarshalJSON(data); err != nil {
			var typed *StateError
			if !errors.As(err, &typed) || sc.set() {
				t.Fatal(err)
			}
			return
		}
		blob, err := json.Marshal(&sc)
		if err != nil {
			t.Fatal(err)
		}
		var again Scanner
		if err := json.Unmarshal(blob, &again); err != nil {
			t.Fatal(err)
		}
		if second, err := json.Marshal(&again); err != nil || !bytes.Equal(blob, second) {
			t.Fatalf("saves %s, then %s", blob, second)
		}
		for _, b := range bars {
			if x, y := sc.Update(nil, b), again.Update(nil, b); !reflect.DeepEqual(x, y) {
				t.Fatalf("%v, restored %v", x, y)
			}
		}
	})
}
