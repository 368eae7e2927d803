package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// The columns of a bar, by number.
const (
	colOpen = iota
	colHigh
	colLow
	colClose
	colVolume
	columns
)

// A reads says which columns a kernel reads: only these can make a bar missing.
type reads [columns]bool

// A row is the numbers of one bar, and cols those of many.
type (
	row  struct{ open, high, low, close, volume float64 }
	cols struct{ open, high, low, close, volume []float64 }
)

// A barKernel takes a bar and gives one number. fill is update for every row,
// with columns as long as dst, fused for speed.
type barKernel interface {
	kernel
	reads() reads
	update(r row) float64
	peek(r row) float64
	fill(dst []float64, c cols)
}

// A BarStream is a live indicator that takes a bar and gives one number. Like a
// Stream it is used by pointer, and its zero value restores itself.
type BarStream struct{ core[barKernel] }

// newBarStream returns a fresh BarStream.
func newBarStream(k barKernel) *BarStream {
	s := new(BarStream)
	s.start(k)
	return s
}

// Update feeds a bar and returns the output, NaN while warming up. A bar whose
// numbers are missing, where the indicator reads them, gives NaN and changes
// nothing. It does not allocate.
func (s *BarStream) Update(b series.Bar) float64 {
	s.fed()
	return s.update(row{b.Open, b.High, b.Low, b.Close, b.Volume})
}

// update is Update for a row.
func (s *BarStream) update(r row) float64 {
	if s.missing(r) {
		return math.NaN()
	}
	y := number(s.k.update(r))
	s.out[0] = y
	return y
}

// missing reports whether a number that the kernel reads is missing.
func (s *BarStream) missing(r row) bool {
	c := s.k.reads()
	return c[colHigh] && missing(r.high) || c[colLow] && missing(r.low) || c[colClose] && missing(r.close) ||
		c[colOpen] && missing(r.open) || c[colVolume] && missing(r.volume)
}

// Peek returns what Update(b) would, and changes nothing.
func (s *BarStream) Peek(b series.Bar) float64 {
	s.fed()
	r := row{b.Open, b.High, b.Low, b.Close, b.Volume}
	if s.missing(r) {
		return math.NaN()
	}
	return number(s.k.peek(r))
}

// Value returns the last output: that of the last bar that was not missing, NaN
// while warming up.
func (s *BarStream) Value() float64 { return s.value(0) }

// Append feeds all bars and appends one output for each to dst, which may be
// nil. It goes on from the current state and allocates only to grow dst. It
// panics if dst's free part overlaps the bars.
func (s *BarStream) Append(dst []float64, bars series.Bars) []float64 {
	s.fed()
	c := cols{bars.Open().Values(), bars.High().Values(), bars.Low().Values(), bars.Close().Values(), bars.Volume().Values()}
	dst, out := extend(dst, bars.Len(), c.open, c.high, c.low, c.close, c.volume)
	for i := 0; i < len(out); i += chunk {
		j := min(i+chunk, len(out))
		s.fill(out[i:j], cols{c.open[i:j], c.high[i:j], c.low[i:j], c.close[i:j], c.volume[i:j]})
	}
	return dst
}

// fill is Append for one chunk.
func (s *BarStream) fill(out []float64, c cols) {
	r := s.k.reads()
	if r[colOpen] && !clean(c.open) || r[colHigh] && !clean(c.high) || r[colLow] && !clean(c.low) ||
		r[colClose] && !clean(c.close) || r[colVolume] && !clean(c.volume) {
		for i := range out {
			out[i] = s.update(row{c.open[i], c.high[i], c.low[i], c.close[i], c.volume[i]})
		}
		return
	}
	s.k.fill(out, c)
	numbers(out)
	s.out[0] = out[len(out)-1]
}

// Clone returns an independent copy.
func (s *BarStream) Clone() *BarStream {
	c := new(BarStream)
	c.clone(&s.core)
	return c
}

// ApplyBars feeds bars to st and returns the outputs, stamped at the bars' ends.
func ApplyBars(bars series.Bars, st *BarStream) series.Series {
	return onClock(bars.Close().UnixNanos(), st.Append(nil, bars))
}
