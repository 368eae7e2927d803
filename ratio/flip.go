package ratio

import (
	"time"

	"github.com/riskon/riskon/series"
)

// A FlipValue is the sign of a histogram and how long it has held.
type FlipValue struct {
	Time       time.Time
	Sign       int  // +1 up: > 0; -1 down: <= 0; 0 without a value
	Run        int  // observations of this sign in a row, this one included
	RunBefore  int  // length of the run before this one, of the other sign; 0 if none
	BeforeOpen bool // that run is the first one: it may have begun before the data
	Flipped    bool // this is the first of its sign after the other one; Sign is the direction

	Began          time.Time     // the first observation of this run
	Duration       time.Duration // from Began to Time: 0 at a flip
	DurationBefore time.Duration // of the run before, from its first observation to Began; 0 if none
}

// FlipLines are the fields of FlipValue as series. BeforeOpen and Flipped are 1
// or 0, Duration and DurationBefore are in seconds.
type FlipLines struct {
	Sign, Run, RunBefore, BeforeOpen, Flipped, Duration, DurationBefore series.Series
}

// Flips counts at each stamp of h, such as a MACD histogram, how long its sign
// has held, and how long the other one had before:
//
//	sign[t]           = h[t] > 0 ? +1 : -1
//	began[t]          = first stamp of the run of sign[t] that t is in
//	duration[t]       = t - began[t]
//	durationBefore[t] = began[t] - first stamp of the run before
//
// 0 counts as down. A flip is the first observation of a run that has one before
// it, up or down: durationBefore is then the time since the last flip. Runs count
// from the first observation. Where h is missing the lines are NaN and nothing
// changes: a run goes on over it.
func Flips(h series.Series) FlipLines {
	var f Flip
	out := newLineSet(h, 7)
	for i, x := range h.Values() {
		if missing(x) {
			continue
		}
		v := f.update(h.UnixNanos()[i], x)
		out.set(i, float64(v.Sign), float64(v.Run), float64(v.RunBefore), indicate(v.BeforeOpen), indicate(v.Flipped),
			inSeconds(v.Duration), inSeconds(v.DurationBefore))
	}
	return FlipLines{
		Sign: out.line(0), Run: out.line(1), RunBefore: out.line(2), BeforeOpen: out.line(3), Flipped: out.line(4),
		Duration: out.line(5), DurationBefore: out.line(6),
	}
}

// A Flip is Flips, live. The zero Flip is ready. It must not be copied after use,
// and is not safe for concurrent use.
type Flip struct {
	_ noCopy
	s flipState
}

// Update takes the histogram at t. A missing value gives the zero FlipValue and
// changes nothing. So does a t that is not after the last observation, with an
// *ObserveError that wraps ErrClosed, or series.ErrRange for a t outside
// 1678..2262.
func (f *Flip) Update(t time.Time, h float64) (FlipValue, error) {
	ns, err := nextStamp("flip", t, h, f.s.Runs > 0, f.s.Last)
	if err != nil || missing(h) {
		return FlipValue{}, err
	}
	return f.update(ns, h), nil
}

// update takes an observation after the last one that is not missing.
func (f *Flip) update(ns int64, h float64) FlipValue {
	s := &f.s
	if up := h > 0; s.Runs > 0 && up == s.Up {
		s.Run++
	} else {
		*s = flipState{Up: up, Run: 1, Before: s.Run, Runs: min(s.Runs+1, 3), Began: ns, BeganBefore: s.Began}
	}
	s.Last = ns
	return f.Value()
}

// Value returns the last output, the zero FlipValue before the first.
func (f *Flip) Value() FlipValue {
	s := &f.s
	if s.Runs == 0 {
		return FlipValue{}
	}
	v := FlipValue{
		Time: stampTime(s.Last), Sign: -1, Run: s.Run, RunBefore: s.Before, BeforeOpen: s.Runs == 2,
		Flipped: s.Runs > 1 && s.Run == 1, Began: stampTime(s.Began), Duration: elapsed(s.Began, s.Last),
	}
	if s.Up {
		v.Sign = 1
	}
	if s.Runs > 1 {
		v.DurationBefore = elapsed(s.BeganBefore, s.Began)
	}
	return v
}

// Clone returns a Flip that goes on from here on its own.
func (f *Flip) Clone() *Flip { return &Flip{s: f.s} }
