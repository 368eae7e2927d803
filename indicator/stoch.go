package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A StochConfig is the parameters of [Stoch]. A field that is 0 has its default.
type StochConfig struct {
	K      int    // bars of the range; 5
	Slow   int    // period of the average that makes K slow; 3
	SlowMA MAType // its type; TypeSMA
	D      int    // period of the average of K; 3
	DMA    MAType // its type; TypeSMA
}

// StochLines are the outputs of [Stoch], stamped at the bars' ends.
type StochLines struct{ K, D series.Series }

// A StochValue is the outputs of [Stoch] for one bar, NaN where not there yet.
type StochValue struct{ K, D float64 }

// Stoch is the slow stochastic oscillator: where the close stands in the range of
// the last bars, from the bottom, smoothed, and an average of that. George Lane
// taught it from the 1950s on and published it in 1984; 14, 3 and 3 are usual.
//
//	H[i]     = max(high[i-k+1], ..., high[i])
//	L[i]     = min(low[i-k+1], ..., low[i])
//	FastK[i] = 100*(close[i]-L[i])/(H[i]-L[i])     0 if H[i] = L[i]
//	K        = average(FastK, slow)                of type SlowMA
//	D        = average(K, d)                       of type DMA
//
// Input: high, low and close. Outputs: 0 to 100 but for rounding with averages
// that stay between their values (SMA, EMA, WMA, TRIMA, KAMA, MAMA); the others
// can go beyond.
//
// Warm-up: with the types that need period inputs, K is there from bar number
// k + slow - 1, and D from k + slow + d - 2, which is Warmup. Settle(eps) is
// Warmup for averages that are windows; for others it is the bars until their
// seeds weigh at most eps.
//
// A range of nothing gives a FastK of 0. A close outside of the range, which only
// a bar can have that nobody has checked, counts as the nearest edge. A bar whose
// high, low or close is missing gives NaN and is not counted. Open and volume do
// not matter. An average of period 1 is what it averages.
//
// Source: George C. Lane, Lane's Stochastics, Technical Analysis of Stocks &
// Commodities 2(3), 1984.
//
// Differs from TA-Lib in that K is given as soon as it is there: TA-Lib withholds
// it until D is. And for bars whose close is outside of the range.
func Stoch(b series.Bars, c StochConfig) StochLines {
	s := NewStoch(c).columns(b)
	return StochLines{s[0], s[1]}
}

// NewStoch returns a live [Stoch]. It panics if a period is not in 1..100000 or a
// type is none.
func NewStoch(c StochConfig) *StochStream {
	s := new(StochStream)
	s.open("Stoch", orDefault(c.K, 5), orDefault(c.Slow, 3), float64(c.SlowMA), orDefault(c.D, 3), float64(c.DMA))
	return s
}

// orDefault returns a parameter, or what it is if left out.
func orDefault(p, by int) float64 {
	if p == 0 {
		p = by
	}
	return float64(p)
}

// A StochStream is a live [Stoch]. Like a Stream it is used by pointer, and its
// zero value restores itself.
type StochStream struct{ barStream[StochValue] }

// Clone returns an independent copy.
func (s *StochStream) Clone() *StochStream {
	c := new(StochStream)
	c.clone(&s.core)
	return c
}

var stochEntry = takingBar(Entry{
	Name: "Stoch", Title: "stochastic oscillator", Group: "momentum",
	Params: []Param{periodParam("k", 5), periodParam("slow", 3), maParam("slowMA", TypeSMA),
		periodParam("d", 3), maParam("dMA", TypeSMA)},
	Inputs: []string{"high", "low", "close"}, Outputs: []string{"K", "D"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true,
	Source: "George C. Lane, Technical Analysis of Stocks & Commodities 2(3), 1984",
}, func(p []float64) barKernel[StochValue] {
	return &stoch{newCorridor(int(p[0]), false), newMA(MAType(p[2]), int(p[1])), newMA(MAType(p[4]), int(p[3]))}
})
