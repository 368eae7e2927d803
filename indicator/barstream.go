package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A row is the numbers of one bar, and cols those of many.
type (
	row  struct{ open, high, low, close, volume float64 }
	cols struct{ open, high, low, close, volume []float64 }
)

// colsOf returns the columns of b, which share its memory.
func colsOf(b series.Bars) cols {
	return cols{b.Open().Values(), b.High().Values(), b.Low().Values(), b.Close().Values(), b.Volume().Values()}
}

// row returns row i.
func (c cols) row(i int) row {
	return row{c.open[i], c.high[i], c.low[i], c.close[i], c.volume[i]}
}

// slice returns rows i to j.
func (c cols) slice(i, j int) cols {
	return cols{c.open[i:j], c.high[i:j], c.low[i:j], c.close[i:j], c.volume[i:j]}
}

// A reads says which columns an indicator reads: only these can make a bar
// missing.
type reads struct{ open, high, low, close, volume bool }

// missing reports whether a number that is read is missing.
func (c *reads) missing(r row) bool {
	return c.high && missing(r.high) || c.low && missing(r.low) || c.close && missing(r.close) ||
		c.open && missing(r.open) || c.volume && missing(r.volume)
}

// whole reports whether no number is missing, read or not. It may be wrong for
// numbers near the limit, and then says false.
func (r row) whole() bool {
	return math.Abs(r.open)+math.Abs(r.high)+(math.Abs(r.low)+math.Abs(r.close))+math.Abs(r.volume) <= series.Limit
}

// clean reports whether no number that is read is missing, in columns of a Bars:
// there the prices of a bar are missing together.
func (c *reads) clean(x cols) bool {
	return clean(x.close) && (!c.volume || clean(x.volume))
}

// A barKernel takes a bar and gives a V.
type barKernel[V any] interface {
	kernel
	update(r row) V
	peek(r row) V         // the bits update would give; changes nothing
	fill(dst []V, c cols) // update for every row, fused for speed; columns are as long as dst
}

// A barStream is what the live types that take bars have in common.
type barStream[V any] struct{ core[barKernel[V]] }

// A BarStream is a live indicator that takes a bar and gives one number. Like a
// Stream it is used by pointer, and its zero value restores itself.
type BarStream struct{ barStream[float64] }

// newBarStream returns a fresh BarStream.
func newBarStream(name string, params ...float64) *BarStream {
	s := new(BarStream)
	s.open(name, params...)
	return s
}

// Update feeds a bar and returns the outputs, NaN while warming up. A bar whose
// numbers are missing, where the indicator reads them, gives NaN and changes
// nothing. It does not allocate.
func (s *barStream[V]) Update(b series.Bar) V {
	return s.update(row{b.Open, b.High, b.Low, b.Close, b.Volume})
}

// update is Update for a row. Update is small enough to be inlined, so that the
// large Bar is not copied.
func (s *barStream[V]) update(r row) V {
	s.fed()
	if !r.whole() && s.spec.entry.reads.missing(r) {
		return none[V]()
	}
	v := tidy(s.k.update(r))
	keep(&s.core, v)
	return v
}

// Peek returns what Update(b) would, and changes nothing.
func (s *barStream[V]) Peek(b series.Bar) V {
	return s.peek(row{b.Open, b.High, b.Low, b.Close, b.Volume})
}

// peek is Peek for a row.
func (s *barStream[V]) peek(r row) V {
	s.fed()
	if !r.whole() && s.spec.entry.reads.missing(r) {
		return none[V]()
	}
	return tidy(s.k.peek(r))
}

// Value returns the last outputs: those of the last bar that was not missing, NaN
// while warming up.
func (s *barStream[V]) Value() V { return value[V](&s.core) }

// Append feeds all bars and appends the outputs for each to dst, which may be
// nil. It goes on from the current state and allocates only to grow dst. It
// panics if dst's free part overlaps the bars.
func (s *barStream[V]) Append(dst []V, bars series.Bars) []V {
	s.fed()
	return s.append(dst, colsOf(bars))
}

// append is Append for columns.
func (s *barStream[V]) append(dst []V, c cols) []V {
	dst, out := extend(dst, len(c.close), c.open, c.high, c.low, c.close, c.volume)
	for i := 0; i < len(out); i += chunk {
		j := min(i+chunk, len(out))
		s.fill(out[i:j], c.slice(i, j))
	}
	return dst
}

// fill is Append for one chunk.
func (s *barStream[V]) fill(out []V, c cols) {
	if !s.spec.entry.reads.clean(c) {
		for i := range out {
			out[i] = s.update(c.row(i))
		}
		return
	}
	s.k.fill(out, c)
	if !s.spec.entry.bounded() {
		numbers(allCells(out))
	}
	keep(&s.core, out[len(out)-1])
}

// columns feeds bars and returns a series for each output.
func (s *barStream[V]) columns(bars series.Bars) []series.Series {
	c := colsOf(bars)
	return columns(bars.Close().UnixNanos(), func(dst []V, i, j int) []V { return s.append(dst, c.slice(i, j)) })
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
