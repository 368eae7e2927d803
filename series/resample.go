package series

import (
	"errors"
	"time"
)

// What can be wrong with a bar or a tick that is to be placed into a grid.
var (
	ErrStraddle = errors.New("bar partly in a bucket of the grid and partly not")
	ErrLate     = errors.New("too late: that time has passed")
)

// Resample returns coarser bars, one for each bucket [start, end) of g that has
// a bar in it and has ended by now:
//
//	Open   = the first bar's
//	High   = the highest
//	Low    = the lowest
//	Close  = the last bar's
//	Volume = the sum in order, NaN if any part is unknown
//
// A bar must lie within one bucket, start <= Start and End <= end. One in no
// bucket at all, as at night on a Session grid, does not count. The result's
// Start and End are the bucket's, so it is stamped at the bucket's end. A bucket
// with end > now is withheld, and so is a bar that ends after now: what Resample
// returns depends only on b.Until(now). A bucket without bars is left out.
//
// A missing bar contributes nothing, neither price nor volume, and a bucket of
// missing bars only is a missing bar. So resampling to the bars' own grid changes
// nothing. A sum of volumes beyond 1e75 is unknown.
//
// Bars of bars are the same bars: minutes to hours to days is minutes to days,
// bit for bit, but for the rounding of volumes whose sums are not exact.
//
// The error is a *PointError with ErrStraddle, the index and the end of the first
// bar that lies in two buckets, or partly in none.
func (b Bars) Resample(g Grid, now time.Time) (Bars, error) {
	b = b.Until(now)
	k, out := newKernel(g), makeBars(room(g, b.start))
	for i, start := range b.start {
		if !k.holds(start, b.end[i]) {
			if err := k.turnInto(&out, start, b.end[i]); err != nil {
				return Bars{}, &PointError{Index: i, Time: time.Unix(0, b.end[i]).UTC(), Err: err}
			}
			if !k.some {
				continue
			}
		}
		k.add(b.open[i], b.high[i], b.low[i], b.close[i], b.volume[i])
	}
	return k.finish(out, now), nil
}

// turnInto is turn, with the bar it leaves appended to out.
func (k *kernel) turnInto(out *Bars, start, end int64) error {
	left, has, err := k.turn(start, end)
	if has {
		out.append(left)
	}
	return err
}

// finish lets time pass to now and returns out, complete.
func (k *kernel) finish(out Bars, now time.Time) Bars {
	ns, _ := unixNano(now)
	if last, has := k.advance(ns); has {
		out.append(last)
	}
	if n := out.Len(); wasteful(cap(out.end), n) {
		exact := makeBars(n)
		for i := range n {
			exact.append(out.forming(i))
		}
		return exact
	}
	return out.Slice(0, out.Len())
}

// room guesses into how many buckets points with these stamps fall, from the
// length of the first one and some more. There are not more buckets than points.
func room(g Grid, stamps []int64) int {
	if len(stamps) == 0 {
		return 0
	}
	start, end, ok := g.next64(stamps[0])
	if !ok {
		return 0
	}
	n := uint64(stamps[len(stamps)-1]-stamps[0])/uint64(end-start) + 2
	return int(min(n+n/16, uint64(len(stamps))))
}

// wasteful reports whether a guess of room was too high to keep.
func wasteful(room, used int) bool { return room > 2*used+16 }

// next64 is Next in nanoseconds.
func (g Grid) next64(ns int64) (start, end int64, ok bool) {
	a, b, ok := g.Next(time.Unix(0, ns))
	if !ok {
		return 0, 0, false
	}
	return a.UnixNano(), b.UnixNano(), true
}

// makeBars returns empty bars with room for n of them, which then grow by append.
func makeBars(n int) Bars {
	t, v := make([]int64, 2*n), make([]float64, 5*n)
	column := func(i int) []float64 { return v[i*n : i*n : (i+1)*n] }
	return Bars{start: t[:0:n], end: t[n:n:len(t)],
		open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4)}
}

func (b *Bars) append(f forming) {
	b.start, b.end = append(b.start, f.start), append(b.end, f.end)
	b.open, b.high = append(b.open, f.open), append(b.high, f.high)
	b.low, b.close = append(b.low, f.low), append(b.close, f.close)
	b.volume = append(b.volume, f.volume)
}

func (b Bars) forming(i int) forming {
	return forming{b.start[i], b.end[i], b.open[i], b.high[i], b.low[i], b.close[i], b.volume[i]}
}
