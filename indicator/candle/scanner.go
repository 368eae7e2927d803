package candle

import (
	"fmt"
	"time"

	"github.com/riskon/riskon/series"
)

// A Hit is a pattern that has been found.
type Hit struct {
	Time    time.Time // the end of the bar, UTC
	Pattern Pattern
	Signal  // Direction is not 0
}

// String returns the hit in words, such as
// "2024-03-01T21:00:00Z Hammer bullish 100, 2 bars".
func (h Hit) String() string {
	return fmt.Sprintf("%s %v %v", h.Time.Format(time.RFC3339Nano), h.Pattern, h.Signal)
}

// NewScanner returns a Scanner for patterns, for all of them if there are none. One
// that is given twice is looked for once. The zero Settings are the defaults. It
// panics if one is no pattern or a setting is out of bounds.
func NewScanner(s Settings, patterns ...Pattern) *Scanner {
	if len(patterns) == 0 {
		patterns = All()
	}
	sc := new(Scanner)
	sc.open(s, patterns)
	return sc
}

// A Scanner looks for several patterns in bars that come one at a time. They share
// the history of bars and their averages. Use it by pointer, from one goroutine at
// a time. The zero Scanner takes no bars; it restores itself from a saved state.
type Scanner struct{ live }

// Update feeds a bar and appends to dst the patterns that end in it, in the order
// of NewScanner. A pattern is silent while it warms up; a missing bar changes
// nothing and has no hits. It allocates only to grow dst.
func (s *Scanner) Update(dst []Hit, b series.Bar) []Hit {
	s.fed()
	if missing(b.Open, b.High, b.Low, b.Close) {
		return dst
	}
	s.history.push(b.Open, b.High, b.Low, b.Close)
	return s.hits(dst, b.End, 0)
}

// Peek appends what Update(dst, b) would, and changes nothing.
func (s *Scanner) Peek(dst []Hit, b series.Bar) []Hit {
	s.fed()
	if missing(b.Open, b.High, b.Low, b.Close) {
		return dst
	}
	s.history.draw(b.Open, b.High, b.Low, b.Close)
	return s.hits(dst, b.End, 1)
}

// hits appends the hits of the newest candle, which ends at end; with next 1 that
// is the one that draw made.
func (s *Scanner) hits(dst []Hit, end time.Time, next int) []Hit {
	v, seen := s.history.view(next), s.history.seen+next
	for i := range s.seats {
		if value, bars := s.seats[i].judge(v, seen); value != none {
			dst = append(dst, Hit{end.Round(0).UTC(), s.seats[i].pattern, signalOf(value, bars)})
		}
	}
	return dst
}

// Clone returns an independent copy.
func (s *Scanner) Clone() *Scanner {
	c := new(Scanner)
	c.clone(&s.live)
	return c
}
