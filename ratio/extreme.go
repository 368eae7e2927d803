package ratio

import (
	"math"
	"sort"
	"time"

	"github.com/riskon/riskon/series"
)

// An ExtremeValue says how low a value is or, where High is set, how high: then
// read higher for lower and highest for lowest.
type ExtremeValue struct {
	Time  time.Time
	Value float64
	High  bool
	// Since is the time since the last strictly lower observation in memory, and
	// SinceN counts the observations since then: 1 if the one just before is lower.
	// SinceN is the number of observations, this one included, of which this is
	// the lowest.
	Since  time.Duration
	SinceN int
	// Open says that no lower one is in memory. Since is then the age of the oldest
	// observation in memory and SinceN the number of all: the least they can be.
	Open     bool
	Extreme  float64   // lowest of the window, this one included
	Made     time.Time // when it was made, the last time if more than once
	Distance float64   // Value/Extreme - 1; NaN unless Extreme > 0
	N        int       // observations in the window
}

// ExtremeLines are the fields of ExtremeValue as series. Since and Age, the time
// since Made, are in seconds; Open is 1 or 0.
type ExtremeLines struct {
	Since, SinceN, Open, Extreme, Age, Distance, N series.Series
}

// Lows tells at each stamp of s since when the value is the lowest, and how far
// it is above the lowest of a window:
//
//	since[t]    = t - max{u in (t-memory, t]: x[u] < x[t]}, t - min{u} if there is none
//	extreme[t]  = min{x[u]: u in (t-window, t]}
//	distance[t] = x[t]/extreme[t] - 1
//
// Window and memory are times: 3*365.25 days for the distance from the three-year
// low. On stamps a week apart 156 weeks hold 156 observations. There is an output
// from the first observation on; see SinceN, Open and N for what it rests on.
// Where s is missing the lines are NaN and nothing changes. Equal values are not
// lower. It panics unless 0 < window <= memory.
func Lows(s series.Series, window, memory time.Duration) ExtremeLines {
	return extremes(s, NewLow(window, memory))
}

// Highs is Lows of highs: since when a value is the highest, and how far it is
// below the highest of a window. The distance is never above 0.
func Highs(s series.Series, window, memory time.Duration) ExtremeLines {
	return extremes(s, NewHigh(window, memory))
}

func extremes(s series.Series, e *Extreme) ExtremeLines {
	out := newLineSet(s, 7)
	for i, x := range s.Values() {
		if missing(x) {
			continue
		}
		v := e.update(s.UnixNanos()[i], x)
		out.set(i, inSeconds(v.Since), float64(v.SinceN), indicate(v.Open), v.Extreme,
			inSeconds(v.Time.Sub(v.Made)), v.Distance, float64(v.N))
	}
	return ExtremeLines{
		Since: out.line(0), SinceN: out.line(1), Open: out.line(2), Extreme: out.line(3),
		Age: out.line(4), Distance: out.line(5), N: out.line(6),
	}
}

// An Extreme is Lows or Highs, live. Its size is bounded by the number of
// observations in memory: it keeps those beyond all later ones, and the stamps
// of all as runs of equal steps, of which regular stamps make a single one. It
// must not be copied after use, and is not safe for concurrent use; make it with
// NewLow or NewHigh.
//
// An update costs a constant time on average, and a few searches among what is
// kept.
type Extreme struct {
	_              noCopy
	high           bool // values are kept times -1
	window, memory time.Duration
	stamps         tally
	kept           ladder
}

// NewLow returns an Extreme that tells how low a value is. It panics unless
// 0 < window <= memory; series.Forever is 292 years.
func NewLow(window, memory time.Duration) *Extreme {
	return newExtreme("NewLow", false, window, memory)
}

// NewHigh returns an Extreme that tells how high a value is. It panics unless
// 0 < window <= memory; series.Forever is 292 years.
func NewHigh(window, memory time.Duration) *Extreme {
	return newExtreme("NewHigh", true, window, memory)
}

func newExtreme(name string, high bool, window, memory time.Duration) *Extreme {
	if !validSpans(window, memory) {
		panic("ratio: " + name + ": not 0 < window <= memory")
	}
	return &Extreme{high: high, window: window, memory: memory}
}

func validSpans(window, memory time.Duration) bool { return 0 < window && window <= memory }

// Update takes the observation at t and returns how low, or high, it is. A
// missing value gives NaN and zeros, and changes nothing. So does a t that is not
// after the last observation, with an *ObserveError that wraps ErrClosed, or
// series.ErrRange for a t outside 1678..2262.
func (e *Extreme) Update(t time.Time, x float64) (ExtremeValue, error) {
	if e.memory == 0 {
		panic("ratio: Extreme: not made by NewLow or NewHigh")
	}
	input := "low"
	if e.high {
		input = "high"
	}
	ns, err := nextStamp(input, t, x, e.stamps.Count > 0, e.stamps.last())
	if err != nil || missing(x) {
		return e.none(), err
	}
	return e.update(ns, x), nil
}

// update takes an observation after the last one that is not missing.
func (e *Extreme) update(ns int64, x float64) ExtremeValue {
	if e.high {
		x = -x
	}
	e.stamps.forget(ns, uint64(e.memory))
	e.stamps.push(ns)
	e.kept.forget(ns, uint64(e.memory))
	e.kept.push(ns, x)
	return e.Value()
}

// Value returns the last output, NaN and zeros before the first.
func (e *Extreme) Value() ExtremeValue {
	v, kept := e.none(), e.kept.v
	n := len(kept)
	if n == 0 {
		return v
	}
	now := kept[n-1]
	before, first := e.stamps.oldest(), 0
	if v.Open = n == 1; !v.Open {
		before = kept[n-2].T
		first = sort.Search(n, func(i int) bool { return apart(kept[i].T, now.T) < uint64(e.window) })
	}
	v.Time, v.Value = stampTime(now.T), now.X
	v.Extreme, v.Made = kept[first].X, stampTime(kept[first].T)
	if e.high {
		v.Value, v.Extreme = -v.Value, -v.Extreme
	}
	v.Since = time.Duration(now.T - before)
	v.SinceN = e.stamps.younger(now.T, apart(before, now.T))
	if v.Open {
		v.SinceN++ // before is one of them
	}
	v.Distance = changeFrom(v.Value, v.Extreme)
	v.N = e.stamps.younger(now.T, uint64(e.window))
	return v
}

func (e *Extreme) none() ExtremeValue {
	nan := math.NaN()
	return ExtremeValue{High: e.high, Value: nan, Extreme: nan, Distance: nan}
}

// changeFrom is x/from - 1, NaN unless from > 0.
func changeFrom(x, from float64) float64 {
	if !(from > 0) {
		return math.NaN()
	}
	return finite(x/from - 1)
}
