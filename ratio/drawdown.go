package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// A DrawdownValue says how far a value is below its peak.
type DrawdownValue struct {
	Time     time.Time
	Value    float64
	Peak     float64       // highest so far, or of the window; this one included
	PeakTime time.Time     // when it was reached, the last time if more than once
	Depth    float64       // Value/Peak - 1, at most 0; NaN unless Peak > 0
	Under    time.Duration // from PeakTime to Time, under water: 0 at a peak
	Max      Decline       // the deepest so far
}

// A Decline is a fall from a peak to a trough, the zero Decline where nothing
// has fallen.
type Decline struct {
	Depth        float64 // Trough/Peak - 1
	Peak, Trough float64
	PeakTime     time.Time
	TroughTime   time.Time
	Recovered    time.Time // first instant after it at Peak or higher; zero before
}

// DrawdownLines are fields of DrawdownValue as series. Under is in seconds, Max
// is the depth of the deepest decline.
type DrawdownLines struct {
	Depth, Peak, Under, Max series.Series
}

// Drawdowns tells at each stamp of s, such as a price or the value of a fund, how
// far it is below its peak, and for how long:
//
//	peak[t]  = max{x[u]: u <= t}, or u in (t-window, t] unless window is 0
//	depth[t] = x[t]/peak[t] - 1
//	under[t] = t - last u with x[u] = peak[t]
//	max[t]   = min{depth[u]: u <= t}, 0 before any fall
//
// A depth of -0.25 is a fall by a quarter. Values of 0 and below are taken as
// they come: a depth of -1 is a loss of all, one below -1 a value below 0. While
// the peak itself is not above 0 there is no depth: it is NaN, and no decline.
// There is an output from the first observation on. Where s is missing the lines
// are NaN and nothing changes. It panics if window is negative.
//
// Source: M. Magdon-Ismail and A. F. Atiya, Maximum Drawdown, Risk 17(10), 2004,
// 99-102.
func Drawdowns(s series.Series, window time.Duration) DrawdownLines {
	d, out := NewDrawdown(window), newLineSet(s, 4)
	for i, x := range s.Values() {
		if missing(x) {
			continue
		}
		v := d.update(s.UnixNanos()[i], x)
		out.set(i, v.Depth, v.Peak, inSeconds(v.Under), v.Max.Depth)
	}
	return DrawdownLines{Depth: out.line(0), Peak: out.line(1), Under: out.line(2), Max: out.line(3)}
}

// MaxDrawdown returns the deepest decline of s, the first of equal ones, from a
// peak that is the highest so far, or of the window unless that is 0. It is the
// zero Decline if s never falls from above 0. It panics if window is negative.
// It looks at the whole of s: for what was known at t give it s.Until(t).
func MaxDrawdown(s series.Series, window time.Duration) Decline {
	d := NewDrawdown(window)
	for i, x := range s.Values() {
		if !missing(x) {
			d.update(s.UnixNanos()[i], x)
		}
	}
	return d.Value().Max
}

// A Drawdown is Drawdowns, live. The zero Drawdown is NewDrawdown(0). Its size is
// fixed without a window, and otherwise bounded by the number of observations in
// the window. It must not be copied after use, and is not safe for concurrent use.
type Drawdown struct {
	_      noCopy
	fixed  bool // the window was chosen by NewDrawdown or restored
	window time.Duration
	peaks  ladder // values times -1: the first is the peak, and the only one without a window
	s      drawdownState
}

// NewDrawdown returns a Drawdown whose peak is the highest of a window, or so far
// if it is 0. It panics if window is negative.
func NewDrawdown(window time.Duration) *Drawdown {
	if window < 0 {
		panic("ratio: NewDrawdown: window < 0")
	}
	return &Drawdown{fixed: true, window: window}
}

// Update takes the value at t. A missing one gives NaN and zeros, and changes
// nothing. So does a t that is not after the last observation, with an
// *ObserveError that wraps ErrClosed, or series.ErrRange for a t outside
// 1678..2262.
func (d *Drawdown) Update(t time.Time, x float64) (DrawdownValue, error) {
	ns, err := nextStamp("drawdown", t, x, d.s.Seen, d.s.Last.T)
	if err != nil || missing(x) {
		return noDrawdown(), err
	}
	return d.update(ns, x), nil
}

// update takes an observation after the last one that is not missing.
func (d *Drawdown) update(ns int64, x float64) DrawdownValue {
	s := &d.s
	s.Seen, s.Last = true, kept{ns, x}
	if d.window > 0 {
		d.peaks.forget(ns, uint64(d.window))
	}
	if d.window > 0 || len(d.peaks.v) == 0 || -x <= d.peaks.v[0].X {
		d.peaks.push(ns, -x)
	}
	if s.Fell && !s.Back && x >= s.Peak.X {
		s.Back, s.BackAt = true, ns
	}
	if p := d.peak(); changeFrom(x, p.X) < s.depth() {
		s.Fell, s.Peak, s.Trough, s.Back, s.BackAt = true, p, s.Last, false, 0
	}
	return d.Value()
}

func (d *Drawdown) peak() kept { return kept{d.peaks.v[0].T, -d.peaks.v[0].X} }

// Value returns the last output, NaN and zeros before the first.
func (d *Drawdown) Value() DrawdownValue {
	s := &d.s
	if !s.Seen {
		return noDrawdown()
	}
	p := d.peak()
	v := DrawdownValue{
		Time: stampTime(s.Last.T), Value: s.Last.X, Peak: p.X, PeakTime: stampTime(p.T),
		Depth: changeFrom(s.Last.X, p.X), Under: elapsed(p.T, s.Last.T),
	}
	if s.Fell {
		v.Max = Decline{
			Depth: s.depth(), Peak: s.Peak.X, Trough: s.Trough.X,
			PeakTime: stampTime(s.Peak.T), TroughTime: stampTime(s.Trough.T),
		}
	}
	if s.Back {
		v.Max.Recovered = stampTime(s.BackAt)
	}
	return v
}

func noDrawdown() DrawdownValue {
	nan := math.NaN()
	return DrawdownValue{Value: nan, Peak: nan, Depth: nan}
}
