package series

import (
	"math"
	"slices"
	"time"
)

// Last returns the last value of each bucket of g that has a point and has ended
// by now, stamped at the end of the bucket:
//
//	out = value of the last point that is not missing with start < stamp <= end
//
// It is for levels and closes, which stand for the time up to their stamp, so a
// point at the very end of a bucket belongs to it: of a daily close stamped at
// midnight, the day that has ended. With bars it agrees:
//
//	b.Resample(g, now).Close() == b.Close().Last(g, now)
//
// Prices of single trades are ticks; Resample places them. A bucket with
// end > now is withheld, one without points is left out, and one of missing
// points only is missing. What is stamped in no bucket, as at night on a Session
// grid, does not count.
func (s Series) Last(g Grid, now time.Time) Series {
	s = s.Until(now)
	limit, _ := unixNano(now)
	n := room(g, s.t)
	out := Series{t: make([]int64, 0, n), v: make([]float64, 0, n)}
	start, end := int64(math.MinInt64), int64(math.MinInt64) // of a bucket
	for i, t := range s.t {
		if t > end {
			var ok bool
			// start <= t-1 < end is start < t <= end.
			if start, end, ok = g.next64(t - 1); !ok {
				start, end = t, t
			}
		}
		if end > limit {
			break
		}
		if t <= start {
			continue
		}
		if n := len(out.t); n == 0 || out.t[n-1] != end {
			out.t, out.v = append(out.t, end), append(out.v, math.NaN())
		}
		if v := s.v[i]; v == v {
			out.v[len(out.v)-1] = v
		}
	}
	if wasteful(cap(out.t), len(out.t)) {
		out.t, out.v = slices.Clone(out.t), slices.Clone(out.v)
	}
	return clipped(out.t, out.v)
}
