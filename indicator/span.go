package indicator

import "github.com/riskon/riskon/series"

// A span holds the last n values of two columns, for the highest of one and the
// lowest of the other. Like a window it counts in blocks of n: the values are
// those of the newest block, then the tail of the previous one.
type span struct {
	n   int
	one bool // the columns are one: high and low share their memory

	high, low []float64
	k         int  // values in the newest block, 0 when it is complete
	full      bool // there is a previous block
}

func (s *span) warmup() int        { return s.n }
func (s *span) settle(float64) int { return s.n }
func (s *span) ready() bool        { return s.full }

// peekReady reports whether the next values fill the span.
func (s *span) peekReady() bool { return s.full || s.k == s.n-1 }

func (s *span) walk(v *walker) {
	v.floats(&s.high, s.n, series.Limit)
	if s.one {
		s.low = s.high
	} else {
		v.floats(&s.low, s.n, series.Limit)
	}
	v.int(&s.k, s.n-1)
	v.bool(&s.full)
}

// valid reports whether decoded contents can be those of a span.
func (s *span) valid() bool { return s.full || zeros(s.high[s.k:]) && zeros(s.low[s.k:]) }

// push stores values.
func (s *span) push(high, low float64) {
	s.high[s.k], s.low[s.k] = high, low
	if s.k++; s.k == s.n {
		s.k, s.full = 0, true
	}
}

// before returns the block before position at of an input, where a block starts.
func (s *span) before(high, low []float64, at int) (h, l []float64) {
	if at >= s.n {
		return high[at-s.n : at], low[at-s.n : at]
	}
	return s.high, s.low
}

// took stores the m values of an input from position at on, which are of one
// block. What is found in the input when it is needed again is not stored: store
// does that at the end.
func (s *span) took(high, low []float64, at, m int) {
	if at < s.n {
		copy(s.high[s.k:], high[at:at+m])
		if !s.one {
			copy(s.low[s.k:], low[at:at+m])
		}
	}
	if s.k += m; s.k == s.n {
		s.k, s.full = 0, true
	}
}

// store stores the end of an input of which all has been taken.
func (s *span) store(high, low []float64) {
	if len(high) <= s.n {
		return
	}
	lay(s.high, high[len(high)-s.n:], s.k)
	if !s.one {
		lay(s.low, low[len(low)-s.n:], s.k)
	}
}

// lay stores as many values as there is room for, so that the next one goes to
// position k.
func lay(room, xs []float64, k int) {
	copy(room[k:], xs)
	copy(room[:k], xs[len(xs)-k:])
}
