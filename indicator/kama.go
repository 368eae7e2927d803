package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// KAMA is the adaptive moving average: it follows a market that goes somewhere
// and stands still in one that goes to and fro. Perry J. Kaufman published it in
// 1995.
//
//	move[i]      = |x[i] - x[i-period]|
//	path[i]      = |x[i-period+1] - x[i-period]| + ... + |x[i] - x[i-1]|
//	ER[i]        = move[i] / path[i]                     the efficiency ratio, 0 to 1; 1 where path is 0
//	sc[i]        = (ER[i]*(2/3 - 2/31) + 2/31)^2         between an EMA of 2 and one of 30, squared
//	KAMA[period] = x[period]                             the seed
//	KAMA[i]      = KAMA[i-1] + sc[i]*(x[i]-KAMA[i-1])
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, between the smallest and the largest value fed.
//
// Warm-up: the first output is at input number period+1, as the path takes
// period steps. sc is at least (2/31)^2: Settle(eps) is period+1 + the first k
// with (1-(2/31)^2)^k <= eps, usually far more than it takes.
//
// Flat prices give the price exactly. After a move KAMA goes to a price that
// stands still at the fast pace, once the move is outside the window. A missing
// value gives NaN and is not counted.
//
// Source: Perry J. Kaufman, Smarter Trading, 1995.
//
// Differs from TA-Lib in that period 1 is allowed, and in precision: TA-Lib adds
// and subtracts on one running sum for the path, whose rounding stays in it, and
// takes a path below 1e-14 for 0. On a stretch of flat prices what is left of the
// rounding decides whether its ER is 0 or 1.
func KAMA(s series.Series, period int) series.Series { return Apply(s, NewKAMA(period)) }

// NewKAMA returns a live [KAMA]. It panics if period is not in 1..100000.
func NewKAMA(period int) *Stream {
	return newStream("KAMA", float64(period))
}

var kamaEntry = takingNumber(Entry{
	Name: "KAMA", Title: "Kaufman's adaptive moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"KAMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Perry J. Kaufman, Smarter Trading, 1995",
}, func(p []float64) numberKernel[float64] { return newKAMA(int(p[0])) })

// A kama counts in blocks of n, as a window does: the path is a suffix sum of
// the previous block's steps plus a prefix sum of the newest block's. Steps are
// never negative, so their sums need no anchor.
type kama struct {
	n int

	x    []float64 // the newest block, then the tail of the previous one
	k    int       // values in the newest block, 0 when it is complete
	seen int       // values, up to n+1
	y    float64   // the average, from value n on

	// Derived from the above.
	path float64   // steps of the newest block
	tail []float64 // tail[j]: steps of the previous block from j on; tail[n] is 0
}

// The smoothing constants of EMAs of 2 and 30, before they are squared.
const (
	kamaFast = 2.0 / 3
	kamaSlow = 2.0 / 31
)

func newKAMA(period int) *kama { return &kama{n: period} }

func (k *kama) warmup() int { return k.n + 1 }
func (k *kama) ready() bool { return k.seen == k.n+1 }

func (k *kama) settle(eps float64) int { return later(k.n+1, decay(1-kamaSlow*kamaSlow, eps)) }

func (k *kama) walk(v *walker) {
	v.floats(&k.x, k.n, series.Limit)
	v.int(&k.k, k.n-1)
	v.int(&k.seen, k.n+1)
	v.float(&k.y, most)
}

// restored computes the sums anew, in the order in which update made them.
func (k *kama) restored() bool {
	if k.tail == nil {
		k.tail = make([]float64, k.n+1)
	}
	clear(k.tail)
	k.path = 0
	switch {
	case k.seen < k.n:
		return k.k == k.seen && k.y == 0 && zeros(k.x[k.k:])
	case k.seen == k.n:
		return k.k == 0 && k.y == k.x[k.n-1]
	}
	if k.k > 0 {
		k.turn(k.k + 1)
		last := k.x[k.n-1]
		for _, x := range k.x[:k.k] {
			k.path += math.Abs(x - last)
			last = x
		}
	}
	return true
}

// turn starts a block: it computes the sums of the previous block's steps down
// to position from.
func (k *kama) turn(from int) {
	k.path = 0
	sum := 0.0
	for j := k.n - 1; j >= from; j-- {
		sum += math.Abs(k.x[j] - k.x[j-1])
		k.tail[j] = sum
	}
}

// last returns the newest value.
func (k *kama) last() float64 {
	if k.k == 0 {
		return k.x[k.n-1]
	}
	return k.x[k.k-1]
}

// pace returns the weight of a new value after a move along a path. The path is
// as long as the move where it went one way, but for rounding.
func pace(move, path float64) float64 {
	er := 1.0
	if path > move {
		er = move / path
	}
	sc := float64(er*(kamaFast-kamaSlow)) + kamaSlow
	return float64(sc * sc)
}

func (k *kama) update(x float64) float64 {
	if k.seen < k.n {
		k.x[k.k] = x
		k.k++
		if k.seen++; k.seen == k.n {
			k.k, k.y = 0, x
		}
		return math.NaN()
	}
	k.seen = k.n + 1
	if k.k == 0 {
		k.turn(1)
	}
	k.path += math.Abs(x - k.last())
	k.y = smooth(k.y, pace(math.Abs(x-k.x[k.k]), k.tail[k.k+1]+k.path), x)
	k.x[k.k] = x
	if k.k++; k.k == k.n {
		k.k = 0
	}
	return k.y
}

func (k *kama) peek(x float64) float64 {
	if k.seen < k.n {
		return math.NaN()
	}
	step := math.Abs(x - k.last())
	if k.k > 0 {
		return smooth(k.y, pace(math.Abs(x-k.x[k.k]), k.tail[k.k+1]+(k.path+step)), x)
	}
	sum := 0.0
	for j := k.n - 1; j >= 1; j-- {
		sum += math.Abs(k.x[j] - k.x[j-1])
	}
	return smooth(k.y, pace(math.Abs(x-k.x[0]), sum+step), x)
}

func (k *kama) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		if k.k == 0 {
			k.turn(1)
		}
		m := min(k.n-k.k, len(xs))
		in, out, old, tail := xs[:m], dst[:m], k.x[k.k:][:m], k.tail[k.k+1:][:m]
		last, path, y := k.last(), k.path, k.y
		for i, x := range in {
			path += math.Abs(x - last)
			last = x
			y = smooth(y, pace(math.Abs(x-old[i]), tail[i]+path), x)
			old[i] = x
			out[i] = y
		}
		k.path, k.y = path, y
		if k.k += m; k.k == k.n {
			k.k = 0
		}
		dst, xs = dst[m:], xs[m:]
	}
}
