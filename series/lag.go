package series

import (
	"math"
	"time"
)

// Lag returns, at each stamp, the value n observations before:
//
//	out[i] = value of the n-th point before i that is not missing
//
// It counts observations, not rows: where s is missing the output is missing
// too, and no other output notices. The first n observations have none before
// them and give NaN. Lag(0) is s. Stamps stay where they are.
//
// Lag panics if n is negative: a value from later is not known yet.
func (s Series) Lag(n int) Series {
	if n < 0 {
		panic("series: Lag: n < 0")
	}
	v := make([]float64, len(s.v))
	seen, back := 0, -1 // observations so far; the one n before the current
	for i, x := range s.v {
		v[i] = math.NaN()
		if x != x {
			continue
		}
		if seen++; seen <= n {
			continue
		}
		for back++; s.v[back] != s.v[back]; back++ {
		}
		v[i] = s.v[back]
	}
	return Series{t: s.t, v: v}
}

// Delay returns s known later: every stamp is moved by d, every value stays,
// missing ones too. Use it for a feed that arrives late, or to see what an edge
// is worth when it is acted upon an hour after. Delay(0) is s. A point whose new
// stamp would lie beyond 2262 is left out: it never becomes known.
//
// Delay panics if d is negative: nothing may be known earlier.
func (s Series) Delay(d time.Duration) Series {
	if d < 0 {
		panic("series: Delay: d < 0")
	}
	n := len(s.t)
	for n > 0 && s.t[n-1] > math.MaxInt64-int64(d) {
		n--
	}
	t := make([]int64, n)
	for i := range t {
		t[i] = s.t[i] + int64(d)
	}
	return Series{t: t, v: s.v[:n:n]}
}
