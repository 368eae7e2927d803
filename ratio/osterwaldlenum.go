package ratio

import "math"

// johansenTable holds, for 1 to 5 relations that are left, the critical values
// of Osterwald-Lenum (1992) at 10, 5 and 1 %, by Deterministic: of the trace and
// of the maximal eigenvalue. For UnrestrictedConstant they are those for a
// constant that is estimated and 0 in truth. What is tabulated for more
// relations is left out: the copies of it in use do not agree.
var johansenTable = [...]struct{ trace, eigen [5][3]float64 }{
	UnrestrictedConstant: {
		trace: [5][3]float64{{6.50, 8.18, 11.65}, {15.66, 17.95, 23.52}, {28.71, 31.52, 37.22}, {45.23, 48.28, 55.43}, {66.49, 70.60, 78.87}},
		eigen: [5][3]float64{{6.50, 8.18, 11.65}, {12.91, 14.90, 19.19}, {18.90, 21.07, 25.75}, {24.78, 27.14, 32.14}, {30.84, 33.32, 38.78}},
	},
	RestrictedConstant: {
		trace: [5][3]float64{{7.52, 9.24, 12.97}, {17.85, 19.96, 24.60}, {32.00, 34.91, 41.07}, {49.65, 53.12, 60.16}, {71.86, 76.07, 84.45}},
		eigen: [5][3]float64{{7.52, 9.24, 12.97}, {13.75, 15.67, 20.20}, {19.77, 22.00, 26.81}, {25.56, 28.14, 33.24}, {31.66, 34.40, 39.79}},
	},
	RestrictedTrend: {
		trace: [5][3]float64{{10.49, 12.25, 16.26}, {22.76, 25.32, 30.45}, {39.06, 42.44, 48.45}, {59.14, 62.99, 70.05}, {83.20, 87.31, 96.58}},
		eigen: [5][3]float64{{10.49, 12.25, 16.26}, {16.85, 18.96, 23.65}, {23.11, 25.54, 30.34}, {29.12, 31.46, 36.65}, {34.75, 37.52, 42.36}},
	},
}

// johansenCritical returns the critical values of both statistics with left
// relations that are left, NaN for more than 5.
func johansenCritical(d Deterministic, left int) (trace, eigen Critical) {
	t := &johansenTable[d]
	if left > len(t.trace) {
		none := Critical{math.NaN(), math.NaN(), math.NaN()}
		return none, none
	}
	of := func(row [3]float64) Critical { return Critical{Ten: row[0], Five: row[1], One: row[2]} }
	return of(t.trace[left-1]), of(t.eigen[left-1])
}
