package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// A StochRSIConfig is the parameters of [StochRSI]. A field that is 0 has its
// default.
type StochRSIConfig struct {
	Period int    // of the RSI; 14
	K      int    // values of the range; 5
	D      int    // period of the average of K; 3
	DMA    MAType // its type; TypeSMA
}

// StochRSILines are the outputs of [StochRSI], each on the clock of the input.
type StochRSILines struct{ K, D series.Series }

// A StochRSIValue is the outputs of [StochRSI] for one input, NaN where not there
// yet.
type StochRSIValue struct{ K, D float64 }

// StochRSI is the stochastic oscillator of the RSI: where the [RSI] stands in its
// own range, and an average of that. Tushar Chande and Stanley Kroll published it
// in 1994, with a K of the same period and no D.
//
//	R    = RSI(x, period)
//	H[i] = max(R[i-k+1], ..., R[i])
//	L[i] = min(R[i-k+1], ..., R[i])
//	K[i] = 100*(R[i]-L[i])/(H[i]-L[i])     0 if H[i] = L[i]
//	D    = average(K, d)                   of type DMA
//
// Input: one number per point, usually the close. Outputs: K is 0 to 100, D too,
// but for rounding, with averages that stay between their values (SMA, EMA, WMA,
// TRIMA, KAMA, MAMA); the others can go beyond.
//
// Warm-up: K is there from input number period + k; with the types that need
// period inputs, D is from period + k + d - 1, which is Warmup. Settle(eps) is the
// inputs until the seed of the RSI weighs at most eps in it, and then that of D:
// K sees the RSI enlarged by 100/(H-L).
//
// A price that does not move leaves the RSI exactly where it is; after k such
// inputs K is 0. A missing value gives NaN and is not counted.
//
// Source: Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994.
//
// Differs from TA-Lib in that K is given as soon as it is there: TA-Lib withholds
// it until D is. Where the price does not move, TA-Lib's RSI does, by its rounding
// errors, and its K is anything from 0 to 100. No movement from the start is an
// RSI of 50 here and of 0 there. TradingView takes 14 values of the RSI and smooths
// K by 3.
func StochRSI(s series.Series, c StochRSIConfig) StochRSILines {
	l := NewStochRSI(c).columns(s)
	return StochRSILines{l[0], l[1]}
}

// NewStochRSI returns a live [StochRSI]. It panics if a period is not in 1..100000
// or the type is none.
func NewStochRSI(c StochRSIConfig) *StochRSIStream {
	s := new(StochRSIStream)
	s.open("StochRSI", orDefault(c.Period, 14), orDefault(c.K, 5), orDefault(c.D, 3), float64(c.DMA))
	return s
}

// A StochRSIStream is a live [StochRSI]. Like a Stream it is used by pointer, and
// its zero value restores itself.
type StochRSIStream struct{ numberStream[StochRSIValue] }

// Clone returns an independent copy.
func (s *StochRSIStream) Clone() *StochRSIStream {
	c := new(StochRSIStream)
	c.clone(&s.core)
	return c
}

var stochRSIEntry = takingNumber(Entry{
	Name: "StochRSI", Title: "stochastic oscillator of the RSI", Group: "momentum",
	Params:  []Param{periodParam("period", 14), periodParam("k", 5), periodParam("d", 3), maParam("dMA", TypeSMA)},
	Outputs: []string{"K", "D"},
	Low:     math.Inf(-1), High: math.Inf(1), Exact: true,
	Source: "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994",
}, func(p []float64) numberKernel[StochRSIValue] {
	return &stochRSI{newRSI(int(p[0])), newCorridor(int(p[1]), true), newMA(MAType(p[3]), int(p[2]))}
})
