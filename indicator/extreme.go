package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// extreme is the kernel of Max and Min. Like a window it counts in blocks of n:
// the extreme is that of the previous block's tail and of the newest block's
// head. It compares integers that are ordered as the values are, which takes no
// branch; for Min all their bits are flipped, which turns the order round.
type extreme struct {
	n    int
	flip int64 // 0 for Max, -1 for Min

	x    []float64 // the newest block, then the tail of the previous one
	k    int       // values in the newest block, 0 when it is complete
	full bool      // there is a previous block

	// Derived from the above.
	head int64   // of the newest block
	tail []int64 // tail[j]: of the previous block from j on; tail[n] is noKey
}

// noKey is below every key.
const noKey = math.MinInt64

// key returns an integer ordered as x is, -0 before 0. It is its own inverse on
// the bits.
func key(x float64) int64 {
	b := int64(math.Float64bits(x))
	return b ^ int64(uint64(b>>63)>>1)
}

// unkey returns the x of a key.
func unkey(k int64) float64 {
	return math.Float64frombits(uint64(k ^ int64(uint64(k>>63)>>1)))
}

func (k *extreme) warmup() int        { return k.n }
func (k *extreme) settle(float64) int { return k.n }
func (k *extreme) ready() bool        { return k.full }

func (k *extreme) walk(v *walker) {
	v.floats(&k.x, k.n, series.Limit)
	v.int(&k.k, k.n-1)
	v.bool(&k.full)
}

// restored computes head and tail anew.
func (k *extreme) restored() bool {
	if k.tail == nil {
		k.tail = make([]int64, k.n+1)
	}
	if !k.full && !zeros(k.x[k.k:]) {
		return false
	}
	for i := range k.tail {
		k.tail[i] = noKey
	}
	k.turn()
	for _, x := range k.x[:k.k] {
		k.head = max(k.head, key(x)^k.flip)
	}
	return true
}

// turn starts a block. What it computes for positions that the newest block has
// already taken is never read.
func (k *extreme) turn() {
	k.head = noKey
	if !k.full {
		return
	}
	top := k.head
	for j := k.n - 1; j >= 1; j-- {
		top = max(top, key(k.x[j])^k.flip)
		k.tail[j] = top
	}
}

func (k *extreme) update(x float64) float64 {
	if k.k == 0 {
		k.turn()
	}
	k.head = max(k.head, key(x)^k.flip)
	k.x[k.k] = x
	k.k++
	y := max(k.head, k.tail[k.k])
	if k.k == k.n {
		k.k, k.full = 0, true
	}
	if !k.full {
		return math.NaN()
	}
	return unkey(y ^ k.flip)
}

func (k *extreme) peek(x float64) float64 {
	if !k.full && k.k < k.n-1 {
		return math.NaN()
	}
	y := key(x) ^ k.flip
	if k.k > 0 {
		return unkey(max(y, k.head, k.tail[k.k+1]) ^ k.flip)
	}
	for _, v := range k.x[1:] {
		y = max(y, key(v)^k.flip)
	}
	return unkey(y ^ k.flip)
}

func (k *extreme) fill(dst, xs []float64) {
	for ; len(xs) > 0 && !k.full; dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		if k.k == 0 {
			k.turn()
		}
		m := min(k.n-k.k, len(xs))
		in, out, tail := xs[:m], dst[:m], k.tail[k.k+1:][:m]
		head, flip := k.head, k.flip
		for i, x := range in {
			head = max(head, key(x)^flip)
			out[i] = unkey(max(head, tail[i]) ^ flip)
		}
		k.head = head
		copy(k.x[k.k:], in)
		if k.k += m; k.k == k.n {
			k.k = 0
		}
		dst, xs = dst[m:], xs[m:]
	}
}
