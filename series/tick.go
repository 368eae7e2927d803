package series

import (
	"math"
	"time"
)

// Resample makes bars of single prices, the volume being unknown. It is
// Bars.Resample for ticks: a tick at t goes into the bucket with
// start <= t < end, so one at the very end of a bucket belongs to the next.
//
// A value that stands for a stretch of time up to its stamp, such as a close or a
// level, is placed by Last instead.
//
// A missing tick contributes nothing, and a bucket of missing ticks only is a
// missing bar. A tick in no bucket does not count.
func (s Series) Resample(g Grid, now time.Time) Bars { return s.resample(nil, g, now) }

// ResampleTrades is Resample for prices of trades with their sizes. The volume is
// the sum of the sizes in order, NaN if any of them is. A trade whose price is
// missing contributes no size. Prices and sizes must be on one clock up to now,
// else the error is a *PointError with ErrClock and the first index that differs.
func (s Series) ResampleTrades(sizes Series, g Grid, now time.Time) (Bars, error) {
	s, sizes = s.Until(now), sizes.Until(now)
	if !sameClock(s.t, sizes.t) {
		return Bars{}, otherClock(s.t, sizes.t)
	}
	return s.resample(sizes.v, g, now), nil
}

// resample takes unknown sizes as nil.
func (s Series) resample(sizes []float64, g Grid, now time.Time) Bars {
	s = s.Until(now)
	k, out := newKernel(g), makeBars(room(g, s.t))
	size := math.NaN()
	for i, t := range s.t {
		if !k.holds(t, t) {
			_ = k.turnInto(&out, t, t) // what has no length cannot straddle
			if !k.some {
				continue
			}
		}
		if sizes != nil {
			size = sizes[i]
		}
		x := s.v[i]
		k.add(x, x, x, x, size)
	}
	return k.finish(out, now)
}

// PushTick takes the next tick, NaN for a size or a price that is not known, and
// appends to dst the bar that was forming if the tick lies beyond its bucket.
// Several ticks may have the same time.
//
// The error is a *PointError with index -1 and the time t, and the Resampler and
// dst are as before: ErrRange, ErrInfinite, or ErrLate if t is before the last
// tick, or in a bucket that ended at or before the time that Advance was given.
func (r *Resampler) PushTick(dst []Bar, t time.Time, price, size float64) ([]Bar, error) {
	ns, ok := unixNano(t)
	var err error
	switch {
	case !ok:
		err = ErrRange
	case math.Abs(price) > Limit || math.Abs(size) > Limit:
		err = ErrInfinite
	case ns < r.k.last:
		err = ErrLate
	default:
		dst, err = r.put(dst, ns, ns, forming{open: price, high: price, low: price, close: price, volume: size})
	}
	if err != nil {
		return dst, &PointError{Index: -1, Time: t, Err: err}
	}
	return dst, nil
}
