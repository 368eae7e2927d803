package indicator

import (
	"math"
	"slices"

	"github.com/riskon/riskon/series"
)

// Spearman is the rank correlation of two series over the last pairs: whether y is
// high among its last values when x is. Charles Spearman proposed in 1904 to
// correlate ranks, which a spike cannot lead astray.
//
//	rx, ry      = the ranks of the last period x and y, from 1 for the lowest;
//	              equal values share the mean of their ranks
//	Spearman[i] = Correl of rx and ry
//
// Inputs: two numbers per point, in any units. Output: from -1 to 1, never beyond;
// exactly 1 where y rises whenever x does.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Where all x of the window, or all y, are equal it is 0. A point where either is
// missing gives NaN and is not counted. Spearman(x, y, 1) is 0. Sums are of whole
// numbers, so only the last step rounds. An update takes time in proportion to the
// period.
//
// Source: Charles Spearman, The Proof and Measurement of Association between Two
// Things, American Journal of Psychology 15(1), 1904, pages 72-101.
//
// TA-Lib has none.
func Spearman(x, y series.Series, period int) series.Series {
	return ApplyPair(x, y, NewSpearman(period))
}

// NewSpearman returns a live [Spearman]. It panics if period is not in 1..100000.
func NewSpearman(period int) *PairStream {
	return newPairStream("Spearman", float64(period))
}

var spearmanEntry = takingPair(Entry{
	Name: "Spearman", Title: "rank correlation", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Spearman"},
	Low: -1, High: 1, Exact: true, Source: "Charles Spearman, American Journal of Psychology 15(1), 1904",
}, func(p []float64) pairKernel { return &spearman{pairRing: pairRing{n: int(p[0])}} })

// A spearman knows the rank of every value of its ring. What it keeps is twice the
// distance of a rank from the mean of all ranks: the number of values below less
// that of values above, a whole number.
type spearman struct {
	pairRing

	// Derived from the pairs; means something once the ring is full.
	rx, ry []int64
	sorted []float64 // scratch
}

func (k *spearman) restored() bool {
	if k.rx == nil {
		k.rx, k.ry, k.sorted = make([]int64, k.n), make([]int64, k.n), make([]float64, k.n)
	}
	if !k.valid() {
		return false
	}
	if k.full {
		k.rank()
	}
	return true
}

// rank ranks all pairs anew and returns the sums of squares and products of ranks.
func (k *spearman) rank() (xx, yy, xy int64) {
	ranked(k.rx, k.x, k.sorted)
	ranked(k.ry, k.y, k.sorted)
	for j, a := range k.rx {
		b := k.ry[j]
		xx, yy, xy = xx+a*a, yy+b*b, xy+a*b
	}
	return xx, yy, xy
}

// ranked writes the ranks of xs to rs.
func ranked(rs []int64, xs, sorted []float64) {
	copy(sorted, xs)
	slices.Sort(sorted)
	for j, x := range xs {
		rs[j] = int64(rankOf(sorted, x) - aboveOf(sorted, x))
	}
}

// replace puts a pair in place of that at position at, and returns the sums.
func (k *spearman) replace(at int, x, y float64) (xx, yy, xy int64) {
	xs, ys, rxs, rys := k.x[:k.n], k.y[:k.n], k.rx[:k.n], k.ry[:k.n]
	oldX, oldY := xs[at], ys[at]
	xs[at], ys[at] = x, y
	rxs[at], rys[at] = sign(x, oldX), sign(y, oldY) // 0 after the loop
	var rx, ry int64                                // of the new pair
	for j, v := range xs {
		w := ys[j]
		over, overY := sign(v, x), sign(w, y)
		a, b := rxs[j]+over-sign(v, oldX), rys[j]+overY-sign(w, oldY)
		rxs[j], rys[j] = a, b
		rx, ry = rx-over, ry-overY
		xx, yy, xy = xx+a*a, yy+b*b, xy+a*b
	}
	rxs[at], rys[at] = rx, ry
	return xx + rx*rx, yy + ry*ry, xy + rx*ry
}

func (k *spearman) update(x, y float64) float64 {
	if k.full {
		at := k.k
		k.k = (k.k + 1) % k.n
		return correlated(k.replace(at, x, y))
	}
	if k.put(x, y); !k.full {
		return math.NaN()
	}
	return correlated(k.rank())
}

func (k *spearman) peek(x, y float64) (r float64) {
	if !k.peekReady() {
		return math.NaN()
	}
	oldX, oldY := k.x[k.k], k.y[k.k]
	if k.full {
		r = correlated(k.replace(k.k, x, y))
		k.replace(k.k, oldX, oldY)
		return r
	}
	k.x[k.k], k.y[k.k] = x, y
	r = correlated(k.rank())
	k.x[k.k], k.y[k.k] = oldX, oldY
	return r
}

// correlated is bounded for whole numbers.
func correlated(xx, yy, xy int64) float64 { return bounded(float64(xy), float64(xx), float64(yy)) }

func (k *spearman) fill(dst, xs, ys []float64) {
	for i, x := range xs {
		dst[i] = k.update(x, ys[i])
	}
}
