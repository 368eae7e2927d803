package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// nextStamp returns t in nanoseconds, or why there can be no observation at t
// after one at last, if some has been.
func nextStamp(input string, t time.Time, x float64, some bool, last int64) (int64, error) {
	ns, exact := unixNano(t)
	switch {
	case !exact:
		return 0, &ObserveError{Input: input, Time: t, Value: x, Err: series.ErrRange}
	case some && ns <= last:
		return 0, &ObserveError{Input: input, Time: t, Value: x, Err: ErrClosed}
	}
	return ns, nil
}

// apart is b - a, which need not fit an int64, for a <= b.
func apart(a, b int64) uint64 { return uint64(b) - uint64(a) }

// elapsed is b - a for a <= b, at most 292 years.
func elapsed(a, b int64) time.Duration { return time.Duration(min(apart(a, b), math.MaxInt64)) }

func stampTime(ns int64) time.Time { return time.Unix(0, ns).UTC() }
