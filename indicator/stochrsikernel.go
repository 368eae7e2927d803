package indicator

// A stochRSI is the kernel of StochRSI: an RSI, and then what StochFast has.
type stochRSI struct {
	rsi      *rsi
	corridor corridor
	d        numberKernel[float64]
}

func (k *stochRSI) warmup() int { return then(k.rsi.warmup(), then(k.corridor.n, k.d.warmup())) }
func (k *stochRSI) ready() bool { return k.d.ready() }

func (k *stochRSI) settle(eps float64) int {
	return then(k.rsi.settle(eps), then(k.corridor.n, k.d.settle(eps)))
}

func (k *stochRSI) walk(v *walker) {
	k.rsi.walk(v)
	k.corridor.walk(v)
	k.d.walk(v)
}

// restored also checks that no stage is ahead of the one before it.
func (k *stochRSI) restored() bool {
	a, b, c := k.rsi.restored(), k.corridor.restored(), k.d.restored()
	return a && b && c && (k.rsi.ready() || !k.corridor.begun()) && (k.corridor.full || !k.d.ready())
}

// begun reports whether the span holds a value.
func (s *span) begun() bool { return s.full || s.k > 0 }

// newest returns the last value of the column high; it has begun.
func (s *span) newest() float64 {
	if s.k == 0 {
		return s.high[s.n-1]
	}
	return s.high[s.k-1]
}

// held reports whether x leaves the RSI where it is. The RSI itself is then right
// to its last digits, but the range here may be made of nothing but those.
func (k *stochRSI) held(x float64) bool { return x == k.rsi.last && k.corridor.begun() }

func (k *stochRSI) update(x float64) StochRSIValue {
	held := k.held(x)
	y := k.rsi.update(x)
	if held {
		y = k.corridor.newest()
	}
	if !k.rsi.ready() {
		return none[StochRSIValue]()
	}
	top, bottom := k.corridor.push(y, y)
	if !k.corridor.full {
		return none[StochRSIValue]()
	}
	y = percentK(top, bottom, y)
	return StochRSIValue{y, k.d.update(y)}
}

func (k *stochRSI) peek(x float64) StochRSIValue {
	y := k.rsi.peek(x)
	if k.held(x) {
		y = k.corridor.newest()
	}
	if y != y || !k.corridor.peekReady() {
		return none[StochRSIValue]()
	}
	top, bottom := k.corridor.peek(y, y)
	y = percentK(top, bottom, y)
	return StochRSIValue{y, k.d.peek(y)}
}

func (k *stochRSI) fill(dst []StochRSIValue, xs []float64) {
	for ; len(xs) > 0 && !k.ready(); dst, xs = dst[1:], xs[1:] {
		dst[0] = k.update(xs[0])
	}
	for len(xs) > 0 {
		m := min(piece, len(xs))
		cells := allCells(dst[:m])
		k.strengths(cells[:m], xs[:m])
		k.corridor.percentsOf(cells[:m])
		k.d.fill(cells[m:], cells[:m])
		shuffle(cells)
		dst, xs = dst[m:], xs[m:]
	}
}

// strengths is the RSI of xs, held where they do not move.
func (k *stochRSI) strengths(dst, xs []float64) {
	x, y := k.rsi.last, k.corridor.newest()
	k.rsi.fill(dst, xs)
	for i, v := range xs {
		if v == x {
			dst[i] = y
		}
		x, y = v, dst[i]
	}
}

// percentsOf makes up to a piece of xs their percentK, in a corridor that is full.
func (c *corridor) percentsOf(xs []float64) {
	var s edges
	c.fill(s.top[:len(xs)], s.bottom[:len(xs)], xs, xs)
	for i, x := range xs {
		xs[i] = percentK(s.top[i], s.bottom[i], x)
	}
}
