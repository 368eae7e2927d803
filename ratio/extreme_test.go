package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// uneven is a series with ties, gaps, missing values, and stretches of regular
// and of irregular stamps; in the middle it rises for long, and falls.
func uneven(seed uint64, n int) series.Series {
	r := newRand(seed)
	t, v := make([]int64, n), make([]float64, n)
	now, step := start.UnixNano(), int64(time.Hour)
	for i := range t {
		switch r.IntN(12) {
		case 0:
			step = int64(1+r.IntN(4)) * int64(time.Hour)
		case 1:
			now += int64(r.IntN(60)) * int64(time.Hour)
		case 2, 3:
			now += int64(r.IntN(1e9))
		}
		now += step
		t[i], v[i] = now, float64(r.IntN(12)-2)
		switch {
		case r.IntN(9) == 0:
			v[i] = math.NaN()
		case n/3 <= i && i < n/2:
			v[i] = float64(i)
		case n/2 <= i && i < 2*n/3:
			v[i] = float64(n - i)
		}
	}
	return build(t, v)
}

// spans are windows and memories that hold from one to all observations of an
// uneven series.
func spans(r *rand.Rand) (window, memory time.Duration) {
	all := []time.Duration{1, time.Hour, 5 * time.Hour, 20*time.Hour + 1, 3 * day, 8 * day, 30 * day, series.Forever}
	i := r.IntN(len(all))
	return all[i], all[i+r.IntN(len(all)-i)]
}

// naiveExtreme is the definition: the last of the observations, none of them
// missing, against all of the others.
func naiveExtreme(all series.Series, high bool, window, memory time.Duration) ExtremeValue {
	last := all.Len() - 1
	now, x := all.Time(last), all.Value(last)
	v := ExtremeValue{Time: now, Value: x, High: high, Open: true, Extreme: x, Made: now, Distance: math.NaN()}
	beyond := func(a, b float64) bool { return a < b && !high || a > b && high }
	for i := last; i >= 0; i-- {
		age := now.Sub(all.Time(i))
		if v.Open && age < memory {
			v.Since = age
			if beyond(all.Value(i), x) {
				v.Open = false
			} else {
				v.SinceN++
			}
		}
		if age < window {
			v.N++
			if beyond(all.Value(i), v.Extreme) {
				v.Extreme, v.Made = all.Value(i), all.Time(i)
			}
		}
	}
	if v.Extreme > 0 {
		v.Distance = x/v.Extreme - 1
	}
	return v
}

func sameExtreme(a, b ExtremeValue) bool {
	return a.Time.Equal(b.Time) && same(a.Value, b.Value) && a.High == b.High && a.Since == b.Since && a.SinceN == b.SinceN &&
		a.Open == b.Open && same(a.Extreme, b.Extreme) && a.Made.Equal(b.Made) && same(a.Distance, b.Distance) && a.N == b.N
}

func newExtremeOf(high bool, window, memory time.Duration) *Extreme {
	if high {
		return NewHigh(window, memory)
	}
	return NewLow(window, memory)
}

// Between the observations come missing ones and late ones, and restarts.
func TestExtremeNaive(t *testing.T) {
	for seed := range uint64(40) {
		r, high := newRand(seed), seed%2 == 1
		window, memory := spans(r)
		e, s := newExtremeOf(high, window, memory), uneven(seed, 250)
		var at []int64
		var seen []float64
		for i, x := range s.Values() {
			before := e.Value()
			if missing(x) {
				if got, err := e.Update(s.Time(i), x); err != nil || !sameExtreme(got, e.none()) || !sameExtreme(e.Value(), before) {
					t.Fatalf("missing: %v %#v, Value %#v", err, got, e.Value())
				}
				continue
			}
			at, seen = append(at, s.UnixNanos()[i]), append(seen, x)
			want := naiveExtreme(build(at, seen), high, window, memory)
			if got, err := e.Update(s.Time(i), x); err != nil || !sameExtreme(got, want) || !sameExtreme(e.Value(), want) {
				t.Fatalf("window %v memory %v value %d: %v %#v, want %#v", window, memory, i, err, got, want)
			}
			late := s.Time(i).Add(-time.Duration(r.IntN(2)))
			if got, err := e.Update(late, x-1); !errors.Is(err, ErrClosed) || !sameExtreme(got, e.none()) || !sameExtreme(e.Value(), want) {
				t.Fatalf("late: %v %#v, Value %#v", err, got, e.Value())
			}
			if r.IntN(2) == 0 {
				e = restart(t, e, newExtremeOf(high, window, memory))
			} else {
				e = restart(t, e, &Extreme{})
			}
		}
	}
}

func TestExtremeLines(t *testing.T) {
	s := uneven(3, 120)
	for _, high := range []bool{false, true} {
		all := Lows(s, 20*time.Hour, 9*day)
		if high {
			all = Highs(s, 20*time.Hour, 9*day)
		}
		e := newExtremeOf(high, 20*time.Hour, 9*day)
		for i, x := range s.Values() {
			v, err := e.Update(s.Time(i), x)
			if err != nil {
				t.Fatal(err)
			}
			want := [7]float64{v.Since.Seconds(), float64(v.SinceN), indicate(v.Open), v.Extreme, v.Time.Sub(v.Made).Seconds(), v.Distance, float64(v.N)}
			for k, line := range [7]series.Series{all.Since, all.SinceN, all.Open, all.Extreme, all.Age, all.Distance, all.N} {
				w := want[k]
				if missing(x) {
					w = math.NaN()
				}
				if !near(line.Value(i), w) && !same(line.Value(i), w) || line.Time(i) != s.Time(i) {
					t.Fatalf("line %d value %d: %v, want %v", k, i, line.Value(i), w)
				}
			}
		}
	}
	if Lows(series.Series{}, 1, 1).Since.Len() != 0 {
		t.Error("empty")
	}
}

// The two directions are one: the highs of s are the lows of -s.
func TestHighsAreLowsUpsideDown(t *testing.T) {
	s := uneven(4, 200)
	low, high := Lows(s.Map(func(x float64) float64 { return -x }), 3*day, 9*day), Highs(s, 3*day, 9*day)
	sameSeries(t, "since", high.Since, low.Since)
	sameSeries(t, "n", high.N, low.N)
	sameSeries(t, "extreme", high.Extreme, low.Extreme.Map(func(x float64) float64 { return -x }))
	for i, x := range high.Distance.Values() {
		if x > 0 {
			t.Errorf("value %d is %v above the highest", i, x)
		}
	}
}

// The ends of time, and instants outside of it.
func TestExtremeFarApart(t *testing.T) {
	e := NewLow(1, series.Forever)
	step := func(at time.Time, x float64) ExtremeValue {
		v, err := e.Update(at, x)
		if err != nil {
			t.Fatal(err)
		}
		e = restart(t, e, &Extreme{})
		return v
	}
	step(minTime, 5)
	if v := step(minTime.Add(series.Forever-1), 6); v.Open || v.Since != series.Forever-1 || v.SinceN != 1 || v.N != 1 {
		t.Errorf("292 years later: %#v", v)
	}
	if v := step(minTime.Add(series.Forever), 6); v.SinceN != 2 || !v.Open || v.Since != 1 {
		t.Errorf("the first one is forgotten: %#v", v)
	}
	if v := step(maxTime, 7); v.SinceN != 1 || !v.Open || v.Since != 0 {
		t.Errorf("all others are forgotten: %#v", v)
	}
	for _, at := range []time.Time{minTime.Add(-1), maxTime.Add(1)} {
		var o *ObserveError
		if _, err := NewHigh(1, 1).Update(at, 1); !errors.Is(err, series.ErrRange) || !errors.As(err, &o) || o.Input != "high" || o.Value != 1 {
			t.Errorf("%v: %v", at, err)
		}
	}
}

// Regular stamps are a single run however many there are; the rest is bounded by
// the memory, even if all is kept.
func TestExtremeSize(t *testing.T) {
	regular, worst := NewLow(time.Hour, 500*time.Minute), NewLow(10*time.Hour, 50*time.Hour)
	at, n := start, 0
	step := func() {
		n++
		at = at.Add(time.Minute)
		_, err := regular.Update(at, float64(n%977))
		if _, err2 := worst.Update(start.Add(time.Duration(n)*time.Hour+time.Duration(n%3)*time.Minute), float64(n)); err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
	}
	var sizes [][5]int
	for _, upTo := range []int{1000, 100000} {
		for n < upTo {
			step()
		}
		sizes = append(sizes, [5]int{len(regular.stamps.runs.v), len(regular.kept.buf), len(worst.stamps.runs.v), len(worst.kept.v), len(worst.kept.buf)})
	}
	if sizes[0] != sizes[1] || sizes[0][0] != 1 || sizes[0][2] > 50 || sizes[0][3] != 51 {
		t.Errorf("sizes %v", sizes)
	}
	if n := testing.AllocsPerRun(1000, step); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestExtremeState(t *testing.T) {
	e := NewLow(2, 30)
	for i, at := range []int64{1, 3, 5, 6, 10, 14, 20} {
		if _, err := e.Update(stampTime(at), float64(i)); err != nil {
			t.Fatal(err)
		}
	}
	state := func(high, window, memory, count, runs, kept string) string {
		return `{"version":1,"high":` + high + `,"window_ns":` + window + `,"memory_ns":` + memory + `,"count":` + count + `,"runs":[` + runs + `],"kept":[` + kept + `]}`
	}
	runs, held := `{"at":1,"t":1,"step":2},{"at":4,"t":6,"step":4},{"at":7,"t":20,"step":0}`, `{"t":10,"x":3},{"t":20,"x":4}`
	const newest = `{"t":20,"x":4}`
	if err := new(Extreme).UnmarshalJSON([]byte(state("true", "2", "30", "7", runs, held))); err != nil {
		t.Fatal(err)
	}
	var bad []string
	for _, k := range [][5]string{ // window, memory, count, runs, kept
		{"0", "30", "7", runs, held}, {"31", "30", "7", runs, held},
		{"2", "19", "7", runs, held}, // 1 is too old
		{"2", "30", "6", runs, held}, {"2", "30", "0", ``, held}, {"2", "30", "7", runs, ``}, {"2", "30", "7", ``, ``}, {"2", "30", "-1", ``, ``},
		{"2", "30", "9007199254740993", `{"at":9007199254740993,"t":20,"step":0}`, newest},
		{"2", "30", "7", runs, `{"t":10,"x":3}`},           // the newest is not kept
		{"2", "30", "7", runs, `{"t":11,"x":3},` + newest}, // no stamp
		{"2", "30", "7", runs, `{"t":18,"x":3},` + newest}, // the run ends before
		{"2", "30", "7", runs, `{"t":0,"x":3},` + newest},  // all begin after
		{"2", "30", "9", `{"at":8,"t":1,"step":0},{"at":9,"t":20,"step":0}`, `{"t":2,"x":3},` + newest},
		{"2", "30", "7", runs, `{"t":10,"x":4},` + newest}, {"2", "30", "7", runs, newest + `,{"t":20,"x":5}`},
		{"2", "30", "7", runs, `{"t":14,"x":2},{"t":10,"x":3},` + newest}, {"2", "30", "7", runs, `{"t":20,"x":1e76}`},
		{"2", "30", "7", `{"at":0,"t":-1,"step":2},{"at":4,"t":6,"step":4},{"at":7,"t":20,"step":0}`, newest},
		{"2", "30", "7", `{"at":1,"t":1,"step":2},{"at":4,"t":5,"step":4},{"at":7,"t":20,"step":0}`, newest},   // overlap
		{"2", "30", "7", `{"at":1,"t":1,"step":2},{"at":4,"t":7,"step":4},{"at":7,"t":20,"step":0}`, newest},   // one run
		{"2", "30", "7", `{"at":1,"t":1,"step":0},{"at":4,"t":6,"step":4},{"at":7,"t":20,"step":0}`, newest},   // no step
		{"2", "30", "7", `{"at":1,"t":1,"step":-2},{"at":4,"t":6,"step":4},{"at":7,"t":20,"step":0}`, newest},  // back
		{"2", "30", "7", `{"at":1,"t":1,"step":2},{"at":4,"t":6,"step":4},{"at":7,"t":20,"step":1}`, newest},   // of one
		{"2", "30", "8", `{"at":6,"t":1,"step":-2},{"at":6,"t":14,"step":1},{"at":8,"t":20,"step":0}`, newest}, // of none
		{"2", "30", "7", `{"at":5,"t":1,"step":0},{"at":6,"t":14,"step":0},{"at":7,"t":20,"step":0}`, newest},  // one in the middle
		{"2", "30", "7", `{"at":1,"t":1,"step":0},{"at":2,"t":6,"step":1},{"at":7,"t":20,"step":0}`, newest},   // never cut
		{"2", "30", "7", `{"at":1,"t":1,"step":9223372036854775807},{"at":7,"t":20,"step":0}`, newest},         // far beyond
		{"2", "30", "6", `{"at":1,"t":1,"step":4611686018427387904},{"at":6,"t":20,"step":0}`, newest},         // once around
		{"2", "30", "2", `{"at":1,"t":9223372036854775800,"step":10}`, `{"t":-9223372036854775806,"x":3}`},     // around the end of time
	} {
		bad = append(bad, state("false", k[0], k[1], k[2], k[3], k[4]))
	}
	hostile(t, e, bad...)
	impossible[Extreme](t, bad...)
	around := tally{Count: 2, runs: fifo[stampRun]{v: []stampRun{{At: 1, T: math.MaxInt64 - 5, Step: 10}}}}
	if around.valid(30) {
		t.Error("a run around the end of time")
	}
	blob, _ := json.Marshal(e)
	for _, other := range []*Extreme{NewLow(2, 40), NewLow(3, 30), NewHigh(2, 30)} {
		if err := json.Unmarshal(blob, other); !errors.Is(err, ErrSpec) {
			t.Errorf("another direction, window or memory: %v", err)
		}
	}
	for name, f := range map[string]func(){
		"window": func() { NewLow(0, 1) }, "memory": func() { NewHigh(2, 1) }, "batch": func() { Lows(series.Series{}, -1, 1) },
		"zero": func() { _, _ = new(Extreme).Update(start, 1) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

// impossible states are refused by a receiver without parameters of its own.
func impossible[T any](t *testing.T, bad ...string) {
	t.Helper()
	for _, b := range bad {
		if err := any(new(T)).(json.Unmarshaler).UnmarshalJSON([]byte(b)); !errors.Is(err, ErrState) {
			t.Errorf("%v: %s", err, b)
		}
	}
}
