package ratio

import (
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// Log returns the logarithm of a ratio at every stamp of either side: up and
// down by the same factor are the same distance, and a/b is -b/a.
//
//	l(t) = ln(Of(a, b, maxAge)(t))
//
// Inputs and stamps are those of Of. The output has no unit; a change of 0.01 is
// about one per cent. It is there from the first ratio on, and NaN where the
// ratio is missing, 0 or negative. It panics if maxAge is negative.
//
// Live it is PairValue.Log. Not Exact: math.Log agrees to 1e-12 across CPUs.
func Log(a, b series.Series, maxAge time.Duration) series.Series {
	checkAge("Log", maxAge)
	return Of(a, b, maxAge).Map(math.Log)
}

// Log returns the logarithm of the ratio, NaN where it is missing, 0 or
// negative. Not Exact: math.Log agrees to 1e-12 across CPUs.
func (v PairValue) Log() float64 { return finite(math.Log(v.Value)) }
