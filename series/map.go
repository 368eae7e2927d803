package series

import "math"

// Map returns f of each value:
//
//	out[i] = f(x[i])
//
// f is called in order, not for missing points, which stay missing. A result that
// is not finite or beyond 1e75 becomes NaN. f must depend on nothing but its
// argument and on what it was given before. If it knows more, such as the mean of
// the whole series, the result looks ahead.
func (s Series) Map(f func(float64) float64) Series {
	v := make([]float64, len(s.v))
	for i, x := range s.v {
		v[i] = math.NaN()
		if x == x {
			v[i] = number(f(x))
		}
	}
	return Series{t: s.t, v: v}
}

// Observed returns s without its missing points. Stamps and values of the others
// stay. If none is missing it returns s itself, else it copies.
func (s Series) Observed() Series {
	n := 0
	for _, x := range s.v {
		if x == x {
			n++
		}
	}
	if n == len(s.v) {
		return s
	}
	t, v := make([]int64, 0, n), make([]float64, 0, n)
	for i, x := range s.v {
		if x == x {
			t, v = append(t, s.t[i]), append(v, x)
		}
	}
	return Series{t: t, v: v}
}
