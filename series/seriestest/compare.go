package seriestest

import (
	"fmt"
	"math"
	"time"

	"github.com/riskon/riskon/series"
)

// same reports whether a and b have the same bits or are both NaN.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// compare describes the first difference of two series, or returns "".
func compare(got, want series.Series) string {
	n := min(got.Len(), want.Len())
	for i := range n {
		if !got.Time(i).Equal(want.Time(i)) {
			return fmt.Sprintf("point %d is stamped %s, want %s", i, stamp(got.Time(i)), stamp(want.Time(i)))
		}
		if !same(got.Value(i), want.Value(i)) {
			return fmt.Sprintf("%s is %v, want %v", stamp(want.Time(i)), got.Value(i), want.Value(i))
		}
	}
	if got.Len() != want.Len() {
		return fmt.Sprintf("there are %d points, want %d", got.Len(), want.Len())
	}
	return ""
}

func stamp(t time.Time) string { return t.Format(time.RFC3339Nano) }
