package series

import "time"

// A Resampler makes coarser bars of bars or ticks that arrive one at a time. It
// gives the same bars, bit for bit, as Bars.Resample, Series.Resample and
// Series.ResampleTrades, each as soon as its bucket has ended:
//
//	days := series.NewResampler(series.Daily(time.UTC))
//	for minute := range feed {
//		ended, err := days.Push(nil, minute)
//		...
//	}
//
// A bucket has ended when a bar ends at its end, when a bar or a tick comes that
// lies beyond it, or when Advance is told so. In a quiet market only Advance can
// tell: call it by the clock.
//
// Make one with NewResampler, and feed it either bars or ticks. Its size does not
// grow with what it is fed, and once dst has room nothing allocates. A copy is
// independent. It is not safe for concurrent use.
type Resampler struct{ k kernel }

// NewResampler returns a Resampler to the buckets of g.
func NewResampler(g Grid) *Resampler { return &Resampler{newKernel(g)} }

// Push takes the next bar, and appends to dst the bars that have ended by b.End:
// none, the one that was forming, the one that b completes, or both. A bar in no
// bucket only lets time pass.
//
// The error is a *PointError with index -1 and the time b.End, and the Resampler
// and dst are as before: ErrBar, ErrRange, ErrInfinite for a bar that NewBars
// would not take; ErrOverlap if b starts before the end of the one before;
// ErrStraddle as for Bars.Resample; ErrLate if b's bucket ended at or before the
// time that Advance was given. After Advance in the middle of a bucket a bar of
// an earlier time may still come, if it is in order.
func (r *Resampler) Push(dst []Bar, b Bar) ([]Bar, error) {
	start, ok := unixNano(b.Start)
	end, ok2 := unixNano(b.End)
	err := b.check()
	switch {
	case !ok || !ok2:
		err = ErrRange
	case err == nil && start < r.k.last:
		err = ErrOverlap
	}
	if err == nil {
		dst, err = r.put(dst, start, end, forming{open: b.Open, high: b.High, low: b.Low, close: b.Close, volume: b.Volume})
	}
	if err != nil {
		return dst, &PointError{Index: -1, Time: b.End, Err: err}
	}
	return dst, nil
}

// put places x at [start, end), of which the order is known to be right.
func (r *Resampler) put(dst []Bar, start, end int64, x forming) ([]Bar, error) {
	if !r.k.holds(start, end) {
		left, has, err := r.k.turn(start, end)
		if err != nil {
			return dst, err
		}
		if has {
			dst = append(dst, left.bar())
		}
	}
	if r.k.some {
		r.k.add(x.open, x.high, x.low, x.close, x.volume)
	}
	r.k.last = end
	return r.advance(dst, end), nil
}

// Advance says that it is now, and appends to dst the forming bar if its bucket
// has ended by then, end <= now. What is stamped now should be pushed before. A
// time before one that was given already changes nothing.
func (r *Resampler) Advance(dst []Bar, now time.Time) []Bar {
	ns, _ := unixNano(now)
	return r.advance(dst, ns)
}

func (r *Resampler) advance(dst []Bar, now int64) []Bar {
	if ended, has := r.k.advance(now); has {
		dst = append(dst, ended.bar())
	}
	return dst
}

// Forming returns the bar of the bucket that has not ended, as far as it is
// known, with the Start and End of the bucket. It reports false where nothing has
// come since the last bucket ended. The bar is for display: it will change, and
// it is no bar that Resample would return.
func (r *Resampler) Forming() (Bar, bool) {
	if !r.k.some {
		return Bar{}, false
	}
	return r.k.cur.bar(), true
}
