package ratio

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

const forever = series.Forever

// naiveOf is the definition of Of, by search at every stamp.
func naiveOf(t *testing.T, a, b series.Series, maxAge time.Duration) series.Series {
	known := func(s series.Series, at time.Time) (x float64, gap bool) {
		x = math.NaN()
		for i := range s.Len() {
			switch v := s.Value(i); {
			case s.Time(i).After(at):
			case math.IsNaN(v):
				gap = s.Time(i).Equal(at)
			case at.Sub(s.Time(i)) <= maxAge:
				x = v
			default:
				x = math.NaN()
			}
		}
		return x, gap
	}
	stamps := map[int64]bool{}
	for _, s := range []series.Series{a, b} {
		for _, ns := range s.UnixNanos() {
			stamps[ns] = true
		}
	}
	var times []time.Time
	var values []float64
	for at := start; len(times) < len(stamps); at = at.Add(day / 2) {
		if !stamps[at.UnixNano()] {
			continue
		}
		x, gapX := known(a, at)
		y, gapY := known(b, at)
		v := x / y
		if gapX || gapY || y == 0 {
			v = math.NaN()
		}
		times, values = append(times, at), append(values, v)
	}
	return newSeries(t, times, values)
}

func TestOfNaive(t *testing.T) {
	for seed := range uint64(20) {
		r := newRand(seed)
		a, b := walk(t, r, 60, 0.1), walk(t, r, 60, 0.1)
		for _, age := range []time.Duration{0, day / 2, 3 * day / 2, forever} {
			sameSeries(t, age.String(), Of(a, b, age), naiveOf(t, a, b, age))
		}
	}
}

// feed observes both inputs at one instant, in either order.
func feed(t *testing.T, p *Pair, at time.Time, a, b series.Series, flip bool) {
	t.Helper()
	inputs := []Input{Numerator, Denominator}
	if flip {
		inputs[0], inputs[1] = inputs[1], inputs[0]
	}
	for _, in := range inputs {
		s := a
		if in == Denominator {
			s = b
		}
		if now := s.Between(at, at); now.Len() == 1 {
			if err := p.Observe(in, at, now.Value(0)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Ties come in any order, and the pair is saved and restored at every step, in
// the middle of an instant too.
func TestPairIsOf(t *testing.T) {
	for seed := range uint64(10) {
		r := newRand(seed)
		a, b := walk(t, r, 60, 0.1), walk(t, r, 60, 0.1)
		want := Of(a, b, day)
		p, lazy := NewPair(day), NewPair(day)
		var rows, late []PairValue
		for i := range want.Len() {
			at := want.Time(i)
			feed(t, p, at, a, b, r.IntN(2) == 0)
			p = restart(t, p, NewPair(day))
			last := p.Value()
			rows = p.Advance(rows, at)
			p = restart(t, p, &Pair{})
			if v := want.Value(i); !math.IsNaN(v) {
				last = v
			}
			if !math.IsNaN(p.Value()) && !same(p.Value(), last) {
				t.Fatalf("Value %v, want %v", p.Value(), last)
			}
		}
		for _, i := range r.Perm(want.Len()) {
			feed(t, lazy, want.Time(i), a, b, r.IntN(2) == 0)
		}
		late = lazy.Advance(nil, want.Time(want.Len()-1))
		for _, got := range [][]PairValue{rows, late} {
			if len(got) != want.Len() {
				t.Fatalf("%d rows, want %d", len(got), want.Len())
			}
			for i, v := range got {
				if !v.Time.Equal(want.Time(i)) || !same(v.Value, want.Value(i)) {
					t.Fatalf("row %d: %v, want %v", i, v, want.Value(i))
				}
			}
		}
	}
}

func TestPairMissing(t *testing.T) {
	p := NewPair(forever)
	at := func(i int) time.Time { return start.Add(time.Duration(i) * day) }
	step := func(i int, a, b float64) float64 {
		t.Helper()
		if p.Observe(Numerator, at(i), a) != nil || p.Observe(Denominator, at(i), b) != nil {
			t.Fatal("refused")
		}
		return p.Advance(nil, at(i))[0].Value
	}
	nan := math.NaN()
	for i, c := range []struct{ a, b, want, value float64 }{
		{nan, 4, nan, nan}, {8, 4, 2, 2}, {nan, 5, nan, 2}, {math.Inf(1), 5, nan, 2}, {10, 1e76, nan, 2}, {10, 5, 2, 2},
		{1e75, 1e-10, nan, nan}, {1, 0, nan, nan}, {0, 5, 0, 0},
	} {
		if got := step(i, c.a, c.b); !same(got, c.want) || !same(p.Value(), c.value) {
			t.Errorf("step %d: %v, Value %v; want %v, %v", i, got, p.Value(), c.want, c.value)
		}
	}
	if err := p.Observe(Numerator, at(9), 7); err != nil {
		t.Fatal(err)
	}
	if got := p.Advance(nil, at(9))[0].Value; got != 7.0/5 {
		t.Errorf("carried: %v", got)
	}
}

func TestPairErrors(t *testing.T) {
	p := NewPair(day)
	if got := p.Advance(nil, start); len(got) != 0 || !math.IsNaN(p.Value()) {
		t.Error("an empty instant gives no value")
	}
	blob, _ := json.Marshal(p)
	var oe *ObserveError
	for _, at := range []time.Time{start, start.Add(-day)} {
		if err := p.Observe(Numerator, at, 1); !errors.Is(err, ErrClosed) || !errors.As(err, &oe) {
			t.Errorf("late: %v", err)
		}
	}
	if err := p.Observe(Numerator, time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC), 1); !errors.Is(err, series.ErrRange) {
		t.Errorf("far: %v", err)
	}
	if now, _ := json.Marshal(p); string(now) != string(blob) {
		t.Error("a refused observation changed the pair")
	}
	if err := p.Observe(Numerator, start.Add(day), 1); err != nil {
		t.Error(err)
	}
	if err := p.Observe(Numerator, start.Add(day), 1); !errors.Is(err, ErrDuplicate) {
		t.Errorf("twice: %v", err)
	}
	p.Advance(nil, start.Add(-week)) // nothing
	if err := p.Observe(Denominator, start, 1); !errors.Is(err, ErrClosed) {
		t.Errorf("an earlier Advance opened an instant: %v", err)
	}
	for name, f := range map[string]func(){
		"input": func() { _ = p.Observe(0, start, 1) }, "age": func() { NewPair(-1) }, "of": func() { Of(series.Series{}, series.Series{}, -1) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func panics(f func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	f()
	return
}

// The whole range of time does not fit a Duration; ages are right all the same.
func TestOfFar(t *testing.T) {
	s, err := series.FromUnixNano([]int64{math.MinInt64, math.MaxInt64}, []float64{1, 2})
	if err != nil {
		t.Fatal(err)
	}
	if got := Of(s.Slice(0, 1), s.Slice(1, 2), forever); got.Value(1) != 0.5 {
		t.Errorf("any age: %v", got.Value(1))
	}
	if got := Of(s.Slice(0, 1), s.Slice(1, 2), forever-1); !math.IsNaN(got.Value(1)) {
		t.Errorf("584 years old: %v", got.Value(1))
	}
}

func TestPairState(t *testing.T) {
	p := NewPair(day)
	_ = p.Observe(Numerator, start, 3)
	_ = p.Observe(Denominator, start, 2)
	p.Advance(nil, start)
	_ = p.Observe(Denominator, start.Add(day), math.NaN())
	hostile(t, p,
		`{"version":1,"max_age_ns":-1,"a":{},"b":{},"inbox":{}}`,
		`{"version":1,"max_age_ns":86400000000000,"a":{"known":true},"b":{},"inbox":{}}`,
		`{"version":1,"max_age_ns":86400000000000,"a":{},"b":{},"inbox":{"started":true,"closed":5,"pending":[{"t":5,"id":"a","x":1}]}}`,
		`{"version":1,"max_age_ns":86400000000000,"a":{},"b":{},"inbox":{"pending":[{"t":5,"id":"c","x":1}]}}`,
		`{"version":1,"max_age_ns":86400000000000,"a":{},"b":{},"inbox":{"pending":[{"t":5,"id":"a","x":1},{"t":5,"id":"a","x":1}]}}`)
	blob, _ := json.Marshal(p)
	if err := json.Unmarshal(blob, NewPair(0)); !errors.Is(err, ErrSpec) {
		t.Errorf("another maxAge: %v", err)
	}
}

func TestPairAllocs(t *testing.T) {
	p, at := NewPair(day), start
	dst := make([]PairValue, 0, 4)
	if n := testing.AllocsPerRun(100, func() {
		at = at.Add(time.Hour)
		_ = p.Observe(Denominator, at, 2)
		_ = p.Observe(Numerator, at, 1)
		dst = p.Advance(dst[:0], at)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
