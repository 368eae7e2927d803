package indicator

import (
	"cmp"
	"math"
	"slices"

	"github.com/riskon/riskon/series"
)

// Kendall is the tau of two series over the last pairs: how many pairs of points
// agree on which is higher, less those that disagree. Maurice Kendall proposed it
// in 1938; this is his tau-b of 1945, which takes account of equal values.
//
//	sx, sy     = the signs of x[j]-x[k] and y[j]-y[k], for all j < k of the last period
//	Kendall[i] = sum(sx*sy) / sqrt(sum(sx^2) * sum(sy^2))
//
// Inputs: two numbers per point, in any units. Output: from -1 to 1, never beyond;
// exactly 1 where y rises whenever x does. (1+Kendall)/2 is the chance that two
// points agree, where none are equal.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Where all x of the window, or all y, are equal it is 0. A point where either is
// missing gives NaN and is not counted. Kendall(x, y, 1) is 0. Sums are of whole
// numbers, so only the last step rounds. An update takes time in proportion to the
// period.
//
// Source: M. G. Kendall, A New Measure of Rank Correlation, Biometrika 30, 1938,
// pages 81-93, and The Treatment of Ties in Ranking Problems, Biometrika 33, 1945,
// pages 239-251.
//
// TA-Lib has none.
func Kendall(x, y series.Series, period int) series.Series {
	return ApplyPair(x, y, NewKendall(period))
}

// NewKendall returns a live [Kendall]. It panics if period is not in 1..100000.
func NewKendall(period int) *PairStream {
	return newPairStream("Kendall", float64(period))
}

var kendallEntry = takingPair(Entry{
	Name: "Kendall", Title: "rank correlation tau-b", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"Kendall"},
	Low: -1, High: 1, Exact: true, Source: "M. G. Kendall, Biometrika 30, 1938, and 33, 1945",
}, func(p []float64) pairKernel { return &kendall{pairRing: pairRing{n: int(p[0])}} })

// A kendall keeps the sums of signs over all pairs of points.
type kendall struct {
	pairRing

	// Derived from the points; the sums mean something once the ring is full.
	xx, yy, xy int64
	points     []point   // scratch
	merged     []float64 // scratch
}

// A point is x and y of an instant.
type point struct{ x, y float64 }

func (k *kendall) restored() bool {
	if k.points == nil {
		k.points, k.merged = make([]point, k.n), make([]float64, 2*k.n)
	}
	if !k.valid() {
		return false
	}
	k.xx, k.yy, k.xy = 0, 0, 0
	if k.full {
		k.xx, k.yy, k.xy = k.count()
	}
	return true
}

// count returns the sums, counted anew: sorted by x, two points disagree where their
// y are not in order (W. R. Knight, Journal of the American Statistical Association
// 61, 1966, pages 436-439).
func (k *kendall) count() (xx, yy, xy int64) {
	ps, ys, room := k.points, k.merged[:k.n], k.merged[k.n:]
	for j, x := range k.x {
		ps[j] = point{x, k.y[j]}
	}
	slices.SortFunc(ps, func(a, b point) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	all := int64(k.n) * int64(k.n-1) / 2
	xx, yy = all, all
	var both, x, y int64 // pairs that are equal in both; points before this one that are equal
	for j, p := range ps {
		ys[j] = p.y
		if j > 0 && p.x == ps[j-1].x {
			x++
		} else {
			x, y = 0, 0
		}
		if x > 0 && p.y == ps[j-1].y {
			y++
		} else {
			y = 0
		}
		xx, both = xx-x, both+y
	}
	against := inversions(ys, room)
	y = 0
	for j := 1; j < len(ys); j++ {
		if y++; ys[j] != ys[j-1] {
			y = 0
		}
		yy -= y
	}
	return xx, yy, xx + yy - all + both - 2*against
}

// inversions sorts xs and returns how many pairs of them were not in order.
func inversions(xs, room []float64) (n int64) {
	if len(xs) < 2 {
		return 0
	}
	m := len(xs) / 2
	a, b := xs[:m], xs[m:]
	n = inversions(a, room) + inversions(b, room)
	a = room[:copy(room, a)]
	for i := range xs {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] <= b[0]:
			xs[i], a = a[0], a[1:]
		default:
			xs[i], b, n = b[0], b[1:], n+int64(len(a))
		}
	}
	return n
}

// beside returns the sums over pairs of a point with each point of the ring.
func (k *kendall) beside(x, y float64) (xx, yy, xy int64) {
	ys := k.y[:len(k.x)]
	for j, v := range k.x {
		a, b := sign(v, x), sign(ys[j], y)
		xx, yy, xy = xx+a&1, yy+b&1, xy+a*b
	}
	return xx, yy, xy
}

func (k *kendall) update(x, y float64) float64 {
	if !k.full {
		if k.put(x, y); k.full {
			k.xx, k.yy, k.xy = k.count()
		}
	} else {
		k.replace(x, y)
		k.k = (k.k + 1) % k.n
	}
	if !k.full {
		return math.NaN()
	}
	return correlated(k.xx, k.yy, k.xy)
}

// replace puts a point in place of the oldest.
func (k *kendall) replace(x, y float64) {
	xx, yy, xy := k.beside(k.x[k.k], k.y[k.k])
	k.x[k.k], k.y[k.k] = x, y
	ax, ay, a := k.beside(x, y)
	k.xx, k.yy, k.xy = k.xx+ax-xx, k.yy+ay-yy, k.xy+a-xy
}

func (k *kendall) peek(x, y float64) (tau float64) {
	if !k.peekReady() {
		return math.NaN()
	}
	oldX, oldY, xx, yy, xy := k.x[k.k], k.y[k.k], k.xx, k.yy, k.xy
	if k.full {
		k.replace(x, y)
	} else {
		k.x[k.k], k.y[k.k] = x, y
		k.xx, k.yy, k.xy = k.count()
	}
	tau = correlated(k.xx, k.yy, k.xy)
	k.x[k.k], k.y[k.k], k.xx, k.yy, k.xy = oldX, oldY, xx, yy, xy
	return tau
}

func (k *kendall) fill(dst, xs, ys []float64) {
	for i, x := range xs {
		dst[i] = k.update(x, ys[i])
	}
}
