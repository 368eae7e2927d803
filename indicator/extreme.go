package indicator

import (
	"math"

	"github.com/riskon/riskon/series"
)

// extreme is the kernel of Max and, with sign -1, of Min, which is the largest
// of the values negated. Like a window it counts in blocks of n: the extreme is
// that of the previous block's tail and of the newest block's head.
type extreme struct {
	n    int
	sign float64

	x    []float64 // sign * value: the newest block, then the tail of the previous one
	k    int       // values in the newest block, 0 when it is complete
	full bool      // there is a previous block

	// Derived from the above.
	head float64   // of the newest block
	tail []float64 // tail[j]: of the previous block from j on; tail[n] is -Inf
}

func (k *extreme) spec() string {
	if k.sign < 0 {
		return format("Min", k.n)
	}
	return format("Max", k.n)
}

func (k *extreme) warmup() int        { return k.n }
func (k *extreme) settle(float64) int { return k.n }
func (k *extreme) ready() bool        { return k.full }
func (k *extreme) outputs() int       { return 1 }

func (k *extreme) walk(v *walker) {
	v.floats(&k.x, k.n, series.Limit)
	v.int(&k.k, k.n-1)
	v.bool(&k.full)
}

func (k *extreme) restored() bool {
	if len(k.tail) == 0 {
		k.tail = make([]float64, k.n+1)
	}
	if !k.full && !zeros(k.x[k.k:]) {
		return false
	}
	for i := range k.tail {
		k.tail[i] = math.Inf(-1)
	}
	k.head = math.Inf(-1)
	if k.k > 0 {
		k.turn()
		for _, x := range k.x[:k.k] {
			k.head = max(k.head, x)
		}
	}
	return true
}

// turn starts a block.
func (k *extreme) turn() {
	k.head = math.Inf(-1)
	if k.full {
		top := math.Inf(-1)
		for j := k.n - 1; j >= 1; j-- {
			top = max(top, k.x[j])
			k.tail[j] = top
		}
	}
}

func (k *extreme) update(x float64) float64 {
	if k.k == 0 {
		k.turn()
	}
	x *= k.sign
	k.head = max(k.head, x)
	k.x[k.k] = x
	k.k++
	y := max(k.head, k.tail[k.k])
	if k.k == k.n {
		k.k, k.full = 0, true
	}
	if !k.full {
		return math.NaN()
	}
	return k.sign * y
}

func (k *extreme) peek(x float64) float64 {
	if !k.full && k.k < k.n-1 {
		return math.NaN()
	}
	y := k.sign * x
	if k.k > 0 {
		return k.sign * max(y, k.head, k.tail[k.k+1])
	}
	for _, v := range k.x[1:] {
		y = max(y, v)
	}
	return k.sign * y
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
		in, out, tail, keep := xs[:m], dst[:m], k.tail[k.k+1:][:m], k.x[k.k:][:m]
		head, sign := k.head, k.sign
		for i, x := range in {
			x *= sign
			head = max(head, x)
			keep[i] = x
			out[i] = sign * max(head, tail[i])
		}
		k.head = head
		if k.k += m; k.k == k.n {
			k.k = 0
		}
		dst, xs = dst[m:], xs[m:]
	}
}
