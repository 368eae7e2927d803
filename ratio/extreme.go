package ratio

import (
	"math"
	"sort"

	"github.com/riskon/riskon/series"
)

// A LowValue says how low a value is.
type LowValue struct {
	Value float64
	// Since counts the observations since the last strictly lower one: 1 if the one
	// just before is lower. It is the number of observations, this one included,
	// of which this is the lowest.
	Since int
	// Open says that no lower one is in memory. Since is then the number of all
	// observations in memory, this one included: the least it can be.
	Open  bool
	Low   float64 // lowest of the window, this one included
	Above float64 // Value/Low - 1; NaN unless Low > 0
	N     int     // observations in the window
}

// LowLines are the fields of LowValue as series. Open is 1 or 0.
type LowLines struct {
	Since, Open, Low, Above, N series.Series
}

// Lows is Low for a series: on its stamps, NaN where s is missing.
func Lows(s series.Series, window, memory int) LowLines {
	l := NewLow(window, memory)
	n := s.Len()
	v := make([]float64, 5*n)
	for i, x := range s.Values() {
		r := l.Update(x)
		v[2*n+i], v[3*n+i] = r.Low, r.Above
		v[i], v[n+i], v[4*n+i] = math.NaN(), math.NaN(), math.NaN()
		if r.N > 0 {
			v[i], v[n+i], v[4*n+i] = float64(r.Since), indicate(r.Open), float64(r.N)
		}
	}
	line := func(k int) series.Series { return build(s.UnixNanos(), v[k*n:(k+1)*n:(k+1)*n]) }
	return LowLines{Since: line(0), Open: line(1), Low: line(2), Above: line(3), N: line(4)}
}

// A Low tells, live, since when a value is the lowest, and how far it is above
// the lowest of a window. Both look back a fixed number of observations, so
// that its size does not grow with history. It must not be copied after use,
// and is not safe for concurrent use; make it with NewLow.
//
// It keeps the observations that are lower than all later ones, in order: the
// last of them below a new value is the last strictly lower one, and the first
// inside the window is the lowest. An update costs a constant time on average,
// and a search among those kept for the window.
type Low struct {
	_   noCopy
	s   lowState
	buf []kept // where s.Kept lies
}

// NewLow returns a Low with a window and a memory in observations, the newest
// one included; 156 weeks are three years, 5200 a century. It panics unless
// 1 <= window <= memory <= 100000.
func NewLow(window, memory int) *Low {
	s := lowState{Window: window, Memory: memory}
	if !s.validSize() {
		panic("ratio: NewLow: not 1 <= window <= memory <= 100000")
	}
	return &Low{s: s}
}

// Update takes the next value and returns how low it is. A missing value gives
// NaN and zeros, and changes nothing.
func (l *Low) Update(x float64) LowValue {
	if missing(x) {
		return noLow()
	}
	s := &l.s
	if !s.validSize() {
		panic("ratio: Low: not made by NewLow")
	}
	s.Count++
	for len(s.Kept) > 0 && s.Kept[len(s.Kept)-1].X >= x {
		s.Kept = s.Kept[:len(s.Kept)-1]
	}
	if len(s.Kept) > 0 && s.Kept[0].At <= s.Count-int64(s.Memory) {
		s.Kept = s.Kept[1:]
	}
	l.push(kept{At: s.Count, X: x})
	return l.Value()
}

// push appends k to what is kept. At the end of buf it moves all of it to the
// front, or to a larger buf if that is more than half full.
func (l *Low) push(k kept) {
	if n := len(l.s.Kept); n == cap(l.s.Kept) {
		if 2*n >= len(l.buf) {
			l.buf = make([]kept, max(16, 2*len(l.buf), 2*n))
		}
		copy(l.buf, l.s.Kept)
		l.s.Kept = l.buf[:n]
	}
	l.s.Kept = append(l.s.Kept, k)
}

// Value returns the last output, NaN and zeros before the first.
func (l *Low) Value() LowValue {
	s := &l.s
	n := len(s.Kept)
	if n == 0 {
		return noLow()
	}
	v := LowValue{Value: s.Kept[n-1].X, Open: n == 1, Above: math.NaN(), N: int(min(s.Count, int64(s.Window)))}
	if v.Open {
		v.Since = int(min(s.Count, int64(s.Memory)))
	} else {
		v.Since = int(s.Count - s.Kept[n-2].At)
	}
	from := s.Count - int64(s.Window) // the window begins after it
	v.Low = s.Kept[sort.Search(n, func(i int) bool { return s.Kept[i].At > from })].X
	if v.Low > 0 {
		v.Above = finite(v.Value/v.Low - 1)
	}
	return v
}

func noLow() LowValue {
	return LowValue{Value: math.NaN(), Low: math.NaN(), Above: math.NaN()}
}

func indicate(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
