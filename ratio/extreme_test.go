package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
)

// naiveLow is the definition: x is the last of all, none of them missing.
func naiveLow(all []float64, window, memory int) LowValue {
	n := len(all)
	x := all[n-1]
	v := LowValue{Value: x, Low: x, Since: min(n, memory), Open: true, N: min(n, window), Above: math.NaN()}
	for d := 1; d < v.Since; d++ {
		if all[n-1-d] < x {
			v.Since, v.Open = d, false
		}
	}
	for d := range v.N {
		v.Low = min(v.Low, all[n-1-d])
	}
	if v.Low > 0 {
		v.Above = x/v.Low - 1
	}
	return v
}

func sameLow(a, b LowValue) bool {
	return same(a.Value, b.Value) && a.Since == b.Since && a.Open == b.Open && same(a.Low, b.Low) && same(a.Above, b.Above) && a.N == b.N
}

// Values come from a small set, so that ties and repeated lows are common.
func TestLowNaive(t *testing.T) {
	for seed := range uint64(30) {
		r := newRand(seed)
		window := 1 + r.IntN(8)
		memory := window + r.IntN(12)
		l := NewLow(window, memory)
		var all []float64
		for i := range 300 {
			x := float64(r.IntN(12) - 1)
			switch {
			case i >= 100 && i < 150:
				x = float64(i) // a long rise: everything is kept
			case i >= 150 && i < 200:
				x = float64(1000 - i)
			}
			if r.IntN(10) == 0 {
				before := l.Value()
				if got := l.Update(math.NaN()); !sameLow(got, noLow()) || !sameLow(l.Value(), before) {
					t.Fatalf("missing: %+v, Value %+v", got, l.Value())
				}
			}
			all = append(all, x)
			if r.IntN(4) == 0 {
				l = restart(t, l, &Low{})
			}
			if got, want := l.Update(x), naiveLow(all, window, memory); !sameLow(got, want) {
				t.Fatalf("window %d memory %d value %d: %+v, want %+v", window, memory, i, got, want)
			}
			l = restart(t, l, NewLow(window, memory))
		}
	}
}

func TestLows(t *testing.T) {
	s := walk(t, newRand(1), 120, 0.2)
	all := Lows(s, 5, 20)
	l := NewLow(5, 20)
	for i, x := range s.Values() {
		v := l.Update(x)
		since, open, n := float64(v.Since), indicate(v.Open), float64(v.N)
		if math.IsNaN(x) {
			since, open, n = math.NaN(), math.NaN(), math.NaN()
		}
		if !same(all.Since.Value(i), since) || !same(all.Open.Value(i), open) || !same(all.N.Value(i), n) ||
			!same(all.Low.Value(i), v.Low) || !same(all.Above.Value(i), v.Above) {
			t.Fatalf("value %d: live %+v", i, v)
		}
	}
	if Lows(series.Series{}, 1, 1).Since.Len() != 0 {
		t.Error("empty")
	}
}

func TestLowSize(t *testing.T) {
	l := NewLow(10, 50)
	rise := 0.0
	step := func() { rise++; l.Update(rise) }
	for range 1000 {
		step()
	}
	if n := testing.AllocsPerRun(1000, step); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if len(l.s.Kept) != 50 || cap(l.buf) > 256 {
		t.Errorf("%d kept in %d", len(l.s.Kept), cap(l.buf))
	}
}

func TestLowState(t *testing.T) {
	l := NewLow(2, 3)
	for _, x := range []float64{1, 2, 3, 4} {
		l.Update(x)
	}
	hostile(t, l,
		`{"version":1,"window":0,"memory":3,"count":0,"kept":[]}`,
		`{"version":1,"window":2,"memory":3,"count":1,"kept":[]}`,
		`{"version":1,"window":2,"memory":3,"count":9,"kept":[{"at":5,"x":1},{"at":9,"x":2}]}`,
		`{"version":1,"window":2,"memory":3,"count":9,"kept":[{"at":8,"x":2},{"at":9,"x":2}]}`,
		`{"version":1,"window":2,"memory":3,"count":9,"kept":[{"at":8,"x":1}]}`,
		`{"version":1,"window":2,"memory":3,"count":9,"kept":[{"at":9,"x":1e76}]}`)
	blob, _ := json.Marshal(l)
	if err := json.Unmarshal(blob, NewLow(2, 4)); !errors.Is(err, ErrSpec) {
		t.Errorf("another memory: %v", err)
	}
	for name, f := range map[string]func(){
		"window": func() { NewLow(0, 1) }, "memory": func() { NewLow(2, 1) }, "large": func() { NewLow(2, 1e6) }, "zero": func() { new(Low).Update(1) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}
