package series

import (
	"math"
	"time"
)

// Diff returns the change over n observations:
//
//	out[i] = x[i] - the value n observations before, as Lag(n) gives it
//
// The unit is that of s, the range -1e75..1e75. It counts observations, not rows
// or time: where s is missing the output is missing too, and no other output
// notices. The first n observations give NaN, and so does a change beyond 1e75.
//
// Diff panics if n < 1.
func (s Series) Diff(n int) Series {
	return s.change("Diff", n, func(x, before float64) float64 { return x - before })
}

// Return returns the relative change over n observations:
//
//	out[i] = x[i] / the value n observations before - 1
//
// It is a fraction, 0.01 being one per cent, and at least -1 for prices; of
// values that can be negative it means little. It counts as Diff does. The first
// n observations give NaN, and so do a division by 0 and a result beyond 1e75.
//
// Return panics if n < 1.
func (s Series) Return(n int) Series {
	return s.change("Return", n, func(x, before float64) float64 { return x/before - 1 })
}

// change returns f(x, the value n observations before).
func (s Series) change(name string, n int, f func(x, before float64) float64) Series {
	if n < 1 {
		panic("series: " + name + ": n < 1")
	}
	out := s.Lag(n)
	for i, before := range out.v {
		if before == before {
			out.v[i] = number(f(s.v[i], before))
		}
	}
	return out
}

// DiffOver returns the change over a span of time:
//
//	out[i] = x[i] - v, v being what AsOf gives at time[i] - d
//
// So v is the last value that is not missing and stamped at or before the instant
// d earlier, and at that instant it was not older than maxAge: 0 wants a stamp at
// exactly that instant, Forever takes any. The unit is that of s. Where x is
// missing, where no such v was known, and where the change is beyond 1e75, the
// output is NaN.
//
// DiffOver panics if d <= 0 or maxAge < 0.
func (s Series) DiffOver(d, maxAge time.Duration) Series {
	if d <= 0 {
		panic("series: DiffOver: d <= 0")
	}
	if maxAge < 0 {
		panic("series: DiffOver: maxAge < 0")
	}
	limit := ageLimit(maxAge)
	v := make([]float64, len(s.v))
	c := cursor{s: s, last: -1}
	for i, x := range s.v {
		v[i] = math.NaN()
		if s.t[i] < math.MinInt64+int64(d) {
			continue // d earlier there are no stamps
		}
		then := s.t[i] - int64(d)
		if last := c.seek(then); last >= 0 && uint64(then-s.t[last]) <= limit {
			v[i] = number(x - s.v[last])
		}
	}
	return Series{t: s.t, v: v}
}
