package indicator

import "github.com/riskon/riskon/series"

// MinIndex is the number of the input that is the smallest of the last values: it
// says when [Min] was.
//
//	MinIndex[i] = the largest j in i-period+1 ... i with x[j] = Min[i]
//
// Input: one number per point, usually the low or the close. Output: a whole
// number; inputs are counted from 0, without those that are missing, from the
// first one that the stream has been fed. Numbers end at 2^53.
//
// Warm-up: the first output is at input number period. Where the count starts
// matters for ever: Settle is math.MaxInt.
//
// Of equal values the most recent one counts, so that flat prices give the newest
// input. -0 equals 0. A missing value gives NaN and is not counted. MinIndex(s, 1)
// is 0, 1, 2, ...
//
// Source: Mario Fortier, TA-Lib, 1999-2007, function MININDEX.
//
// Differs from TA-Lib in what is equal, as [MaxIndex] does. Missing values are not
// counted, and period 1 is allowed.
func MinIndex(s series.Series, period int) series.Series { return Apply(s, NewMinIndex(period)) }

// NewMinIndex returns a live [MinIndex]. It panics if period is not in 1..100000.
func NewMinIndex(period int) *Stream {
	return newStream("MinIndex", float64(period))
}

var minIndexEntry = takingNumber(Entry{
	Name: "MinIndex", Title: "number of the lowest value", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"MinIndex"},
	Low: 0, High: lastCount, Exact: true, Source: "Mario Fortier, TA-Lib, 1999-2007",
}, func(p []float64) numberKernel[float64] { return newIndex(int(p[0]), -1) })
