package series

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// Names go with a frame through cuts, tables and JSON, and are its own.
func TestFrameNames(t *testing.T) {
	s, err := New([]time.Time{time.Unix(0, 0), time.Unix(60, 0)}, []float64{1, 2})
	if err != nil {
		t.Fatal(err)
	}
	plain, names := Align(Inner, s, s), []string{"upper", "<lower>"}
	f := plain.Named(names...)
	names[0] = "mine"
	f.Names()[0] = "yours"
	if got := f.Until(time.Unix(30, 0)).Names(); !slices.Equal(got, []string{"upper", "<lower>"}) || plain.Names() != nil {
		t.Errorf("%q, %q", got, plain.Names())
	}
	if text := f.String(); !strings.Contains(text, "upper  <lower>") {
		t.Errorf("%s", text)
	}
	if text := f.HTML(); !strings.Contains(text, "<th>&lt;lower&gt;</th>") {
		t.Errorf("%s", text)
	}
	blob, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var back Frame
	if err := json.Unmarshal(blob, &back); err != nil || !slices.Equal(back.Names(), f.Names()) {
		t.Errorf("%s: %v", blob, err)
	}
	if err := json.Unmarshal([]byte(`{"t":[],"v":[[],[]],"names":["a"]}`), &back); !errors.Is(err, ErrJSON) || back.Width() != 2 {
		t.Errorf("one name for two columns: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("one name for two columns")
		}
	}()
	plain.Named("a")
}
