package indicator

import (
	"math"
	"slices"

	"github.com/riskon/riskon/series"
)

// MACDLines are the outputs of [MACD], each on the clock of the input.
type MACDLines struct{ Line, Signal, Histogram series.Series }

// A MACDValue is the outputs of [MACD] for one input, NaN where not there yet.
type MACDValue struct{ Line, Signal, Histogram float64 }

// MACD is the moving average convergence/divergence: the distance of a fast
// average from a slow one, and an average of that. Gerald Appel made it in the
// late 1970s; Thomas Aspray added the histogram in 1986. 12, 26 and 9 are usual.
//
//	Line      = EMA(x, fast) - EMA(x, slow)
//	Signal    = EMA(Line, signal)
//	Histogram = Line - Signal
//
// with EMA[i] = EMA[i-1] + a*(x[i]-EMA[i-1]), a = 2/(period+1). Both averages
// start at input number max(fast, slow), each seeded with the mean of its own
// last period values; Signal with the mean of the first signal values of Line.
//
// Input: one number per point, usually the close. Outputs: in the unit of the
// input, around 0.
//
// Warm-up: Line is there from input number max(fast, slow), Signal and Histogram
// from max(fast, slow) + signal - 1, which is Warmup. Settle(eps) is the inputs
// until every seed, through Line and Signal, weighs at most eps.
//
// Flat prices from the start give exactly 0. A missing value gives NaN and is not
// counted. fast and slow may be in any order; Line turns its sign with them.
//
// Source: Gerald Appel, Technical Analysis: Power Tools for Active Investors,
// 2005, chapter 8.
//
// Differs from TA-Lib in that Line is given as soon as it is there: TA-Lib
// withholds it until Signal is. TA-Lib also exchanges fast and slow where slow is
// the smaller.
func MACD(s series.Series, fast, slow, signal int) MACDLines {
	st := NewMACD(fast, slow, signal)
	n := s.Len()
	cols := make([]float64, 3*n)
	line, sig, hist := cols[:n:n], cols[n:2*n:2*n], cols[2*n:]
	rows := make([]MACDValue, 0, min(n, chunk))
	for i := 0; i < n; i += chunk {
		rows = st.Append(rows[:0], s.Values()[i:min(i+chunk, n)])
		for j, v := range rows {
			line[i+j], sig[i+j], hist[i+j] = v.Line, v.Signal, v.Histogram
		}
	}
	t := s.UnixNanos()
	return MACDLines{onClock(t, line), onClock(t, sig), onClock(t, hist)}
}

// NewMACD returns a live [MACD]. It panics if a period is not in 1..100000.
func NewMACD(fast, slow, signal int) *MACDStream {
	checkPeriod("MACD", "fast", fast)
	checkPeriod("MACD", "slow", slow)
	checkPeriod("MACD", "signal", signal)
	s := new(MACDStream)
	s.start(newMACD(fast, slow, signal))
	return s
}

// A MACDStream is a live [MACD]. Like a Stream it is used by pointer, and its zero
// value restores itself.
type MACDStream struct{ core[*macd] }

// Update feeds x and returns the outputs, NaN while warming up. A missing x
// gives NaN and changes nothing. It does not allocate.
func (s *MACDStream) Update(x float64) MACDValue {
	s.fed()
	if missing(x) {
		return noMACD()
	}
	v := s.k.update(x).numbers()
	s.out = [maxOutputs]float64{v.Line, v.Signal, v.Histogram}
	return v
}

// Peek returns what Update(x) would, and changes nothing.
func (s *MACDStream) Peek(x float64) MACDValue {
	s.fed()
	if missing(x) {
		return noMACD()
	}
	return s.k.peek(x).numbers()
}

// Value returns the last outputs: those of the last x that was not missing.
func (s *MACDStream) Value() MACDValue {
	return MACDValue{s.value(0), s.value(1), s.value(2)}
}

// Append feeds all xs and appends the outputs for each to dst, which may be nil.
// It goes on from the current state and allocates only to grow dst.
func (s *MACDStream) Append(dst []MACDValue, xs []float64) []MACDValue {
	s.fed()
	dst = slices.Grow(dst, len(xs))
	for len(xs) > 0 {
		n := min(len(xs), chunk)
		out := dst[len(dst):][:n]
		s.fill(out, xs[:n])
		dst, xs = dst[:len(dst)+n], xs[n:]
	}
	return dst
}

// fill is Append for one chunk.
func (s *MACDStream) fill(out []MACDValue, xs []float64) {
	if !clean(xs) {
		for i, x := range xs {
			out[i] = s.Update(x)
		}
		return
	}
	s.k.fill(out, xs)
	for i, v := range out {
		if missing(math.Abs(v.Line) + math.Abs(v.Signal)) {
			out[i] = v.numbers()
		}
	}
	last := out[len(out)-1]
	s.out = [maxOutputs]float64{last.Line, last.Signal, last.Histogram}
}

// Clone returns an independent copy.
func (s *MACDStream) Clone() *MACDStream {
	c := new(MACDStream)
	c.clone(&s.core)
	return c
}

// NextZero returns the x for which Update(x) gives a Histogram of 0, up to
// rounding: the price at which the Line meets the Signal on the next bar. With
// fast < slow the Histogram is positive above it. It is NaN before Ready and for
// fast == slow. A histogram of 0 leaves the Signal where it is, so
//
//	x = (Signal - (1-af)*EMAfast + (1-as)*EMAslow) / (af - as)    af = 2/(fast+1), as = 2/(slow+1)
func (s *MACDStream) NextZero() float64 {
	if !s.Ready() {
		return math.NaN()
	}
	return number(s.k.nextZero())
}

func noMACD() MACDValue { return MACDValue{math.NaN(), math.NaN(), math.NaN()} }

func (v MACDValue) numbers() MACDValue {
	return MACDValue{number(v.Line), number(v.Signal), number(v.Histogram)}
}
