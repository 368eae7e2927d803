package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// WMA is the linearly weighted moving average: the newest value weighs period
// times as much as the oldest of the window. Actuaries and statisticians have
// used such weights since the 19th century; no one person made it.
//
//	WMA[i] = (1*x[i-period+1] + 2*x[i-period+2] + ... + period*x[i]) / (1 + 2 + ... + period)
//
// Input: one number per point, usually the close. Output: in the unit of the
// input, between the window's smallest and largest value but for rounding.
//
// Warm-up: the first output is at input number period. It has no seed: Settle is
// Warmup.
//
// Flat prices give the price exactly. A missing value gives NaN and is not
// counted. WMA(s, 1) is s.
//
// Source: Perry J. Kaufman, Trading Systems and Methods, 5th edition, 2013.
//
// Differs from TA-Lib in nothing but rounding.
func WMA(s series.Series, period int) series.Series { return Apply(s, NewWMA(period)) }

// NewWMA returns a live [WMA]. It panics if period is not in 1..100000.
func NewWMA(period int) *Stream {
	return newStream("WMA", float64(period))
}

var wmaEntry = takingNumber(Entry{
	Name: "WMA", Title: "linearly weighted moving average", Group: "overlap",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"WMA"},
	Low: math.Inf(-1), High: math.Inf(1), Exact: true, maker: maker{scales: true}, Source: "Perry J. Kaufman, Trading Systems and Methods, 5th edition, 2013",
}, func(p []float64) numberKernel[float64] { return newWMA(int(p[0])) })

// A wma counts in blocks of n, as a window does, with the same anchor. A value
// of the newest block weighs its place in the block plus the number of values of
// the previous block that are still in the window: the weighted sum is
// tail + left*sum + num.
type wma struct {
	n   int
	per float64 // 1 / (1 + 2 + ... + n)

	x    []float64 // the newest block, then the tail of the previous one
	k    int       // values in the newest block, 0 when it is complete
	full bool      // there is a previous block

	// Derived from the above, of distances from c.
	c        float64   // the newest block's first value
	sum, num float64   // over the newest block: plain, and times 1, 2, 3 ...
	tail     []float64 // tail[j]: over the previous block from j on, times 1, 2, 3 ...; tail[n] is 0
}

func newWMA(period int) *wma {
	return &wma{n: period, per: 2 / float64(float64(period)*float64(period+1))}
}

func (k *wma) warmup() int        { return k.n }
func (k *wma) settle(float64) int { return k.n }
func (k *wma) ready() bool        { return k.full }

func (k *wma) walk(v *walker) {
	v.floats(&k.x, k.n, series.Limit)
	v.int(&k.k, k.n-1)
	v.bool(&k.full)
}

// restored computes the sums anew, in the order in which update made them.
func (k *wma) restored() bool {
	if k.tail == nil {
		k.tail = make([]float64, k.n+1)
	}
	if !k.full && !zeros(k.x[k.k:]) {
		return false
	}
	clear(k.tail)
	k.c, k.sum, k.num = 0, 0, 0
	if k.k > 0 {
		k.turn(k.x[0], k.k)
		for j, x := range k.x[:k.k] {
			d := x - k.c
			k.sum += d
			k.num += float64(float64(j+1) * d)
		}
	}
	return true
}

// turn starts a block with anchor c: it computes the previous block's weighted
// suffix sums down to position from.
func (k *wma) turn(c float64, from int) {
	k.c, k.sum, k.num = c, 0, 0
	if !k.full {
		return
	}
	x := k.x[from:k.n]
	tail := k.tail[from:k.n][:len(x)]
	sum, num := 0.0, 0.0
	for j := len(x) - 1; j >= 0; j-- {
		sum += x[j] - c
		num += sum
		tail[j] = num
	}
}

func (k *wma) update(x float64) float64 {
	if k.k == 0 {
		k.turn(x, 1)
	}
	k.x[k.k] = x
	k.k++
	d := x - k.c
	k.sum += d
	k.num += float64(float64(k.k) * d)
	y := k.c + float64((k.tail[k.k]+(float64(float64(k.n-k.k)*k.sum)+k.num))*k.per)
	if k.k == k.n {
		k.k, k.full = 0, true
	}
	if !k.full {
		return math.NaN()
	}
	return y
}

func (k *wma) peek(x float64) float64 {
	if !k.full && k.k < k.n-1 {
		return math.NaN()
	}
	if j := k.k + 1; k.k > 0 {
		d := x - k.c
		sum, num := k.sum+d, k.num+float64(float64(j)*d)
		return k.c + float64((k.tail[j]+(float64(float64(k.n-j)*sum)+num))*k.per)
	}
	sum, num := 0.0, 0.0
	for j := k.n - 1; j >= 1; j-- {
		sum += k.x[j] - x
		num += sum
	}
	return x + float64(num*k.per)
}

func (k *wma) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		if k.k == 0 {
			k.turn(xs[0], 1)
		}
		m := min(k.n-k.k, len(xs))
		in, out, tail := xs[:m], dst[:m], k.tail[k.k+1:][:m]
		c, sum, num, per := k.c, k.sum, k.num, k.per
		place, left := float64(k.k), float64(k.n-k.k)
		for i, x := range in {
			d := x - c
			place++
			left--
			sum += d
			num += float64(place * d)
			out[i] = c + float64((tail[i]+(float64(left*sum)+num))*per)
		}
		k.sum, k.num = sum, num
		copy(k.x[k.k:], in)
		if k.k += m; k.k == k.n {
			k.k = 0
		}
		dst, xs = dst[m:], xs[m:]
	}
}
