package indicator

// A corridor is the highest of the last n values of one column and the lowest of
// another, each the extreme of the previous block's tail and of the newest
// block's head. It compares keys, as an extreme does.
type corridor struct {
	span

	// Derived from the values.
	head, foot    int64   // highest and lowest of the newest block
	tops, bottoms []int64 // [j]: of the previous block from j on; at n there is none
}

// topKey is above every key.
const topKey = ^noKey

// newCorridor returns a corridor of two columns, or of one taken twice.
func newCorridor(n int, one bool) corridor { return corridor{span: span{n: n, one: one}} }

// restored computes the extremes anew.
func (c *corridor) restored() bool {
	if c.tops == nil {
		c.tops, c.bottoms = make([]int64, c.n+1), make([]int64, c.n+1)
	}
	if !c.valid() {
		return false
	}
	for i := range c.tops {
		c.tops[i], c.bottoms[i] = noKey, topKey
	}
	c.turn(c.high, c.low)
	for i, h := range c.high[:c.k] {
		c.head, c.foot = max(c.head, key(h)), min(c.foot, key(c.low[i]))
	}
	return true
}

// turn starts a block after that in high and low. What it computes for positions
// that the newest block has already taken is never read.
func (c *corridor) turn(high, low []float64) {
	c.head, c.foot = noKey, topKey
	if !c.full {
		return
	}
	top, bottom := c.head, c.foot
	low, tops, bottoms := low[:len(high)], c.tops[:len(high)], c.bottoms[:len(high)]
	for j := len(high) - 1; j >= 1; j-- {
		top, bottom = max(top, key(high[j])), min(bottom, key(low[j]))
		tops[j], bottoms[j] = top, bottom
	}
}

// push feeds values and returns the extremes, which mean something once the
// span is full.
func (c *corridor) push(high, low float64) (top, bottom float64) {
	if c.k == 0 {
		c.turn(c.high, c.low)
	}
	c.head, c.foot = max(c.head, key(high)), min(c.foot, key(low))
	top, bottom = unkey(max(c.head, c.tops[c.k+1])), unkey(min(c.foot, c.bottoms[c.k+1]))
	c.span.push(high, low)
	return top, bottom
}

// peek returns what push would.
func (c *corridor) peek(high, low float64) (top, bottom float64) {
	t, b := key(high), key(low)
	if c.k > 0 {
		return unkey(max(t, c.head, c.tops[c.k+1])), unkey(min(b, c.foot, c.bottoms[c.k+1]))
	}
	for i, h := range c.high[1:] {
		t, b = max(t, key(h)), min(b, key(c.low[i+1]))
	}
	return unkey(t), unkey(b)
}

// fill is push for many, of a corridor that is full.
func (c *corridor) fill(top, bottom, high, low []float64) {
	low, top, bottom = low[:len(high)], top[:len(high)], bottom[:len(high)]
	for at := 0; at < len(high); {
		if c.k == 0 {
			c.turn(c.before(high, low, at))
		}
		m := min(c.n-c.k, len(high)-at)
		hs, ls, ts, bs := high[at:][:m], low[at:][:m], top[at:][:m], bottom[at:][:m]
		tops, bottoms := c.tops[c.k+1:][:m], c.bottoms[c.k+1:][:m]
		head, foot := c.head, c.foot
		for i, h := range hs {
			head, foot = max(head, key(h)), min(foot, key(ls[i]))
			ts[i], bs[i] = unkey(max(head, tops[i])), unkey(min(foot, bottoms[i]))
		}
		c.head, c.foot = head, foot
		c.took(high, low, at, m)
		at += m
	}
	c.store(high, low)
}

// An edges is the extremes of a piece on their way from a corridor to a formula.
type edges struct{ top, bottom [piece]float64 }
