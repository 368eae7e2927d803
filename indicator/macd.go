package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MACDLines are the outputs of [MACD] and its kin, each on the clock of the input.
type MACDLines struct{ Line, Signal, Histogram series.Series }

// A MACDValue is the outputs of [MACD] and its kin for one input, NaN where not there yet.
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
// counted. fast and slow may be in any order: the shorter one is the fast.
//
// Source: Gerald Appel, Technical Analysis: Power Tools for Active Investors,
// 2005, chapter 8.
//
// Differs from TA-Lib in that Line is given as soon as it is there: TA-Lib
// withholds it until Signal is.
func MACD(s series.Series, fast, slow, signal int) MACDLines {
	c := NewMACD(fast, slow, signal).columns(s)
	return MACDLines{c[0], c[1], c[2]}
}

// NewMACD returns a live [MACD]. It panics if a period is not in 1..100000.
func NewMACD(fast, slow, signal int) *MACDStream {
	s := new(MACDStream)
	s.open("MACD", float64(fast), float64(slow), float64(signal))
	return s
}

// A MACDStream is a live [MACD], [MACDExt] or [MACDFix]. Like a Stream it is used by pointer, and its zero
// value restores itself.
type MACDStream struct{ numberStream[MACDValue] }

// Clone returns an independent copy.
func (s *MACDStream) Clone() *MACDStream {
	c := new(MACDStream)
	c.clone(&s.core)
	return c
}

var macdEntry = takingNumber(Entry{
	Name: "MACD", Title: "moving average convergence/divergence", Group: "momentum",
	Params:  []Param{periodParam("fast", 12), periodParam("slow", 26), periodParam("signal", 9)},
	Outputs: []string{"Line", "Signal", "Histogram"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005",
}, func(p []float64) numberKernel[MACDValue] {
	return newMACD(int(min(p[0], p[1])), int(max(p[0], p[1])), int(p[2]))
})

// NextZero returns the x for which Update(x) gives a Histogram of 0, up to
// rounding: the price at which the Line meets the Signal on the next bar. With
// fast < slow the Histogram is positive above it. It is NaN before Ready, for
// fast == slow, and for [MACDExt]. A histogram of 0 leaves the Signal where it is,
// so
//
//	x = (Signal - (1-af)*EMAfast + (1-as)*EMAslow) / (af - as)    af = 2/(fast+1), as = 2/(slow+1)
//
// or, for [MACDFix], af = 0.15, as = 0.075.
func (s *MACDStream) NextZero() float64 {
	k, ok := s.k.(*macd)
	if !ok || !k.ready() {
		return math.NaN()
	}
	return number(k.nextZero())
}
