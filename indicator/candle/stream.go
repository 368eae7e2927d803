package candle

import "github.com/riskon/riskon/series"

// Series returns what one pattern says of each bar, in TA-Lib's numbers, stamped at
// the bars' ends: NaN in warm-up and where the bar is missing. The zero Settings
// are the defaults. It panics like [NewStream].
func Series(bars series.Bars, p Pattern, s Settings) series.Series {
	st := NewStream(p, s)
	opens, highs, lows, closes := bars.Open().Values(), bars.High().Values(), bars.Low().Values(), bars.Close().Values()
	out := make([]float64, bars.Len())
	for i := range out {
		out[i] = st.update(opens[i], highs[i], lows[i], closes[i]).Float()
	}
	y, err := series.FromUnixNano(bars.Close().UnixNanos(), out)
	if err != nil {
		panic(err) // the stamps are those of a Series, and the values small or NaN
	}
	return y
}

// NewStream returns a live pattern. The zero Settings are the defaults. It panics
// if p is no pattern or a setting is out of bounds.
func NewStream(p Pattern, s Settings) *Stream {
	st := new(Stream)
	st.open(s, []Pattern{p})
	return st
}

// A Stream looks for one pattern in bars that come one at a time. Use it by
// pointer, from one goroutine at a time. The zero Stream takes no bars; it restores
// itself from a saved state.
type Stream struct{ live }

// Update feeds a bar and returns what the pattern says of it. While warming up, and
// for a missing bar, which changes nothing, it is the zero Signal. It does not
// allocate.
func (s *Stream) Update(b series.Bar) Signal { return s.update(b.Open, b.High, b.Low, b.Close) }

// update is Update for the prices of a bar.
func (s *Stream) update(open, high, low, close float64) Signal {
	s.fed()
	if missing(open, high, low, close) {
		return Signal{}
	}
	s.history.push(open, high, low, close)
	return s.Value()
}

// Peek returns what Update(b) would, and changes nothing.
func (s *Stream) Peek(b series.Bar) Signal {
	s.fed()
	if missing(b.Open, b.High, b.Low, b.Close) {
		return Signal{}
	}
	s.history.draw(b.Open, b.High, b.Low, b.Close)
	return signalOf(s.seats[0].judge(s.history.view(1), s.history.seen+1))
}

// Value returns what the pattern says of the last bar that was not missing.
func (s *Stream) Value() Signal {
	if !s.set() {
		return Signal{}
	}
	return signalOf(s.seats[0].judge(s.history.view(0), s.history.seen))
}

// Clone returns an independent copy.
func (s *Stream) Clone() *Stream {
	c := new(Stream)
	c.clone(&s.live)
	return c
}
