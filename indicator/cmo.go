package indicator

import "github.com/riskon/riskon/series"

// CMO is the Chande momentum oscillator: the net of the recent movement in
// percent of all of it. Tushar Chande published it in 1994; as in TA-Lib the sums
// are smoothed as in Wilder's [RSI].
//
//	D[period] = t[1] + ... + t[period]          t[i] = x[i] - x[i-1], x[0] the first value
//	T[period] = |t[1]| + ... + |t[period]|      the seeds
//	D[i]      = b*D[i-1] + t[i]                 b = (period-1)/period
//	T[i]      = b*T[i-1] + |t[i]|
//	CMO[i]    = 100 * D[i] / T[i]
//
// It is 2*RSI - 100.
//
// Input: one number per point, usually the close. Output: -100 to 100, exactly
// so when all movement was down or up.
//
// Warm-up: the first output is at input number period+1, as a change takes two
// values. The seed weighs b^k after k more inputs: Settle(eps) is period+1 + the
// first k with b^k <= eps.
//
// No movement since the first value gives 0. Prices that stop moving later leave
// the CMO where it is but for rounding, however long. A missing value gives NaN
// and is not counted: the next change is from the value before it.
//
// Source: Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994.
//
// Differs from TA-Lib in that period 1 is allowed, and that prices that have not
// moved for very long do not turn it to 0. TradingView and Chande sum the last
// period changes without smoothing.
func CMO(s series.Series, period int) series.Series { return Apply(s, NewCMO(period)) }

// NewCMO returns a live [CMO]. It panics if period is not in 1..100000.
func NewCMO(period int) *Stream { return newStream("CMO", float64(period)) }

var cmoEntry = takingNumber(Entry{
	Name: "CMO", Title: "Chande momentum oscillator", Group: "momentum",
	Params: []Param{periodParam("period", 14)}, Outputs: []string{"CMO"},
	Low: -100, High: 100, Exact: true, Source: "Tushar S. Chande and Stanley Kroll, The New Technical Trader, 1994",
}, func(p []float64) numberKernel[float64] {
	k := newRSI(int(p[0]))
	k.mid, k.half = 0, 100
	return k
})
