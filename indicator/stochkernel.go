package indicator

// A stoch is the kernel of Stoch: a corridor, and two averages that follow.
type stoch struct {
	corridor
	slow, d numberKernel[float64]
}

// percentK returns the place of x between bottom, which is 0, and top, which
// is 100.
func percentK(top, bottom, x float64) float64 {
	width := top - bottom
	if !(width > 0) || x <= bottom {
		return 0
	}
	if x > top {
		return 100
	}
	return float64(100 * ((x - bottom) / width))
}

func (k *stoch) warmup() int { return then(then(k.n, k.slow.warmup()), k.d.warmup()) }
func (k *stoch) ready() bool { return k.d.ready() }

func (k *stoch) settle(eps float64) int {
	return then(then(k.n, k.slow.settle(eps)), k.d.settle(eps))
}

func (k *stoch) walk(v *walker) {
	k.span.walk(v)
	k.slow.walk(v)
	k.d.walk(v)
}

// restored also checks that no stage is ahead of the one before it.
func (k *stoch) restored() bool {
	a, b, c := k.corridor.restored(), k.slow.restored(), k.d.restored()
	return a && b && c && (k.full || !k.slow.ready()) && (k.slow.ready() || !k.d.ready())
}

func (k *stoch) update(r row) StochValue {
	v := none[StochValue]()
	top, bottom := k.push(r.high, r.low)
	if !k.full {
		return v
	}
	y := k.slow.update(percentK(top, bottom, r.close))
	if k.slow.ready() {
		v.K = clip(y)
		v.D = k.d.update(v.K)
	}
	return v
}

func (k *stoch) peek(r row) StochValue {
	v := none[StochValue]()
	if !k.peekReady() {
		return v
	}
	top, bottom := k.corridor.peek(r.high, r.low)
	y := k.slow.peek(percentK(top, bottom, r.close))
	if y == y || k.slow.ready() {
		v.K = clip(y)
		v.D = k.d.peek(v.K)
	}
	return v
}

// fill lets each stage take a piece before the next one does. The numbers between
// them lie in dst.
func (k *stoch) fill(dst []StochValue, c cols) {
	i := 0
	for ; i < len(dst) && !k.ready(); i++ {
		dst[i] = k.update(row{high: c.high[i], low: c.low[i], close: c.close[i]})
	}
	for i < len(dst) {
		m := min(piece, len(dst)-i)
		cells := allCells(dst[i : i+m])
		first, second := cells[:m], cells[m:]
		k.percents(second, c.slice(i, i+m))
		k.slow.fill(first, second)
		clipAll(first)
		k.d.fill(second, first)
		shuffle(cells)
		i += m
	}
}

// percents is percentK of a corridor that is full, for up to a piece of bars.
func (c *corridor) percents(dst []float64, b cols) {
	var s edges
	m := len(dst)
	c.fill(s.top[:m], s.bottom[:m], b.high, b.low)
	for i, x := range b.close[:m] {
		dst[i] = percentK(s.top[i], s.bottom[i], x)
	}
}

// shuffle takes the first and the second half of cells, up to a piece each, in
// turn.
func shuffle(cells []float64) {
	var first [piece]float64
	m := copy(first[:], cells[:len(cells)/2])
	for i, x := range cells[m:] {
		// Cell m+i is read before 2i+1 <= m+i is written.
		cells[2*i], cells[2*i+1] = first[i], x
	}
}
