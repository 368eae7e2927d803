package ratio

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

var start = time.Date(2020, 1, 3, 0, 0, 0, 0, time.UTC)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

// near is equal to 1e-9, relative to numbers larger than 1.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

func sameSeries(t *testing.T, what string, a, b series.Series) {
	t.Helper()
	if a.Len() != b.Len() {
		t.Fatalf("%s: %d points, want %d", what, a.Len(), b.Len())
	}
	for i := range a.Len() {
		if !a.Time(i).Equal(b.Time(i)) || !same(a.Value(i), b.Value(i)) {
			t.Fatalf("%s: point %d: %v %v, want %v %v", what, i, a.Time(i), a.Value(i), b.Time(i), b.Value(i))
		}
	}
}

func sameRow(a, b BasketValue) bool {
	return a.Time.Equal(b.Time) && same(a.Value, b.Value) && a.N == b.N && a.Chain == b.Chain && a.Thin == b.Thin &&
		same(a.Season, b.Season) && a.SeasonN == b.SeasonN && len(a.Members) == len(b.Members) &&
		slices.Equal(a.Members, b.Members) && slices.Equal(a.Weights, b.Weights) && a.Rebalanced == b.Rebalanced && same(a.Gain, b.Gain)
}

func newSeries(t testing.TB, times []time.Time, values []float64) series.Series {
	t.Helper()
	s, err := series.New(times, values)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// walk is a positive random walk at random stamps on the half days after start,
// with a share of missing values.
func walk(t testing.TB, r *rand.Rand, n int, gaps float64) series.Series {
	var times []time.Time
	var values []float64
	x := 100.0
	for i := range n {
		if r.IntN(3) == 0 {
			continue
		}
		x *= 0.9 + float64(0.2*r.Float64())
		v := x
		if r.Float64() < gaps {
			v = math.NaN()
		}
		times, values = append(times, start.Add(time.Duration(i)*day/2)), append(values, v)
	}
	return newSeries(t, times, values)
}

// less is s - c.
func less(s series.Series, c float64) series.Series {
	v := make([]float64, s.Len())
	for i, x := range s.Values() {
		v[i] = x - c
	}
	return build(s.UnixNanos(), v)
}

// restart saves a live value and restores it into a fresh one.
func restart[T any](t *testing.T, old, fresh *T) *T {
	t.Helper()
	blob, err := json.Marshal(old)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(blob, fresh); err != nil {
		t.Fatalf("%v\n%s", err, blob)
	}
	again, err := json.Marshal(fresh)
	if err != nil || string(again) != string(blob) {
		t.Fatalf("saved again: %v\n%s\n%s", err, again, blob)
	}
	return fresh
}

// hostile tries every truncation of a good state and states of no run, and
// checks that the receiver keeps its own.
func hostile[T any](t *testing.T, live *T, bad ...string) {
	t.Helper()
	good, err := json.Marshal(live)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad = append(bad, string(good[:i]))
	}
	bad = append(bad, string(good)+"x", "null", "{}", `{"version":2}`, `{"version":1}`, `{"version":1,"new":1}`)
	for _, b := range bad {
		if err := any(live).(json.Unmarshaler).UnmarshalJSON([]byte(b)); err == nil {
			t.Errorf("accepted: %s", b)
		}
		if now, _ := json.Marshal(live); string(now) != string(good) {
			t.Fatalf("changed by a refused state: %s", b)
		}
	}
}
