package series

import (
	"math"
	"time"
)

// A kernel is what the Resampler and the batch functions have in common. Times
// are in nanoseconds. A tick is a bar without length.
type kernel struct {
	grid Grid
	cur  forming
	some bool  // whether anything is in cur, else its bounds are only a memory
	last int64 // end of the last bar, or the last tick
	now  int64 // the time as far as it is known; cur.end > now
}

// A forming is the bar of the bucket [start, end).
type forming struct {
	start, end             int64
	open, high, low, close float64 // NaN before the first price
	volume                 float64
}

func newKernel(g Grid) kernel { return kernel{grid: g, last: math.MinInt64, now: math.MinInt64} }

// holds reports whether [start, end), not before the last bar, lies in cur.
func (k *kernel) holds(start, end int64) bool { return k.some && start < k.cur.end && end <= k.cur.end }

// turn finds the bucket for [start, end), which cur does not hold, and returns
// the bar that it leaves if there is one. Afterwards k.some says whether
// [start, end) is in cur; if not it is in no bucket and cur is the next one.
// After an error nothing has changed.
func (k *kernel) turn(start, end int64) (left forming, has bool, err error) {
	from, to, ok := k.cur.start, k.cur.end, true
	if start >= to || from == to {
		from, to, ok = k.grid.next64(start)
	}
	outside := !ok || start < from && end <= from
	switch {
	case outside:
	case start < from || end > to:
		return forming{}, false, ErrStraddle
	case to <= k.now:
		return forming{}, false, ErrLate
	}
	left, has = k.cur, k.some
	nan := math.NaN()
	k.cur, k.some = forming{from, to, nan, nan, nan, nan, nan}, !outside
	return left, has, nil
}

// add puts a bar into cur. Of equal prices the first stays, 0 and -0 being equal.
func (k *kernel) add(open, high, low, close, volume float64) {
	f := &k.cur
	switch {
	case close != close: // missing
		return
	case f.open != f.open:
		f.open, f.high, f.low, f.volume = open, high, low, volume
	default:
		if high > f.high {
			f.high = high
		}
		if low < f.low {
			f.low = low
		}
		f.volume += volume
	}
	f.close = close
	f.volume = number(f.volume)
}

// advance lets time pass and returns cur if its bucket has ended.
func (k *kernel) advance(now int64) (ended forming, has bool) {
	k.now = max(k.now, now)
	if !k.some || k.cur.end > k.now {
		return forming{}, false
	}
	k.some = false
	return k.cur, true
}

func (f forming) bar() Bar {
	return Bar{
		Start: time.Unix(0, f.start).UTC(), End: time.Unix(0, f.end).UTC(),
		Open: f.open, High: f.high, Low: f.low, Close: f.close, Volume: f.volume,
	}
}
