package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// MaxIndex is the number of the input that is the largest of the last values: it
// says when [Max] was.
//
//	MaxIndex[i] = the largest j in i-period+1 ... i with x[j] = Max[i]
//
// Input: one number per point, usually the high or the close. Output: a whole
// number; inputs are counted from 0, without those that are missing, from the
// first one that the stream has been fed. Numbers end at 2^53.
//
// Warm-up: the first output is at input number period. Where the count starts
// matters for ever: Settle is math.MaxInt.
//
// Of equal values the most recent one counts, so that flat prices give the newest
// input. -0 equals 0. A missing value gives NaN and is not counted. MaxIndex(s, 1)
// is 0, 1, 2, ...
//
// Source: Mario Fortier, TA-Lib, 1999-2007, function MAXINDEX.
//
// Differs from TA-Lib in what is equal: there a new value takes over from an equal
// one, but once the largest value leaves the window it is the earliest of those
// left that counts. What TA-Lib gives depends on more than the window. Missing
// values are not counted, and period 1 is allowed.
func MaxIndex(s series.Series, period int) series.Series { return Apply(s, NewMaxIndex(period)) }

// NewMaxIndex returns a live [MaxIndex]. It panics if period is not in 1..100000.
func NewMaxIndex(period int) *Stream {
	return newStream("MaxIndex", float64(period))
}

var maxIndexEntry = takingNumber(Entry{
	Name: "MaxIndex", Title: "number of the highest value", Group: "statistics",
	Params: []Param{periodParam("period", 30)}, Outputs: []string{"MaxIndex"},
	Low: 0, High: lastCount, Exact: true, Source: "Mario Fortier, TA-Lib, 1999-2007",
}, func(p []float64) numberKernel[float64] { return newIndex(int(p[0]), 0) })

// An index is the kernel of MaxIndex and MinIndex.
type index struct {
	span
	count
	place
}

func newIndex(n int, flip int64) *index {
	return &index{span: span{n: n, one: true}, place: place{flip: flip}}
}

func (k *index) settle(eps float64) int { return never(k.n, eps) }

func (k *index) walk(v *walker) {
	k.span.walk(v)
	k.count.walk(v)
}

func (k *index) restored() bool {
	if !k.span.valid() || !k.count.valid(&k.span) {
		return false
	}
	k.restore(k.high, k.k, k.full)
	return true
}

func (k *index) update(x float64) float64 {
	if k.k == 0 {
		k.turn(k.high, k.full)
	}
	y := k.base + float64(k.place.push(x, k.k))
	if k.span.push(x, x); k.k == 0 {
		k.next(k.n)
	}
	if !k.full {
		return math.NaN()
	}
	return y
}

func (k *index) peek(x float64) float64 {
	if !k.peekReady() {
		return math.NaN()
	}
	return k.base + float64(k.place.peek(x, k.k, k.high))
}

func (k *index) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for at := 0; at < len(xs); {
		if k.k == 0 {
			block, _ := k.before(xs, xs, at)
			k.turn(block, k.full)
		}
		m := min(k.n-k.k, len(xs)-at)
		k.place.fill(dst[at:], xs[at:at+m], k.k, k.base)
		if k.took(xs, xs, at, m); k.k == 0 {
			k.next(k.n)
		}
		at += m
	}
	k.store(xs, xs)
}
