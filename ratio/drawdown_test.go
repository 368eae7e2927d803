package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// naiveDrawdown is the definition: the peak of every observation, none of them
// missing, is looked for among all before it.
func naiveDrawdown(all series.Series, window time.Duration) (v DrawdownValue) {
	for i, x := range all.Values() {
		peak, at := x, all.Time(i)
		for k := i - 1; k >= 0; k-- {
			if p := all.Value(k); p > peak && (window == 0 || all.Time(i).Sub(all.Time(k)) < window) {
				peak, at = p, all.Time(k)
			}
		}
		deepest := v.Max
		v = DrawdownValue{Time: all.Time(i), Value: x, Peak: peak, PeakTime: at, Depth: math.NaN(), Under: all.Time(i).Sub(at)}
		if peak > 0 {
			v.Depth = x/peak - 1
		}
		if v.Depth < deepest.Depth {
			deepest = Decline{Depth: v.Depth, Peak: peak, Trough: x, PeakTime: at, TroughTime: all.Time(i)}
			for k := i + 1; k < all.Len() && deepest.Recovered.IsZero(); k++ {
				if all.Value(k) >= peak {
					deepest.Recovered = all.Time(k)
				}
			}
		}
		v.Max = deepest
	}
	return v
}

func sameDrawdown(a, b DrawdownValue) bool {
	return a.Time.Equal(b.Time) && same(a.Value, b.Value) && same(a.Peak, b.Peak) && a.PeakTime.Equal(b.PeakTime) &&
		same(a.Depth, b.Depth) && a.Under == b.Under && a.Max == b.Max
}

func TestDrawdownNaive(t *testing.T) {
	declines, recovered := map[Decline]bool{}, 0
	for seed := range uint64(24) {
		r := newRand(seed)
		window := []time.Duration{0, 1, 5 * time.Hour, 3 * day, 30 * day, series.Forever}[seed%6]
		d, s := NewDrawdown(window), uneven(seed, 200)
		if seed%4 < 2 { // few below 0
			s = s.Map(func(x float64) float64 { return x + 3 })
		}
		var at []int64
		var seen []float64
		for i, x := range s.Values() {
			before := d.Value()
			if missing(x) {
				if got, err := d.Update(s.Time(i), x); err != nil || !sameDrawdown(got, noDrawdown()) || !sameDrawdown(d.Value(), before) {
					t.Fatalf("missing: %v %#v, Value %#v", err, got, d.Value())
				}
				continue
			}
			at, seen = append(at, s.UnixNanos()[i]), append(seen, x)
			want := naiveDrawdown(build(at, seen), window)
			if got, err := d.Update(s.Time(i), x); err != nil || !sameDrawdown(got, want) || !sameDrawdown(d.Value(), want) {
				t.Fatalf("window %v value %d: %v %#v, want %#v", window, i, err, got, want)
			}
			if got, err := d.Update(s.Time(i), x-1); !errors.Is(err, ErrClosed) || !sameDrawdown(got, noDrawdown()) || !sameDrawdown(d.Value(), want) {
				t.Fatalf("late: %v %#v, Value %#v", err, got, d.Value())
			}
			declines[want.Max] = true
			recovered += int(indicate(!want.Max.Recovered.IsZero()))
			if r.IntN(2) == 0 {
				d = restart(t, d, NewDrawdown(window))
			} else {
				d = restart(t, d, &Drawdown{})
			}
		}
		if got := MaxDrawdown(s, window); got != d.Value().Max {
			t.Errorf("MaxDrawdown %#v, live %#v", got, d.Value().Max)
		}
	}
	if len(declines) < 60 || recovered < 500 {
		t.Errorf("the data try too little: %d declines, %d values after a recovery", len(declines), recovered)
	}
}

func TestDrawdowns(t *testing.T) {
	s := uneven(5, 120)
	all := Drawdowns(s, 3*day)
	d := NewDrawdown(3 * day)
	for i, x := range s.Values() {
		v, err := d.Update(s.Time(i), x)
		if err != nil {
			t.Fatal(err)
		}
		want := [4]float64{v.Depth, v.Peak, v.Under.Seconds(), v.Max.Depth}
		for k, line := range [4]series.Series{all.Depth, all.Peak, all.Under, all.Max} {
			w := want[k]
			if missing(x) {
				w = math.NaN()
			}
			if !near(line.Value(i), w) && !same(line.Value(i), w) {
				t.Fatalf("line %d value %d: %v, want %v", k, i, line.Value(i), w)
			}
		}
	}
}

// What values of 0 and below, and quotients out of range, come to.
func TestDrawdownEdges(t *testing.T) {
	for name, c := range map[string]struct {
		x          []float64
		depth, max float64
	}{
		"one":          {[]float64{5}, 0, 0},
		"zero peak":    {[]float64{-3, 0, -1}, math.NaN(), 0},
		"below":        {[]float64{-4, -8}, math.NaN(), 0},
		"all lost":     {[]float64{4, 0}, -1, -1},
		"below zero":   {[]float64{4, -2}, -1.5, -1.5},
		"from below":   {[]float64{-4, -8, 2, 1}, -0.5, -0.5},
		"out of range": {[]float64{1e-75, -1e75}, math.NaN(), 0},
		"flat":         {[]float64{2, 2, 2}, 0, 0},
		"equal ones":   {[]float64{4, 2, 4, 2}, -0.5, -0.5},
	} {
		d := new(Drawdown)
		for i, x := range c.x {
			if _, err := d.Update(start.Add(time.Duration(i)*day), x); err != nil {
				t.Fatal(err)
			}
		}
		if v := d.Value(); !same(v.Depth, c.depth) || v.Max.Depth != c.max {
			t.Errorf("%s: %#v", name, v)
		}
		if v := d.Value(); name == "equal ones" && (!v.Max.TroughTime.Equal(start.Add(day)) || !v.Max.Recovered.Equal(start.Add(2*day)) || v.Under != day) {
			t.Errorf("%s: %#v", name, v)
		}
	}
	if _, err := new(Drawdown).Update(maxTime.Add(1), 1); !errors.Is(err, series.ErrRange) {
		t.Error(err)
	}
	if (MaxDrawdown(series.Series{}, 0) != Decline{}) || !panics(func() { NewDrawdown(-1) }) {
		t.Error("empty, or no panic")
	}
}

// Without a window a Drawdown keeps one peak, with one at most the window.
func TestDrawdownSize(t *testing.T) {
	all, some := new(Drawdown), NewDrawdown(50*time.Minute)
	n := 0
	step := func() {
		n++
		at := start.Add(time.Duration(n) * time.Minute)
		_, err := all.Update(at, float64(-n))
		if _, err2 := some.Update(at, float64(-n)); err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
	}
	var sizes [][4]int
	for _, upTo := range []int{1000, 100000} {
		for n < upTo {
			step()
		}
		sizes = append(sizes, [4]int{len(all.peaks.v), len(all.peaks.buf), len(some.peaks.v), len(some.peaks.buf)})
	}
	if sizes[0] != sizes[1] || sizes[0][0] != 1 || sizes[0][2] != 50 {
		t.Errorf("sizes %v", sizes)
	}
	if n := testing.AllocsPerRun(1000, step); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestDrawdownState(t *testing.T) {
	state := func(window, peaks, last, peak, trough, rest string) string {
		return `{"version":1,"window_ns":` + window + `,"peaks":[` + peaks + `],"seen":true,"last":` + last + `,"fell":true,"peak":` + peak + `,"trough":` + trough + `,` + rest + `}`
	}
	const on, over = `"back":false,"back_at":0`, `"back":true,"back_at":4`
	p, q := `{"t":1,"x":8}`, `{"t":2,"x":4}`
	good := map[string]string{
		"falling":           state("0", `{"t":1,"x":-8}`, q, p, q, on),
		"above the trough":  state("0", `{"t":1,"x":-8}`, `{"t":3,"x":6}`, p, q, on),
		"recovered":         state("0", `{"t":5,"x":-9}`, `{"t":6,"x":7}`, p, q, over),
		"window":            state("3", `{"t":0,"x":-8},{"t":2,"x":-4}`, q, `{"t":0,"x":8}`, q, on),
		"window, recovered": state("3", `{"t":5,"x":-7},{"t":6,"x":-6}`, `{"t":6,"x":6}`, p, q, over),
	}
	for name, blob := range good {
		if err := new(Drawdown).UnmarshalJSON([]byte(blob)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	d := new(Drawdown)
	for i, x := range []float64{8, 4, 6, 9, 8} {
		if _, err := d.Update(stampTime(int64(i)), x); err != nil {
			t.Fatal(err)
		}
	}
	calm := func(window, peaks, seen, last, rest string) string {
		return `{"version":1,"window_ns":` + window + `,"peaks":[` + peaks + `],"seen":` + seen + `,"last":` + last + `,"fell":false,` + rest + `}`
	}
	const none = `"peak":{"t":0,"x":0},"trough":{"t":0,"x":0},"back":false,"back_at":0`
	eight := `{"t":1,"x":-8}`
	bad := []string{
		calm("-1", ``, "false", `{"t":0,"x":0}`, none),
		calm("0", ``, "false", `{"t":1,"x":0}`, none),
		calm("0", ``, "true", `{"t":0,"x":0}`, none),
		calm("0", eight, "false", `{"t":1,"x":8}`, none),
		calm("0", eight, "true", q, none),               // a fall, but none
		calm("0", eight, "true", `{"t":2,"x":9}`, none), // above the peak
		calm("0", eight, "true", `{"t":2,"x":8}`, none), // as high, later
		calm("0", `{"t":3,"x":8}`, "true", `{"t":2,"x":-9}`, none),
		calm("0", `{"t":1,"x":8},{"t":2,"x":9}`, "true", `{"t":2,"x":-9}`, none), // two peaks
		calm("0", `{"t":1,"x":1}`, "true", `{"t":2,"x":-1e76}`, none),
		calm("0", eight, "true", `{"t":1,"x":8}`, `"peak":{"t":0,"x":1},"trough":{"t":0,"x":0},"back":false,"back_at":0`),
		calm("0", eight, "true", `{"t":1,"x":8}`, `"peak":{"t":0,"x":0},"trough":{"t":0,"x":1},"back":false,"back_at":0`),
		calm("0", eight, "true", `{"t":1,"x":8}`, `"peak":{"t":0,"x":0},"trough":{"t":0,"x":0},"back":true,"back_at":0`),
		calm("0", eight, "true", `{"t":1,"x":8}`, `"peak":{"t":0,"x":0},"trough":{"t":0,"x":0},"back":false,"back_at":1`),
		calm("3", `{"t":1,"x":8}`, "true", `{"t":2,"x":-9}`, none), // the newest is not kept
		calm("3", `{"t":0,"x":8},{"t":2,"x":8.5},{"t":1,"x":9}`, "true", `{"t":1,"x":-9}`, none),
		calm("3", `{"t":1,"x":8},{"t":5,"x":9}`, "true", `{"t":5,"x":-9}`, none), // out of the window
		state("0", eight, `{"t":3,"x":3}`, p, q, on),                             // deeper than the deepest
		state("0", `{"t":1,"x":-100}`, `{"t":3,"x":6}`, `{"t":1,"x":100}`, `{"t":2,"x":-1e76}`, on),
		state("0", `{"t":1,"x":1}`, `{"t":3,"x":-2}`, `{"t":1,"x":-1}`, `{"t":2,"x":-3}`, on), // no depth
		state("0", eight, q, p, `{"t":1,"x":4}`, on),
		state("0", eight, q, p, `{"t":3,"x":4}`, on),
		state("0", eight, q, p, `{"t":2,"x":3}`, on),
		state("0", eight, q, `{"t":0,"x":8}`, q, on), // another peak
		state("0", eight, `{"t":3,"x":6}`, p, q, `"back":false,"back_at":4`),
		state("0", `{"t":5,"x":-9}`, `{"t":6,"x":7}`, p, q, `"back":true,"back_at":2`),
		state("0", `{"t":5,"x":-9}`, `{"t":6,"x":7}`, p, q, `"back":true,"back_at":6`), // the peak is before
		state("0", `{"t":5,"x":-7}`, `{"t":6,"x":6}`, p, q, over),                      // the peak is below
		state("3", `{"t":5,"x":-7},{"t":6,"x":-6}`, `{"t":6,"x":6}`, p, q, `"back":true,"back_at":7`),
		state("3", `{"t":5,"x":-7},{"t":6,"x":-6}`, `{"t":6,"x":6}`, `{"t":1,"x":1e76}`, q, over),
		state("3", `{"t":5,"x":-7},{"t":6,"x":-6}`, `{"t":6,"x":6}`, `{"t":-1,"x":8}`, q, over), // out of the window
		state("3", `{"t":3,"x":-9},{"t":4,"x":-6}`, `{"t":4,"x":6}`, p, q, on),                  // back, but not
		state("3", `{"t":4,"x":-8}`, `{"t":4,"x":8}`, p, q, on),
	}
	hostile(t, d, bad...)
	impossible[Drawdown](t, bad...)
	blob, _ := json.Marshal(d)
	if err := json.Unmarshal(blob, NewDrawdown(1)); !errors.Is(err, ErrSpec) {
		t.Errorf("another window: %v", err)
	}
}
