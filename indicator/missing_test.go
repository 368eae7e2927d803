package indicator

import (
	"math"
	"testing"

	"github.com/riskon/riskon/series"
)

// clean finds a missing value at every place, beside numbers of every size, and
// nothing else.
func TestClean(t *testing.T) {
	over := math.Nextafter(series.Limit, math.Inf(1))
	for n := range 35 {
		for _, size := range []float64{0, 1, 1e-300, 5e-324, 3e74, -series.Limit, series.Limit} {
			xs := make([]float64, n)
			for i := range xs {
				xs[i] = size
			}
			if !clean(xs) {
				t.Fatalf("%d times %v is not clean", n, size)
			}
			for i := range xs {
				for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), over, -over, 1e80, math.MaxFloat64} {
					xs[i] = bad
					if clean(xs) {
						t.Fatalf("%v at %d of %d times %v is clean", bad, i, n, size)
					}
				}
				xs[i] = size
			}
		}
	}
}
