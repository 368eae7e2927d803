package seriestest_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/riskon/riskon/series/seriestest"
)

// A recorder is a testing.TB that notes the failures.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

// caught checks that law fails once, with text in the message, or passes if text is "".
func caught(t *testing.T, name, text string, law func(t testing.TB)) {
	t.Helper()
	r := &recorder{TB: t}
	law(r)
	switch {
	case text == "" && len(r.failures) > 0:
		t.Errorf("%s: found fault: %s", name, r.failures)
	case text != "" && (len(r.failures) != 1 || !strings.Contains(r.failures[0], text)):
		t.Errorf("%s: want one failure with %q, got %q", name, text, r.failures)
	}
}

var nan = math.NaN()

func walk(seed uint64, n int, holes bool) series.Series {
	rnd := rand.New(rand.NewPCG(seed, seed))
	t, v := make([]int64, n), make([]float64, n)
	for i := range t {
		t[i] = int64(i+1)*int64(time.Hour) + rnd.Int64N(int64(time.Minute))
		if v[i] = 100 + rnd.NormFloat64(); holes && rnd.IntN(6) == 0 {
			v[i] = nan
		}
	}
	return build(t, v)
}

func build(t []int64, v []float64) series.Series {
	s, err := series.FromUnixNano(t, v)
	if err != nil {
		panic(err)
	}
	return s
}

// each makes a function of a series, index by index.
func each(f func(v []float64, i int) float64) func(in ...series.Series) series.Series {
	return func(in ...series.Series) series.Series {
		out := make([]float64, in[0].Len())
		for i := range out {
			out[i] = f(in[0].Values(), i)
		}
		return build(in[0].UnixNanos(), out)
	}
}

func at(v []float64, i int) float64 {
	if i < 0 || i >= len(v) {
		return nan
	}
	return v[i]
}

func TestCausal(t *testing.T) {
	type f = func(in ...series.Series) series.Series
	daily := func(in ...series.Series) (t, u []int64, v []float64) { // sums of days
		const day = int64(24 * time.Hour)
		for i, ns := range in[0].UnixNanos() {
			if n := len(u); n == 0 || u[n-1] != ns/day*day+day {
				t, u, v = append(t, ns/day*day), append(u, ns/day*day+day), append(v, 0)
			}
			v[len(v)-1] += in[0].Value(i)
		}
		return t, u, v
	}
	for name, x := range map[string]struct {
		f    f
		good bool
	}{
		"identity":        {each(func(v []float64, i int) float64 { return v[i] }), true},
		"trailing window": {each(func(v []float64, i int) float64 { return at(v, i-2) + at(v, i-1) + at(v, i) }), true},
		"delay":           {func(in ...series.Series) series.Series { return in[0].Delay(90 * time.Minute) }, true},
		"as of":           {func(in ...series.Series) series.Series { return in[1].AsOf(in[0], series.Forever) }, true},
		"days, each when the next has begun": {func(in ...series.Series) series.Series {
			_, u, v := daily(in...)
			n := max(0, len(u)-1)
			return build(u[:n], v[:n]).Delay(2 * time.Hour)
		}, true},

		"centred window": {each(func(v []float64, i int) float64 { return at(v, i-1) + at(v, i) + at(v, i+1) }), false},
		"negative shift": {each(func(v []float64, i int) float64 { return at(v, i+1) }), false},
		"back-fill": {each(func(v []float64, i int) float64 {
			for i < len(v)-1 && v[i] != v[i] {
				i++
			}
			return v[i]
		}), false},
		"whole-sample mean": {each(func(v []float64, i int) float64 {
			sum := 0.0
			for _, x := range v {
				if x == x {
					sum += x
				}
			}
			return v[i] - sum/float64(len(v))
		}), false},
		"only the last point knows": {each(func(v []float64, i int) float64 { return v[i] + float64(len(v)/100) }), false},
		"stamps moved earlier": {func(in ...series.Series) series.Series {
			u := slices.Clone(in[0].UnixNanos())
			for i := range u {
				u[i]--
			}
			return build(u, in[0].Values())
		}, false},
		// Known only from a later point, so not at that stamp.
		"days, each at its end": {func(in ...series.Series) series.Series {
			_, u, v := daily(in...)
			n := max(0, len(u)-1)
			return build(u[:n], v[:n])
		}, false},
		"resampled, label left": {func(in ...series.Series) series.Series {
			left, _, v := daily(in...)
			return build(left, v)
		}, false},
		"nearest join": {func(in ...series.Series) series.Series {
			out := make([]float64, in[0].Len())
			for i, ns := range in[0].UnixNanos() {
				out[i] = nan
				for j, other := range in[1].UnixNanos() {
					if d := other - ns; max(d, -d) < int64(2*time.Minute) {
						out[i] = in[1].Value(j)
					}
				}
			}
			return build(in[0].UnixNanos(), out)
		}, false},
		"speaks until there is something to know": {func(in ...series.Series) series.Series {
			if in[0].Len()+in[1].Len() == 0 {
				return build([]int64{0}, []float64{1})
			}
			return in[0]
		}, false},
		"drops a point when more come": {func(in ...series.Series) series.Series {
			n := in[0].Len()
			return in[0].Slice(0, n-n/90)
		}, false},
	} {
		text := "looks ahead"
		if x.good {
			text = ""
		}
		caught(t, name, text, func(t testing.TB) { seriestest.Causal(t, x.f, walk(1, 100, true), walk(2, 100, true)) })
	}
}

func bars(t testing.TB, n int) series.Bars {
	t.Helper()
	s := walk(3, n, false)
	out := make([]series.Bar, n)
	for i := range out {
		x := s.Value(i)
		out[i] = series.Bar{Start: s.Time(i), End: s.Time(i).Add(30 * time.Minute), Open: x, High: x + 1, Low: x - 1, Close: x, Volume: 1}
	}
	b, err := series.NewBars(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCausalBars(t *testing.T) {
	b := bars(t, 50)
	caught(t, "range", "", func(t testing.TB) { seriestest.CausalBars(t, barRange, b) })
	caught(t, "stamped at its start", "looks ahead", func(t testing.TB) {
		seriestest.CausalBars(t, func(b series.Bars) series.Series {
			u := make([]int64, b.Len())
			for i := range u {
				u[i] = b.Bar(i).Start.UnixNano()
			}
			return build(u, b.Close().Values())
		}, b)
	})
}

func barRange(b series.Bars) series.Series {
	out := make([]float64, b.Len())
	for i := range out {
		out[i] = b.Bar(i).High - b.Bar(i).Low
	}
	return build(b.Close().UnixNanos(), out)
}

// A total is a running sum that skips missing values, and can be saved.
type total struct {
	Sum  float64
	Prev float64
	N    int
}

func (s *total) update(x float64) float64 {
	if x != x {
		return nan
	}
	s.Sum += x
	s.N++
	s.Prev = x
	return s.Sum
}

func (s *total) MarshalBinary() ([]byte, error) {
	b := binary.LittleEndian.AppendUint64([]byte{'T', byte(s.N)}, math.Float64bits(s.Sum))
	return append(b, 'Z'), nil
}

func (s *total) UnmarshalBinary(b []byte) error {
	if len(b) != 11 || b[0] != 'T' || b[10] != 'Z' {
		return errors.New("bad state")
	}
	s.N, s.Sum = int(b[1]), math.Float64frombits(binary.LittleEndian.Uint64(b[2:]))
	return nil
}

func sums(in series.Series) series.Series {
	var s total
	return each(func(v []float64, i int) float64 { return s.update(v[i]) })(in)
}

func TestBatchIsLive(t *testing.T) {
	s := walk(4, 60, true)
	live := func() func(float64) float64 { return new(total).update }
	caught(t, "sum", "", func(t testing.TB) { seriestest.BatchIsLive(t, sums, live, s) })
	caught(t, "another bit", "live is not batch", func(t testing.TB) {
		seriestest.BatchIsLive(t, sums, func() func(float64) float64 {
			s := new(total)
			return func(x float64) float64 { return math.Nextafter(s.update(x), 0) }
		}, s)
	})
	caught(t, "minus zero", "live is not batch", func(t testing.TB) {
		seriestest.BatchIsLive(t, each1(0), func() func(float64) float64 {
			return func(x float64) float64 { return math.Copysign(0, -1) }
		}, s)
	})
	caught(t, "shorter", "points for", func(t testing.TB) {
		seriestest.BatchIsLive(t, func(s series.Series) series.Series { return s.Slice(1, s.Len()) }, live, s)
	})
	caught(t, "other stamps", "stamps point 0", func(t testing.TB) {
		seriestest.BatchIsLive(t, func(s series.Series) series.Series { return sums(s).Delay(1) }, live, s)
	})
}

func each1(c float64) func(series.Series) series.Series {
	return func(s series.Series) series.Series { return each(func([]float64, int) float64 { return c })(s) }
}

func add(a, b series.Series) series.Series {
	return each(func(v []float64, i int) float64 { return v[i] + b.Value(i) })(a)
}

func TestPairs(t *testing.T) {
	a := walk(5, 60, true)
	b := build(a.UnixNanos(), walk(6, 60, true).Values())
	plus := func() func(a, b float64) float64 { return func(a, b float64) float64 { return a + b } }
	first := func(a, b series.Series) series.Series { return a }
	off := func(t testing.TB) { seriestest.BatchIsLivePair(t, add, plus, a, b.Delay(1)) }
	caught(t, "sum", "", func(t testing.TB) { seriestest.BatchIsLivePair(t, add, plus, a, b) })
	caught(t, "first", "live is not batch", func(t testing.TB) { seriestest.BatchIsLivePair(t, first, plus, a, b) })
	caught(t, "two clocks", "not on one clock", off)

	caught(t, "sum", "", func(t testing.TB) { seriestest.MissingPair(t, add, a, b) })
	caught(t, "first", "want NaN", func(t testing.TB) { seriestest.MissingPair(t, first, a, b) })
	caught(t, "two clocks", "not on one clock", func(t testing.TB) { seriestest.MissingPair(t, add, a, b.Slice(1, b.Len())) })
}

func TestMissing(t *testing.T) {
	for name, x := range map[string]struct {
		f    func(in ...series.Series) series.Series
		text string
	}{
		"sum":     {func(in ...series.Series) series.Series { return sums(in[0]) }, ""},
		"lag":     {func(in ...series.Series) series.Series { return in[0].Lag(2) }, ""},
		"delay":   {func(in ...series.Series) series.Series { return in[0].Delay(time.Hour) }, ""},
		"forward": {func(in ...series.Series) series.Series { return in[0].AsOf(in[0], series.Forever) }, "want NaN"},
		"counts rows": {each(func(v []float64, i int) float64 {
			if v[i] != v[i] {
				return nan
			}
			return float64(i)
		}), "changes the output"},
		"poisoned": {each(func(v []float64, i int) float64 { return at(v, i-1) + v[i] }), "changes the output"},
		"drops a neighbour": {func(in ...series.Series) series.Series {
			for i := range in[0].Len() {
				if v := in[0].Value(i); v != v {
					return in[0].Slice(0, i)
				}
			}
			return in[0]
		}, "removes the output"},
	} {
		caught(t, name, x.text, func(t testing.TB) { seriestest.Missing(t, x.f, walk(7, 60, false)) })
	}
	b := bars(t, 60)
	caught(t, "bars", "", func(t testing.TB) { seriestest.MissingBars(t, barRange, b) })
	caught(t, "bars counted", "changes the output", func(t testing.TB) {
		seriestest.MissingBars(t, func(b series.Bars) series.Series {
			return each(func(v []float64, i int) float64 { return v[i] * float64(i) })(b.Close())
		}, b)
	})
	caught(t, "bars live", "", func(t testing.TB) {
		seriestest.BatchIsLiveBars(t, barRange, func() func(series.Bar) float64 {
			return func(b series.Bar) float64 { return b.High - b.Low }
		}, b)
	})
}

// faulty is a total with one fault.
type faulty struct {
	total
	fault string
}

func (f *faulty) MarshalBinary() ([]byte, error) {
	b, _ := f.total.MarshalBinary()
	switch {
	case f.fault == "cannot save":
		return nil, errors.New("no")
	case f.fault == "saves at random":
		return append(b, byte(rand.Int())), nil
	}
	return b, nil
}

func (f *faulty) UnmarshalBinary(b []byte) error {
	switch {
	case f.fault == "cannot restore":
		return errors.New("no")
	case f.fault == "saves at random":
		b = b[:11]
	case f.fault == "panics" && len(b) < 11:
		_ = b[len(b)]
	case f.fault == "takes short state" && len(b) < 11, f.fault == "takes long state" && len(b) > 11:
		return nil
	case f.fault == "half-changed" && len(b) == 5:
		f.Sum = 0.5
	case f.fault == "forgets N" && len(b) == 11:
		n := f.N
		err := f.total.UnmarshalBinary(b)
		f.N = n
		return err
	case f.fault == "forgets what it does not save":
		f.Prev = 0
	}
	return f.total.UnmarshalBinary(b)
}

func TestRestart(t *testing.T) {
	s := walk(8, 40, true)
	for fault, text := range map[string]string{
		"": "", "cannot save": "saving after 0 steps", "cannot restore": "restoring after 0 steps",
		"saves at random": "saves differently", "panics": "panic", "takes short state": "error is <nil>",
		"takes long state": "with a byte added", "half-changed": "changes the receiver", "forgets N": "saves differently",
		"forgets what it does not save": "step",
	} {
		caught(t, fault, text, func(t testing.TB) {
			seriestest.Restart(t, func() (seriestest.State, func(int) any) {
				f := &faulty{fault: fault}
				return f, func(i int) any {
					prev := f.Prev
					sum := f.update(s.Value(i))
					if fault == "forgets what it does not save" {
						sum += prev
					}
					return sum
				}
			}, s.Len())
		})
	}
}

func TestViaJSON(t *testing.T) {
	s := walk(9, 40, true)
	caught(t, "JSON", "", func(t testing.TB) {
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			x := new(total)
			return seriestest.ViaJSON(x), func(i int) any { return []float64{x.update(s.Value(i)), x.Prev} }
		}, s.Len())
	})
	caught(t, "JSON that forgets", "want", func(t testing.TB) {
		seriestest.Restart(t, func() (seriestest.State, func(int) any) {
			var x struct {
				Sum  float64
				last float64
			}
			return seriestest.ViaJSON(&x), func(i int) any { x.last++; x.Sum += x.last; return x }
		}, s.Len())
	})
}
