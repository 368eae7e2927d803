package indicator

import "math"

// A place is where the extreme of a span is: the most recent one of those that
// are equal, -0 being equal to 0. Positions count from the first value of the
// newest block; those in the previous one are negative. All of it is derived
// from the span.
type place struct {
	flip int64   // 0 for the highest, -1 for the lowest
	head int64   // key of the newest block's extreme
	at   int     // its position
	tail []int64 // tail[j]: key of the previous block's extreme from j on; at n there is none
	from []int32 // its position
}

// equalKey is key for an order in which -0 equals 0.
func equalKey(x float64) int64 { return key(x + 0) }

// restore computes everything anew from n values, k of them in the newest block.
func (p *place) restore(x []float64, k int, full bool) {
	if p.tail == nil {
		p.tail, p.from = make([]int64, len(x)+1), make([]int32, len(x)+1)
	}
	for i := range p.tail {
		p.tail[i], p.from[i] = noKey, 0
	}
	p.turn(x, full)
	for i, v := range x[:k] {
		if y := equalKey(v) ^ p.flip; y >= p.head {
			p.head, p.at = y, i
		}
	}
}

// turn starts a block after that in x. What it computes for positions that the
// newest block has already taken is never read.
func (p *place) turn(x []float64, full bool) {
	p.head, p.at = noKey, 0
	if !full {
		return
	}
	top, at, flip := int64(noKey), 0, p.flip
	tail, from := p.tail[:len(x)], p.from[:len(x)]
	for j := len(x) - 1; j >= 1; j-- {
		if y := equalKey(x[j]) ^ flip; y > top {
			top, at = y, j-len(x)
		}
		tail[j], from[j] = top, int32(at)
	}
}

// push feeds the value at position k, after turn if k is 0, and returns the
// position of the extreme.
func (p *place) push(x float64, k int) int {
	if y := equalKey(x) ^ p.flip; y >= p.head {
		p.head, p.at = y, k
	}
	if p.tail[k+1] > p.head {
		return int(p.from[k+1])
	}
	return p.at
}

// peek returns the position that push would, or, if k is 0, turn and push. old
// is the values of the span.
func (p *place) peek(x float64, k int, old []float64) int {
	top, at := equalKey(x)^p.flip, k
	if k > 0 {
		if p.head > top {
			top, at = p.head, p.at
		}
		if p.tail[k+1] > top {
			at = int(p.from[k+1])
		}
		return at
	}
	for j := len(old) - 1; j >= 1; j-- {
		if y := equalKey(old[j]) ^ p.flip; y > top {
			top, at = y, j-len(old)
		}
	}
	return at
}

// fill is push for values from position k on, all of one block. It gives origin
// plus the position.
func (p *place) fill(dst, xs []float64, k int, origin float64) {
	tail, from, dst := p.tail[k+1:][:len(xs)], p.from[k+1:][:len(xs)], dst[:len(xs)]
	head, at, flip := p.head, p.at, p.flip
	for i, x := range xs {
		if y := equalKey(x) ^ flip; y >= head {
			head, at = y, k+i
		}
		best := int(from[i])
		if tail[i] <= head {
			best = at
		}
		dst[i] = origin + float64(best)
	}
	p.head, p.at = head, at
}

// A count is the number of an input: that of the first value of the newest block,
// for blocks of n. Beyond 2^53, where whole numbers end, it stays.
type count struct{ base float64 }

// lastCount is the largest number there is.
const lastCount = 0x1p53

// next is called when a block is complete.
func (c *count) next(n int) {
	if b := c.base + float64(n); b <= lastCount-float64(n) {
		c.base = b
	}
}

func (c *count) walk(v *walker) { v.float(&c.base, lastCount) }

// valid reports whether a decoded count can belong to a span.
func (c *count) valid(s *span) bool {
	n := float64(s.n)
	whole := math.Mod(c.base, n) == 0 && c.base >= 0 && c.base <= lastCount-n
	return whole && s.full == (c.base > 0)
}
