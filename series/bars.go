package series

import (
	"math"
	"time"
)

// A Bar is a stretch of trading, [Start, End). It is known at End.
// Volume may be NaN: unknown, which is not zero.
type Bar struct {
	Start, End             time.Time
	Open, High, Low, Close float64
	Volume                 float64
}

// Bars is a sequence of bars in columns, ordered and without overlap. Like a
// Series it is passed by value and never changes; the zero Bars is empty.
type Bars struct {
	start, end             []int64
	open, high, low, close []float64
	volume                 []float64
}

// NewBars returns the bars in columns. The error is a *PointError for the first
// bad bar: ErrBar for start >= end, a price outside [low, high], or a price
// missing while another is there; ErrOverlap, ErrRange, ErrInfinite. A bar
// whose four prices are all NaN is missing and allowed.
func NewBars(bars []Bar) (Bars, error) {
	n := len(bars)
	ns := make([]int64, 2*n)
	f := make([]float64, 5*n)
	b := Bars{start: ns[:n:n], end: ns[n:],
		open: f[:n:n], high: f[n : 2*n : 2*n], low: f[2*n : 3*n : 3*n], close: f[3*n : 4*n : 4*n], volume: f[4*n:]}
	for i, x := range bars {
		start, ok := unixNano(x.Start)
		end, ok2 := unixNano(x.End)
		err := x.check()
		switch {
		case !ok || !ok2:
			err = ErrRange
		case i > 0 && start < b.end[i-1]:
			err = ErrOverlap
		}
		if err != nil {
			return Bars{}, &PointError{Index: i, Time: x.End, Err: err}
		}
		b.start[i], b.end[i] = start, end
		b.open[i], b.high[i], b.low[i], b.close[i], b.volume[i] = x.Open, x.High, x.Low, x.Close, x.Volume
	}
	return b, nil
}

// check reports what is wrong with the bar by itself: ErrBar, ErrInfinite or nil.
func (b Bar) check() error {
	missing := 0
	for _, p := range [...]float64{b.Open, b.High, b.Low, b.Close} {
		if math.Abs(p) > Limit {
			return ErrInfinite
		}
		if p != p {
			missing++
		}
	}
	if math.Abs(b.Volume) > Limit {
		return ErrInfinite
	}
	before := b.Start.Round(0).Before(b.End.Round(0)) // by the wall clock, as stamps are
	inside := b.Low <= b.Open && b.Open <= b.High && b.Low <= b.Close && b.Close <= b.High
	if !before || !(inside || missing == 4) {
		return ErrBar
	}
	return nil
}

// Len returns the number of bars.
func (b Bars) Len() int { return len(b.end) }

// Bar returns bar i.
func (b Bars) Bar(i int) Bar {
	return Bar{
		Start: time.Unix(0, b.start[i]).UTC(), End: time.Unix(0, b.end[i]).UTC(),
		Open: b.open[i], High: b.high[i], Low: b.low[i], Close: b.close[i], Volume: b.volume[i],
	}
}

// Open returns the opening prices, each stamped at the end of its bar: an
// opening price is known earlier, but a bar is one observation.
func (b Bars) Open() Series { return Series{t: b.end, v: b.open} }

// High returns the highest prices, stamped at the bars' ends.
func (b Bars) High() Series { return Series{t: b.end, v: b.high} }

// Low returns the lowest prices, stamped at the bars' ends.
func (b Bars) Low() Series { return Series{t: b.end, v: b.low} }

// Close returns the closing prices, stamped at the bars' ends.
func (b Bars) Close() Series { return Series{t: b.end, v: b.close} }

// Volume returns the volumes, stamped at the bars' ends, NaN where unknown.
func (b Bars) Volume() Series { return Series{t: b.end, v: b.volume} }

// Slice returns bars i to j-1, sharing memory.
func (b Bars) Slice(i, j int) Bars {
	return Bars{start: b.start[i:j:j], end: b.end[i:j:j],
		open: b.open[i:j:j], high: b.high[i:j:j], low: b.low[i:j:j], close: b.close[i:j:j], volume: b.volume[i:j:j]}
}

// Until returns the bars known at t: those that end at or before it.
func (b Bars) Until(t time.Time) Bars {
	return b.Slice(0, countUntil(b.end, t))
}
